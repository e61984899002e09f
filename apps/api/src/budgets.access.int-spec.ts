import {
  betweenContextAndCommit,
  mandateId,
  OFFICES,
  recordStatements,
  TENANTS,
  type ActorName,
} from '@bergfried/testing';
import { body, call } from './testing/call.js';
import type { ExampleRequest } from './testing/example.js';
import { EXAMPLES } from './testing/examples.js';
import { settle, type Place } from './testing/place.js';
import type { Method } from './testing/routes.js';
import { createTestApp, type TestApp } from './testing/test-app.js';

const ROWS = 60;
const SCOPED = Object.keys(EXAMPLES).filter(
  (key) => /:(tenantId|officeId)/.test(key) && !key.endsWith('/events'),
);
/** Most statements between context and COMMIT (docs/architecture.md, issue 2). */
const LIST = 2;
const DETAIL = 4;
const CREATE = 6;
const LAGEBILD = 8;
const TASKS = 5;
/** A change reads, checks, writes and reads again. */
const CHANGE = 10;

let test: TestApp;
let ost: Place;

beforeAll(async () => {
  test = await createTestApp();
  ost = await settle(test, 'ost');
  await settle(test, 'west');
});
afterAll(() => test.close());

function budgetOf(key: string): number {
  if (key.endsWith('/dashboard')) return LAGEBILD;
  if (key.endsWith('/tasks')) return TASKS;
  if (/^GET .*\/(:id|:tenantId|:officeId)$/.test(key)) return DETAIL;
  if (key.startsWith('GET ')) return LIST;
  if (
    /^POST .*\/(incidents|entries|members|mandates|tenants|legal-entities|duties-preview|invitation)$/.test(
      key,
    )
  )
    return CREATE;
  return CHANGE;
}

async function statementsOf(actor: ActorName, method: Method, request: ExampleRequest): Promise<string[]> {
  const agent = await test.as(actor);
  let status = 0;
  const sent = await recordStatements(async () => {
    ({ status } = await call(agent, method, request.path, request));
  });
  if (status >= 300) throw new Error(`${method} ${request.path} answered ${String(status)}`);
  return betweenContextAndCommit(sent);
}

async function measure(key: string): Promise<string[]> {
  const example = EXAMPLES[key];
  if (!example?.owner) throw new Error(`${key} has no owner`);
  const request = await example.make(ost);
  return statementsOf(example.owner, key.split(' ')[0] as Method, request);
}

/** Fills Ost: incidents with clocks and timelines, people, traces, sixty of each. */
async function fill(): Promise<void> {
  const copies = (table: string, where: string, values: string): Promise<unknown> =>
    test.sql(
      `insert into app.${table} select (jsonb_populate_record(r, jsonb_build_object(${values}))).*
       from app.${table} r cross join generate_series(1, ${String(ROWS)}) n where ${where}`,
    );
  await copies('incident', `r.id = '${ost.incidentId}'`, `'id', gen_random_uuid(), 'reference', 'F-' || n`);
  await copies('incident_entry', `r.id = '${ost.entryId}'`, `'id', gen_random_uuid()`);
  await test.sql(
    `insert into app.duty select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'incident_id', i.id))).*
     from app.duty d cross join app.incident i where d.incident_id = $1 and i.reference like 'F-%'`,
    [ost.incidentId],
  );
  await copies(
    'tenant_member',
    `r.id = '${ost.memberId}'`,
    `'id', gen_random_uuid(), 'valid_from', date '2024-01-01' + n`,
  );
  await copies(
    'office_member',
    `r.id = '${ost.officeMemberId}'`,
    `'id', gen_random_uuid(), 'valid_from', date '2024-01-01' + n`,
  );
  await copies(
    'mandate',
    `r.id = '${ost.mandateId}'`,
    `'id', gen_random_uuid(), 'valid_from', date '2024-02-01' + n`,
  );
  await copies('report', `r.id = '${ost.reportId}'`, `'id', gen_random_uuid(), 'revision', n + 1`);
  await copies('dead_letter', `r.id = '${ost.deadLetterId}'`, `'id', gen_random_uuid(), 'job_key', 'k' || n`);
  await copies(
    'dead_letter',
    `r.id = '${ost.deadLetterOfMemberId}'`,
    `'id', gen_random_uuid(), 'job_key', 'm' || n`,
  );
  await copies(
    'mail_log',
    `r.for_tenant_id = '${ost.tenantId}'`,
    `'id', gen_random_uuid(), 'job_key', 'm' || n`,
  );
  await copies(
    'catalogue',
    `r.id = '${ost.catalogueId}'`,
    `'id', gen_random_uuid(), 'source_sha256', md5(n::text)`,
  );
  await copies(
    'requirement',
    `r.id = '${ost.requirementId}'`,
    `'id', gen_random_uuid(), 'position', n + 1, 'key', 'k' || n, 'control_id', 'A.' || (n + 1)`,
  );
  await test.sql(
    `insert into app.access_trace select tenant_id, hour - n * interval '1 hour', user_id, role, resource
     from (select * from app.access_trace where tenant_id = $1 limit 1) t cross join generate_series(1, ${String(ROWS)}) n`,
    [ost.tenantId],
  );
  await test.sql('analyze');
}

