import type { Access } from '@bergfried/platform';
import {
  ACTORS,
  betweenContextAndCommit,
  createServices,
  createTestDatabase,
  createTestUnits,
  LEGAL_ENTITIES,
  recordStatements,
  type ActorName,
  type TestDatabase,
  type TestUnits,
} from '@bergfried/testing';
import type { INestApplicationContext } from '@nestjs/common';
import type { DutyResponse, SubmitDutyRequest } from './duty.dto.js';
import { Duty } from './duty.entity.js';
import { previewFacts, toPreview } from './duty.preview.js';
import { DutyService } from './duty.service.js';
import { EntryService } from './entry.service.js';
import { IncidentEntry } from './incident-entry.entity.js';
import type { CreateIncidentRequest, IncidentResponse, UpdateIncidentRequest } from './incident.dto.js';
import { Incident } from './incident.entity.js';
import { IncidentReader } from './incident.reader.js';
import { IncidentService } from './incident.service.js';
import { CATEGORIES, PERSONAL_DATA, SEVERITIES } from './incident.values.js';
import { IncidentsModule } from './incidents.module.js';

const NOW = new Date('2026-11-20T12:00:00.000Z');
const LATER = new Date('2026-11-24T12:00:00.000Z');
const SENT: SubmitDutyRequest = {
  outcome: 'submitted',
  submittedAt: '2026-11-20T11:00:00Z',
  receipt: 'HBDI-2026-4711',
};

