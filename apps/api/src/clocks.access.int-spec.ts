import { LEGAL_ENTITIES, TENANTS } from '@bergfried/testing';
import { body, call, problem } from './testing/call.js';
import { expectNothingWritten } from './testing/fingerprint.js';
import { hoursAgo, incidentBody } from './testing/place.js';
import { change, clockOf, entriesOf, patch, QUIET, report, type Duty } from './testing/reports.js';
import { createTestApp, type TestApp } from './testing/test-app.js';

const OST = `/api/v1/tenants/${TENANTS.ost}`;
const HOUR = 3_600_000;

let test: TestApp;

beforeAll(async () => {
  test = await createTestApp({ poolSize: 5 });
});
afterAll(() => test.close());

describe('clocks', () => {
  it('start by the answers: Art. 33 for personal data, as a precaution while that is unclear, Hessen3C for what is grave', async () => {
    const rules = async (extra: object): Promise<[string, boolean, string][]> =>
      (await report(test, { ...QUIET, ...extra })).duties.map(({ ruleId, precautionary, recipient }) => [
        ruleId,
        precautionary,
        recipient,
      ]);
    expect(await rules({})).toEqual([]);
    expect(await rules({ personalData: 'yes' })).toEqual([['gdpr-art-33', false, 'HBDI']]);
    expect(await rules({ personalData: 'unclear', legalEntityId: LEGAL_ENTITIES.ostJobcenter })).toEqual([
      ['gdpr-art-33', true, 'BfDI'],
    ]);
    expect(await rules({ severity: 'critical' })).toEqual([
      ['hessen3c-voluntary', false, 'Hessen CyberCompetenceCenter (Hessen3C)'],
    ]);
    expect((await rules({ category: 'ransomware', personalData: 'yes' })).map(([rule]) => rule)).toEqual([
      'gdpr-art-33',
      'hessen3c-voluntary',
    ]);
  });

  it('count elapsed hours from awareness and move with it, but only for a reason', async () => {
    const incident = await report(test, { detectedAt: hoursAgo(50), awareAt: hoursAgo(40) });
    expect(
      new Date(clockOf(incident, 'statutory').dueAt).getTime() - new Date(incident.awareAt).getTime(),
    ).toBe(72 * HOUR);
    expect(clockOf(incident, 'statutory').startsAt).toBe(incident.awareAt);
    expect(problem(await patch(test, incident, { awareAt: hoursAgo(30) }), 400).errors).toMatchObject([
      { pointer: '/awareReason', code: 'required' },
    ]);
    const moved = await change(test, incident, {
      awareAt: hoursAgo(30),
      awareReason: 'Erst die Prüfung ergab den Abfluss',
    });
    expect(
      new Date(clockOf(moved, 'statutory').dueAt).getTime() -
        new Date(clockOf(incident, 'statutory').dueAt).getTime(),
    ).toBeGreaterThanOrEqual(10 * HOUR - 1000);
    expect(clockOf(moved, 'statutory')).toMatchObject({
      id: clockOf(incident, 'statutory').id,
      version: clockOf(incident, 'statutory').version + 1,
      startsAt: moved.awareAt,
    });
    expect((await entriesOf(test, moved.id))[0]).toMatchObject({
      kind: 'change',
      text: expect.stringContaining('Erst die Prüfung ergab den Abfluss'),
    });
  });

  it('run through the change of clocks: 72 hours are 72 hours', async () => {
    const incident = await report(test, { detectedAt: '2024-10-26T10:00:00+02:00' });
    expect(clockOf(incident, 'statutory').dueAt).toBe('2024-10-29T08:00:00.000Z'); // 09:00 in Berlin, one hour earlier by the wall clock
  });

  it('start later when the answers change, lose the precaution, and are not started twice', async () => {
    let incident = await report(test, { ...QUIET, personalData: 'no' });
    incident = await change(test, incident, { personalData: 'unclear' });
    expect(clockOf(incident, 'statutory')).toMatchObject({ precautionary: true, state: 'running' });
    incident = await change(test, incident, { personalData: 'yes', severity: 'critical' });
    expect(incident.duties.map(({ ruleId, precautionary }) => [ruleId, precautionary])).toEqual([
      ['gdpr-art-33', false],
      ['hessen3c-voluntary', false],
    ]);
  });

  it('the preview says the same and writes nothing', async () => {
    const answers = {
      category: 'malware',
      severity: 'high',
      personalData: 'unclear',
      detectedAt: hoursAgo(5),
      awareAt: hoursAgo(4),
    };
    const preview = await expectNothingWritten(test, async () =>
      call(await test.as('contributor'), 'POST', `${OST}/incidents/duties-preview`, { body: answers }),
    );
    const shown = body<{ duties: Duty[] }>(preview).duties.map(
      ({ ruleId, dueAt, recipient, precautionary }) => [ruleId, dueAt, recipient, precautionary],
    );
    expect(shown).toEqual(
      (await report(test, answers)).duties.map(({ ruleId, dueAt, recipient, precautionary }) => [
        ruleId,
        dueAt,
        recipient,
        precautionary,
      ]),
    );
  });
});

describe('references', () => {
  it('carry plate, year and a number of their own, also when twenty come at once, without gap or double', async () => {
    const { count: before } = await test.row<{ count: number }>(
      'select count(*)::int as count from app.incident where tenant_id = $1',
      [TENANTS.ost],
    );
    const reported = await Promise.all(Array.from({ length: 20 }, () => report(test, QUIET)));
    const year = new Intl.DateTimeFormat('de', { year: 'numeric', timeZone: 'Europe/Berlin' }).format(
      new Date(),
    );
    const expected = Array.from(
      { length: 20 },
      (_, n) => `OS-V${year}-${String(before + n + 1).padStart(3, '0')}`,
    );
    expect(reported.map(({ reference }) => reference).sort()).toEqual(expected);
  });

  it('leave no gap for a report that was refused', async () => {
    const last = async (): Promise<number> => Number((await report(test, QUIET)).reference.split('-').at(-1));
    const before = await last();
    for (const wrong of [
      { legalEntityId: LEGAL_ENTITIES.west },
      { detectedAt: hoursAgo(-5) },
      { title: '' },
    ]) {
      expect(
        (
          await call(await test.as('coordinator'), 'POST', `${OST}/incidents`, {
            body: { ...incidentBody(), ...wrong },
          })
        ).status,
      ).toBeGreaterThanOrEqual(400);
    }
    expect(await last()).toBe(before + 1);
  });

  it('count per member', async () => {
    const west = await call(
      await test.as('coordinatorWest'),
      'POST',
      `/api/v1/tenants/${TENANTS.west}/incidents`,
      { body: incidentBody() },
    );
    expect(body<{ reference: string }>(west, 201).reference).toMatch(/^WE-V\d{4}-001$/);
  });
});
