import { Conditions, UnitOfWork, type Access, type ListRow } from '@bergfried/platform';
import {
  DutyReader,
  sourceOf,
  startOfDay,
  startOfNextDay,
  ZONE,
  type DutyResponse,
  type Source,
} from '@bergfried/incidents';
import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import type {
  DashboardResponse,
  FiguresResponse,
  MonthResponse,
  PeriodsResponse,
  TenantFiguresResponse,
} from './dashboard.dto.js';
import { keyFigures, monthlyFlows } from './key-figures.js';
import { situationLevel } from './situation-level.js';

const MOST_CLOCKS = 8;

/** The Lagebild of a member or of all members that the caller may read; a fixed number of statements. */
@Injectable()
export class DashboardService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly duties: DutyReader,
  ) {}

  async read(access: Access, asOf: string | undefined): Promise<DashboardResponse> {
    const conditions = new Conditions();
    const source = sourceOf(access, asOf, conditions);
    const periods = periodsBefore(source.at);
    const tenants = conditions.parameter(access.tenantIds, 'uuid[]');
    const at = conditions.parameter(source.at, 'timestamptz');
    // All is asked for at the same moment, so that it travels to the database in one message.
    const months = this.unitOfWork.query<MonthResponse>(monthlyFlows(source, { tenants, at }), [
      ...conditions.parameters,
    ]);
    const sql = keyFigures(source, {
      tenants,
      at,
      from30Days: conditions.parameter(startOfDay(periods.last30DaysFrom), 'timestamptz'),
      from12Months: conditions.parameter(startOfDay(periods.last12MonthsFrom), 'timestamptz'),
      untilEndOfToday: conditions.parameter(startOfNextDay(periods.today), 'timestamptz'),
    });
    const figures = this.unitOfWork.query<ListRow>(sql, conditions.parameters);
    const clocks = this.duties.findMostUrgent(access, asOf, MOST_CLOCKS);
    return this.compose(access, source, periods, await Promise.all([figures, clocks, months]));
  }

  private compose(
    access: Access,
    source: Source,
    periods: PeriodsResponse,
    [figures, clocks, months]: readonly [readonly ListRow[], readonly DutyResponse[], MonthResponse[]],
  ): DashboardResponse {
    const rows = figures.map(toTenantFigures);
    return {
      asOf: source.at.toISOString(),
      live: source.live,
      scope: access.scope,
      officeId: access.officeId,
      tenantId: access.tenantId,
      periods,
      figures: sum(rows),
      clocks: [...clocks],
      tenants: rows,
      months,
    };
  }
}

/** 30 and 365 days that end with the day of `at` in Berlin. */
function periodsBefore(at: Date): PeriodsResponse {
  const today = DateTime.fromJSDate(at, { zone: ZONE });
  const day = (date: DateTime): string => date.toISODate() ?? '';
  return {
    today: day(today),
    last30DaysFrom: day(today.minus({ days: 29 })),
    last12MonthsFrom: day(today.minus({ years: 1 }).plus({ days: 1 })),
  };
}

function toTenantFigures(row: ListRow): TenantFiguresResponse {
  const figure = (name: string): number => row[name] as number;
  const figures = {
    openIncidents: figure('open_incidents'),
    openCritical: figure('open_critical'),
    openHigh: figure('open_high'),
    personalDataOpen: figure('personal_data_open'),
    runningDuties: figure('running_duties'),
    runningStatutory: figure('running_statutory'),
    overdueDuties: figure('overdue_duties'),
    reportedLast30Days: figure('reported_last_30_days'),
    closedLast30Days: figure('closed_last_30_days'),
    dutiesKept: { numerator: figure('duties_kept'), denominator: figure('duties_due') },
  };
  return {
    tenantId: row['tenant_id'] as string,
    name: row['name'] as string,
    shortName: row['short_name'] as string,
    slug: row['slug'] as string,
    plate: row['plate'] as string,
    ags: row['ags'] as string | null,
    level: situationLevel({ ...figures, overdueStatutory: figure('overdue_statutory') }),
    ...figures,
  };
}

/** Sums of all members: the office's figures count exactly what the members' figures count. */
function sum(rows: readonly TenantFiguresResponse[]): FiguresResponse {
  const total = (pick: (row: TenantFiguresResponse) => number): number =>
    rows.reduce((all, row) => all + pick(row), 0);
  return {
    openIncidents: total((row) => row.openIncidents),
    openCritical: total((row) => row.openCritical),
    openHigh: total((row) => row.openHigh),
    personalDataOpen: total((row) => row.personalDataOpen),
    runningDuties: total((row) => row.runningDuties),
    runningStatutory: total((row) => row.runningStatutory),
    overdueDuties: total((row) => row.overdueDuties),
    reportedLast30Days: total((row) => row.reportedLast30Days),
    closedLast30Days: total((row) => row.closedLast30Days),
    dutiesKept: {
      numerator: total((row) => row.dutiesKept.numerator),
      denominator: total((row) => row.dutiesKept.denominator),
    },
  };
}