describe('clocks', () => {
  let database: TestDatabase;
  let units: TestUnits;
  let services: INestApplicationContext;
  let tick = 0;

  beforeAll(async () => {
    database = await createTestDatabase();
    units = await createTestUnits(database, [Incident, IncidentEntry, Duty]);
    services = await createServices(units, [IncidentsModule]);
  });
  afterAll(async () => {
    await services.close();
    await database.drop();
  });

  const inOst = <T>(
    actor: ActorName,
    permission: string,
    work: (access: Access) => Promise<T>,
    at = NOW,
  ): Promise<T> => units.as(actor, 'ost', permission, work, new Date(at.getTime() + tick++));
  const create = (facts: Partial<CreateIncidentRequest> = {}): Promise<IncidentResponse> =>
    inOst('coordinator', 'incident:create', (access) =>
      services.get(IncidentService).create(access, {
        title: 'Verteiler offen verschickt',
        category: 'misdirected-mail',
        detectedAt: '2026-11-20T08:00:00Z',
        severity: 'medium',
        personalData: 'yes',
        ...facts,
      }),
    );
  const update = (
    { id, version }: IncidentResponse,
    patch: UpdateIncidentRequest,
  ): Promise<IncidentResponse> =>
    inOst('coordinator', 'incident:update', (access) =>
      services.get(IncidentService).update(access, id, version, patch),
    );
  const read = ({ id }: IncidentResponse, at = NOW): Promise<IncidentResponse> =>
    inOst('coordinator', 'incident:read', (access) => services.get(IncidentReader).findOne(access, id), at);
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
        services.get(DutyService).submit(access, incident.id, duty?.id ?? '', duty?.version ?? 0, body),
      at,
    );
  const of = (incident: IncidentResponse, ruleId = 'gdpr-art-33'): DutyResponse | undefined =>
    incident.duties.find((duty) => duty.ruleId === ruleId);

  describe('start by rule', () => {
    it('with recipient, basis, source and end', async () => {
      const incident = await create({ category: 'ransomware', awareAt: '2026-11-20T09:00:00Z' });
      expect(of(incident)).toMatchObject({
        incidentReference: incident.reference,
        incidentTitle: incident.title,
        title: 'Meldung an die Datenschutzaufsicht',
        legalBasis: 'Art. 33 Abs. 1 DSGVO',
        recipient: 'HBDI',
        kind: 'statutory',
        startsAt: '2026-11-20T09:00:00.000Z',
        dueAt: '2026-11-23T09:00:00.000Z',
        state: 'running',
        precautionary: false,
        sourceUrl: expect.stringMatching(/^https:/),
        checkedOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
        version: 1,
      });
      expect(of(incident, 'hessen3c-voluntary')).toMatchObject({
        kind: 'voluntary',
        startsAt: '2026-11-20T08:00:00.000Z',
        dueAt: '2026-11-21T08:00:00.000Z',
      });
    });

    it('with the authority of the organisation concerned', async () => {
      expect(of(await create({ legalEntityId: LEGAL_ENTITIES.ostJobcenter }))).toMatchObject({
        recipient: 'BfDI',
      });
    });

    it('exactly as the form had announced, for every combination of answers', async () => {
      const differences: string[] = [];
      for (const category of CATEGORIES) {
        const [severity] = SEVERITIES.filter(
          (_, index) => index === CATEGORIES.indexOf(category) % SEVERITIES.length,
        );
        for (const personalData of PERSONAL_DATA) {
          const answers = {
            category,
            severity: severity ?? 'low',
            personalData,
            detectedAt: '2026-11-20T08:00:00Z',
          };
          const announced = await inOst('contributor', 'incident:create', async (access) =>
            toPreview(
              await services.get(IncidentService).preview(access, previewFacts(access, answers), null),
            ),
          );
          const { duties } = await create(answers);
          const facts = (
            list: readonly Pick<
              DutyResponse,
              'ruleId' | 'recipient' | 'startsAt' | 'dueAt' | 'precautionary'
            >[],
          ): string =>
            JSON.stringify(
              list.map(({ ruleId, recipient, startsAt, dueAt, precautionary }) => [
                ruleId,
                recipient,
                startsAt,
                dueAt,
                precautionary,
              ]),
            );
          if (facts(duties) !== facts(announced.duties)) differences.push(`${category} ${personalData}`);
        }
      }
      expect(differences).toEqual([]);
    });
  });

  describe('follow the facts', () => {
    it('by starting when personal data turn out to be affected', async () => {
      const incident = await create({ personalData: 'no' });
      expect(incident.duties).toEqual([]);
      expect(of(await update(incident, { personalData: 'unclear' }))).toMatchObject({
        precautionary: true,
        dueAt: '2026-11-23T08:00:00.000Z',
        version: 1,
      });
    });

    it('by moving with the time of awareness, once', async () => {
      const incident = await create({ personalData: 'unclear' });
      const moved = await update(incident, {
        awareAt: '2026-11-20T10:30:00Z',
        awareReason: 'Erst dann gelesen',
        personalData: 'yes',
      });
      expect(moved.duties).toEqual([
        expect.objectContaining({
          startsAt: '2026-11-20T10:30:00.000Z',
          dueAt: '2026-11-23T10:30:00.000Z',
          precautionary: false,
          version: 2,
        }),
      ]);
      expect(of(await update(moved, { title: 'Anderer Titel' }))).toMatchObject({ version: 2 });
    });

    it('to another recipient', async () => {
      expect(of(await update(await create(), { legalEntityId: LEGAL_ENTITIES.ostJobcenter }))).toMatchObject({
        recipient: 'BfDI',
        version: 2,
      });
    });

    it('but not when they are decided, and not away: only a person decides that nothing is due', async () => {
      const incident = await create();
      await submit(incident, of(incident), SENT);
      const moved = await update(incident, { detectedAt: '2026-11-20T07:00:00Z' });
      expect(of(moved)).toMatchObject({
        state: 'submitted',
        startsAt: '2026-11-20T08:00:00.000Z',
        version: 2,
      });
      const other = await create();
      expect(of(await update(other, { personalData: 'no' }))).toMatchObject({ state: 'running' });
    });
  });

  describe('end with a proof', () => {
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
        services.get(EntryService).findAll(access, incident.id, {}),
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
      const fromWest = units.as(
        'headWest',
        'west',
        'duty:record',
        (access) => services.get(DutyService).submit(access, one.id, of(one)?.id ?? '', 1, SENT),
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
});
