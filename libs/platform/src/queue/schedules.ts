import { Injectable, Logger } from '@nestjs/common';
import { CronExpressionParser } from 'cron-parser';
import { DateTime } from 'luxon';
import { UnitOfWork } from '../persistence/unit-of-work.js';

/** A time that is served now. */
export interface DueTime {
  /** The last time that was due; earlier ones that were missed are not made up separately. */
  readonly dueAt: Date;
  /** When this schedule was served before. */
  readonly since: Date;
  readonly now: Date;
}

/** Work at regular times in Berlin; a missed time is made up once, however many were missed. */
export interface Schedule {
  readonly id: string;
  /** Five cron fields: minute, hour, day, month, weekday. */
  readonly cron: string;
  /** Runs in the transaction that marks the time as served, once per due time over all workers; so it is short and adds events. */
  run(due: DueTime): Promise<void>;
}

const ZONE = 'Europe/Berlin';
const LOOK_EVERY_MS = 10_000;

/**
 * The last due time of a cron expression at or before `now`, in Berlin. A time of day comes once a day: on the day without
 * the hour from two to three an hour later, on the day that has it twice in the first. What is due every hour or more often
 * goes through both days at even distance.
 */
export function lastDue(cron: string, now: Date): Date {
  const [, hour] = cron.split(' ');
  if (hour === '*') return before(cron, now);
  // Counted on the wall: cron-parser alone leaves the one day out and serves the other twice (5.10).
  let wall = before(
    cron,
    DateTime.fromJSDate(now, { zone: ZONE }).setZone('utc', { keepLocalTime: true }).toJSDate(),
  );
  for (;;) {
    const due = instantOf(wall);
    if (due <= now) return due;
    wall = before(cron, new Date(wall.getTime() - 1));
  }
}

function before(cron: string, time: Date): Date {
  return CronExpressionParser.parse(cron, { tz: 'UTC', currentDate: new Date(time.getTime() + 1) })
    .prev()
    .toDate();
}

/** The first moment at which clocks in Berlin show this time, or would if they had not been put forward. */
function instantOf(wall: Date): Date {
  const local = DateTime.fromJSDate(wall, { zone: 'utc' }).setZone(ZONE, { keepLocalTime: true });
  const earlier = local.minus({ hours: 1 });
  return (earlier.hour === local.hour && earlier.offset > local.offset ? earlier : local).toJSDate();
}

/** Serves schedules; several workers share them by a row lock. */
@Injectable()
export class Schedules {
  private readonly logger = new Logger('schedules');
  private readonly schedules: Schedule[] = [];
  private timer: NodeJS.Timeout | null = null;
  private busy: Promise<void> = Promise.resolve();

  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws Error when a schedule of that name exists */
  add(schedule: Schedule): void {
    if (this.schedules.some(({ id }) => id === schedule.id))
      throw new Error(`schedule ${schedule.id} exists already`);
    this.schedules.push(schedule);
  }

  start(): void {
    const look = (): void => {
      this.busy = this.busy.then(() => this.serveDue(new Date()));
    };
    this.timer = setInterval(look, LOOK_EVERY_MS);
    look();
  }

  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.busy;
  }

  /** Runs what is due; a schedule seen for the first time begins now. One that fails holds up no other and stays due. */
  async serveDue(now: Date): Promise<void> {
    for (const schedule of this.schedules) {
      try {
        await this.serve(schedule, now);
      } catch (error) {
        this.logger.warn({
          event: 'schedule-failed',
          schedule: schedule.id,
          message: error instanceof Error ? error.message : String(error),
        });
      }
    }
  }

  private async serve(schedule: Schedule, now: Date): Promise<void> {
    const dueAt = lastDue(schedule.cron, now);
    await this.unitOfWork.run({ readOnly: false, open: async () => undefined }, async () => {
      const [known] = await this.unitOfWork.query<{ served_at: Date }>(
        'select served_at from app.schedule where id = $1',
        [schedule.id],
      );
      if (known && known.served_at >= dueAt) return;
      await this.unitOfWork.query(
        'insert into app.schedule (id, served_at) values ($1, $2) on conflict do nothing',
        [schedule.id, now],
      );
      const [locked] = await this.unitOfWork.query<{ served_at: Date }>(
        'select served_at from app.schedule where id = $1 and served_at < $2 for update skip locked',
        [schedule.id, dueAt],
      );
      if (!locked) return;
      await schedule.run({ dueAt, since: locked.served_at, now });
      await this.unitOfWork.query('update app.schedule set served_at = $2 where id = $1', [schedule.id, now]);
    });
  }
}
