import { TENANTS } from '@bergfried/testing';
import { body, call, problem } from './testing/call.js';
import { expectNothingWritten } from './testing/fingerprint.js';
import { day, hoursAgo, incidentBody } from './testing/place.js';
import { clockOf, report, submit, type Duty } from './testing/reports.js';
import { createTestApp, type TestApp } from './testing/test-app.js';

const OST = `/api/v1/tenants/${TENANTS.ost}`;
const REASON = 'Kein Risiko für die Betroffenen, weil verschlüsselt';

let test: TestApp;

beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

/** The clock of a new incident noticed so many hours ago. */
const clock = async (kind: 'statutory' | 'voluntary', hours = 2): Promise<Duty> =>
  clockOf(await report(test, { detectedAt: hoursAgo(hours) }), kind);
const sent = (hours: number, extra: object = {}): object => ({
  outcome: 'submitted',
  submittedAt: hoursAgo(hours),
  receipt: 'HBDI 2026/4711',
  ...extra,
});

describe('who decides', () => {
  it.each([
    [
      'statutory',
      ['head', 'authorisedReporter'],
      [
        'coordinator',
        'officer',
        'deputy',
        'dataProtectionOfficer',
        'itManagement',
        'auditor',
        'contributor',
        'tenantOperator',
      ],
    ],
    [
      'voluntary',
      ['head', 'authorisedReporter', 'coordinator', 'officer', 'deputy'],
      ['dataProtectionOfficer', 'itManagement', 'auditor', 'contributor', 'tenantOperator'],
    ],
  ] as const)('on a %s report', async (kind, may, mayNot) => {
    const duty = await clock(kind);
    await expectNothingWritten(test, async () => {
      for (const actor of mayNot)
        expect([actor, problem(await submit(test, actor, duty, sent(1)), 403).type]).toEqual([
          actor,
          'urn:bergfried:problem:forbidden',
        ]);
    });
    for (const actor of may)
      expect([actor, (await submit(test, actor, await clock(kind), sent(1))).status]).toEqual([actor, 200]);
  });
});

describe('submitted', () => {
  it('in time: with the time of sending and its receipt, on record with the person', async () => {
    const duty = await clock('statutory');
    const at = hoursAgo(1);
    const answer = await submit(test, 'head', duty, sent(1, { submittedAt: at }));
    expect(body(answer)).toMatchObject({
      state: 'submitted',
      submittedAt: at,
      receipt: 'HBDI 2026/4711',
      late: false,
      reason: null,
      decidedBy: { name: 'Person head' },
      version: 2,
    });
    expect(answer.headers['etag']).toBe('"2"');
    const { items } = body<{ items: { kind: string; text: string }[] }>(
      await (await test.as('auditor')).get(`${OST}/incidents/${duty.incidentId}/entries`),
    );
    expect(items[0]).toMatchObject({
      kind: 'duty',
      text: expect.stringMatching(/^Art\. 33 Abs\. 1 DSGVO: abgesandt am .*, Beleg HBDI 2026\/4711$/),
    });
  });

  it.each([
    ['without a receipt', { receipt: undefined }, 400, '/receipt'],
    ['without the time of sending', { submittedAt: undefined }, 400, '/submittedAt'],
    ['with an empty receipt', { receipt: '  ' }, 400, '/receipt'],
    [
      'with a time to come',
      { submittedAt: new Date(Date.now() + 3_600_000).toISOString() },
      400,
      '/submittedAt',
    ],
  ])('%s is refused', async (_name, extra, status, pointer) => {
    const duty = await clock('statutory');
    const answer = await expectNothingWritten(test, () => submit(test, 'head', duty, sent(1, extra)));
    expect(problem(answer, status).errors.map((error) => error.pointer)).toEqual([pointer]);
  });

  it('before the clock began is refused', async () => {
    const duty = await clock('statutory', 5);
    expect(
      problem(await expectNothingWritten(test, () => submit(test, 'head', duty, sent(6))), 422).type,
    ).toBe('urn:bergfried:problem:submitted-before-start');
  });

  it('late wants a reason, and says late from then on', async () => {
    const duty = await clock('statutory', 100);
    const refused = await expectNothingWritten(test, () => submit(test, 'authorisedReporter', duty, sent(1)));
    expect(problem(refused, 422)).toMatchObject({
      type: 'urn:bergfried:problem:late-reason-missing',
      detail: expect.stringContaining('Art. 33 Abs. 1 Satz 2 DSGVO'),
    });
    const late = body<Duty>(
      await submit(
        test,
        'authorisedReporter',
        duty,
        sent(1, { lateReason: 'Das Meldeportal war nicht erreichbar' }),
      ),
    );
    expect(late).toMatchObject({
      state: 'submitted',
      late: true,
      reason: 'Das Meldeportal war nicht erreichbar',
    });
    const inTime = body<Duty>(
      await submit(test, 'authorisedReporter', await clock('statutory', 100), sent(30)),
    );
    expect(inTime).toMatchObject({ late: false });
    expect(body<Duty>(await submit(test, 'officer', await clock('voluntary', 100), sent(1)))).toMatchObject({
      late: true,
      reason: null,
    });
  });
});

