import '@bergfried/incidents';
import type { Access } from '@bergfried/platform';
import {
  ACTORS,
  betweenContextAndCommit,
  recordStatements,
  TENANTS,
  type ActorName,
} from '@bergfried/testing';
import './report.permissions.js';
import './reports.permissions.js';
import { canonicalJson, sha256, type Json } from './canonical-json.js';
import type { CountyQuarterSnapshot } from './county-quarter/snapshot.js';
import type { ReportListItem } from './report.dto.js';
import { createReportWorld, type ReportWorld } from './testing/report-world.js';

let world: ReportWorld;
beforeAll(async () => {
  world = await createReportWorld();
});
afterAll(() => world.close());

async function snapshotOf(id: string): Promise<CountyQuarterSnapshot> {
  const [row] = await world.sql<{ snapshot: CountyQuarterSnapshot }>(
    'select snapshot from app.report where id = $1',
    [id],
  );
  if (!row) throw new Error('no report');
  return row.snapshot;
}

describe('a quarter as it stood', () => {
  const titles = (list: readonly { title: string }[]): string[] => list.map(({ title }) => title);
  let third: CountyQuarterSnapshot;
  let thirdId: string;
  let hidden: string;

  let closedLater: string;
  beforeAll(async () => {
    await world.record({
      title: 'Im August bemerkt',
      detectedAt: '2026-08-10T08:00:00+02:00',
      recordedAt: '2026-08-10T09:00:00+02:00',
      duty: true,
    });
    closedLater = await world.record({
      title: 'Im Oktober geschlossen',
      detectedAt: '2026-09-01T08:00:00+02:00',
      recordedAt: '2026-09-01T09:00:00+02:00',
      severity: 'high',
    });
    await world.record({
      title: 'Letzte Minute',
      detectedAt: '2026-09-30T23:59:30+02:00',
      recordedAt: '2026-09-30T23:59:40+02:00',
    });
    await world.record({
      title: 'Erste Minute danach',
      detectedAt: '2026-10-01T00:00:10+02:00',
      recordedAt: '2026-10-01T00:00:20+02:00',
      duty: true,
    });
    await world.record({
      title: 'Nachgetragen vor dem Bericht',
      detectedAt: '2026-09-29T08:00:00+02:00',
      recordedAt: '2026-10-02T09:00:00+02:00',
    });
    await world.record({
      title: 'Vorquartal',
      detectedAt: '2026-05-03T08:00:00+02:00',
      recordedAt: '2026-05-03T09:00:00+02:00',
    });
    await world.record({
      title: 'Geheimes des Kreises',
      detectedAt: '2026-09-05T08:00:00+02:00',
      recordedAt: '2026-09-05T09:00:00+02:00',
      visibility: 'county-only',
      duty: true,
    });
    hidden = await world.record({
      title: 'Später nur Kreis',
      detectedAt: '2026-09-06T08:00:00+02:00',
      recordedAt: '2026-09-06T09:00:00+02:00',
      severity: 'critical',
      duty: true,
    });
    await world.change(hidden, '2026-10-03T08:00:00+02:00', `visibility = 'county-only'`);
    await world.change(
      closedLater,
      '2026-10-05T08:00:00+02:00',
      `status = 'closed', closed_at = app.now(), severity = 'low'`,
    );
    const report = await world.report('2026-Q3', '2026-10-10T08:00:00+02:00');
    thirdId = report.id;
    third = await snapshotOf(report.id);
  });

  it('counts incidents by the day they were noticed in Berlin, and marks those entered after its end', () => {
    expect(titles(third.incidents)).toEqual([
      'Im August bemerkt',
      'Im Oktober geschlossen',
      'Nachgetragen vor dem Bericht',
      'Letzte Minute',
    ]);
    expect(third.incidents.filter(({ late }) => late).map(({ title }) => title)).toEqual([
      'Nachgetragen vor dem Bericht',
    ]);
    expect(third.current.flows).toMatchObject({ reported: 4, late: 1, closed: 0 });
    expect(third.previous.flows.reported).toBe(1);
  });

  it('shows stocks and properties as of the cut-off, whatever happened since', () => {
    expect(third.cutOff).toBe('2026-09-30T21:59:59.999Z');
    expect(titles(third.openIncidents)).toEqual([
      'Vorquartal',
      'Im August bemerkt',
      'Im Oktober geschlossen',
      'Letzte Minute',
    ]);
    expect(third.current.stock).toMatchObject({ openIncidents: 4, openHigh: 1 });
    expect(third.openIncidents.find(({ title }) => title === 'Im Oktober geschlossen')).toMatchObject({
      severity: 'high',
      status: 'reported',
    });
  });

  it('counts a clock that ran out as not kept, and leaves those of the next quarter to its report', () => {
    expect(third.current.flows.dutiesKept).toEqual({ numerator: 0, denominator: 1 });
    expect(third.duties).toHaveLength(1);
    expect(third.summary.decisions).toHaveLength(1);
    expect(third.current.level).toBe(4);
  });

  it('leaves out what only the county sees, also when it was hidden later, and says so', async () => {
    const before = await world.sql<{ title: string }>(
      `select title from app.incident where visibility = 'county-only'`,
    );
    expect(before).toHaveLength(2); // they are there
    expect(JSON.stringify(third)).not.toMatch(/Geheimes|Später nur Kreis/);
    expect(third.current.stock.openCritical).toBe(0);
    expect(third.summary.notes).toContain('Ohne Vorfälle, die nur der Kreis sieht.');
  });

  it('does not change when an incident of its quarter is entered later; the next report corrects it', async () => {
    await world.record({
      title: 'Zu spät für den Bericht',
      detectedAt: '2026-09-15T08:00:00+02:00',
      recordedAt: '2026-10-20T09:00:00+02:00',
    });
    await world.change(
      closedLater,
      '2026-10-21T08:00:00+02:00',
      `detected_at = '2026-10-02T08:00:00+02:00', aware_at = '2026-10-02T08:00:00+02:00'`,
    );
    const again = await world.report('2026-Q3', '2026-11-01T08:00:00+01:00');
    expect(again.id).toBe(thirdId);
    expect(await snapshotOf(again.id)).toEqual(third);
    const fourth = await snapshotOf((await world.report('2026-Q4', '2026-11-02T08:00:00+01:00')).id);
    expect(fourth.interim).toBe(true);
    expect(fourth.corrections.map(({ period, incidents }) => [period, titles(incidents)])).toEqual([
      ['2026-Q3', ['Zu spät für den Bericht', 'Im Oktober geschlossen']],
    ]);
    expect(fourth.corrections[0]?.incidents.map(({ kind }) => kind)).toEqual(['added', 'removed']);
    expect(fourth.summary.notes.join(' ')).toMatch(/3\. Quartal 2026 berichtigt: \+1 .*, −1 /);
    expect(fourth.previous.flows.reported).toBe(4);
    expect(titles(fourth.incidents)).toEqual(['Erste Minute danach', 'Im Oktober geschlossen']);
  });

  it('carries its own hash, and neither figures nor file can be changed, even by the superuser', async () => {
    const [row] = await world.sql<{ hash: string }>(
      'select snapshot_sha256 as hash from app.report where id = $1',
      [thirdId],
    );
    expect(sha256(canonicalJson(third as unknown as Json))).toBe(row?.hash);
    await expect(world.sql(`update app.report set snapshot = '{}' where id = $1`, [thirdId])).rejects.toThrow(
      /keeps what it said/,
    );
    await expect(
      world.sql('update app.report set pdf_sha256 = repeat($2, 64) where id = $1', [thirdId, 'a']),
    ).rejects.toThrow(/keeps what it said/);
    await expect(
      world.sql(`update app.report set period = '2026-Q1' where id = $1`, [thirdId]),
    ).rejects.toThrow(/keeps what it said/);
  });
});

