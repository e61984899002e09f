import { ACTORS, OFFICES, TENANTS, type ActorName } from '@bergfried/testing';
import { body, call, problem, withoutTrace } from './testing/call.js';
import { expectNothingWritten } from './testing/fingerprint.js';
import { hoursAgo, incidentBody } from './testing/place.js';
import { report, type Incident } from './testing/reports.js';
import { openStream } from './testing/stream.js';
import { createTestApp, type TestApp } from './testing/test-app.js';

const OST = `/api/v1/tenants/${TENANTS.ost}`;
const ALPHA = `/api/v1/offices/${OFFICES.alpha}`;
const UNKNOWN = '0195f000-0000-7999-8999-000000000999';
/** Who belongs to the county, and who only looks after it. */
const INSIDE: readonly ActorName[] = [
  'coordinator',
  'head',
  'dataProtectionOfficer',
  'authorisedReporter',
  'itManagement',
  'auditor',
];
const OFFICE: readonly ActorName[] = ['officer', 'deputy'];

interface Row {
  readonly id: string;
  readonly version: number;
  readonly incidentId?: string;
  readonly reference: string;
  readonly duties: readonly { readonly id: string; readonly version: number; readonly kind: string }[];
}
interface List {
  readonly items: readonly Row[];
  readonly total: number;
}
interface Dashboard {
  readonly figures: Readonly<Record<string, number | { readonly denominator: number }>>;
  readonly clocks: readonly Row[];
  readonly months: readonly { readonly reported: number }[];
}

let test: TestApp;
let hidden: Incident;
let open: Incident;
/** What the office saw before the hidden incident was reported. */
let before: Dashboard;

const get = async <T>(actor: ActorName, path: string): Promise<T> =>
  body<T>(await call(await test.as(actor), 'GET', path));
const reportGrave = async (extra: object = {}): Promise<Incident> =>
  report(test, { severity: 'critical', detectedAt: hoursAgo(100), ...extra });
beforeAll(async () => {
  test = await createTestApp();
  open = await reportGrave();
  before = await get<Dashboard>('officer', `${ALPHA}/dashboard`);
  hidden = await reportGrave({ visibility: 'county-only', title: 'Nur für den Kreis' });
  body(
    await call(await test.as('coordinator'), 'POST', `${OST}/incidents/${hidden.id}/entries`, {
      body: { text: 'vertraulicher Eintrag' },
    }),
    201,
  );
});
afterAll(() => test.close());

it.each(INSIDE)('the county sees it: %s', async (actor) => {
  const list = await get<List>(actor, `${OST}/incidents`);
  expect(list).toMatchObject({ total: 2 });
  expect(list.items.map(({ id }) => id)).toContain(hidden.id);
  expect((await get<Row>(actor, `${OST}/incidents/${hidden.id}`)).duties).toHaveLength(2);
  expect((await get<List>(actor, `${OST}/incidents/${hidden.id}/entries`)).total).toBe(2);
  expect(
    (await get<List>(actor, `${OST}/duties`)).items.filter(({ incidentId }) => incidentId === hidden.id),
  ).toHaveLength(2);
  expect((await get<List>(actor, `${ALPHA}/incidents`)).total).toBe(2);
  const { figures } = await get<Dashboard>(actor, `${OST}/dashboard`);
  expect(figures).toMatchObject({ openIncidents: 2, openCritical: 2, overdueDuties: 4, runningDuties: 4 });
  expect((await get<List>(actor, `${OST}/incidents?asOf=${new Date().toISOString()}`)).total).toBe(2);
});

