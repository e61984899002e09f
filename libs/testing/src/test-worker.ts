import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IdentityJobsModule } from '@bergfried/identity';
import {
  createDataSource,
  ExportsJobsModule,
  FilesModule,
  FolderStore,
  InstallationKey,
  MailModule,
  PlatformModule,
  queueBackend,
  QueueModule,
  Schedules,
  SealingModule,
} from '@bergfried/platform';
import {
  Module,
  type DynamicModule,
  type INestApplicationContext,
  type LoggerService,
  type Type,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { TestRedis } from './redis.js';

/** A worker in this process, as the product's but with the modules of a test. */
export interface TestWorker {
  readonly context: INestApplicationContext;
  readonly dataDir: string;
  /** Secret of this worker. */
  readonly key: InstallationKey;
  close(): Promise<void>;
}

/** What a test decides. */
export interface TestWorkerOptions {
  readonly systemUrl: string;
  readonly modules: readonly (Type | DynamicModule)[];
  readonly redis?: TestRedis | null;
  readonly smtpUrl?: string;
  /** Left as it is at the end; otherwise a folder of its own that goes with the worker. */
  readonly dataDir?: string;
  readonly lockMs?: number;
  readonly retryMs?: number;
  readonly logger?: LoggerService | false;
}

export const TEST_KEY = 'a secret of the tests that nobody needs to keep';
export const TEST_PUBLIC_URL = 'https://bergfried.test';

@Module({})
class WorkerUnderTest {}

const isFiles = (module: Type | DynamicModule): boolean =>
  'module' in module && module.module === FilesModule;

/** Starts a worker: relay and queues run when this returns, schedules do not. @throws Error when a handler is missing or doubled */
export async function createTestWorker(options: TestWorkerOptions): Promise<TestWorker> {
  const { systemUrl, modules, redis, smtpUrl, lockMs = 1000, retryMs = 50 } = options;
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'bergfried-worker-'));
  const key = new InstallationKey(TEST_KEY);
  const dataSource = createDataSource({
    url: systemUrl,
    applicationName: 'bergfried-test-worker',
    max: 6,
    entities: [],
  });
  await dataSource.initialize();
  const backend = queueBackend({
    redisUrl: redis?.url,
    databaseUrl: systemUrl,
    ...(redis ? { redisPrefix: redis.prefix } : {}),
  });
  try {
    const context = await NestFactory.createApplicationContext(
      {
        module: WorkerUnderTest,
        imports: [
          PlatformModule.forJobs(dataSource),
          QueueModule.forWorker({ backend, listenUrl: systemUrl, lockMs, retryMs }),
          MailModule.forWorker({ smtpUrl, dataDir, publicUrl: TEST_PUBLIC_URL, from: undefined }),
          SealingModule.forWorker({ key, dataDir }),
          IdentityJobsModule.forWorker(key),
          ...(modules.some(isFiles) ? [] : [FilesModule.forJobs(new FolderStore(join(dataDir, 'files')))]),
          ExportsJobsModule,
          ...modules,
        ],
      },
      { logger: options.logger ?? false, abortOnError: false },
    );
    // Tests look at the clock themselves; what the minute brings would come between.
    await context.get(Schedules, { strict: false }).stop();
    return {
      context,
      dataDir,
      key,
      close: async () => {
        await context.close();
        if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await dataSource.destroy();
    await backend.end();
    throw error;
  }
}
