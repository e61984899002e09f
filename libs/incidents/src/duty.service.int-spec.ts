import type { Access } from '@bergfried/platform';
import {
  ACTORS,
  betweenContextAndCommit,
  recordStatements,
  type ActorName,
  openScene,
  type Scene,
} from '@bergfried/testing';
import type { DutyResponse, SubmitDutyRequest } from './duty.dto.js';
import { Duty } from './duty.entity.js';
import { DutyService } from './duty.service.js';
import { EntryService } from './entry.service.js';
import { IncidentEntry } from './incident-entry.entity.js';
import type { CreateIncidentRequest, IncidentResponse } from './incident.dto.js';
import { Incident } from './incident.entity.js';
import { IncidentReader } from './incident.reader.js';
import { IncidentService } from './incident.service.js';
import { IncidentsModule } from './incidents.module.js';

const NOW = new Date('2026-11-20T12:00:00.000Z');
const LATER = new Date('2026-11-24T12:00:00.000Z');
const SENT: SubmitDutyRequest = {
  outcome: 'submitted',
  submittedAt: '2026-11-20T11:00:00Z',
  receipt: 'HBDI-2026-4711',
};

describe('clocks that end', () => {
  let scene: Scene;
  let tick = 0;

  beforeAll(async () => {
    scene = await openScene([IncidentsModule], [Incident, IncidentEntry, Duty]);
  });
  afterAll(() => scene.close());

  const inOst = <T>(
    actor: ActorName,
    permission: string,
    work: (access: Access) => Promise<T>,
    at = NOW,
  ): Promise<T> => scene.units.as(actor, 'ost', permission, work, new Date(at.getTime() + tick++));
  const create = (facts: Partial<CreateIncidentRequest> = {}): Promise<IncidentResponse> =>
    inOst('coordinator', 'incident:create', (access) =>
      scene.services.get(IncidentService).create(access, {
        title: 'Verteiler offen verschickt',
        category: 'misdirected-mail',
        detectedAt: '2026-11-20T08:00:00Z',
        severity: 'medium',
        personalData: 'yes',
        ...facts,
      }),
    );
  const read = ({ id }: IncidentResponse, at = NOW): Promise<IncidentResponse> =>
    inOst(
      'coordinator',
      'incident:read',
      (access) => scene.services.get(IncidentReader).findOne(access, id),
      at,
    );
  const submit = (
    incident: IncidentResponse,
    duty: DutyResponse | undefined,
    body: SubmitDutyRequest,
    actor: ActorName = 'head',
    at = NOW,
  ) =>
    inOst(
      actor,
      'duty:record',
      (access) =>
        scene.services.get(DutyService).submit(access, incident.id, duty?.id ?? '', duty?.version ?? 0, body),
      at,
    );
  const of = (incident: IncidentResponse, ruleId = 'gdpr-art-33'): DutyResponse | undefined =>
    incident.duties.find((duty) => duty.ruleId === ruleId);

  it('that names when, by whom and with which receipt', async () => {
    const incident = await create();
    const sent = await submit(incident, of(incident), SENT, 'authorisedReporter');
    expect(sent).toMatchObject({
      state: 'submitted',
      submittedAt: '2026-11-20T11:00:00.000Z',
      receipt: 'HBDI-2026-4711',
      late: false,
      reason: null,
      decidedBy: { id: ACTORS.authorisedReporter.userId, name: 'Person authorisedReporter' },
      version: 2,
    });
    const { items } = await inOst('coordinator', 'incident:read', (access) =>
      scene.services.get(EntryService).findAll(access, incident.id, {}),
    );
    expect(items[0]).toMatchObject({
      kind: 'duty',
      text: 'Art. 33 Abs. 1 DSGVO: abgesandt am 20.11.2026 12:00, Beleg HBDI-2026-4711',
    });
  });

  it('or with a reasoned decision', async () => {
    const incident = await create();
    const body: SubmitDutyRequest = {
      outcome: 'not-required',
      reason: 'Empfänger war die Kollegin',
      dataProtectionOfficer: 'Frau Beispiel',
    };
    expect(await submit(incident, of(incident), body)).toMatchObject({
      state: 'not-required',
      reason: body.reason,
      dataProtectionOfficer: 'Frau Beispiel',
      receipt: null,
      submittedAt: null,
    });
  });

  it('late only with a reason, and says so', async () => {
    const incident = await create();
    expect(of(await read(incident, LATER))).toMatchObject({ state: 'overdue' });
    const late = { ...SENT, submittedAt: '2026-11-24T10:00:00Z' };
    await expect(submit(incident, of(incident), late, 'head', LATER)).rejects.toMatchObject({
      key: 'late-reason-missing',
    });
    const lateReason = 'Die Meldung lag über das Wochenende';
    expect(await submit(incident, of(incident), { ...late, lateReason }, 'head', LATER)).toMatchObject({
      state: 'submitted',
      late: true,
      reason: lateReason,
    });
  });

  it('sent in time is not late, whenever it is recorded, to the millisecond', async () => {
    const incident = await create();
    const onTime = { ...SENT, submittedAt: '2026-11-23T08:00:00.000Z' };
    expect(await submit(incident, of(incident), onTime, 'head', LATER)).toMatchObject({ late: false });
    const another = await create();
    const missed = { ...SENT, submittedAt: '2026-11-23T08:00:00.001Z' };
    await expect(submit(another, of(another), missed, 'head', LATER)).rejects.toMatchObject({
      key: 'late-reason-missing',
    });
  });

  it.each([
    ['without the time', { outcome: 'submitted', receipt: 'B-1' }, 'invalid', '/submittedAt'],
    ['without a receipt', { outcome: 'submitted', submittedAt: SENT.submittedAt }, 'invalid', '/receipt'],
    ['sent in the future', { ...SENT, submittedAt: '2026-11-20T12:05:00Z' }, 'invalid', '/submittedAt'],
    [
      'sent before it began',
      { ...SENT, submittedAt: '2026-11-20T07:00:00Z' },
      'submitted-before-start',
      undefined,
    ],
    ['not required without a reason', { outcome: 'not-required' }, 'invalid', '/reason'],
  ] as const)('refused: %s', async (_, body, key, pointer) => {
    const incident = await create();
    await expect(submit(incident, of(incident), body)).rejects.toMatchObject(
      pointer ? { key, errors: [{ pointer }] } : { key: expect.stringMatching(/time-order|before-start/) },
    );
    expect(of(await read(incident))).toMatchObject({ state: 'running', version: 1 });
  });

  it('decided by who may: statutory ones not by the coordinator or the officer, voluntary ones also by them', async () => {
    const incident = await create({ severity: 'critical' });
    for (const actor of ['coordinator', 'officer', 'deputy'] as const) {
      await expect(submit(incident, of(incident), SENT, actor)).rejects.toMatchObject({ key: 'forbidden' });
    }
    expect(await submit(incident, of(incident, 'hessen3c-voluntary'), SENT, 'coordinator')).toMatchObject({
      state: 'submitted',
    });
  });

  it('once, with the version that was read, also when two decide at once', async () => {
    const incident = await create();
    const both = await Promise.allSettled([
      submit(incident, of(incident), SENT),
      submit(incident, of(incident), { ...SENT, receipt: 'Anderer' }, 'authorisedReporter'),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { key: 'version-stale' },
    });
    await expect(submit(incident, of(await read(incident)), SENT)).rejects.toMatchObject({
      key: 'duty-decided',
    });
  });

  it('at its own incident only', async () => {
    const [one, other] = [await create(), await create()];
    await expect(submit(one, of(other), SENT)).rejects.toMatchObject({ key: 'not-found' });
    const fromWest = scene.units.as(
      'headWest',
      'west',
      'duty:record',
      (access) => scene.services.get(DutyService).submit(access, one.id, of(one)?.id ?? '', 1, SENT),
      NOW,
    );
    await expect(fromWest).rejects.toMatchObject({ key: 'not-found' });
  });

  it('with few statements', async () => {
    const incident = await create({ category: 'ransomware' });
    const statements = betweenContextAndCommit(
      await recordStatements(() => submit(incident, of(incident), SENT)),
    );
    expect(statements.length).toBeLessThanOrEqual(4);
  });
});
