import { OPEN_STATUSES } from '@bergfried/incidents';
import type { Access } from '@bergfried/platform';
import { WAITING_KINDS, type WaitingKind } from './task.dto.js';

/** An end of a mandate or an access is a task this many days before. */
const ENDS_WITHIN_DAYS = 60;
/** Lines of one kind; the others are behind "alle anzeigen". */
const LINES = 5;

const ENDS_SOON = `m.valid_until between app.today() and app.today() + ${String(ENDS_WITHIN_DAYS)}`;
const NOTHING = {
  incident_id: 'null::uuid',
  reference: 'null::text',
  title: 'null::text',
  report_id: 'null::uuid',
  period: 'null::text',
  person_id: 'null::uuid',
  person_name: 'null::text',
  role: 'null::text',
  since: 'null::timestamptz',
  until: 'null::date',
  n: 'null::int',
} as const;

interface Part {
  readonly kind: WaitingKind;
  readonly columns: Partial<Record<keyof typeof NOTHING, string>>;
  /** FROM and WHERE. */
  readonly from: string;
}

/**
 * What waits for the caller: by kind up to five lines, the longest waiting first, with the number of all; the conditions are
 * those of the lists behind. Only kinds that the caller may do something about. One statement; null when there is no such kind.
 * @param p placeholders
 */
export function waitingSql(
  access: Access,
  p: { readonly tenant: string; readonly me: string },
): string | null {
  // The caller is named once, so that the statement knows its parameter whichever kinds it has.
  const parts = partsFor(access, { tenant: p.tenant, me: '(select id from me)' });
  if (parts.length === 0) return null;
  const names = Object.keys(NOTHING) as (keyof typeof NOTHING)[];
  const selects = parts.map(
    ({ kind, columns, from }) =>
      `select ${String(WAITING_KINDS.indexOf(kind))} as rank, '${kind}' as kind, ${names
        .map((name) => `${columns[name] ?? NOTHING[name]} as ${name}`)
        .join(', ')} from ${from}`,
  );
  return `
    with me as (select ${p.me} as id),
    waiting as (${selects.join(' union all ')}),
    numbered as (
      select w.*, coalesce(w.n, count(*) over (partition by w.kind)::int) as total,
        row_number() over (partition by w.kind order by coalesce(w.since, w.until), w.incident_id, w.person_id) as nth from waiting w)
    select x.*, coalesce(u.name, x.person_name) as shown_name
    from numbered x left join app.user_account u on u.id = x.person_id
    where x.nth <= ${String(LINES)} order by x.rank, x.nth`;
}

function partsFor(access: Access, { tenant, me }: { readonly tenant: string; readonly me: string }): Part[] {
  const parts: Part[] = [];
  if (access.can('incident:update')) {
    const columns = {
      incident_id: 'i.id',
      reference: 'i.reference',
      title: 'i.title',
      since: 'i.detected_at',
    };
    const open = OPEN_STATUSES.map((status) => `'${status}'`).join(', ');
    parts.push(
      {
        kind: 'triage',
        columns,
        // Noticed before today: whoever has reported something this morning is not reminded of it at noon.
        from: `app.incident i where i.tenant_id = ${tenant} and i.status = 'reported'
          and i.detected_at < (app.today()::timestamp at time zone 'Europe/Berlin')`,
      },
      {
        kind: 'personal-data',
        columns,
        from: `app.incident i where i.tenant_id = ${tenant} and i.status in (${open}) and i.personal_data = 'unclear'`,
      },
    );
  }
  if (access.can('report:finalise'))
    parts.push({
      kind: 'report-draft',
      columns: { report_id: 'r.id', period: 'r.period', since: 'r.collected_at' },
      // Of a quarter only the newest revision, and none that was finalised meanwhile.
      from: `app.report r where r.tenant_id = ${tenant} and r.state = 'draft' and not r.is_interim
        and not exists (select from app.report o where o.tenant_id = r.tenant_id and o.kind = r.kind and o.period = r.period
          and not o.is_interim and (o.state = 'final' or o.revision > r.revision and o.state = 'draft'))`,
    });
  if (access.can('job:manage'))
    parts.push(
      {
        kind: 'failed-jobs',
        columns: { since: 'min(d.failed_at)', n: 'count(*)::int' },
        from: `app.dead_letter d where d.for_tenant_id = ${tenant} and d.resolved_at is null and d.retried_at is null having count(*) > 0`,
      },
      {
        kind: 'unclear-mails',
        columns: { since: 'min(m.planned_at)', n: 'count(*)::int' },
        from: `app.mail_log m where m.for_tenant_id = ${tenant} and m.state in ('unclear', 'refused') having count(*) > 0`,
      },
    );
  const person = { person_id: 'm.user_id', role: 'm.role', person_name: 'm.invited_name' };
  if (access.can('member:manage'))
    parts.push({
      kind: 'invitation',
      columns: { ...person, since: 'm.created_at' },
      from: `app.tenant_member m where m.tenant_id = ${tenant} and m.accepted_at is null and m.disabled_at is null
        and (m.valid_until is null or m.valid_until >= app.today()) and m.user_id <> ${me}`,
    });
  if (access.can('mandate:manage'))
    parts.push({
      kind: 'mandate-ends',
      columns: { person_id: 'm.user_id', role: 'm.kind', until: 'm.valid_until' },
      from: `app.mandate m where m.tenant_id = ${tenant} and ${ENDS_SOON} and m.user_id <> ${me} and not exists (
        select from app.mandate o where o.tenant_id = m.tenant_id and o.user_id = m.user_id and o.kind = m.kind
          and o.valid_from > m.valid_from and o.valid_from <= m.valid_until + 1 and coalesce(o.valid_until, 'infinity') > m.valid_until)`,
    });
  if (access.can('member:manage'))
    parts.push({
      kind: 'access-ends',
      columns: { ...person, until: 'm.valid_until' },
      from: `app.tenant_member m where m.tenant_id = ${tenant} and ${ENDS_SOON} and m.accepted_at is not null and m.disabled_at is null
        and m.user_id <> ${me} and not exists (
          select from app.tenant_member o where o.tenant_id = m.tenant_id and o.user_id = m.user_id and o.role = m.role and o.disabled_at is null
            and o.valid_from > m.valid_from and o.valid_from <= m.valid_until + 1 and coalesce(o.valid_until, 'infinity') > m.valid_until)`,
    });
  return parts;
}
