import type { Access } from '@bergfried/platform';

/** News are never looked for further back: a person who was away for longer reads the lists. Days. */
export const MOST_NEWS_DAYS = 90;

/** Placeholders of the statement. */
interface NewsParameters {
  readonly tenant: string;
  readonly me: string;
  readonly since: string;
  readonly limit: string;
}

/**
 * What others have done since: lines of timelines, clocks that came to an incident later, reports, people, mandates; each
 * only for who may read it, and up to the moment that the answer names. One statement; `total` counts all of them.
 */
export function newsSql(access: Access, p: NewsParameters): string {
  const parts = [
    `select e.id, e.kind, e.created_at as at, e.created_by as actor_id, i.id as incident_id, i.reference, i.title, e.text,
       null::uuid as report_id, null::text as period, null::uuid as person_id, null::text as person_name, null::text as role
     from app.incident_entry e join app.incident i on i.tenant_id = e.tenant_id and i.id = e.incident_id
     where e.tenant_id = ${p.tenant} and e.created_at > ${p.since} and e.created_by <> ${p.me}`,
    // A clock of a fresh incident is told by the incident; one that I caused myself is no news to me.
    `select d.id, 'duty-added', d.created_at, null, i.id, i.reference, i.title, d.title, null, null, null, null, null
     from app.duty d join app.incident i on i.tenant_id = d.tenant_id and i.id = d.incident_id
     where d.tenant_id = ${p.tenant} and d.created_at > ${p.since} and d.created_at > i.created_at
       and not exists (select from app.incident_entry e where e.tenant_id = d.tenant_id and e.incident_id = d.incident_id
         and e.created_at = d.created_at and e.created_by = ${p.me})`,
  ];
  if (access.can('report:draft'))
    parts.push(
      `select r.id, 'report-draft', r.collected_at, r.created_by, null, null, null, null, r.id, r.period, null, null, null
       from app.report r where r.tenant_id = ${p.tenant} and r.collected_at > ${p.since} and r.state = 'draft' and r.created_by <> ${p.me}`,
    );
  if (access.can('report:read'))
    parts.push(
      `select r.id, 'report-final', r.finalised_at, r.finalised_by, null, null, null, null, r.id, r.period, null, null, null
       from app.report r where r.tenant_id = ${p.tenant} and r.finalised_at > ${p.since} and r.finalised_by <> ${p.me}`,
    );
  if (access.can('member:read')) {
    const of = (kind: string, at: string): string =>
      `select m.id, '${kind}', ${at}, null, null, null, null, null, null, null, m.user_id, m.invited_name, m.role
       from app.tenant_member m where m.tenant_id = ${p.tenant} and ${at} > ${p.since} and m.user_id <> ${p.me}`;
    parts.push(of('member-joined', 'm.accepted_at'));
    // Who invites and ends accesses knows of it; the row does not say which of them it was.
    if (!access.can('member:manage'))
      parts.push(
        `${of('member-invited', 'm.created_at')} and m.accepted_at is null`,
        of('member-ended', 'm.disabled_at'),
      );
  }
  if (access.can('mandate:read'))
    parts.push(
      `select m.id, 'mandate', m.created_at, null, null, null, null, null, null, null, m.user_id, null, m.kind
       from app.mandate m where m.tenant_id = ${p.tenant} and m.created_at > ${p.since} and m.user_id <> ${p.me}`,
    );
  return `
    with news as (${parts.join(' union all ')}),
    latest as (select n.*, count(*) over ()::int as total from news n where n.at <= app.now() order by n.at desc, n.id desc limit ${p.limit})
    select l.*, a.name as actor_name, coalesce(u.name, l.person_name) as shown_name
    from latest l
    left join app.user_account a on a.id = l.actor_id
    left join app.user_account u on u.id = l.person_id
    order by l.at desc, l.id desc`;
}