describe('what is known of a clock', () => {
  it('counts a report that was sent in time though it was entered after the cut-off, and says so', async () => {
    await world.record({
      title: 'Rechtzeitig gesandt, später eingetragen',
      detectedAt: '2025-03-27T08:00:00+01:00',
      recordedAt: '2025-03-27T09:00:00+01:00',
      duty: true,
    });
    await world.decide(
      'Rechtzeitig gesandt, später eingetragen',
      '2025-04-02T08:00:00+02:00',
      `state = 'submitted', submitted_at = '2025-03-29T10:00:00+01:00', receipt = 'Az. 1', decided_at = app.now()`,
    );
    const report = await snapshotOf((await world.report('2025-Q1', '2025-04-10T08:00:00+02:00')).id);
    expect(report.duties).toMatchObject([{ state: 'kept', late: true }]);
    expect(report.current.flows.dutiesKept).toEqual({ numerator: 1, denominator: 1 });
    expect(report.current.stock).toMatchObject({ overdueStatutory: 0, runningStatutory: 0 });
    expect(report.summary.decisions).toEqual([]);
  });

  it('leaves one open that was sent only after the cut-off', async () => {
    await world.record({
      title: 'Erst danach gesandt',
      detectedAt: '2025-06-25T08:00:00+02:00',
      recordedAt: '2025-06-25T09:00:00+02:00',
      duty: true,
    });
    await world.decide(
      'Erst danach gesandt',
      '2025-07-02T08:00:00+02:00',
      `state = 'submitted', submitted_at = '2025-07-01T10:00:00+02:00', receipt = 'Az. 2', decided_at = app.now()`,
    );
    const report = await snapshotOf((await world.report('2025-Q2', '2025-07-10T08:00:00+02:00')).id);
    expect(report.duties).toMatchObject([{ state: 'overdue', late: false }]);
    expect(report.current.flows.dutiesKept).toEqual({ numerator: 0, denominator: 1 });
  });
});

