import { previousQuarter, quarterAt } from '@bergfried/reports';
import { plusHours } from './calendar.js';
import type { DemoReport, DemoTenant } from './scenario.js';

/** Quarters that the demonstration has reports of. */
const QUARTERS = 2;
/** The officer writes in the second week of a quarter; the coordinator has ten working days, then it is finalised. */
const ORDERED_AFTER_HOURS = 7 * 24 + 9;
const FINALISED_AFTER_HOURS = 21 * 24 + 10;
/** One county after the other. */
const STEP_HOURS = 0.2;

/** The reports of the last quarters that had ended before `now`, in the order in which they were made. */
export function reportsAt(tenants: readonly DemoTenant[], now: Date): DemoReport[] {
  const reports: DemoReport[] = [];
  let quarter = previousQuarter(quarterAt(now));
  for (let back = 0; back < QUARTERS; back += 1) {
    for (const [index, { slug, since }] of tenants.entries()) {
      const at = (hours: number): Date => plusHours(quarter.end, hours + index * STEP_HOURS);
      const [orderedAt, finalisedAt] = [at(ORDERED_AFTER_HOURS), at(FINALISED_AFTER_HOURS)];
      if (orderedAt > now || new Date(since) >= quarter.end) continue;
      reports.push({
        tenant: slug,
        period: quarter.period,
        orderedAt,
        finalisedAt: finalisedAt > now ? null : finalisedAt,
      });
    }
    quarter = previousQuarter(quarter);
  }
  return reports.sort((one, other) => one.orderedAt.getTime() - other.orderedAt.getTime());
}
