import type { Access } from '@bergfried/platform';
import {
  ACTORS,
  betweenContextAndCommit,
  LEGAL_ENTITIES,
  recordStatements,
  rowsOf,
  TENANTS,
  type ActorName,
  openScene,
  type Scene,
} from '@bergfried/testing';
import { Duty } from './duty.entity.js';
import { EntryService } from './entry.service.js';
import { IncidentEntry } from './incident-entry.entity.js';
import type { CreateIncidentRequest, IncidentResponse, UpdateIncidentRequest } from './incident.dto.js';
import { Incident } from './incident.entity.js';
import { IncidentReader } from './incident.reader.js';
import { IncidentService } from './incident.service.js';
import { IncidentsModule } from './incidents.module.js';

const NOW = new Date('2026-11-20T12:00:00.000Z');
const FACTS: CreateIncidentRequest = {
  title: 'Brief an falschen Empfänger',
  category: 'misdirected-mail',
  detectedAt: '2026-11-20T09:00:00+01:00',
  severity: 'medium',
  personalData: 'no',
};

describe('reporting and changing incidents', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene([IncidentsModule], [Incident, IncidentEntry, Duty]);
  });
  afterAll(() => scene.close());

  let tick = 0;
  /** Every call a moment later, so that the order of what happened is the order of the calls. */
  const now = (): Date => new Date(NOW.getTime() + tick++);
  const inOst = <T>(
    actor: ActorName,
    permission: string,
    work: (access: Access) => Promise<T>,
    at = now(),
  ): Promise<T> => scene.units.as(actor, 'ost', permission, work, at);
  const create = (
    facts: Partial<CreateIncidentRequest> = {},
    actor: ActorName = 'coordinator',
    at = now(),
  ): Promise<IncidentResponse> =>
    inOst(
      actor,
      'incident:create',
      (access) => scene.services.get(IncidentService).create(access, { ...FACTS, ...facts }),
      at,
    );
  const update = (
    incident: Pick<IncidentResponse, 'id' | 'version'>,
    patch: UpdateIncidentRequest,
    actor: ActorName = 'coordinator',
    at = now(),
  ) =>
    inOst(
      actor,
      'incident:update',
      (access) => scene.services.get(IncidentService).update(access, incident.id, incident.version, patch),
      at,
    );
  const read = (id: string, actor: ActorName = 'coordinator'): Promise<IncidentResponse> =>
    inOst(actor, 'incident:read', (access) => scene.services.get(IncidentReader).findOne(access, id));
  const lines = async (id: string): Promise<string[]> =>
    (
      await inOst('coordinator', 'incident:read', (access) =>
        scene.services.get(EntryService).findAll(access, id, {}),
      )
    ).items.map(({ kind, text }) => `${kind}: ${text}`);
  const counts = async (): Promise<unknown> =>
    (
      await rowsOf(
        scene.superuser,
        `select (select count(*) from app.incident)::int as incidents, (select count(*) from app.incident_entry)::int as entries,
       (select count(*) from app.duty)::int as duties, (select sum(last_number) from app.reference_counter)::int as numbers`,
      )
    )[0];

  it('reports with six answers and fills in the rest', async () => {
    expect(await create({}, 'itManagement')).toMatchObject({
      tenantId: TENANTS.ost,
      reference: 'OS-V2026-001',
      status: 'reported',
      awareAt: '2026-11-20T08:00:00.000Z',
      occurredAt: null,
      closedAt: null,
      description: null,
      legalEntityId: LEGAL_ENTITIES.ost,
      legalEntityName: 'Landkreis Ost',
      socialData: false,
      tlp: 'amber-strict',
      visibility: 'county-and-office',
      createdAt: '2026-11-20T12:00:00.000Z',
      createdBy: { id: ACTORS.itManagement.userId, name: 'Person itManagement' },
      version: 1,
      duties: [],
      nextStatuses: ['triaged', 'contained', 'recovered', 'closed', 'false-alarm'],
    });
  });

  it('lets who may only report see the answer to the own report', async () => {
    expect(await create({}, 'contributor')).toMatchObject({ createdBy: { id: ACTORS.contributor.userId } });
  });

  it('says how late a report is', async () => {
    const { id } = await create({ detectedAt: '2026-11-17T11:00:00Z' });
    expect(await lines(id)).toEqual([
      expect.stringMatching(/^reported: Als OS-V2026-\d{3} gemeldet, nachgetragen 3 Tage nach dem Bemerken$/),
    ]);
  });

  it.each([
    ['noticed in the future', { detectedAt: '2026-11-20T12:01:01Z' }, 'invalid'],
    ['known in the future', { awareAt: '2026-11-21T12:00:00Z' }, 'invalid'],
    ['happened after it was noticed', { occurredAt: '2026-11-20T10:00:00Z' }, 'occurred-after-detected'],
    ['known before it was noticed', { awareAt: '2026-11-20T07:59:59Z' }, 'aware-before-detected'],
    [
      'in an unknown organisation',
      { legalEntityId: '0195f000-0000-7003-8000-999999999999' },
      'unknown-reference',
    ],
    ['in an organisation of another member', { legalEntityId: LEGAL_ENTITIES.west }, 'unknown-reference'],
    ['with assets, of which there are none yet', { assetIds: [LEGAL_ENTITIES.ost] }, 'unknown-reference'],
  ] as const)('refuses an incident %s, and writes nothing', async (_, facts, key) => {
    const before = await counts();
    await expect(
      create({
        ...facts,
        ...('assetIds' in facts ? { assetIds: [...facts.assetIds] } : {}),
      } as Partial<CreateIncidentRequest>),
    ).rejects.toMatchObject({ key });
    expect(await counts()).toEqual(before);
  });

  it('takes a browser whose clock is a minute ahead', async () => {
    await expect(create({ detectedAt: '2026-11-20T12:00:59Z' })).resolves.toBeDefined();
  });

  it('lets only the member itself hide an incident from the office', async () => {
    await expect(create({ visibility: 'county-only' }, 'officer')).rejects.toMatchObject({
      key: 'county-only-by-office',
    });
    const { id } = await create({ visibility: 'county-only', personalData: 'yes' });
    await expect(read(id, 'officer')).rejects.toMatchObject({ key: 'not-found' });
    expect(await read(id)).toMatchObject({ visibility: 'county-only', duties: [{ ruleId: 'gdpr-art-33' }] });
    const shared = await create();
    await expect(update(shared, { visibility: 'county-only' }, 'officer')).rejects.toMatchObject({
      key: 'county-only-by-office',
    });
    await update(shared, { visibility: 'county-only' });
    await expect(read(shared.id, 'officer')).rejects.toMatchObject({ key: 'not-found' });
  });

  it('numbers twenty reports at once without a gap and without a double', async () => {
    const before = Number((await create()).reference.slice(-3));
    const references = (
      await Promise.all(Array.from({ length: 20 }, (_, n) => create({ title: `Meldung ${String(n)}` })))
    ).map(({ reference }) => reference);
    expect(references.sort()).toEqual(
      Array.from({ length: 20 }, (_, n) => `OS-V2026-${String(before + n + 1).padStart(3, '0')}`),
    );
  });

  it('counts per member and per year of Berlin', async () => {
    const facts = { detectedAt: '2026-12-31T20:00:00Z' };
    expect((await create(facts, 'coordinator', new Date('2026-12-31T22:59:59Z'))).reference).toMatch(
      /^OS-V2026-/,
    );
    expect((await create(facts, 'coordinator', new Date('2026-12-31T23:00:00Z'))).reference).toBe(
      'OS-V2027-001',
    );
    const west = await scene.units.as(
      'coordinatorWest',
      'west',
      'incident:create',
      (access) => scene.services.get(IncidentService).create(access, FACTS),
      NOW,
    );
    expect(west.reference).toBe('WE-V2026-001');
  });

  it('changes facts, says so in the timeline, and makes no version of nothing', async () => {
    const made = await create();
    const changed = await update(
      made,
      {
        title: 'Brief an falschen Empfänger',
        severity: 'high',
        description: 'Anlage: Bescheid',
        tlp: 'amber-strict',
      },
      'officer',
    );
    expect(changed).toMatchObject({ version: 2, severity: 'high', description: 'Anlage: Bescheid' });
    expect((await lines(made.id))[0]).toBe('change: Schwere: mittel → hoch; Beschreibung geändert');
    expect(await update(changed, { severity: 'high' })).toMatchObject({ version: 2 });
    expect(await lines(made.id)).toHaveLength(2);
    await update(changed, { severity: 'low', status: 'triaged', statusReason: 'Geprüft' });
    expect((await lines(made.id)).slice(0, 2)).toEqual([
      'status: gemeldet → eingeordnet: Geprüft',
      'change: Schwere: hoch → niedrig',
    ]);
  });

  it('asks why the time of awareness moves', async () => {
    const made = await create();
    const awareAt = '2026-11-20T11:00:00Z';
    await expect(update(made, { awareAt })).rejects.toMatchObject({
      key: 'invalid',
      errors: [{ pointer: '/awareReason', code: 'required' }],
    });
    await update(made, { awareAt, awareReason: 'Erst dann gelesen' });
    expect((await lines(made.id))[0]).toBe(
      'change: Kenntnis: 20.11.2026 09:00 → 20.11.2026 12:00 (Erst dann gelesen)',
    );
  });

  it('refuses a stale version, also when two people save at once', async () => {
    const made = await create();
    const both = await Promise.allSettled([
      update(made, { title: 'Von der einen' }),
      update(made, { title: 'Vom anderen' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { key: 'version-stale' },
    });
    await expect(update(made, { title: 'Noch einmal' })).rejects.toMatchObject({ key: 'version-stale' });
    expect(await lines(made.id)).toHaveLength(2);
  });

  it('does not know incidents of another member', async () => {
    const west = await scene.units.as(
      'coordinatorWest',
      'west',
      'incident:create',
      (access) => scene.services.get(IncidentService).create(access, FACTS),
      NOW,
    );
    for (const actor of ['coordinator', 'officer'] as const) {
      await expect(read(west.id, actor)).rejects.toMatchObject({ key: 'not-found' });
      await expect(update(west, { title: 'Fremd' }, actor)).rejects.toMatchObject({ key: 'not-found' });
    }
    await expect(update(await create(), { legalEntityId: LEGAL_ENTITIES.west })).rejects.toMatchObject({
      key: 'unknown-reference',
    });
  });

  it('needs few statements, whatever there is', async () => {
    const used: Record<string, number> = {};
    const measure = async (name: string, work: () => Promise<unknown>): Promise<void> => {
      used[name] = betweenContextAndCommit(await recordStatements(work)).length;
    };
    let incident = await create({
      category: 'ransomware',
      severity: 'critical',
      personalData: 'yes',
      description: 'Text',
    });
    expect(incident.duties).toHaveLength(2);
    await measure('create', () =>
      create({
        category: 'ransomware',
        severity: 'critical',
        personalData: 'yes',
        legalEntityId: LEGAL_ENTITIES.ostJobcenter,
      }),
    );
    await measure('detail', () => read(incident.id));
    await measure(
      'change',
      async () =>
        (incident = await update(incident, {
          title: 'Anders',
          awareAt: '2026-11-20T09:00:00Z',
          awareReason: 'Berichtigt',
        })),
    );
    await measure('status', async () => (incident = await update(incident, { status: 'contained' })));
    await measure(
      'false alarm',
      async () => (incident = await update(incident, { status: 'false-alarm', statusReason: 'Übung' })),
    );
    expect(used).toEqual({ create: 6, detail: 1, change: 6, status: 4, 'false alarm': 5 });
  });
});
