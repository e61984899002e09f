import {
  ChangeFeed,
  createDataSource,
  Drain,
  httpMetrics,
  jsonBody,
  measurePool,
  NestLogger,
  notFound,
  openFileStore,
  refuseTooMuchPower,
  requestLog,
  sameOriginOnly,
  sendProblem,
  type FileSettings,
} from '@bergfried/platform';
import { sessionMiddleware, SessionService } from '@bergfried/identity';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';
import { AppModule } from './app.module.js';
import { ENTITIES } from './entities.js';
import { openApiDocument } from './openapi.js';
import { securityHeaders } from './security-headers.js';
import { serveWeb, type WebApp } from './web-app.js';

const KEEP_ALIVE_MS = 75_000;

/** What main.ts and the tests decide. */
export interface CreateAppOptions {
  readonly databaseUrl: string;
  readonly publicUrl: string;
  readonly demo: boolean;
  readonly version: string;
  readonly logger: Logger;
  readonly poolSize: number;
  /** Where uploaded files lie; the worker has the same. */
  readonly files: FileSettings;
  /** The built web app; null serves the interface only. */
  readonly webApp: WebApp | null;
  /** How often open streams are checked, in milliseconds; left out: every 30 s. */
  readonly recheckMs?: number;
}

/** Builds the whole HTTP application, ready to listen; refuses a database role with too much power. */
export async function createApp(options: CreateAppOptions): Promise<NestExpressApplication> {
  const { databaseUrl, publicUrl, demo, version, logger } = options;
  const dataSource = createDataSource({
    url: databaseUrl,
    applicationName: 'bergfried-api',
    max: options.poolSize,
    entities: ENTITIES,
  });
  await dataSource.initialize();
  await refuseTooMuchPower(dataSource, 'bergfried_app');
  measurePool(dataSource);
  const fileStore = await openFileStore(options.files);
  const app = await NestFactory.create<NestExpressApplication>(
    AppModule.register({
      dataSource,
      listenUrl: databaseUrl,
      publicUrl,
      installation: { name: 'Bergfried', version, demo },
      recheckMs: options.recheckMs,
      fileStore,
    }),
    { logger: new NestLogger(logger), bodyParser: false, abortOnError: false },
  );
  const secure = publicUrl.startsWith('https:');
  app.set('etag', false);
  app.disable('x-powered-by');
  if (secure) app.set('trust proxy', 'loopback, linklocal, uniquelocal');
  app.use(
    httpMetrics,
    app.get(Drain).middleware,
    requestLog(logger),
    securityHeaders({ secure, inlineHashes: options.webApp?.inlineHashes ?? [] }),
  );
  if (options.webApp) serveWeb(app, options.webApp);
  app.use('/api', noStore);
  app.use(
    '/api/v1',
    sameOriginOnly(publicUrl),
    jsonBody,
    ...(await sessionMiddleware(dataSource, app.get(SessionService), secure)),
  );
  await app.get(ChangeFeed).start();
  SwaggerModule.setup('api/docs', app, openApiDocument(app, '1'), {
    jsonDocumentUrl: 'api/openapi.json',
    customSiteTitle: 'Bergfried – Schnittstelle',
    customCss: '.topbar { display: none }',
  });
  await app.init();
  // Longer than the proxy keeps an idle connection (deploy/proxy): else it would send on one that just closes.
  app.getHttpServer().keepAliveTimeout = KEEP_ALIVE_MS;
  app.use((request: Request, response: Response) => {
    sendProblem(request, response, notFound());
  });
  return app;
}

function noStore(request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store');
  // ETags serve If-Match only: an answer also says what changes without a new version (a clock runs out), so 304 would be wrong.
  delete request.headers['if-none-match'];
  next();
}
