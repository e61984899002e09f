// A worker of reports and their mails, as a process that tests kill: real queue, real database, real setting process.
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
  MailModule,
  Outbox,
  PlatformModule,
  queueBackend,
  QueueModule,
  UnitOfWork,
} from '@bergfried/platform';
import { obeyHalts, reach } from '@bergfried/testing';
import { NestFactory } from '@nestjs/core';
import { CountyQuarterCollector } from '../../dist/county-quarter/collect.js';
import { Printer } from '../../dist/print/printer.js';
import { ReportJob } from '../../dist/report.job.js';
import { ReportMails } from '../../dist/report.mails.js';

const { TEST_SYSTEM_URL: url, TEST_DATA_DIR: dir, TEST_LOCK_MS: lockMs } = process.env;
const { TEST_QUEUE_REDIS_URL: redisUrl, TEST_QUEUE_PREFIX: redisPrefix } = process.env;
const RETRY_MS = 50;
obeyHalts();

class PausingCollector extends CountyQuarterCollector {
  async collect(request) {
    await reach('begun');
    const snapshot = await super.collect(request);
    await reach('collected');
    return snapshot;
  }
}
class PausingPrinter extends Printer {
  async print(document) {
    await reach('frozen');
    const printing = super.print(document);
    printing.catch(() => undefined);
    await reach('printing');
    const pdf = await printing;
    await reach('printed');
    return pdf;
  }
}
class PausingStore extends FolderStore {
  async put(scope, staged) {
    await reach('staged');
    await super.put(scope, staged);
    await reach('stored');
  }
}
class PausingOutbox extends Outbox {
  async add(...event) {
    const id = await super.add(...event);
    await reach('finishing');
    return id;
  }
}
class PausingJob extends ReportJob {
  async make(job) {
    await super.make(job);
    await reach('finished');
  }
}
HandlesJob('make-report')(
  PausingJob.prototype,
  'make',
  Object.getOwnPropertyDescriptor(PausingJob.prototype, 'make'),
);

/** Subscribers of other libs are theirs to test; here they only have to exist. */
class Others {}
const OWN = ['make-report', 'mail-report-created', 'mail-report-presented'];
for (const { subscriber } of allSubscribers().filter((one) => !OWN.includes(one.subscriber))) {
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
        backend: queueBackend({ redisUrl, databaseUrl: url, redisPrefix }),
        listenUrl: url,
        lockMs: Number(lockMs),
        retryMs: RETRY_MS,
      }),
      MailModule.forWorker({
        smtpUrl: undefined,
        dataDir: dir,
        publicUrl: 'https://bergfried.test',
        from: undefined,
      }),
    ],
    providers: [
      Others,
      ReportMails,
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
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.send({ ready: true });
