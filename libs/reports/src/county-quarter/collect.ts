import { startOfDay, startOfNextDay, type Source } from '@bergfried/incidents';
import { sealHead, UnitOfWork, type ListRow } from '@bergfried/platform';
import { Injectable } from '@nestjs/common';
import { keyFigures } from '../key-figures.js';
import { cutOffOf, previousQuarter, quarterOf, type Quarter } from '../report.period.js';
import { situationLevel } from '../situation-level.js';
import { earlierReportsSql, officeSource, quarterDutiesSql, quarterIncidentsSql } from './collect.sql.js';
import { correctionsOf, type EarlierReport } from './corrections.js';
import {
  categoriesOf,
  dutiesOf,
  firstOfTwelveMonths,
  flowsOf,
  incidentsOf,
  monthsOf,
  openAt,
  tlpOf,
  type DutyFact,
  type IncidentFact,
} from './figures.js';
import { SNAPSHOT_FORM, type CountyQuarterSnapshot, type QuarterFigures, type Stock } from './snapshot.js';
import { summaryOf } from './summary.js';

/** Which report is collected. */
export interface CollectRequest {
  readonly tenantId: string;
  readonly reportId: string;
  /** Who asks, for the history. */
  readonly actor: string;
}

/** The report's row is not there: nothing that a retry mends. */
export class ReportUnknown extends Error {}

interface Ordered {
  readonly period: string;
  readonly revision: number;
  readonly interim: boolean;
  readonly now: Date;
  readonly tenant: string;
  readonly tenantShort: string;
  readonly office: string;
  readonly demo: boolean;
}

/**
 * Collects everything a quarterly report says in one transaction that sees one state of the data (REPEATABLE READ) and
 * sees it as the office does: the report is written by the office, so incidents that only the county sees stay out.
 */
@Injectable()
export class CountyQuarterCollector {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws ReportUnknown */
  collect({ tenantId, reportId, actor }: CollectRequest): Promise<CountyQuarterSnapshot> {
    return this.unitOfWork.run(
      {
        readOnly: true,
        open: async (query) => {
          await query('set transaction isolation level repeatable read');
          await query('select app.open_system_as_office($1, $2, $3)', [tenantId, actor, 'report.collect']);
        },
      },
      () => this.read(tenantId, reportId),
    );
  }

  private async read(tenantId: string, reportId: string): Promise<CountyQuarterSnapshot> {
    const ordered = await this.ordered(tenantId, reportId);
    const quarter = quarterOf(ordered.period);
    if (!quarter) throw new ReportUnknown(`no period: ${ordered.period}`);
    const before = previousQuarter(quarter);
    const cutOff = cutOffOf(quarter, ordered.now);
    const earlier = await this.unitOfWork.query<EarlierReport>(earlierReportsSql(), [
      tenantId,
      ordered.period,
    ]);
    const firstMonth = firstOfTwelveMonths(cutOff);
    const incidents = await this.unitOfWork.query<IncidentFact>(quarterIncidentsSql(), [
      tenantId,
      cutOff,
      firstMonth < before.start ? firstMonth : before.start,
      earlier.flatMap((report) => report.incidents.map(({ reference }) => reference)),
    ]);
    const duties = await this.duties(tenantId, cutOff, before.start);
    const figures = async (of: Quarter, at: Date): Promise<QuarterFigures> => {
      const stock = await this.stock(tenantId, at);
      return {
        period: of.period,
        cutOff: at.toISOString(),
        level: situationLevel(stock),
        flows: flowsOf(of, incidents, duties, cutOff),
        stock,
      };
    };
    const current = await figures(quarter, cutOff);
    const previous = await figures(before, cutOffOf(before, ordered.now));
    const listed = incidentsOf(quarter, incidents);
    const open = openAt(incidents);
    const corrections = correctionsOf(quarter, incidents, earlier);
    const named = new Set(
      [...listed, ...open, ...corrections.flatMap((correction) => correction.incidents)].map(
        ({ reference }) => reference,
      ),
    );
    const seal = await sealHead((sql, parameters) => this.unitOfWork.query(sql, parameters), tenantId);
    const facts = {
      form: SNAPSHOT_FORM,
      period: quarter.period,
      revision: ordered.revision,
      interim: ordered.interim,
      cutOff: cutOff.toISOString(),
      collectedAt: ordered.now.toISOString(),
      tenant: { name: ordered.tenant, shortName: ordered.tenantShort },
      office: { name: ordered.office, demo: ordered.demo },
      tlp: tlpOf(incidents.filter(({ reference }) => named.has(reference))),
      current,
      previous,
      categories: categoriesOf(quarter, incidents),
      months: monthsOf(incidents, cutOff),
      incidents: listed,
      openIncidents: open,
      duties: dutiesOf(quarter, duties, cutOff),
      corrections,
      seal,
    } as const;
    return { ...facts, summary: summaryOf(facts) };
  }

  private async ordered(tenantId: string, reportId: string): Promise<Ordered> {
    const [row] = await this.unitOfWork.query<Ordered>(
      `select r.period, r.revision, r.is_interim as interim, app.now() as now, t.name as tenant, t.short_name as "tenantShort",
              o.name as office, o.is_demo as demo
       from app.report r
       join app.tenant t on t.tenant_id = r.tenant_id
       join app.office o on o.office_id = t.office_id
       where r.tenant_id = $1 and r.id = $2`,
      [tenantId, reportId],
    );
    if (!row) throw new ReportUnknown(reportId);
    return row;
  }

  private duties(tenantId: string, cutOff: Date, since: Date): Promise<DutyFact[]> {
    return this.unitOfWork.query<DutyFact>(quarterDutiesSql(), [tenantId, cutOff, since]);
  }

  /** The figures of the Lagebild as of `at`, from the same SQL. */
  private async stock(tenantId: string, at: Date): Promise<Stock & { overdueStatutory: number }> {
    const source: Source = officeSource(at, '$2::timestamptz');
    const day = at.toISOString().slice(0, 10);
    const [row] = await this.unitOfWork.query<ListRow>(
      keyFigures(source, {
        tenants: '$1::uuid[]',
        at: '$2::timestamptz',
        from30Days: '$3::timestamptz',
        from12Months: '$3::timestamptz',
        untilEndOfToday: '$4::timestamptz',
      }),
      [[tenantId], at, startOfDay(day), startOfNextDay(day)],
    );
    const figure = (name: string): number => Number(row?.[name] ?? 0);
    return {
      openIncidents: figure('open_incidents'),
      openCritical: figure('open_critical'),
      openHigh: figure('open_high'),
      personalDataOpen: figure('personal_data_open'),
      runningDuties: figure('running_duties'),
      runningStatutory: figure('running_statutory'),
      overdueDuties: figure('overdue_duties'),
      overdueStatutory: figure('overdue_statutory'),
    };
  }
}
