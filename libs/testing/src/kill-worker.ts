import {
  declareSubscribers,
  HandlesJob,
  JOB_QUEUES,
  MailDispatch,
  MailTransport,
  OutboxRelay,
  UnitOfWork,
  type MailPlan,
  type SystemJob,
} from '@bergfried/platform';
import { Injectable, Module } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { ACTORS } from './fixture.js';
import { obeyHalts, reach } from './kill-halt.js';
import { createTestWorker } from './test-worker.js';

// The worker that tests kill: the product's own parts, and around them the places of kill-points.ts.
obeyHalts();

declareSubscribers('test.effect', { 'test-effect': 'work' });
declareSubscribers('test.mail', { 'test-mail': 'mail' });

@Injectable()
class KillableHandlers {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mails: MailDispatch,
  ) {}

  @HandlesJob('test-effect')
  async effect(job: SystemJob): Promise<void> {
    await job.report('halb', 0.5);
    await reach('before-effect');
    await job.finish(async () => {
      await this.unitOfWork.query('insert into public.effect (job_key) values ($1)', [job.id]);
      await reach('inside-effect');
    });
    await reach('after-finish');
  }

  @HandlesJob('test-mail')
  async mail(job: SystemJob): Promise<void> {
    const { userId, email } = ACTORS.coordinator;
    const plan: MailPlan = {
      kind: 'incident-reported',
      people: [{ userId, email, name: 'Person coordinator', language: 'de' }],
      path: '/ost/vorfaelle/1',
      params: () => ({ reference: 'OS-V2026-001' }),
    };
    await this.mails.send(job, () => Promise.resolve(plan));
    await reach('mail-handed-over');
    await job.finish(async () => undefined);
    await reach('mail-finished');
  }
}

@Module({ providers: [KillableHandlers] })
class KillableModule {}

/** Puts the kill points around the product's own parts. */
async function main(): Promise<void> {
  const systemUrl = process.env['TEST_SYSTEM_URL'] ?? '';
  const redisUrl = process.env['TEST_QUEUE_REDIS_URL'];
  const moveBatch = OutboxRelay.prototype.moveBatch;
  OutboxRelay.prototype.moveBatch = async function (this: OutboxRelay): Promise<number> {
    const moved = await moveBatch.call(this);
    if (moved > 0) await reach('after-delete');
    return moved;
  };
  const smtpUrl = process.env['TEST_SMTP_URL'];
  const lockMs = process.env['TEST_LOCK_MS'];
  const { context } = await createTestWorker({
    systemUrl,
    modules: [KillableModule],
    dataDir: process.env['TEST_DATA_DIR'] ?? '',
    ...(smtpUrl ? { smtpUrl } : {}),
    ...(lockMs ? { lockMs: Number(lockMs) } : {}),
    redis: redisUrl
      ? { url: redisUrl, prefix: process.env['TEST_QUEUE_PREFIX'] ?? '', stop: async () => undefined }
      : null,
  });
  for (const queue of Object.values(context.get<Record<string, Queue>>(JOB_QUEUES))) {
    const add = queue.add.bind(queue);
    queue.add = async (...job: Parameters<typeof add>) => {
      await reach('before-add');
      const added = await add(...job);
      await reach('after-add');
      return added;
    };
  }
  const transport = context.get(MailTransport, { strict: false });
  const open = transport.open.bind(transport);
  transport.open = async () => {
    await reach('mail-planned');
    const session = await open();
    const send = session.send.bind(session);
    session.send = async (mail) => {
      await reach('mail-marked');
      await send(mail);
      await reach('mail-sent');
    };
    return session;
  };
  process.send?.({ ready: true });
  process.on('disconnect', () => process.exit(0));
  process.once('SIGTERM', () => void context.close().then(() => process.exit(0)));
}

void main();
