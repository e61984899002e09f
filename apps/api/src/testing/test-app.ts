import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACTORS, createTestDatabase, PASSWORD, type ActorName, type TestDatabase } from '@bergfried/testing';
import type { NestExpressApplication } from '@nestjs/platform-express';
import pg from 'pg';
import { pino } from 'pino';
import request from 'supertest';
import { createApp, type CreateAppOptions } from '../create-app.js';

/** A caller of supertest that keeps its cookies. */
export type Agent = ReturnType<typeof request.agent>;

/** One line of the process log. */
export interface LogLine {
  readonly level: number;
  readonly context?: string;
  readonly event?: string;
  readonly [name: string]: unknown;
}

/** The whole HTTP application on a database of its own, listening on a free port of the loopback interface. */
export interface TestApp {
  readonly app: NestExpressApplication;
  readonly database: TestDatabase;
  /** Folder of the stored files. */
  readonly dataDir: string;
  /** `http://127.0.0.1:port` */
  readonly url: string;
  /** Everything logged since the start. */
  readonly log: readonly LogLine[];
  /** A caller without a session. */
  readonly anonymous: () => Agent;
  /** A caller with the session of this actor; signs in once and keeps the cookie. */
  readonly as: (actor: ActorName) => Promise<Agent>;
  /** SQL as superuser, past every wall: to prepare what no route does, and to see what was written. */
  readonly sql: <Row>(text: string, parameters?: readonly unknown[]) => Promise<Row[]>;
  /** The first row of such a statement. @throws Error when there is none */
  readonly row: <Row>(text: string, parameters?: readonly unknown[]) => Promise<Row>;
  /** Lines of the security log written while `work` ran. */
  readonly securityLines: (work: () => Promise<unknown>) => Promise<LogLine[]>;
  readonly close: () => Promise<void>;
}

/** Starts the application as main.ts does, but silent and without the web app. Close it in afterAll. */
export async function createTestApp(options: Partial<CreateAppOptions> = {}): Promise<TestApp> {
  const database = await createTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'bergfried-api-test-'));
  const log: LogLine[] = [];
  const logger = pino(
    { level: 'info' },
    { write: (line: string) => void log.push(JSON.parse(line) as LogLine) },
  );
  const app = await createApp({
    databaseUrl: database.appUrl,
    publicUrl: 'http://bergfried.test',
    demo: false,
    version: '0.0.0-test',
    logger,
    poolSize: 10,
    files: { dataDir, s3Url: undefined },
    webApp: null,
    ...options,
  });
  await app.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${String((app.getHttpServer().address() as AddressInfo).port)}`;
  const superuser = new pg.Client({ connectionString: database.superuserUrl });
  await superuser.connect();
  const sql = async <Row>(text: string, parameters: readonly unknown[] = []): Promise<Row[]> =>
    (await superuser.query(text, [...parameters])).rows as Row[];
  const sessions = new Map<ActorName, Promise<Agent>>();
  return {
    app,
    database,
    dataDir,
    url,
    log,
    anonymous: () => request.agent(url),
    as: (actor) => {
      const session = sessions.get(actor) ?? signIn(url, ACTORS[actor].email);
      sessions.set(actor, session);
      return session;
    },
    sql,
    row: async <Row>(text: string, parameters?: readonly unknown[]) => {
      const [row] = await sql<Row>(text, parameters);
      if (row === undefined) throw new Error(`no row: ${text}`);
      return row;
    },
    securityLines: async (work) => {
      const before = log.length;
      await work();
      return log.slice(before).filter(({ context }) => context === 'security');
    },
    close: async () => {
      await app.close();
      await superuser.end();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A new session of its own for a person. @throws Error when the sign-in is refused */
export async function signIn(url: string, email: string, password = PASSWORD): Promise<Agent> {
  const agent = request.agent(url);
  const { status } = await agent.post('/api/v1/session').send({ email, password });
  if (status !== 200) throw new Error(`sign-in of ${email} answered ${String(status)}`);
  return agent;
}
