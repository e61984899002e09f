import { ACTORS, OFFICES, TENANTS, type ActorName } from '@bergfried/testing';
import { body, call, problem, withoutTrace } from './testing/call.js';
import type { ExampleRequest } from './testing/example.js';
import { expectNothingWritten } from './testing/fingerprint.js';
import { day, settle, type Place } from './testing/place.js';
import type { Method } from './testing/routes.js';
import { createTestApp, type TestApp } from './testing/test-app.js';

/** An id that nothing has. */
const UNKNOWN = '0195f000-0000-7999-8999-000000000999';

let test: TestApp;
let ost: Place;
let west: Place;

beforeAll(async () => {
  test = await createTestApp();
  ost = await settle(test, 'ost');
  west = await settle(test, 'west');
  await settle(test, 'fern');
});
afterAll(() => test.close());

describe('a foreign id in a body', () => {
  const references: readonly [string, ActorName, Method, () => ExampleRequest, string][] = [
    [
      'legalEntityId of a report',
      'coordinatorWest',
      'POST',
      () => ({
        path: `/api/v1/tenants/${TENANTS.west}/incidents`,
        body: { ...reportBody, legalEntityId: ost.legalEntityId },
      }),
      'legalEntityId',
    ],
    [
      'legalEntityId of a preview',
      'coordinatorWest',
      'POST',
      () => ({
        path: `/api/v1/tenants/${TENANTS.west}/incidents/duties-preview`,
        body: { personalData: 'yes', legalEntityId: ost.legalEntityId },
      }),
      'legalEntityId',
    ],
    [
      'legalEntityId of a change',
      'officer',
      'PATCH',
      () => ({
        path: `/api/v1/tenants/${TENANTS.west}/incidents/${west.incidentId}`,
        version: 1,
        body: { legalEntityId: ost.legalEntityId },
      }),
      'legalEntityId',
    ],
    [
      'assetIds of a report',
      'coordinatorWest',
      'POST',
      () => ({
        path: `/api/v1/tenants/${TENANTS.west}/incidents`,
        body: { ...reportBody, assetIds: [ost.incidentId] },
      }),
      'assetIds',
    ],
    [
      'tenantId of a mandate',
      'officerBeta',
      'POST',
      () => ({
        path: `/api/v1/offices/${OFFICES.beta}/mandates`,
        body: mandateBody(TENANTS.ost, 'coordinatorFern'),
      }),
      'tenantId',
    ],
    [
      'userId of a mandate',
      'officer',
      'POST',
      () => ({
        path: `/api/v1/offices/${OFFICES.alpha}/mandates`,
        body: mandateBody(TENANTS.ost, 'officerBeta'),
      }),
      'userId',
    ],
    [
      'userId of a mandate: a person without a role at the office',
      'officer',
      'POST',
      () => ({
        path: `/api/v1/offices/${OFFICES.alpha}/mandates`,
        body: mandateBody(TENANTS.ost, 'coordinator'),
      }),
      'userId',
    ],
    [
      'tenantId of a mandate: a neighbour of the county operator',
      'tenantOperator',
      'POST',
      () => ({
        path: `/api/v1/offices/${OFFICES.alpha}/mandates`,
        body: mandateBody(TENANTS.west, 'deputy'),
      }),
      'tenantId',
    ],
  ];
  const reportBody = {
    title: 'Fremder Bezug',
    category: 'phishing',
    detectedAt: '2024-11-01T08:00:00Z',
    severity: 'low',
    personalData: 'no',
  };
  const mandateBody = (tenantId: string, person: ActorName): Record<string, unknown> => ({
    tenantId,
    userId: ACTORS[person].userId,
    kind: 'officer',
    validFrom: day(0),
  });

  it.each(references)(
    '%s is refused as unknown, nothing is written, the log says it',
    async (_name, actor, method, make, field) => {
      const request = make();
      const unknown = {
        ...request,
        body: { ...request.body, [field]: field === 'assetIds' ? [UNKNOWN] : UNKNOWN },
      };
      const lines = await test.securityLines(() =>
        expectNothingWritten(test, async () => {
          const foreign = await call(await test.as(actor), method, request.path, request);
          expect(problem(foreign, 422).type).toBe('urn:bergfried:problem:unknown-reference');
          expect(foreign.text).toContain(field);
          expect(withoutTrace(foreign)).toBe(
            withoutTrace(await call(await test.as(actor), method, request.path, unknown)),
          );
        }),
      );
      expect(lines.map(({ event }) => event)).toContain('foreign-reference');
    },
  );

  it('a tenantId beside the one of the path is an unknown field', async () => {
    const answer = await expectNothingWritten(test, async () =>
      call(await test.as('coordinatorWest'), 'POST', `/api/v1/tenants/${TENANTS.west}/incidents`, {
        body: { ...reportBody, tenantId: TENANTS.ost, officeId: OFFICES.beta },
      }),
    );
    expect(problem(answer, 400).errors.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/tenantId', 'unknown'],
      ['/officeId', 'unknown'],
    ]);
  });
});

