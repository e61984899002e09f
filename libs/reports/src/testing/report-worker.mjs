// A worker of reports only, as a process that tests kill: real queue, real database, real setting process.
// Arguments: the database as bergfried_system, the folder of files, the step at which it waits (or "").
// It tells its parent { reached } and waits there until it hears "go"; it answers "memory" with its resident bytes.
import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  allSubscribers,
  createDataSource,
  declareSubscribers,
  FileRegister,
  FilesModule,
  FileStore,
  FolderStore,
  HandlesJob,
  Outbox,
  PlatformModule,
  queueBackend,
  QueueModule,
  UnitOfWork,
} from '@bergfried/platform';
import { NestFactory } from '@nestjs/core';
import { CountyQuarterCollector } from '../../dist/county-quarter/collect.js';
import { Printer } from '../../dist/print/printer.js';
import { ReportJob } from '../../dist/report.job.js';

const [url, dir, pauseAt] = process.argv.slice(2);
const LOCK_MS = 1500;
const RETRY_MS = 200;

declareSubscribers('report.created', { 'count-created': 'mail' });

let paused = false;
/** Waits once at the step that the test is about. */
async function step(name) {
  if (name !== pauseAt || paused) return;
  paused = true;
  const go = new Promise((resolve) => process.on('message', (message) => message === 'go' && resolve()));
  process.send({ reached: name });
  await go;
}

class PausingCollector extends CountyQuarterCollector {
  async collect(request) {
    await step('begun');
    const snapshot = await super.collect(request);
    await step('collected');
    return snapshot;
  }
}
class PausingPrinter extends Printer {
  async print(document) {
    await step('frozen');
    const printing = super.print(document);
    printing.catch(() => undefined);
    await step('printing');
    const pdf = await printing;
    await step('printed');
    return pdf;
  }
}
class PausingStore extends FolderStore {
  async put(scope, staged) {
    await step('staged');
    await super.put(scope, staged);
    await step('stored');
  }
}
class PausingOutbox extends Outbox {
  async add(...event) {
    const id = await super.add(...event);
    await step('finishing');
    return id;
  }
}
class PausingJob extends ReportJob {
  async make(job) {
    await super.make(job);
    await step('finished');
  }
}
HandlesJob('make-report')(
  PausingJob.prototype,
  'make',
  Object.getOwnPropertyDescriptor(PausingJob.prototype, 'make'),
);

/** Subscribers of other libs are theirs to test; here they only have to exist. */
class Others {}
for (const { subscriber } of allSubscribers().filter((one) => one.subscriber !== 'make-report')) {
  Others.prototype[subscriber] = async (job) => job.finish(async () => undefined);
  HandlesJob(subscriber)(
    Others.prototype,
    subscriber,
    Object.getOwnPropertyDescriptor(Others.prototype, subscriber),
  );
}

class ReportWorker {}
const dataSource = createDataSource({ url, applicationName: 'bergfried-worker', max: 4, entities: [] });
await dataSource.initialize();
const app = await NestFactory.createApplicationContext(
  {
    module: ReportWorker,
    imports: [
      PlatformModule.forJobs(dataSource),
      FilesModule.forJobs(new PausingStore(dir)),
      QueueModule.forWorker({
        backend: queueBackend({ redisUrl: undefined, databaseUrl: url }),
        listenUrl: url,
        lockMs: LOCK_MS,
        retryMs: RETRY_MS,
      }),
    ],
    providers: [
      Others,
      {
        provide: PausingJob,
        inject: [UnitOfWork, FileStore, FileRegister],
        useFactory: (unitOfWork, store, register) =>
          new PausingJob(
            unitOfWork,
            new PausingCollector(unitOfWork),
            new PausingPrinter(),
            store,
            register,
            new PausingOutbox(unitOfWork),
          ),
      },
    ],
  },
  { logger: ['error', 'warn'], abortOnError: false },
);
app.enableShutdownHooks();
process.on('message', (message) => {
  if (message !== 'memory') return;
  void sleep(500).then(() => {
    globalThis.gc?.();
    process.send({ memory: process.memoryUsage.rss() });
  });
});
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.send({ ready: true });
