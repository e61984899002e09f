import type { Config } from '@bergfried/platform';

// Addresses and secrets of other processes, what pg would read by itself, and npm's many settings stay out.
const withheld =
  /^(DATABASE_|PG[A-Z]|npm_|NODE_CHANNEL_|(BERGFRIED_DEMO_PASSWORD|BERGFRIED_KEY(_FILE)?|SMTP_URL(_FILE)?|REDIS_URL(_FILE)?)$)/;

/** What the worker alone gets beside its database: queue, mail server, the secret outside the database, and a port of its own for its figures. */
export function workerSettings({
  redisUrl,
  smtpUrl,
  key,
  metrics,
}: Config): Readonly<Record<string, string>> {
  return {
    ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
    ...(smtpUrl === undefined ? {} : { SMTP_URL: smtpUrl }),
    ...(key === undefined ? {} : { BERGFRIED_KEY: key }),
    ...(metrics === undefined ? {} : { BERGFRIED_METRICS_PORT: String(metrics.port + 1) }),
  };
}

/**
 * The environment of a service: that of this process without addresses and secrets, plus its own ones.
 * @param own the only addresses it gets, for example `{ DATABASE_URL: … }`
 */
export function serviceEnvironment(
  config: Config,
  own: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !withheld.test(name));
  return {
    NODE_ENV: 'production',
    ...Object.fromEntries(kept),
    PORT: String(config.port),
    HOST: config.host,
    BERGFRIED_DATA_DIR: config.dataDir,
    ...own,
  };
}
