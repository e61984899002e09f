import { Injectable, Logger } from '@nestjs/common';
import { CronExpressionParser } from 'cron-parser';
import { DataSource } from 'typeorm';

/** Work at regular times in Berlin; a missed time is made up once, however many were missed. */
export interface Schedule {
  readonly id: string;
  /** Five cron fields: minute, hour, day, month, weekday. */
  readonly cron: string;
  /** Adds events; runs once per due time over all workers. */
  run(dueAt: Date): Promise<void>;
}

const ZONE = 'Europe/Berlin';
const LOOK_EVERY_MS = 10_000;

/** The last due time of a cron expression at or before `now`, in Berlin. */
export function lastDue(cron: string, now: Date): Date {
  return CronExpressionParser.parse(cron, { tz: ZONE, currentDate: new Date(now.getTime() + 1) }).prev().toDate();
}

/** Serves schedules; several workers share them by a row lock. */
@Injectable()
export class Schedules {
  private readonly logger = new Logger('schedules');
  private readonly schedules: Schedule[] = [];
  private timer: NodeJS.Timeout | null = null;
  private busy: Promise<void> = Promise.resolve();

  constructor(private readonly dataSource: DataSource) {}

  add(schedule: Schedule): void {
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

  /** Runs what is due; a schedule seen for the first time begins now. */
  async serveDue(now: Date): Promise<void> {
    for (const schedule of this.schedules) {
      try {
        await this.serve(schedule, now);
      } catch (error) {
        this.logger.warn({ event: 'schedule-failed', schedule: schedule.id, message: error instanceof Error ? error.message : String(error) });
      }
    }
  }

  private async serve(schedule: Schedule, now: Date): Promise<void> {
    const dueAt = lastDue(schedule.cron, now);
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.query('BEGIN');
      await runner.query('insert into app.schedule (id, served_at) values ($1, $2) on conflict do nothing', [schedule.id, now]);
      const locked = (await runner.query('select served_at from app.schedule where id = $1 and served_at < $2 for update skip locked', [
        schedule.id,
        dueAt,
      ])) as unknown[];
      if (locked.length > 0) {
        await schedule.run(dueAt);
        await runner.query('update app.schedule set served_at = $2 where id = $1', [schedule.id, now]);
      }
      await runner.query('COMMIT');
    } catch (error) {
      await runner.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}