describe('office scope', () => {
  const lists = ['incidents', 'duties', 'tenants'];
  interface Row {
    readonly tenantId?: string;
    readonly id: string;
  }
  interface List {
    readonly items: readonly Row[];
    readonly total: number;
  }
  const listOf = async (actor: ActorName, path: string): Promise<List> =>
    body<List>(await call(await test.as(actor), 'GET', `/api/v1/offices/${OFFICES.alpha}/${path}`));
  const tenantsIn = ({ items }: List): string[] =>
    [...new Set(items.map(({ tenantId, id }) => tenantId ?? id))].sort();

  it.each(lists)(
    '%s: the officer reads both members, a coordinator only the own one, total included',
    async (list) => {
      const all = await listOf('officer', list);
      expect(tenantsIn(all)).toEqual([TENANTS.ost, TENANTS.west]);
      for (const [actor, own] of [
        ['coordinatorWest', TENANTS.west],
        ['headWest', TENANTS.west],
        ['coordinator', TENANTS.ost],
      ] as const) {
        const mine = await listOf(actor, list);
        const expected = all.items.filter(({ tenantId, id }) => (tenantId ?? id) === own);
        expect([actor, mine.total, mine.items.map(({ id }) => id).sort()]).toEqual([
          actor,
          expected.length,
          expected.map(({ id }) => id).sort(),
        ]);
      }
    },
  );

  it.each(['incidents', 'duties', 'mandates'])(
    '%s filtered by a foreign member are an empty list, as by an unknown one',
    async (list) => {
      const actor = list === 'mandates' ? 'tenantOperator' : 'coordinatorWest';
      const foreign = list === 'mandates' ? TENANTS.west : TENANTS.ost;
      for (const tenantId of [foreign, TENANTS.fern, UNKNOWN]) {
        expect(await listOf(actor, `${list}?tenantId=${tenantId}`)).toEqual({
          items: [],
          nextCursor: null,
          total: 0,
        });
      }
    },
  );

  it.each(['dead-letters', 'mails'])(
    '%s: the office sees its own and those about its members, a member only those about itself, total included',
    async (list) => {
      const about = async (actor: ActorName): Promise<(string | null)[]> => {
        const { items, total } = await listOf(actor, list);
        expect([actor, total]).toEqual([actor, items.length]);
        return items.map(({ tenantId }) => tenantId ?? null);
      };
      expect((await about('officer')).toSorted()).toEqual([null, TENANTS.ost].toSorted());
      expect(await about('coordinator')).toEqual([TENANTS.ost]);
      expect(await about('coordinatorWest')).toEqual([]);
      const beta = await call(await test.as('officerBeta'), 'GET', `/api/v1/offices/${OFFICES.beta}/${list}`);
      expect(
        body<List>(beta)
          .items.map(({ tenantId }) => tenantId ?? null)
          .toSorted(),
      ).toEqual([null, TENANTS.fern].toSorted());
    },
  );

  it('a reference, a word and a time find nothing of the neighbour', async () => {
    const { reference } = await test.row<{ reference: string }>(
      'select reference from app.incident where id = $1',
      [ost.incidentId],
    );
    expect((await listOf('coordinator', `incidents?reference=${reference}`)).total).toBe(1);
    for (const query of [
      `reference=${reference}`,
      `q=${reference}`,
      `reference=${reference}&asOf=${new Date().toISOString()}`,
    ]) {
      expect((await listOf('coordinatorWest', `incidents?${query}`)).total).toBe(0);
    }
  });

  it('the cursor of one person opens nothing to another', async () => {
    const first = body<{ nextCursor: string }>(
      await call(
        await test.as('officer'),
        'GET',
        `/api/v1/offices/${OFFICES.alpha}/incidents?limit=1&sort=createdAt`,
      ),
    );
    const next = await listOf('coordinatorWest', `incidents?sort=createdAt&cursor=${first.nextCursor}`);
    expect(tenantsIn(next)).toEqual([TENANTS.west]);
  });

  it('the Lagebild counts the own member only', async () => {
    const read = async (
      actor: ActorName,
      scope: string,
    ): Promise<{ figures: Record<string, unknown>; tenants: { tenantId: string }[]; clocks: Row[] }> =>
      body(await call(await test.as(actor), 'GET', `/api/v1/${scope}/dashboard`));
    const west = await read('coordinatorWest', `offices/${OFFICES.alpha}`);
    expect(west.tenants.map(({ tenantId }) => tenantId)).toEqual([TENANTS.west]);
    expect(west.figures).toEqual((await read('coordinatorWest', `tenants/${TENANTS.west}`)).figures);
    expect(west.clocks.filter(({ tenantId }) => tenantId !== TENANTS.west)).toEqual([]);
    const office = await read('officer', `offices/${OFFICES.alpha}`);
    expect(office.tenants.map(({ tenantId }) => tenantId).sort()).toEqual([TENANTS.ost, TENANTS.west]);
    expect(office.figures['openIncidents']).toBeGreaterThan(west.figures['openIncidents'] as number);
    const beta = await read('officerBeta', `offices/${OFFICES.beta}`);
    expect(beta.tenants.map(({ tenantId }) => tenantId)).toEqual([TENANTS.fern]);
  });

  it('the list of offices names the own ones only', async () => {
    const offices = async (actor: ActorName): Promise<List> =>
      body<List>(await call(await test.as(actor), 'GET', '/api/v1/offices'));
    expect((await offices('officerBeta')).items.map(({ id }) => id)).toEqual([OFFICES.beta]);
    expect((await offices('coordinatorWest')).items.map(({ id }) => id)).toEqual([OFFICES.alpha]);
    expect(await offices('stranger')).toEqual({ items: [], nextCursor: null, total: 0 });
  });
});
