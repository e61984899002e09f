import type { Source } from '@bergfried/incidents';

/**
 * What is an event and not a state, as it is known now: when an incident was noticed and occurred, and that a report had been
 * sent by then though somebody entered it later. Events count by their own date (domain reference, corrections no. 5).
 */
const EVENTS = {
  incident: (): string => `jsonb_build_object('detected_at', x.detected_at, 'occurred_at', x.occurred_at)`,
  duty: (at: string): string =>
    `case when x.state = 'submitted' and x.submitted_at <= ${at}
          then jsonb_build_object('state', x.state, 'submitted_at', x.submitted_at) else '{}' end`,
} as const;

/** States at an instant, without what the office may not see now: "nur Kreis" since then stays out as well. */
const visible = (table: 'incident' | 'duty', at: string): string =>
  `(select (jsonb_populate_record(v, ${EVENTS[table](at)})).*
    from as_of.${table}(${at}) v join app.${table} x on x.tenant_id = v.tenant_id and x.id = v.id)`;

/** The tracked tables as of `at` for the definitions of the Lagebild. */
export function officeSource(at: Date, placeholder: string): Source {
  return { at, live: false, relation: (table) => visible(table, placeholder) };
}

/**
 * Rows as they stood at the cut-off ($2), and those recorded since as they are now ($1 is the member): late ones are
 * marked, never mixed in silently.
 */
const known = (table: 'incident' | 'duty'): string => `
  at_cut_off as materialized (select v.*, false as after_cut_off from ${visible(table, '$2::timestamptz')} v where v.tenant_id = $1),
  known as (
    select * from at_cut_off
    union all
    select x.*, true from app.${table} x
    where x.tenant_id = $1 and not exists (select from at_cut_off c where c.id = x.id))`;

/** Incidents noticed, closed or recorded since $3, open at the cut-off, or named by an earlier report ($4). */
export function quarterIncidentsSql(): string {
  return `with ${known('incident')}
    select i.id, i.reference, i.title, i.category, i.severity, i.personal_data as "personalData", i.status, i.tlp,
           i.detected_at as "detectedAt", i.occurred_at as "occurredAt", i.closed_at as "closedAt", i.created_at as "recordedAt",
           i.after_cut_off as "afterCutOff"
    from known i
    where i.detected_at >= $3::timestamptz or i.closed_at >= $3 or i.closed_at is null or i.created_at >= $3
       or i.reference = any ($4::text[])
    order by i.detected_at, i.reference`;
}

/**
 * Clocks due or sent since $3, or open at the cut-off, with the reference of their incident. A clock recorded since
 * counts only when its incident was noticed by then: those of the next quarter are the next report's.
 */
export function quarterDutiesSql(): string {
  return `with ${known('duty')}
    select i.reference as "incidentReference", d.title, d.legal_basis as "legalBasis", d.recipient, d.kind, d.due_at as "dueAt",
           d.submitted_at as "submittedAt", d.state,
           d.state = 'submitted' and d.submitted_at <= $2 and not exists (
             select from as_of.duty($2) then_known where then_known.tenant_id = d.tenant_id and then_known.id = d.id
               and then_known.state = 'submitted') as late
    from known d
    join app.incident i on i.tenant_id = d.tenant_id and i.id = d.incident_id
    where (d.state = 'open' or d.due_at >= $3::timestamptz or d.submitted_at >= $3)
      and (not d.after_cut_off or i.detected_at <= $2)
    order by d.due_at nulls last, i.reference, d.rule_id`;
}

/** What reports of earlier periods said ($1 member, $2 the period that is being written), the oldest first. */
export function earlierReportsSql(): string {
  return `select r.period, r.collected_at as "collectedAt",
      (select coalesce(jsonb_agg(jsonb_build_object('reference', i->>'reference', 'status', i->>'status')), '[]')
       from jsonb_array_elements(r.snapshot->'incidents') i) as incidents,
      (select coalesce(jsonb_agg(jsonb_build_object('period', c->>'period', 'reference', i->>'reference', 'kind', i->>'kind', 'status', i->>'status')), '[]')
       from jsonb_array_elements(r.snapshot->'corrections') c, jsonb_array_elements(c->'incidents') i) as corrections
    from app.report r
    where r.tenant_id = $1 and r.kind = 'county-quarter' and not r.is_interim and r.snapshot is not null and r.period < $2
    order by r.period, r.revision`;
}
