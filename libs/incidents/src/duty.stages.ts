import { Schedules, UnitOfWork, type DueTime } from '@bergfried/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';

const HOUR_MS = 3_600_000;
/** Longest downtime that is made up for: what ran out longer ago is no news, and a restored database tells nothing twice. */
const MAX_BACK_MS = 24 * HOUR_MS;

/** Stages of a clock, by rising urgency. */
export const DUTY_STAGES = ['half', 'most', 'soon', 'overdue'] as const;
export type DutyStage = (typeof DUTY_STAGES)[number];

/**
 * From when on stages count: since the last look, but at least an hour back and at most a day. The hour covers an incident
 * that was recorded between two looks; older stages of clocks that were there before the first look are history.
 */
export function stagesSince({ since, now }: Pick<DueTime, 'since' | 'now'>): Date {
  const back = now.getTime() - since.getTime();
  return new Date(now.getTime() - Math.min(Math.max(back, HOUR_MS), MAX_BACK_MS));
}

/** Looks every minute which clocks have come to a new stage; a missed look is made up once. */
@Injectable()
export class DutyStages implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly schedules: Schedules,
  ) {}

  onModuleInit(): void {
    this.schedules.add({ id: 'duty-stages', cron: '* * * * *', run: (due) => this.record(due) });
  }

  private async record(due: DueTime): Promise<void> {
    await this.unitOfWork.query('select app.record_duty_stages($1, $2)', [stagesSince(due), due.now]);
  }
}
