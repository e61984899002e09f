import type { Access } from '@bergfried/platform';
import { ACTORS, type ActorName, openScene, type Scene } from '@bergfried/testing';
import { Duty } from './duty.entity.js';
import { DutyService } from './duty.service.js';
import { IncidentEntry } from './incident-entry.entity.js';
import type { CreateIncidentRequest, IncidentResponse, UpdateIncidentRequest } from './incident.dto.js';
import { Incident } from './incident.entity.js';
import { IncidentReader } from './incident.reader.js';
import { IncidentService } from './incident.service.js';
import { nextStatuses, STATUSES, type Status } from './incident.status.js';
import { IncidentsModule } from './incidents.module.js';

const NOW = new Date('2026-11-20T12:00:00.000Z');

/** An incident that is closed has no statutory clock left: it was sent, or somebody decided with a reason. */
describe('closing and reopening', () => {
  let scene: Scene;
  let tick = 0;

  beforeAll(async () => {
    scene = await openScene([IncidentsModule], [Incident, IncidentEntry, Duty]);
  });
  afterAll(() => scene.close());

  const inOst = <T>(actor: ActorName, permission: string, work: (access: Access) => Promise<T>): Promise<T> =>
    scene.units.as(actor, 'ost', permission, work, new Date(NOW.getTime() + tick++));
  const create = (facts: Partial<CreateIncidentRequest> = {}): Promise<IncidentResponse> =>
    inOst('coordinator', 'incident:create', (access) =>
      scene.services.get(IncidentService).create(access, {
        title: 'Notebook gestohlen',
        category: 'loss-theft',
        detectedAt: '2026-11-20T08:00:00Z',
        severity: 'medium',
        personalData: 'no',
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
  const read = ({ id }: IncidentResponse): Promise<IncidentResponse> =>
    inOst('coordinator', 'incident:read', (access) => scene.services.get(IncidentReader).findOne(access, id));
  const decide = ({ id, duties }: IncidentResponse, ruleId = 'gdpr-art-33'): Promise<unknown> => {
    const duty = duties.find((one) => one.ruleId === ruleId);
    return inOst('head', 'duty:record', (access) =>
      scene.services.get(DutyService).submit(access, id, duty?.id ?? '', duty?.version ?? 0, {
        outcome: 'not-required',
        reason: 'Festplatte war verschlüsselt',
      }),
    );
  };
  const clocks = async (incident: IncidentResponse): Promise<string[]> =>
    (await read(incident)).duties.map(({ ruleId, state }) => `${ruleId} ${state}`);

  it('goes every way of the table and no other', async () => {
    const wrong: string[] = [];
    for (const from of STATUSES) {
      for (const to of STATUSES) {
        if (from === to) continue;
        let incident = await create();
        for (const step of wayTo(from)) incident = await update(incident, { status: step });
        const result = await update(incident, { status: to }).then(
          ({ status }) => status,
          (error: unknown) => (error as { key?: string }).key,
        );
        if (result !== (nextStatuses(from).includes(to) ? to : 'status-transition'))
          wrong.push(`${from} → ${to}: ${String(result)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('names the states in German when a way is not there', async () => {
    const incident = await update(await create(), { status: 'contained' });
    await expect(update(incident, { status: 'triaged' })).rejects.toMatchObject({
      key: 'status-transition',
      params: { from: 'eingedämmt', to: 'eingeordnet' },
    });
  });

  it('waits for the decision on a statutory clock', async () => {
    const incident = await create({ personalData: 'unclear' });
    await expect(update(incident, { status: 'closed' })).rejects.toMatchObject({
      key: 'duty-running',
      params: { titles: 'Art. 33 Abs. 1 DSGVO' },
    });
    expect(await read(incident)).toMatchObject({ status: 'reported', version: 1, closedAt: null });
    await decide(incident);
    const closed = await update(incident, { status: 'closed' });
    expect(closed).toMatchObject({ status: 'closed', nextStatuses: ['triaged'] });
    expect(closed.closedAt).toBe(closed.updatedAt);
  });

  it('ends voluntary clocks along with the incident', async () => {
    const incident = await create({ severity: 'high' });
    expect(await clocks(incident)).toEqual(['hessen3c-voluntary running']);
    const [duty] = (await update(incident, { status: 'closed' })).duties;
    expect(duty).toMatchObject({
      state: 'not-required',
      reason: 'Vorfall ohne Meldung abgeschlossen',
      decidedBy: { id: ACTORS.coordinator.userId },
    });
  });

  it('ends all clocks of a false alarm with its reason, and keeps what was sent', async () => {
    const incident = await create({ personalData: 'yes', category: 'ransomware' });
    const ended = await update(incident, { status: 'false-alarm', statusReason: 'Übung der IT' });
    expect(ended.duties.map(({ state, reason }) => [state, reason])).toEqual([
      ['not-required', 'Fehlalarm: Übung der IT'],
      ['not-required', 'Fehlalarm: Übung der IT'],
    ]);
  });

  it('does not close past a clock that the same change starts', async () => {
    const incident = await create();
    await expect(update(incident, { personalData: 'yes', status: 'closed' })).rejects.toMatchObject({
      key: 'duty-running',
    });
    expect(await clocks(incident)).toEqual([]);
    expect(await read(incident)).toMatchObject({ status: 'reported', personalData: 'no', version: 1 });
  });

  it('does not let a closed incident learn of personal data without reopening it', async () => {
    const closed = await update(await create(), { status: 'closed' });
    await expect(update(closed, { personalData: 'yes' })).rejects.toMatchObject({ key: 'duty-running' });
    expect(await update(closed, { title: 'Notebook wiedergefunden' })).toMatchObject({
      status: 'closed',
      version: 3,
      duties: [],
    });
    const open = await update(await read(closed), { status: 'triaged', personalData: 'yes' });
    expect(open).toMatchObject({
      status: 'triaged',
      closedAt: null,
      duties: [{ ruleId: 'gdpr-art-33', state: 'running' }],
    });
  });

  it('runs again what only the false alarm had ended', async () => {
    let incident = await create({ personalData: 'yes', severity: 'high' });
    await decide(incident, 'hessen3c-voluntary');
    incident = await update(incident, { status: 'false-alarm', statusReason: 'Irrtum' });
    incident = await update(incident, { status: 'triaged' });
    expect(await clocks(incident)).toEqual(['gdpr-art-33 running', 'hessen3c-voluntary not-required']);
    expect(incident.duties.find(({ ruleId }) => ruleId === 'gdpr-art-33')).toMatchObject({
      reason: null,
      decidedBy: null,
      dueAt: '2026-11-23T08:00:00.000Z',
    });
  });

  it('also when its facts changed while it was a false alarm', async () => {
    let incident = await update(await create(), { status: 'false-alarm', statusReason: 'Irrtum' });
    incident = await update(incident, { personalData: 'yes' });
    expect(await clocks(incident)).toEqual(['gdpr-art-33 not-required']);
    expect(await clocks(await update(incident, { status: 'triaged' }))).toEqual(['gdpr-art-33 running']);
  });

  /** A way from the first state; there is one to every state, which the table is checked for. */
  function wayTo(target: Status): Status[] {
    const ways = new Map<Status, Status[]>([['reported', []]]);
    for (const [state, way] of ways)
      for (const next of nextStatuses(state)) if (!ways.has(next)) ways.set(next, [...way, next]);
    const way = ways.get(target);
    if (!way) throw new Error(`no way to ${target}`);
    return way;
  }
});