describe.each(OFFICE)('the office does not: %s', (actor) => {
  const lists = [`${OST}/incidents`, `${ALPHA}/incidents`, `${OST}/duties`, `${ALPHA}/duties`];

  it.each(lists)('not in %s, counts included, now or as of now, by no filter', async (path) => {
    const isDuties = path.endsWith('duties');
    for (const query of [
      '',
      '?limit=1',
      `?asOf=${new Date().toISOString()}`,
      `?asOf=${new Date().toISOString()}&limit=1`,
      `?tenantId=${TENANTS.ost}`,
      ...(isDuties ? ['?state=overdue'] : [`?severity=critical`, '?duty=overdue']),
    ]) {
      const list = await get<List>(actor, `${path}${query}`);
      expect([query, list.total]).toEqual([query, isDuties ? 2 : 1]);
      expect(list.items.filter(({ id, incidentId }) => id === hidden.id || incidentId === hidden.id)).toEqual(
        [],
      );
    }
    if (isDuties) return;
    for (const query of [`reference=${hidden.reference}`, 'q=Kreis'])
      expect((await get<List>(actor, `${path}?${query}`)).total).toBe(0);
  });

  it('not in any figure, clock or month, live or as of a moment', async () => {
    for (const path of [
      `${ALPHA}/dashboard`,
      `${OST}/dashboard`,
      `${ALPHA}/dashboard?asOf=${new Date().toISOString()}`,
    ]) {
      const seen = await get<Dashboard>(actor, path);
      expect(seen.figures).toEqual(before.figures);
      expect(seen.months.map(({ reported }) => reported)).toEqual(
        before.months.map(({ reported }) => reported),
      );
      expect(seen.clocks.filter(({ incidentId }) => incidentId === hidden.id)).toEqual([]);
    }
  });

  it('not by its id: neither read nor written, and answered like an unknown one', async () => {
    const duty = hidden.duties[0]?.id ?? '';
    const attempts = (id: string) =>
      [
        ['GET', `${OST}/incidents/${id}`, {}],
        ['GET', `${OST}/incidents/${id}/entries`, {}],
        ['GET', `${OST}/incidents/${id}/duties`, {}],
        ['PATCH', `${OST}/incidents/${id}`, { version: 1, body: { title: 'gefunden' } }],
        ['PATCH', `${OST}/incidents/${id}`, { version: 1, body: { visibility: 'county-and-office' } }],
        ['POST', `${OST}/incidents/${id}/entries`, { body: { text: 'gefunden' } }],
        [
          'POST',
          `${OST}/incidents/${id}/duties/${duty}/submission`,
          { version: 1, body: { outcome: 'not-required', reason: 'gefunden und beendet' } },
        ],
      ] as const;
    const agent = await test.as(actor);
    await expectNothingWritten(test, async () => {
      const unknown = attempts(UNKNOWN);
      for (const [index, [method, path, options]] of attempts(hidden.id).entries()) {
        const answer = await call(agent, method, path, options);
        problem(answer, 404);
        const [otherMethod, otherPath, otherOptions] = unknown[index] ?? [method, path, options];
        expect(withoutTrace(answer)).toBe(
          withoutTrace(await call(agent, otherMethod, otherPath, otherOptions)),
        );
      }
    });
  });

  it('may not set the mark: it could not see the row afterwards', async () => {
    const agent = await test.as(actor);
    await expectNothingWritten(test, async () => {
      const created = await call(agent, 'POST', `${OST}/incidents`, {
        body: { ...incidentBody(), visibility: 'county-only' },
      });
      expect(problem(created, 422)).toMatchObject({
        type: 'urn:bergfried:problem:county-only-by-office',
        title: 'Nur das Mitglied selbst darf das',
      });
      const changed = await call(agent, 'PATCH', `${OST}/incidents/${open.id}`, {
        version: open.version,
        body: { visibility: 'county-only' },
      });
      expect(problem(changed, 422).type).toBe('urn:bergfried:problem:county-only-by-office');
    });
  });

  it('hears nothing of it on any stream, while the county does', async () => {
    const ears = await Promise.all([
      openStream(test, actor, `${ALPHA}/events`),
      openStream(test, actor, `${OST}/events`),
      openStream(test, 'coordinator', `${OST}/events`),
    ]);
    const [office, tenant, county] = ears;
    const secret = await reportGrave({ visibility: 'county-only' });
    await call(await test.as('coordinator'), 'POST', `${OST}/incidents/${secret.id}/entries`, {
      body: { text: 'vertraulich' },
    });
    await call(
      await test.as('authorisedReporter'),
      'POST',
      `${OST}/incidents/${secret.id}/duties/${secret.duties[0]?.id ?? ''}/submission`,
      { version: 1, body: { outcome: 'not-required', reason: 'kein Risiko für Betroffene' } },
    );
    await call(await test.as('coordinator'), 'PATCH', `${OST}/incidents/${secret.id}`, {
      version: 1,
      body: { status: 'false-alarm' },
    });
    const visible = await reportGrave(); // everything before it has passed when this arrives
    for (const ear of ears)
      await ear.next(({ type, id }) => type === 'incident.created' && id === visible.id);
    const idsOf = (stream: typeof county): (string | null)[] => [
      ...new Set(stream.events.map(({ id }) => id)),
    ];
    expect(idsOf(county)).toEqual(expect.arrayContaining([secret.id, ...secret.duties.map(({ id }) => id)]));
    expect(
      idsOf(office).filter((id) => id === secret.id || secret.duties.some((duty) => duty.id === id)),
    ).toEqual([]);
    expect(office.events.map(({ id }) => id).sort()).toEqual(tenant.events.map(({ id }) => id).sort());
    expect(office.events).toHaveLength(1 + 1 + visible.duties.length + 1); // resync, incident, its clocks, its first line
    for (const ear of ears) ear.close();
    for (const { id } of [visible])
      await call(await test.as('coordinator'), 'PATCH', `${OST}/incidents/${id}`, {
        version: 1,
        body: { status: 'false-alarm' },
      });
    await test.sql(`delete from app.duty where incident_id = any ($1)`, [[secret.id, visible.id]]);
    await test.sql(`delete from app.incident_entry where incident_id = any ($1)`, [[secret.id, visible.id]]);
    await test.sql(`delete from app.incident where id = any ($1)`, [[secret.id, visible.id]]);
  });
});

