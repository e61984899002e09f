// A worker of catalogues only, as a process that tests kill: real queue, real database.
// It waits at a step when its parent wants that (libs/testing/src/kill-halt.ts).
import 'reflect-metadata';
import {
  allSubscribers,
  createDataSource,
  FileRegister,
  FilesModule,
  FileStore,
  FolderStore,
  HandlesJob,
  PlatformModule,
  queueBackend,
  QueueModule,
  UnitOfWork,
} from '@bergfried/platform';
import { obeyHalts, reach } from '@bergfried/testing';
import { NestFactory } from '@nestjs/core';
import { IMPORT_CATALOGUE } from '../../dist/catalogue.events.js';
import { CatalogueImport } from '../../dist/catalogue.import.js';
import { CatalogueJob } from '../../dist/catalogue.job.js';
import { CatalogueWriter } from '../../dist/catalogue.writer.js';

const { TEST_SYSTEM_URL: url, TEST_DATA_DIR: dir, TEST_LOCK_MS: lockMs } = process.env;
const { TEST_QUEUE_REDIS_URL: redisUrl, TEST_QUEUE_PREFIX: redisPrefix } = process.env;
const RETRY_MS = 50;
obeyHalts();

class HaltingStore extends FolderStore {
  async open(...content) {
    await reach('begun');
    return super.open(...content);
  }
}
class HaltingWriter extends CatalogueWriter {
  async write(...catalogue) {
    await reach('parsed');
    const written = await super.write(...catalogue);
    await reach('written');
    return written;
  }
  async insert(table, ...rows) {
    await super.insert(table, ...rows);
    await reach(table);
  }
}
class HaltingJob extends CatalogueJob {
  async importCatalogue(job) {
    await super.importCatalogue(job);
    await reach('finished');
  }
}

/** Marks a method as the handler of a subscriber, as the decorator does. */
function handles(subscriber, type, method) {
  HandlesJob(subscriber)(type.prototype, method, Object.getOwnPropertyDescriptor(type.prototype, method));
}
handles(IMPORT_CATALOGUE, HaltingJob, 'importCatalogue');
/** Subscribers of other libs are theirs to test; here they only have to exist. */
class Others {}
for (const { subscriber } of allSubscribers().filter((one) => one.subscriber !== IMPORT_CATALOGUE)) {
  Others.prototype[subscriber] = async (job) => job.finish(async () => undefined);
  handles(subscriber, Others, subscriber);
}

class CatalogueWorker {}
const dataSource = createDataSource({ url, applicationName: 'bergfried-worker', max: 4, entities: [] });
await dataSource.initialize();
await NestFactory.createApplicationContext(
  {
    module: CatalogueWorker,
    imports: [
      PlatformModule.forJobs(dataSource),
      FilesModule.forJobs(new HaltingStore(dir)),
      QueueModule.forWorker({
        backend: queueBackend({ redisUrl, databaseUrl: url, redisPrefix }),
        listenUrl: url,
        lockMs: Number(lockMs),
        retryMs: RETRY_MS,
      }),
    ],
    providers: [
      Others,
      {
        provide: HaltingJob,
        inject: [UnitOfWork, FileStore, FileRegister],
        useFactory: (unitOfWork, store, register) =>
          new HaltingJob(new CatalogueImport(store, register, new HaltingWriter(unitOfWork))),
      },
    ],
  },
  { logger: ['error', 'warn'], abortOnError: false },
);
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.send({ ready: true });
