import { hashPassword } from '@bergfried/identity';
import pg from 'pg';

/** Everybody's password in a database of the bench, which lives for one run. */
export const password = 'Messkennwort-2026';
const tenantsPerOffice = 10;
/** Incidents, entries and clocks of one member in the full seed: 400 + 1,200 + 400. */
const rowsPerTenant = 2000;

/**
 * How many rows make how many offices: members stay as large as they are and become more, as when offices join. Below
 * one full office the members shrink instead.
 */
export function shapeOf(rows) {
  const offices = Math.max(1, Math.round(rows / (tenantsPerOffice * rowsPerTenant)));
  return { offices, incidentsPerTenant: Math.max(20, Math.round(rows / (offices * tenantsPerOffice * 5))) };
}

/**
 * Fills a migrated database: offices with ten members each, an officer with mandates and a coordinator for every
 * member, five years of incidents with their timelines and clocks.
 *
 * Rows and versions are written set by set with triggers off, because a million firings of the history trigger would
 * take longer than all that is measured. Each version is what the trigger writes: an insert when the row was recorded,
 * an update when an incident was closed or a clock decided. What the run itself writes goes through the trigger.
 * @returns {Promise<{ counts: Record<string, number>, seconds: number }>}
 */
export async function seed(superuserUrl, rows) {
  const { offices, incidentsPerTenant } = shapeOf(rows);
  const client = new pg.Client({ connectionString: superuserUrl, application_name: 'bergfried-bench-seed' });
  await client.connect();
  const startedAt = performance.now();
  try {
    await client.query('set session_replication_role = replica; set synchronous_commit = off');
    await client.query(helpers);
    await client.query('begin');
    await client.query(people, [offices, tenantsPerOffice, await hashPassword(password)]);
    for (const sql of organisation) await client.query(sql);
    await client.query(incidents, [incidentsPerTenant]);
    for (const sql of work) await client.query(sql);
    await client.query(
      `insert into app.slug select slug, office_id from app.office union all select slug, tenant_id from app.tenant`,
    );
    await client.query('commit');
    await client.query('drop schema bench cascade');
    await client.query('vacuum (analyze)');
    await client.query('checkpoint');
    const counts = await client.query(
      `select (select count(*)::int from app.tenant) as tenants, (select count(*)::int from app.incident) as incidents,
         (select count(*)::int from app.incident_entry) as entries, (select count(*)::int from app.duty) as duties,
         (select count(*)::int from app.record_version) as versions, pg_database_size(current_database())::float8 as bytes`,
    );
    return { counts: counts.rows[0], seconds: (performance.now() - startedAt) / 1000 };
  } finally {
    await client.end();
  }
}

/** Version 7 ids as the product makes them, so that indexes grow as they do there. */
const helpers = `
  create schema bench;
  create function bench.id(at timestamptz) returns uuid language sql volatile as $$
    select overlay(overlay(overlay(gen_random_uuid()::text placing
      regexp_replace(lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0'), '(.{8})(.{4})', '\\1-\\2') from 1)
      placing '7' from 15) placing '8' from 20)::uuid
  $$;
  create unlogged table bench.place (office int, member int, office_id uuid, tenant_id uuid, officer uuid, coordinator uuid, entity uuid);`;

const people = `
  with offices as materialized (
    select o, bench.id(now()) as office_id, bench.id(now()) as officer from generate_series(1, $1::int) o),
  members as materialized (
    select o.*, m, bench.id(now()) as tenant_id, bench.id(now()) as coordinator, bench.id(now()) as entity
    from offices o cross join generate_series(1, $2::int) m),
  placed as (insert into bench.place select o, m, office_id, tenant_id, officer, coordinator, entity from members)
  insert into app.user_account (id, email, name, password_hash, status)
  select officer, 'officer.' || o || '@bench.example', 'Beauftragte ' || o, $3::text, 'active' from offices
  union all
  select coordinator, 'coordinator.' || o || '.' || m || '@bench.example', 'Koordination ' || o || '/' || m, $3, 'active' from members`;

const organisation = [
  `insert into app.office (office_id, name, short_name, slug)
   select distinct office_id, 'Gemeinsame Stelle ' || office, 'Stelle ' || office, 'stelle-' || office from bench.place`,
  `insert into app.tenant (tenant_id, office_id, name, short_name, slug, plate, ags, kind, member_since)
   select tenant_id, office_id, 'Landkreis ' || office || '/' || member, 'Kreis ' || office || '/' || member,
     'kreis-' || office || '-' || member, 'K' || chr(64 + member), lpad(office::text, 3, '0') || lpad(member::text, 2, '0'), 'county', '2021-01-01'
   from bench.place`,
  `insert into app.legal_entity (tenant_id, id, name, kind, is_default, data_protection_authority)
   select tenant_id, entity, 'Kernverwaltung', 'core-administration', true, 'Aufsichtsbehörde' from bench.place`,
  `insert into app.office_member (office_id, id, user_id, role, valid_from, accepted_at)
   select distinct on (office_id) office_id, bench.id(now()), officer, 'officer', date '2021-01-01', now() from bench.place`,
  `insert into app.tenant_member (tenant_id, id, user_id, role, valid_from, accepted_at)
   select tenant_id, bench.id(now()), coordinator, 'coordinator', '2021-01-01', now() from bench.place`,
  `insert into app.mandate (tenant_id, id, user_id, kind, valid_from)
   select tenant_id, bench.id(now()), officer, 'officer', '2021-01-01' from bench.place`,
];

const pick = (values) => `(array['${values.join("','")}'])[1 + n % ${values.length}]`;
const category = pick([
  'phishing',
  'misdirected-mail',
  'malware',
  'loss-theft',
  'outage',
  'website',
  'provider-incident',
]);