const few = new Map<string, string[]>();

it.each(SCOPED)('%s keeps its budget with few rows', async (key) => {
  await measure(key); // the first read of an hour also leaves a trace
  const statements = await measure(key);
  few.set(key, statements);
  expect(statements.length).toBeGreaterThan(0);
  if (statements.length > budgetOf(key))
    throw new Error(`${String(statements.length)} statements:\n${statements.join('\n')}`);
});

describe(`with ${String(ROWS)} rows of each kind`, () => {
  beforeAll(fill);

  it.each(SCOPED)('%s sends the same statements', async (key) => {
    expect((await measure(key)).length).toBe(few.get(key)?.length);
  });

  it('the lists are really full', async () => {
    for (const list of [
      'incidents',
      'duties',
      'members',
      'accesses',
      'reports',
      'dead-letters',
      'mails',
      'catalogues',
      `incidents/${ost.incidentId}/entries`,
    ]) {
      const { total } = body<{ total: number }>(
        await (await test.as('coordinator')).get(`/api/v1/tenants/${TENANTS.ost}/${list}`),
      );
      expect([list, total >= ROWS]).toEqual([list, true]);
    }
  });

  it('a following page does not count again', async () => {
    const path = `/api/v1/tenants/${TENANTS.ost}/incidents?limit=10`;
    const { nextCursor } = body<{ nextCursor: string }>(await (await test.as('coordinator')).get(path));
    expect(await statementsOf('coordinator', 'GET', { path: `${path}&cursor=${nextCursor}` })).toHaveLength(
      1,
    );
  });
});

describe('for one county or two', () => {
  const paths = [
    'dashboard',
    'incidents',
    'duties',
    'tenants',
    'mandates',
    'dashboard?asOf=2024-06-30',
    'incidents?asOf=2024-06-30',
  ];

  it.each(paths)('%s of the office sends the same number', async (path) => {
    const count = async (): Promise<number> =>
      (await statementsOf('officer', 'GET', { path: `/api/v1/offices/${OFFICES.alpha}/${path}` })).length;
    await count();
    const two = await count();
    await test.sql('update app.mandate set valid_until = app.today() - 1 where id = $1', [
      mandateId('officer', 'west'),
    ]);
    const one = await count();
    await test.sql('update app.mandate set valid_until = null where id = $1', [mandateId('officer', 'west')]);
    expect(one).toBe(two);
    expect(two).toBeLessThanOrEqual(path.startsWith('dashboard') ? LAGEBILD : LIST);
  });
});

it('between context and COMMIT nothing is set, begun or locked by hand', async () => {
  const statements = [...few.values()].flat();
  expect(statements.filter((sql) => /^\s*(begin|savepoint|set |lock )|set_config/i.test(sql))).toEqual([]);
});
