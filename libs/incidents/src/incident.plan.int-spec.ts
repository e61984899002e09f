import {
  ACTORS,
  connect,
  createServices,
  createTestDatabase,
  createTestUnits,
  OFFICES,
  recordSent,
  rowsOf,
  type SentStatement,
  type TestDatabase,
  type TestUnits,
} from '@bergfried/testing';
import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import type { IncidentQuery } from './incident.dto.js';
import { IncidentReader } from './incident.reader.js';
import { OPEN_STATUSES } from './incident.status.js';
import { IncidentsModule } from './incidents.module.js';

const MEMBERS = 500;
const INCIDENTS = 1000;
/** Members of the first office, the fixture's two included. */
const MEMBERS_OF_OFFICE = 10;
const PAGE = 50;

/** A node of EXPLAIN (ANALYZE, FORMAT JSON) as far as it is looked at. */
interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly Plans?: readonly PlanNode[];
}

/** 500 members with 1,000 incidents each, past triggers and keys, as a superuser may. */
async function seed(superuser: Client): Promise<void> {
  await superuser.query(`set session_replication_role = replica`);
  await superuser.query(`set synchronous_commit = off`);
  await superuser.query(
    `insert into app.tenant (tenant_id, office_id, name, short_name, slug, plate, kind, member_since)
     select ('0195f200-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, case when n <= $1 then $2::uuid else $3::uuid end,
            'Kreis ' || n, 'K' || n, 'kreis-' || n, 'K', 'county', '2023-07-01'
     from generate_series(3, $4::int) n`,
    [MEMBERS_OF_OFFICE, OFFICES.alpha, OFFICES.beta, MEMBERS],
  );
  await superuser.query(
    `insert into app.legal_entity (tenant_id, id, name, kind, is_default, data_protection_authority)
     select tenant_id, gen_random_uuid(), name, 'core-administration', true, 'HBDI' from app.tenant t
     where not exists (select from app.legal_entity e where e.tenant_id = t.tenant_id)`,
  );
  await superuser.query(
    `insert into app.mandate (tenant_id, id, user_id, kind, valid_from)
     select tenant_id, gen_random_uuid(), $1, 'officer', '2023-07-01' from app.tenant where tenant_id::text like '0195f200%' and office_id = $2`,
    [ACTORS.officer.userId, OFFICES.alpha],
  );
  // without the indexes that are no keys, and with both times given (their default asks for the clock in every row)
  const indexes = await rowsOf<{ name: string; definition: string }>(
    superuser,
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
     from pg_index where indrelid = 'app.incident'::regclass and not indisunique`,
  );
  for (const { name } of indexes) await superuser.query(`drop index ${name}`);
  await superuser.query(
    `insert into app.incident (tenant_id, id, reference, title, category, severity, personal_data, status, detected_at, aware_at,
       closed_at, legal_entity_id, created_by, created_at, updated_at)
     select t.tenant_id, gen_random_uuid(), 'K-V2026-' || n, 'Vorfall ' || n, 'phishing', 'low', 'no',
       case when n % 50 = 0 then 'reported' else 'closed' end, d.at, d.at, case when n % 50 = 0 then null else d.at end, e.id, $1, d.at, d.at
     from app.tenant t join app.legal_entity e on e.tenant_id = t.tenant_id and e.is_default, generate_series(1, $2::int) n,
       lateral (select timestamptz '2025-01-01' + n * interval '11 hours' + (hashtext(t.slug || n) % 300) * interval '1 minute' as at) d`,
    [ACTORS.coordinator.userId, INCIDENTS],
  );
  for (const { definition } of indexes) await superuser.query(definition);
  await superuser.query(
    `insert into app.duty (tenant_id, id, incident_id, visibility, rule_id, rule_version, title, legal_basis, recipient, kind, starts_at, due_at, precautionary, state, submitted_at, receipt, decided_at, created_at)
     select tenant_id, gen_random_uuid(), id, visibility, 'gdpr-art-33', 1, 'Meldung', 'Art. 33', 'HBDI', 'statutory', aware_at, aware_at + interval '72 hours', false,
            'submitted', aware_at + interval '1 day', 'B-1', aware_at + interval '1 day', created_at
     from app.incident where reference like '%7'`,
  );
  await superuser.query('reset session_replication_role');
  await superuser.query('analyze');
}

describe(`lists at ${String(MEMBERS)} members with ${String(INCIDENTS)} incidents each`, () => {
  let database: TestDatabase;
  let units: TestUnits;
  let services: INestApplicationContext;

  beforeAll(async () => {
    database = await createTestDatabase();
    const superuser = await connect(database.superuserUrl);
    await seed(superuser);
    expect(await rowsOf(superuser, 'select count(*)::int as n from app.incident')).toEqual([
      { n: MEMBERS * INCIDENTS + INCIDENTS },
    ]);
    await superuser.end();
    units = await createTestUnits(database, [], 2);
    services = await createServices(units, [IncidentsModule]);
  }, 120_000);
  afterAll(async () => {
    await services.close();
    await database.drop();
  });

  /** The plan of the statement that fetches a page, as it runs for an actor in the context of that request. */
  async function planOf(
    actor: 'coordinator' | 'officer',
    tenant: 'ost' | null,
    query: IncidentQuery,
  ): Promise<{ nodes: PlanNode[]; ms: number; total: number }> {
    const reader = services.get(IncidentReader);
    return units.as(actor, tenant, 'incident:read', async (access) => {
      let total = 0;
      const sent = await recordSent(
        async () => ({ total } = await reader.findAll(access, { limit: PAGE, ...query })),
      );
      expect(sent).toHaveLength(2); // rows and count
      const [page] = sent as [SentStatement];
      const [row] = await units.unitOfWork.query<{
        'QUERY PLAN': [{ Plan: PlanNode; 'Execution Time': number }];
      }>(`explain (analyze, format json) ${page.sql}`, page.parameters);
      if (!row) throw new Error('no plan');
      const [{ Plan, 'Execution Time': ms }] = row['QUERY PLAN'];
      return { nodes: flat(Plan), ms, total };
    });
  }

  const flat = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(flat)];
  const onIncident = (nodes: readonly PlanNode[]): PlanNode[] =>
    nodes.filter((node) => node['Relation Name'] === 'incident');
  const rowsRead = (node: PlanNode | undefined): number =>
    (node?.['Actual Rows'] ?? 0) * (node?.['Actual Loops'] ?? 0);
  /** Rows that went through a Sort: the page may be sorted again, the member must not. */
  const mostSorted = (nodes: readonly PlanNode[]): number =>
    Math.max(0, ...nodes.filter((node) => node['Node Type'] === 'Sort').map(rowsRead));

  it('reads the page of a county in the order of its index', async () => {
    const { nodes, total } = await planOf('coordinator', 'ost', {});
    expect(total).toBe(INCIDENTS);
    const [scan, ...others] = onIncident(nodes);
    expect(others).toEqual([]);
    expect(scan).toMatchObject({ 'Node Type': 'Index Scan', 'Index Name': 'incident_by_detected' });
    expect(rowsRead(scan)).toBe(PAGE + 1);
    expect(mostSorted(nodes)).toBeLessThanOrEqual(PAGE + 1);
    expect(
      nodes.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name']),
    ).not.toContain('duty');
  });

  it.each(['createdAt', '-createdAt', 'detectedAt'] as const)('and by %s', async (sort) => {
    const { nodes } = await planOf('coordinator', 'ost', { sort });
    expect(onIncident(nodes)).toEqual([
      expect.objectContaining({
        'Node Type': 'Index Scan',
        'Index Name': sort.endsWith('createdAt') ? 'incident_by_created' : 'incident_by_detected',
      }),
    ]);
    expect(mostSorted(nodes)).toBeLessThanOrEqual(PAGE + 1);
  });

  it('reads the open ones of a county in the order of an index', async () => {
    const { nodes, total } = await planOf('coordinator', 'ost', { status: OPEN_STATUSES });
    expect(total).toBe(INCIDENTS / 50);
    const [scan] = onIncident(nodes);
    expect(['incident_open', 'incident_by_detected']).toContain(scan?.['Index Name']);
    expect(mostSorted(nodes)).toBeLessThanOrEqual(PAGE + 1);
    expect(scan?.['Node Type']).toMatch(/^Index/);
  });

  it('continues a page at its place in the index', async () => {
    const reader = services.get(IncidentReader);
    await units.as('coordinator', 'ost', 'incident:read', async (access) => {
      const seen = new Set<string>();
      let cursor: string | null = null;
      do {
        const page = await reader.findAll(access, cursor === null ? { limit: 200 } : { limit: 200, cursor });
        expect(page.total).toBe(INCIDENTS);
        for (const { id } of page.items) seen.add(id);
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(seen.size).toBe(INCIDENTS);
    });
  });

  it('merges the pages of ten members, each read in its index order', async () => {
    const { nodes, total } = await planOf('officer', null, {});
    expect(total).toBe(MEMBERS_OF_OFFICE * INCIDENTS);
    expect(nodes.map((node) => node['Node Type'])).toContain('Nested Loop');
    const [scan, ...others] = onIncident(nodes);
    expect(others).toEqual([]);
    expect(scan).toMatchObject({
      'Node Type': 'Index Scan',
      'Index Name': 'incident_by_detected',
      'Actual Loops': MEMBERS_OF_OFFICE,
    });
    expect(rowsRead(scan)).toBe((PAGE + 1) * MEMBERS_OF_OFFICE);
    expect(mostSorted(nodes)).toBeLessThanOrEqual((PAGE + 1) * MEMBERS_OF_OFFICE);
  });

  it('finds one number among all by its unique index', async () => {
    const { nodes, total } = await planOf('coordinator', 'ost', { reference: 'K-V2026-500' });
    expect(total).toBe(1);
    expect(onIncident(nodes)[0]).toMatchObject({
      'Node Type': 'Index Scan',
      'Index Name': 'incident_tenant_id_reference_key',
    });
  });
});