/** Five years up to now, evenly; one in six is open, and so is what was noticed in the last twelve days. */
const incidents = `
  insert into app.incident (tenant_id, id, reference, title, category, severity, personal_data, status, detected_at, occurred_at,
    aware_at, closed_at, description, legal_entity_id, created_by, created_at, updated_at, version)
  select p.tenant_id, bench.id(i.at), 'K' || chr(64 + p.member) || '-V' || extract(year from i.at) || '-' || lpad(n::text, 4, '0'),
    'Vorfall ' || n || ' im Landkreis ' || p.office || '/' || p.member || ': Auffälligkeit an einem Arbeitsplatz',
    ${category}, ${pick(['low', 'medium', 'high', 'medium', 'low', 'critical', 'low', 'medium', 'low'])},
    ${pick(['yes', 'no', 'unclear', 'no'])}, case when i.open then ${pick(['reported', 'triaged', 'contained'])} else 'closed' end,
    i.at, i.at - interval '3 hours', i.at + interval '1 hour', case when i.open then null else i.at + interval '10 days' end,
    repeat('Beim Öffnen eines Anhangs fiel auf, dass der Rechner sich ungewöhnlich verhält. ', 4),
    p.entity, p.coordinator, i.at + interval '2 hours', i.at + case when i.open then interval '2 hours' else interval '10 days' end,
    case when i.open then 1 else 2 end
  from bench.place p cross join generate_series(1, $1::int) n
  cross join lateral (select date_trunc('milliseconds', now() - interval '5 years' * n / ($1 + 1) - interval '1 minute' * p.member) as at) t
  cross join lateral (select t.at, n % 6 = 0 or t.at > now() - interval '12 days' as open) i`;

const version = (table, op, at, actor, action, row, where = 'true') => `
  insert into app.record_version (tenant_id, table_name, row_id, op, valid_from, actor, action, row)
  select x.tenant_id, '${table}', x.id, '${op}', ${at}, ${actor}::text, '${action}', ${row} from app.${table} x where ${where} order by ${at}`;

const work = [
  // two lines each and twenty for every eighteenth: three on average
  `insert into app.incident_entry (tenant_id, id, incident_id, visibility, kind, text, happened_at, created_by, created_at)
   select i.tenant_id, bench.id(i.created_at + e * interval '3 hours'), i.id, i.visibility, case when e = 1 then 'reported' else 'note' end,
     'Zeile ' || e || ': Rechner vom Netz getrennt, Kennwort zurückgesetzt, Protokolle gesichert und der Fachbereich unterrichtet.',
     i.created_at + e * interval '3 hours', i.created_by, i.created_at + e * interval '3 hours'
   from app.incident i cross join lateral generate_series(1, case when right(i.reference, 4)::int % 18 = 1 then 20 else 2 end) e`,
  `insert into app.duty (tenant_id, id, incident_id, visibility, rule_id, rule_version, title, legal_basis, recipient, kind, starts_at, due_at,
     precautionary, state, submitted_at, receipt, decided_by, decided_at, version, created_at)
   select i.tenant_id, bench.id(i.created_at), i.id, i.visibility, r.id, r.version, r.title, r.legal_basis, 'Aufsichtsbehörde', r.kind,
     i.aware_at, i.aware_at + interval '72 hours', i.personal_data = 'unclear', case when s.sent then 'submitted' else 'open' end,
     case when s.sent then i.aware_at + interval '30 hours' end, case when s.sent then 'Eingang ' || i.reference end,
     case when s.sent then i.created_by end, case when s.sent then i.aware_at + interval '31 hours' end, case when s.sent then 2 else 1 end, i.created_at
   from app.incident i cross join lateral (select i.closed_at is not null or right(i.reference, 4)::int % 12 = 0 as sent) s
   join app.duty_rule r on r.id = 'gdpr-art-33' and r.version = 1`,
  version(
    'incident',
    'I',
    'x.created_at',
    'x.created_by',
    'incident:create',
    `to_jsonb(x) || jsonb_build_object('status', 'reported', 'closed_at', null, 'updated_at', x.created_at, 'version', 1)`,
  ),
  version('incident_entry', 'I', 'x.created_at', 'x.created_by', 'incident:comment', 'to_jsonb(x)'),
  version(
    'duty',
    'I',
    'x.created_at',
    `(select i.created_by from app.incident i where i.tenant_id = x.tenant_id and i.id = x.incident_id)`,
    'incident:create',
    `to_jsonb(x) || '{"state": "open", "submitted_at": null, "receipt": null, "decided_by": null, "decided_at": null, "version": 1}'`,
  ),
  version('incident', 'U', 'x.updated_at', 'x.created_by', 'incident:update', 'to_jsonb(x)', 'x.version = 2'),
  version('duty', 'U', 'x.decided_at', 'x.decided_by', 'duty:record', 'to_jsonb(x)', 'x.version = 2'),
  `insert into app.reference_counter (tenant_id, kind, year, last_number)
   select tenant_id, 'V', extract(year from now())::int, 50000 from bench.place`,
  `insert into app.job_run (tenant_id, id, kind, requested_by) select tenant_id, bench.id(now()), 'county-quarter', officer from bench.place`,
  `insert into app.report (tenant_id, id, kind, period, revision, is_interim, job_id, created_by)
   select p.tenant_id, bench.id(now()), 'county-quarter', to_char(q.day, 'YYYY') || '-Q' || to_char(q.day, 'Q'), 1, false, j.id, p.officer
   from bench.place p join app.job_run j using (tenant_id) cross join (select now() - interval '3 months' as day) q`,
];
