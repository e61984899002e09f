import { ACTORS, TENANTS } from '@bergfried/testing';
import { body, call, problem } from './testing/call.js';
import { expectNothingWritten } from './testing/fingerprint.js';
import { hoursAgo } from './testing/place.js';
import { change, clockOf, entriesOf, patch, QUIET, report } from './testing/reports.js';
import { createTestApp, type TestApp } from './testing/test-app.js';

const OST = `/api/v1/tenants/${TENANTS.ost}`;
const STATUSES = [
  'reported',
  'triaged',
  'contained',
  'eradicated',
  'recovered',
  'closed',
  'false-alarm',
] as const;
type Status = (typeof STATUSES)[number];
/** Written out once more, so that a changed way is a decision and not a slip. */
const WAYS: Readonly<Record<Status, readonly Status[]>> = {
  reported: ['triaged', 'contained', 'recovered', 'closed', 'false-alarm'],
  triaged: ['contained', 'eradicated', 'recovered', 'closed', 'false-alarm'],
  contained: ['eradicated', 'recovered', 'closed', 'false-alarm'],
  eradicated: ['recovered', 'closed'],
  recovered: ['closed'],
  closed: ['triaged'],
  'false-alarm': ['triaged'],
};
/** How to get there from reported. */
const PATHS: Readonly<Record<Status, readonly Status[]>> = {
  reported: [],
  triaged: ['triaged'],
  contained: ['contained'],
  eradicated: ['triaged', 'eradicated'],
  recovered: ['recovered'],
  closed: ['closed'],
  'false-alarm': ['false-alarm'],
};

let test: TestApp;

beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

describe('status', () => {
  it.each(STATUSES)('%s leads where it may, and nowhere else (409)', async (from) => {
    let incident = await report(test, QUIET);
    for (const status of PATHS[from]) incident = await change(test, incident, { status });
    expect([incident.status, incident.nextStatuses]).toEqual([from, WAYS[from]]);
    expect(incident.closedAt === null).toBe(!['closed', 'false-alarm'].includes(from));
    await expectNothingWritten(test, async () => {
      for (const to of STATUSES.filter((status) => status !== from && !WAYS[from].includes(status))) {
        expect(problem(await patch(test, incident, { status: to }), 409)).toMatchObject({
          type: 'urn:bergfried:problem:status-transition',
          title: 'Dieser Statuswechsel ist nicht vorgesehen',
        });
      }
    });
    const [next] = WAYS[from];
    expect((await change(test, incident, { status: next, statusReason: 'weiter im Text' })).status).toBe(
      next,
    );
    expect((await entriesOf(test, incident.id))[0]).toMatchObject({
      kind: 'status',
      text: expect.stringContaining('weiter im Text'),
    });
  });

  it('the same status and the same facts are no change and no new version', async () => {
    const incident = await report(test, QUIET);
    expect((await change(test, incident, { status: 'reported', severity: 'low' })).version).toBe(
      incident.version,
    );
    expect(await entriesOf(test, incident.id)).toHaveLength(1);
  });

  it('closed is refused while a statutory clock runs; a voluntary one ends with it', async () => {
    const incident = await report(test);
    const refused = await expectNothingWritten(test, () => patch(test, incident, { status: 'closed' }));
    expect(problem(refused, 409)).toMatchObject({
      type: 'urn:bergfried:problem:duty-running',
      detail: expect.stringContaining('Art. 33'),
    });
    const submission = {
      version: 1,
      body: { outcome: 'not-required', reason: 'Kein Risiko für Betroffene, geprüft' },
    };
    await call(
      await test.as('head'),
      'POST',
      `${OST}/incidents/${incident.id}/duties/${clockOf(incident, 'statutory').id}/submission`,
      submission,
    );
    const closed = await change(test, incident, { status: 'closed' });
    expect(closed.duties.map(({ kind, state, reason }) => [kind, state, reason])).toEqual([
      ['statutory', 'not-required', 'Kein Risiko für Betroffene, geprüft'],
      ['voluntary', 'not-required', 'Vorfall ohne Meldung abgeschlossen'],
    ]);
  });

  it('false alarm ends the clocks with the reason; taken up again they run on as if they had never ended', async () => {
    const incident = await report(test, { detectedAt: hoursAgo(100) });
    const ended = await change(test, incident, {
      status: 'false-alarm',
      statusReason: 'nur ein Test der IT',
    });
    expect(ended.duties.map(({ state, reason }) => [state, reason])).toEqual([
      ['not-required', 'Fehlalarm: nur ein Test der IT'],
      ['not-required', 'Fehlalarm: nur ein Test der IT'],
    ]);
    const again = await change(test, ended, { status: 'triaged', statusReason: 'doch echt' });
    expect(again.closedAt).toBeNull();
    expect(again.duties.map(({ kind, state, dueAt, reason }) => [kind, state, dueAt, reason])).toEqual(
      incident.duties.map(({ kind, dueAt }) => [kind, 'overdue', dueAt, null]),
    );
    problem(await patch(test, again, { status: 'closed' }), 409);
  });

  it('what a person decided stays decided when a closed incident is taken up again', async () => {
    const incident = await report(test);
    await call(
      await test.as('authorisedReporter'),
      'POST',
      `${OST}/incidents/${incident.id}/duties/${clockOf(incident, 'statutory').id}/submission`,
      { version: 1, body: { outcome: 'submitted', submittedAt: hoursAgo(1), receipt: 'HBDI-1' } },
    );
    const again = await change(test, await change(test, incident, { status: 'closed' }), {
      status: 'triaged',
    });
    expect(again.duties.map(({ kind, state }) => [kind, state])).toEqual([
      ['statutory', 'submitted'],
      ['voluntary', 'running'],
    ]);
  });
});

it('the timeline says who did what, newest first, and reported late is said', async () => {
  const incident = await report(test, { ...QUIET, detectedAt: hoursAgo(49) });
  await call(await test.as('itManagement'), 'POST', `${OST}/incidents/${incident.id}/entries`, {
    body: { text: 'Netz getrennt', happenedAt: hoursAgo(48) },
  });
  await change(test, incident, { severity: 'high', title: 'Neuer Titel' });
  const { items } = body<{
    items: { kind: string; text: string; happenedAt: string; createdBy: { id: string; name: string } }[];
  }>(await (await test.as('auditor')).get(`${OST}/incidents/${incident.id}/entries`));
  expect(items.map(({ kind, createdBy }) => [kind, createdBy.name])).toEqual([
    ['change', 'Person coordinator'],
    ['note', 'Person itManagement'],
    ['reported', 'Person coordinator'],
  ]);
  expect(items[0]?.text).toBe(
    'Titel: „Schadsoftware auf einem Arbeitsplatz“ → „Neuer Titel“; Schwere: niedrig → hoch',
  );
  expect(items[1]?.createdBy.id).toBe(ACTORS.itManagement.userId);
  expect(items[2]?.text).toMatch(/^Als OS-V\d{4}-\d{3} gemeldet, nachgetragen 2 Tage nach dem Bemerken$/);
});
