import { OPEN_STATUSES, stateCondition, type Source } from '@bergfried/incidents';

/** Days and instants behind the figures, as placeholders of the statement. */
export interface FigureParameters {
  readonly tenants: string;
  readonly at: string;
  readonly from30Days: string;
  readonly from12Months: string;
  readonly untilEndOfToday: string;
}

const OPEN = `i.status in (${OPEN_STATUSES.map((status) => `'${status}'`).join(', ')})`;

/**
 * The key figures of incidents and clocks per member: one definition over named relations, live or as of a day.
 * Stocks count what is so at the time; flows count by event date (domain reference, corrections no. 5).
 */
export function keyFigures(source: Source, p: FigureParameters): string {
  const running = `d.state = 'open'`;
  const overdue = stateCondition('d', 'overdue', () => p.at);
  const dueInYear = `d.kind = 'statutory' and d.due_at >= ${p.from12Months} and d.due_at < ${p.untilEndOfToday}`;
  return `
    select t.tenant_id, t.name, t.short_name, t.slug, t.plate, t.ags,
      coalesce(i.open_incidents, 0)::int as open_incidents, coalesce(i.open_critical, 0)::int as open_critical,
      coalesce(i.open_high, 0)::int as open_high, coalesce(i.personal_data_open, 0)::int as personal_data_open,
      coalesce(i.reported, 0)::int as reported_last_30_days, coalesce(i.closed, 0)::int as closed_last_30_days,
      coalesce(d.running, 0)::int as running_duties, coalesce(d.running_statutory, 0)::int as running_statutory,
      coalesce(d.overdue, 0)::int as overdue_duties, coalesce(d.overdue_statutory, 0)::int as overdue_statutory,
      coalesce(d.kept, 0)::int as duties_kept, coalesce(d.due, 0)::int as duties_due
    from app.tenant t
    left join (
      select i.tenant_id,
        count(*) filter (where ${OPEN}) as open_incidents,
        count(*) filter (where ${OPEN} and i.severity = 'critical') as open_critical,
        count(*) filter (where ${OPEN} and i.severity = 'high') as open_high,
        count(*) filter (where ${OPEN} and i.personal_data in ('yes', 'unclear')) as personal_data_open,
        count(*) filter (where i.detected_at >= ${p.from30Days} and i.detected_at < ${p.untilEndOfToday}) as reported,
        count(*) filter (where i.closed_at >= ${p.from30Days} and i.closed_at < ${p.untilEndOfToday}) as closed
      from ${source.relation('incident')} i where i.tenant_id = any (${p.tenants}) group by i.tenant_id) i on i.tenant_id = t.tenant_id
    left join (
      select d.tenant_id,
        count(*) filter (where ${running}) as running,
        count(*) filter (where ${running} and d.kind = 'statutory') as running_statutory,
        count(*) filter (where ${overdue}) as overdue,
        count(*) filter (where ${overdue} and d.kind = 'statutory') as overdue_statutory,
        count(*) filter (where ${dueInYear} and d.state = 'submitted' and d.submitted_at <= d.due_at) as kept,
        count(*) filter (where ${dueInYear} and (d.state = 'submitted' or ${overdue})) as due
      from ${source.relation('duty')} d where d.tenant_id = any (${p.tenants}) group by d.tenant_id) d on d.tenant_id = t.tenant_id
    where t.tenant_id = any (${p.tenants})
    order by t.name collate "de-x-icu"`;
}

/** Incidents noticed and closed per month in Berlin, twelve months up to the one of `at`. */
export function monthlyFlows(source: Source, p: Pick<FigureParameters, 'tenants' | 'at'>): string {
  const monthOf = (column: string): string => `date_trunc('month', ${column} at time zone 'Europe/Berlin')`;
  const within = (column: string): string =>
    `${column} >= (select min(month) from months) at time zone 'Europe/Berlin'`;
  const counted = (column: string): string =>
    `select ${monthOf(column)} as month, count(*)::int as number from ${source.relation('incident')} i
     where i.tenant_id = any (${p.tenants}) and ${within(column)} group by 1`;
  return `
    with months as (
      select generate_series(${monthOf(p.at)} - interval '11 months', ${monthOf(p.at)}, interval '1 month') as month)
    select to_char(m.month, 'YYYY-MM') as month, coalesce(r.number, 0) as reported, coalesce(c.number, 0) as closed
    from months m
    left join (${counted('i.detected_at')}) r using (month)
    left join (${counted('i.closed_at')}) c using (month)
    order by m.month`;
}