describe('not required', () => {
  it('wants a reason of substance, and keeps who was heard', async () => {
    const duty = await clock('statutory');
    await expectNothingWritten(test, async () => {
      expect(
        problem(await submit(test, 'head', duty, { outcome: 'not-required' }), 400).errors,
      ).toMatchObject([{ pointer: '/reason', code: 'required' }]);
      expect(
        problem(await submit(test, 'head', duty, { outcome: 'not-required', reason: 'kurz' }), 400).errors,
      ).toMatchObject([{ pointer: '/reason', code: 'length', params: { min: 10, max: 2000 } }]);
    });
    const decided = await submit(test, 'head', duty, {
      outcome: 'not-required',
      reason: REASON,
      dataProtectionOfficer: 'Frau Łukasz-Öz',
    });
    expect(body(decided)).toMatchObject({
      state: 'not-required',
      reason: REASON,
      dataProtectionOfficer: 'Frau Łukasz-Öz',
      submittedAt: null,
      receipt: null,
    });
  });
});

describe('decided once', () => {
  it('is decided: 409, whoever comes second, and the first decision stands', async () => {
    const duty = await clock('statutory');
    const first = body<Duty>(await submit(test, 'head', duty, sent(1)));
    for (const actor of ['head', 'authorisedReporter'] as const) {
      const second = await expectNothingWritten(test, () =>
        submit(test, actor, first, { outcome: 'not-required', reason: REASON }),
      );
      expect(problem(second, 409).type).toBe('urn:bergfried:problem:duty-decided');
    }
  });

  it('of two at the same moment one is told', async () => {
    const duty = await clock('statutory');
    const answers = await Promise.all([
      submit(test, 'head', duty, sent(1)),
      submit(test, 'authorisedReporter', duty, { outcome: 'not-required', reason: REASON }),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect([409, 412]).toContain(answers.find(({ status }) => status !== 200)?.status);
    expect(
      await test.sql(
        `select count(*)::int as count from app.incident_entry where incident_id = $1 and kind = 'duty'`,
        [duty.incidentId],
      ),
    ).toEqual([{ count: 1 }]);
  });
});

describe('the list of clocks and the Lagebild count the same', () => {
  it.each([
    ['coordinator', OST],
    ['officer', '/api/v1/offices/0195f000-0000-7001-8000-000000000001'],
  ] as const)('for %s', async (actor, scope) => {
    await clock('statutory', 100);
    await call(await test.as('coordinatorWest'), 'POST', `/api/v1/tenants/${TENANTS.west}/incidents`, {
      body: { ...incidentBody(), severity: 'critical' },
    });
    const agent = await test.as(actor);
    const count = async (path: string): Promise<number> =>
      body<{ total: number }>(await agent.get(`${scope}/${path}`)).total;
    const { figures, periods, clocks, months } = body<{
      figures: Record<string, number> & { dutiesKept: { numerator: number; denominator: number } };
      periods: { today: string; last30DaysFrom: string; last12MonthsFrom: string };
      clocks: Duty[];
      months: { month: string; reported: number }[];
    }>(await agent.get(`${scope}/dashboard`));
    const open = 'status=reported,triaged,contained,eradicated,recovered';
    const { today, last30DaysFrom, last12MonthsFrom } = periods;
    const year = `kind=statutory&dueFrom=${last12MonthsFrom}&dueTo=${today}`;
    const counted = {
      openIncidents: await count(`incidents?${open}`),
      openCritical: await count(`incidents?${open}&severity=critical`),
      openHigh: await count(`incidents?${open}&severity=high`),
      personalDataOpen: await count(`incidents?${open}&personalData=yes,unclear`),
      runningDuties: await count('duties?state=running,overdue'),
      runningStatutory: await count('duties?state=running,overdue&kind=statutory'),
      overdueDuties: await count('duties?state=overdue'),
      reportedLast30Days: await count(`incidents?detectedFrom=${last30DaysFrom}&detectedTo=${today}`),
      closedLast30Days: await count(`incidents?closedFrom=${last30DaysFrom}&closedTo=${today}`),
      dutiesKept: {
        numerator: await count(`duties?state=submitted&late=false&${year}`),
        denominator: await count(`duties?state=submitted,overdue&${year}`),
      },
    };
    expect(figures).toEqual(counted);
    expect(figures.overdueDuties).toBeGreaterThan(0);
    expect(clocks.length).toBe(Math.min(8, counted.runningDuties));
    const kinds = clocks.map(({ kind }) => kind);
    expect(kinds).toEqual(kinds.toSorted());
    const thisMonth = months.at(-1);
    expect(thisMonth?.reported).toBe(
      await count(`incidents?detectedFrom=${thisMonth?.month ?? ''}-01&detectedTo=${day(1)}`),
    );
    // as of now, from the history, it is the same once more
    const asOf = new Date().toISOString();
    expect(
      body<{ figures: object; live: boolean }>(await agent.get(`${scope}/dashboard?asOf=${asOf}`)),
    ).toMatchObject({ live: false, figures: counted });
    expect(await count(`duties?state=overdue&asOf=${asOf}`)).toBe(counted.overdueDuties);
  });

  it('as of a time before anything was reported everything is zero', async () => {
    const { figures, clocks } = body<{ figures: Record<string, unknown>; clocks: unknown[] }>(
      await (await test.as('coordinator')).get(`${OST}/dashboard?asOf=2024-01-01`),
    );
    expect(Object.values(figures).filter((figure) => typeof figure === 'number' && figure !== 0)).toEqual([]);
    expect([figures['dutiesKept'], clocks]).toEqual([{ numerator: 0, denominator: 0 }, []]);
  });
});
