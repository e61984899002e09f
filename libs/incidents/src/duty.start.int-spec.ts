import type { Access } from '@bergfried/platform';
import { LEGAL_ENTITIES, type ActorName, openScene, type Scene } from '@bergfried/testing';
import type { DutyResponse, SubmitDutyRequest } from './duty.dto.js';
import { Duty } from './duty.entity.js';
import { previewFacts, toPreview } from './duty.preview.js';
import { DutyService } from './duty.service.js';
import { IncidentEntry } from './incident-entry.entity.js';
import type { CreateIncidentRequest, IncidentResponse, UpdateIncidentRequest } from './incident.dto.js';
import { Incident } from './incident.entity.js';
import { IncidentService } from './incident.service.js';
import { CATEGORIES, PERSONAL_DATA, SEVERITIES } from './incident.values.js';
import { IncidentsModule } from './incidents.module.js';

const NOW = new Date('2026-11-20T12:00:00.000Z');
const SENT: SubmitDutyRequest = {
  outcome: 'submitted',
  submittedAt: '2026-11-20T11:00:00Z',
  receipt: 'HBDI-2026-4711',
};

describe('clocks that facts start', () => {
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
  const update = (
    { id, version }: IncidentResponse,
    patch: UpdateIncidentRequest,
  ): Promise<IncidentResponse> =>
    inOst('coordinator', 'incident:update', (access) =>
      scene.services.get(IncidentService).update(access, id, version, patch),
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

  it('start with recipient, basis, source and end', async () => {
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

  it('start with the authority of the organisation concerned', async () => {
    expect(of(await create({ legalEntityId: LEGAL_ENTITIES.ostJobcenter }))).toMatchObject({
      recipient: 'BfDI',
    });
  });

  it('start exactly as the form had announced, for every combination of answers', async () => {
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
            await scene.services.get(IncidentService).preview(access, previewFacts(access, answers), null),
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

  it('start when personal data turn out to be affected', async () => {
    const incident = await create({ personalData: 'no' });
    expect(incident.duties).toEqual([]);
    expect(of(await update(incident, { personalData: 'unclear' }))).toMatchObject({
      precautionary: true,
      dueAt: '2026-11-23T08:00:00.000Z',
      version: 1,
    });
  });

  it('move with the time of awareness, once', async () => {
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

  it('change to another recipient', async () => {
    expect(of(await update(await create(), { legalEntityId: LEGAL_ENTITIES.ostJobcenter }))).toMatchObject({
      recipient: 'BfDI',
      version: 2,
    });
  });

  it('do not move when they are decided, and do not go away: only a person decides that nothing is due', async () => {
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