describe('ordering', () => {
  it('gives the same report to two who ask at the same time, and one event', async () => {
    const [a, b] = await Promise.all([
      world.order('2026-Q2', '2026-11-03T08:00:00+01:00'),
      world.order('2026-Q2', '2026-11-03T08:00:00+01:00'),
    ]);
    expect(a.id).toBe(b.id);
    expect(a).toMatchObject({ state: 'requested', interim: false, revision: 1, job: { state: 'queued' } });
    expect(await world.waitingJobs()).toHaveLength(1);
  });

  it('makes a new look at the running quarter only when asked to', async () => {
    const first = await world.report('2026-Q4', '2026-11-04T08:00:00+01:00');
    expect((await world.report('2026-Q4', '2026-11-04T09:00:00+01:00')).id).toBe(first.id);
    const renewed = await world.report('2026-Q4', '2026-11-05T08:00:00+01:00', true);
    expect(renewed.revision).toBe(first.revision + 1);
    const whole = await world.report('2026-Q4', '2027-01-02T08:00:00+01:00');
    expect(whole).toMatchObject({ interim: false, revision: renewed.revision + 1, state: 'draft' });
  });

  it('starts a failed one again, with the figures that were collected', async () => {
    const report = await world.order('2025-Q4', '2026-11-05T08:00:00+01:00');
    await world.waitingJobs();
    await world.sql(`update app.job_run set state = 'failed', problem = 'Papierstau' where id = $1`, [
      report.job.id,
    ]);
    const again = await world.report('2025-Q4', '2026-11-05T09:00:00+01:00');
    expect(again).toMatchObject({ id: report.id, state: 'draft', job: { state: 'done', progress: 1 } });
    expect(again.job.id).not.toBe(report.job.id);
  });

  it.each([
    ['2027-Q1', 'future'],
    ['2026-Q5', 'choice'],
    ['quartal', 'choice'],
    ['2023-Q2', 'choice'], // the member joined on 1 July 2023
  ])('refuses %s', async (period, code) => {
    await expect(world.order(period, '2026-11-05T08:00:00+01:00')).rejects.toMatchObject({
      key: 'invalid',
      errors: [{ pointer: '/period', code }],
    });
  });
});