it('a second role at the county does not open it to the office: the right to read has to come from the county', async () => {
  // The officer is also contributor of Ost: that is an own role, but not one that reads incidents.
  await test.sql(
    `insert into app.tenant_member (tenant_id, id, user_id, role, valid_from, accepted_at) values ($1, gen_random_uuid(), $2, 'contributor', '2024-01-01', now())`,
    [TENANTS.ost, ACTORS.officer.userId],
  );
  const streams = [
    await openStream(test, 'officer', `${OST}/events`),
    await openStream(test, 'officer', `${ALPHA}/events`),
  ];
  expect((await get<List>('officer', `${OST}/incidents`)).total).toBe(1);
  problem(await (await test.as('officer')).get(`${OST}/incidents/${hidden.id}`), 404);
  const secret = await reportGrave({ visibility: 'county-only' });
  const visible = await reportGrave();
  for (const stream of streams) {
    await stream.next(({ id }) => id === visible.id);
    expect(stream.events.filter(({ id }) => id === secret.id)).toEqual([]);
    stream.close();
  }
});

it('made visible and hidden again, the office sees it in between only', async () => {
  const agent = await test.as('coordinator');
  const change = async (version: number, visibility: string): Promise<Row> =>
    body<Row>(await call(agent, 'PATCH', `${OST}/incidents/${hidden.id}`, { version, body: { visibility } }));
  problem(await (await test.as('deputy')).get(`${OST}/incidents/${hidden.id}`), 404);
  const { version } = await change(hidden.version, 'county-and-office');
  expect((await get<Row>('deputy', `${OST}/incidents/${hidden.id}`)).duties).toHaveLength(2);
  expect((await get<List>('deputy', `${OST}/incidents/${hidden.id}/entries`)).total).toBe(3);
  await change(version, 'county-only');
  problem(await (await test.as('deputy')).get(`${OST}/incidents/${hidden.id}`), 404);
  problem(await (await test.as('deputy')).get(`${OST}/incidents/${hidden.id}/entries`), 404);
});
