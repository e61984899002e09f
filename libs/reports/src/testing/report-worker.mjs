// A worker of reports and their mails, as a process that tests kill: real queue, real database, real setting process.
// Its argument is JSON: url (as bergfried_system), dir, lockMs, redisUrl, redisPrefix (without the last two: PostgreSQL).
// When it hears { pauseAt } it waits once at that step, says { reached } there, and goes on when it hears { go }.
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
import { NestFactory } from '@nestjs/core';
import { CountyQuarterCollector } from '../../dist/county-quarter/collect.js';
import { Printer } from '../../dist/print/printer.js';
import { ReportJob } from '../../dist/report.job.js';
import { ReportMails } from '../../dist/report.mails.js';

const { url, dir, lockMs, redisUrl, redisPrefix } = JSON.parse(process.argv[2]);
const RETRY_MS = 50;

const halt = { at: '', goOn: () => undefined };
process.on('message', ({ pauseAt, go }) => {
  if (go) halt.goOn();
  else halt.at = pauseAt;
});
/** Waits here if the test wants to do something at this step. */
async function step(name) {
  if (name !== halt.at) return;
  halt.at = '';
  const going = new Promise((resolve) => (halt.goOn = resolve));
  process.send({ reached: name });
  await going;
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
const OWN = ['make-report', 'mail-report-created'];
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
        lockMs,
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