describe('reading', () => {
  it('costs two statements for a page and one for a report', async () => {
    const list = await recordStatements(() =>
      world.units.as('coordinator', 'ost', 'report:read', (access) => world.reader.findAll(access, {})),
    );
    expect(betweenContextAndCommit(list)).toHaveLength(2);
    const [row] = await world.sql<{ id: string }>('select id from app.report limit 1');
    const one = await recordStatements(() =>
      world.units.as('coordinator', 'ost', 'report:read', (access) =>
        world.reader.findOne(access, row?.id ?? ''),
      ),
    );
    expect(betweenContextAndCommit(one)).toHaveLength(1);
  });

  it('shows drafts to the office and its coordinator, to all others what was finalised', async () => {
    const list = (actor: ActorName): Promise<ReportListItem[]> =>
      world.units.as(actor, 'ost', 'report:read', async (access) => [
        ...(await world.reader.findAll(access, {})).items,
      ]);
    const draft = (await list('coordinator')).find(({ period }) => period === '2026-Q3');
    if (!draft) throw new Error('no draft');
    const asHead = <T>(read: (access: Access) => Promise<T>): Promise<T> =>
      world.units.as('head', 'ost', 'report:read', read);
    for (const actor of ['head', 'dataProtectionOfficer', 'itManagement', 'auditor'] as const)
      expect([actor, await list(actor)]).toEqual([actor, []]);
    for (const read of [
      (access: Access) => world.reader.findOne(access, draft.id),
      (access: Access) => world.reader.snapshot(access, draft.id),
      (access: Access) => world.reader.pdfFileId(access, draft.id),
    ])
      await expect(asHead<unknown>(read)).rejects.toMatchObject({ key: 'not-found' });

    const final = await world.units.as('officer', 'ost', 'report:finalise', (access) =>
      world.service.finalise(access, draft.id, draft.version),
    );
    expect(final).toMatchObject({
      state: 'final',
      pdfSha256: draft.pdfSha256,
      finalisedBy: { id: ACTORS.officer.userId },
    });
    expect((await list('head')).map(({ id }) => id)).toEqual([draft.id]);
    expect(await asHead((access) => world.reader.pdfFileId(access, draft.id))).toMatch(/^[0-9a-f-]{36}$/);
    expect(await world.sql(`select payload from app.outbox where event = 'report.finalised'`)).toEqual([
      { payload: { reportId: draft.id } },
    ]);
  });

  it('finalises a finished draft once, never an interim one, and changes nothing afterwards', async () => {
    const finalise = (id: string, version: number): Promise<unknown> =>
      world.units.as('officer', 'ost', 'report:finalise', (access) =>
        world.service.finalise(access, id, version),
      );
    const reports = await world.sql<{ id: string; version: number; state: string; is_interim: boolean }>(
      'select id, version, state, is_interim from app.report',
    );
    const one = (test: (report: (typeof reports)[number]) => boolean): (typeof reports)[number] => {
      const found = reports.find(test);
      if (!found) throw new Error('no such report');
      return found;
    };
    const final = one(({ state }) => state === 'final');
    await expect(finalise(final.id, final.version)).rejects.toMatchObject({ key: 'report-not-draft' });
    const interim = one(({ is_interim }) => is_interim);
    await expect(finalise(interim.id, interim.version)).rejects.toMatchObject({ key: 'report-interim' });
    const draft = one(({ state, is_interim }) => state === 'draft' && !is_interim);
    await expect(finalise(draft.id, draft.version - 1)).rejects.toMatchObject({ key: 'version-stale' });
    for (const change of [`state = 'draft'`, 'version = version + 1', 'finalised_at = now()'])
      await expect(world.sql(`update app.report set ${change} where id = $1`, [final.id])).rejects.toThrow(
        /keeps what it said|violates check/,
      );
  });

  it('shows reports of a member to that member only', async () => {
    const [row] = await world.sql<{ id: string }>('select id from app.report where tenant_id = $1 limit 1', [
      TENANTS.ost,
    ]);
    await expect(
      world.units.as('headWest', 'west', 'report:read', (access) =>
        world.reader.findOne(access, row?.id ?? ''),
      ),
    ).rejects.toMatchObject({ key: 'not-found' });
    const page = await world.units.as('headWest', 'west', 'report:read', (access) =>
      world.reader.findAll(access, {}),
    );
    expect(page).toMatchObject({ items: [], total: 0 });
  });
});
