import type { Access } from '@bergfried/platform';
import {
  connect,
  recordStatements,
  betweenContextAndCommit,
  type ActorName,
  type TENANTS,
  openScene,
  type Scene,
} from '@bergfried/testing';
import { Duty } from './duty.entity.js';
import { IncidentEntry } from './incident-entry.entity.js';
import type {
  CreateIncidentRequest,
  IncidentListItem,
  IncidentQuery,
  UpdateIncidentRequest,
} from './incident.dto.js';
import { Incident } from './incident.entity.js';
import { IncidentReader } from './incident.reader.js';
import { IncidentService } from './incident.service.js';
import { IncidentsModule } from './incidents.module.js';
import { DutyReader } from './duty.reader.js';

/** Time of every read; all reports lie before it. */
const NOW = new Date('2026-11-20T12:00:00.000Z');
const day = (text: string): number => Date.parse(text);

const USUAL = {
  title: '',
  category: 'other',
  severity: 'medium',
  personalData: 'no',
  detectedAt: '',
} as const;
type Report = Partial<CreateIncidentRequest> & { readonly then?: UpdateIncidentRequest };
const OST: readonly Report[] = [
  {
    title: 'Brief 100% falsch adressiert',
    category: 'misdirected-mail',
    personalData: 'yes',
    detectedAt: '2026-11-19T09:00:00Z',
  },
  {
    title: 'Phishing bei der Kämmerei',
    category: 'phishing',
    severity: 'high',
    detectedAt: '2026-10-01T09:00:00Z',
    then: { status: 'closed' },
  },
  {
    title: 'Server_alt verschlüsselt',
    category: 'ransomware',
    severity: 'critical',
    personalData: 'unclear',
    detectedAt: '2026-11-10T09:00:00Z',
  },
  {
    title: 'Serverraum überhitzt',
    category: 'outage',
    severity: 'low',
    detectedAt: '2026-11-19T09:00:00Z',
    then: { status: 'false-alarm', statusReason: 'Fühler defekt' },
  },
  { title: 'Mitternacht in Berlin', category: 'other', detectedAt: '2026-10-24T22:00:00.000Z' }, // 25 October 00:00, the longest day of the year
  { title: 'Kurz davor', category: 'other', detectedAt: '2026-10-24T21:59:59.999Z' },
  {
    title: 'Letzter Augenblick',
    category: 'other',
    detectedAt: '2026-10-25T22:59:59.999Z',
    then: { status: 'contained' },
  },
  {
    title: 'Nur für den Kreis',
    category: 'fraud',
    visibility: 'county-only',
    detectedAt: '2026-11-15T09:00:00Z',
  },
];
const WEST: readonly Report[] = [
  {
    title: 'Notebook verloren',
    category: 'loss-theft',
    personalData: 'yes',
    severity: 'high',
    detectedAt: '2026-11-12T09:00:00Z',
  },
  {
    title: 'Website offline',
    category: 'website',
    detectedAt: '2026-11-19T09:00:00Z',
    then: { status: 'triaged', severity: 'medium' },
  },
];

describe('lists of incidents and clocks', () => {
  let scene: Scene;
  let all: readonly IncidentListItem[];

  beforeAll(async () => {
    scene = await openScene([IncidentsModule], [Incident, IncidentEntry, Duty]);
    let minute = 0;
    for (const [tenant, actor, reports] of [
      ['ost', 'coordinator', OST],
      ['west', 'coordinatorWest', WEST],
    ] as const) {
      for (const { then, ...facts } of reports) {
        const at = new Date(NOW.getTime() - 3_600_000 + minute++ * 60_000);
        const whole = { ...USUAL, ...facts };
        const create = (access: Access) => service().create(access, whole);
        const { id } = await scene.units.as(actor, tenant, 'incident:create', create, at);
        const update = (access: Access) => service().update(access, id, 1, then ?? {});
        if (then) await scene.units.as(actor, tenant, 'incident:update', update, at);
      }
    }
    all = (await list({ limit: 200 })).items;
  });
  afterAll(() => scene.close());

  const service = (): IncidentService => scene.services.get(IncidentService);
  const as = <T>(
    actor: ActorName,
    tenant: keyof typeof TENANTS | null,
    work: (access: Access) => Promise<T>,
  ): Promise<T> => scene.units.as(actor, tenant, 'incident:read', work, NOW);
  /** As the officer in the office, unless told otherwise. */
  const list = (
    query: IncidentQuery,
    actor: ActorName = 'officer',
    tenant: keyof typeof TENANTS | null = null,
  ) => as(actor, tenant, (access) => scene.services.get(IncidentReader).findAll(access, query));
  const titles = (items: readonly { title: string }[]): string[] => items.map(({ title }) => title).sort();

  it('spans the members that the caller may read, counts included', async () => {
    const seen = async (actor: ActorName, tenant: keyof typeof TENANTS | null): Promise<[number, number]> => {
      const { items, total } = await list({}, actor, tenant);
      return [items.length, total];
    };
    expect(await seen('officer', null)).toEqual([9, 9]); // without the one for the county only
    expect(await seen('coordinator', null)).toEqual([8, 8]);
    expect(await seen('coordinator', 'ost')).toEqual([8, 8]);
    expect(await seen('coordinatorWest', null)).toEqual([2, 2]);
    expect(await seen('officerBeta', null)).toEqual([0, 0]);
  });

  const berlinDay =
    (from: string, to: string) =>
    (at: string | null): boolean =>
      at !== null && Date.parse(at) >= day(from) && Date.parse(at) < day(to);
  const openClock =
    (state: readonly string[]) =>
    (item: IncidentListItem): boolean =>
      item.duties.some((duty) => state.includes(duty.state));
  const FILTERS: readonly [IncidentQuery, (item: IncidentListItem) => boolean, number][] = [
    [
      { status: ['reported', 'triaged', 'contained', 'eradicated', 'recovered'] },
      (i) => !['closed', 'false-alarm'].includes(i.status),
      7,
    ],
    [{ status: ['closed', 'false-alarm'] }, (i) => ['closed', 'false-alarm'].includes(i.status), 2],
    [{ severity: ['critical', 'high'] }, (i) => ['critical', 'high'].includes(i.severity), 3],
    [{ category: ['other'] }, (i) => i.category === 'other', 3],
    [{ personalData: ['yes', 'unclear'] }, (i) => i.personalData !== 'no', 3],
    [{ duty: 'running' }, openClock(['running', 'overdue']), 3],
    [{ duty: 'overdue' }, openClock(['overdue']), 2],
    [{ q: '100%' }, (i) => i.title.includes('100%'), 1],
    [{ q: 'server_' }, (i) => /server_/i.test(i.title), 1],
    [{ q: 'SERVER' }, (i) => /server/i.test(i.title), 2],
    [{ q: '\\' }, () => false, 0],
    [{ q: 'WE-V2026' }, (i) => i.reference.includes('WE-V2026'), 2],
    [{ reference: 'OS-V2026-003' }, (i) => i.reference === 'OS-V2026-003', 1],
    [
      { detectedFrom: '2026-10-25', detectedTo: '2026-10-25' },
      (i) => berlinDay('2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z')(i.detectedAt),
      2,
    ],
    [{ detectedTo: '2026-10-24' }, (i) => Date.parse(i.detectedAt) < day('2026-10-24T22:00:00Z'), 2],
    [
      { closedFrom: '2026-11-20', closedTo: '2026-11-20' },
      (i) => berlinDay('2026-11-19T23:00:00Z', '2026-11-20T23:00:00Z')(i.closedAt),
      2,
    ],
    [
      { severity: ['high'], status: ['reported'] },
      (i) => i.severity === 'high' && i.status === 'reported',
      1,
    ],
  ];

  it.each(FILTERS)('filters by %j', async (query, keeps, expected) => {
    expect(all.filter(keeps)).toHaveLength(expected);
    for (const source of [{}, { asOf: new Date(NOW.getTime() - 1).toISOString() }]) {
      const { items, total } = await list({ ...query, ...source });
      expect(titles(items)).toEqual(titles(all.filter(keeps)));
      expect(total).toBe(items.length);
    }
  });

  it('filters by member, and a foreign one is empty', async () => {
    const [west] = all.filter(({ reference }) => reference.startsWith('WE'));
    expect((await list({ tenantId: west?.tenantId ?? '' })).total).toBe(2);
    expect((await list({ tenantId: west?.tenantId ?? '' }, 'coordinator')).total).toBe(0);
  });

  describe.each(['-detectedAt', 'detectedAt', 'createdAt', '-createdAt', 'reference', '-reference'] as const)(
    'by %s',
    (sort) => {
      it.each([undefined, '2026-11-20T11:59:59.999Z'])('pages hang together (as of %s)', async (asOf) => {
        const source = asOf === undefined ? {} : { asOf };
        const key = sort.replace('-', '') as 'detectedAt';
        const whole = (await list({ sort, ...source })).items;
        const keys = whole.map((item) => item[key]);
        expect(keys).toEqual(sort.startsWith('-') ? [...keys].sort().reverse() : [...keys].sort());
        const paged: IncidentListItem[] = [];
        let cursor: string | null = null;
        do {
          const page = await list({ sort, limit: 2, ...source, ...(cursor === null ? {} : { cursor }) });
          expect(page.total).toBe(9);
          paged.push(...page.items);
          cursor = page.nextCursor;
        } while (cursor !== null);
        expect(paged).toEqual(whole);
      });
    },
  );

  it('refuses a cursor of another order, of nobody, and values that are none', async () => {
    const { nextCursor } = await list({ limit: 2 });
    const forged = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const cursors = [
      nextCursor ?? '',
      'x',
      forged(['detectedAt', 9, 'gestern', 'niemand']),
      forged(['detectedAt', '9', 'a', 'b']),
      forged([]),
      forged({}),
      forged(['detectedAt', 9, {}, []]),
    ];
    for (const cursor of cursors) {
      await expect(list({ sort: 'detectedAt', cursor })).rejects.toMatchObject({
        key: 'invalid',
        errors: [{ pointer: '?cursor', code: 'cursor' }],
      });
    }
  });

  it('refuses the future and takes today as now', async () => {
    await expect(list({ asOf: '2026-11-20T12:00:00.001Z' })).rejects.toMatchObject({
      key: 'invalid',
      errors: [{ pointer: '?asOf', code: 'future' }],
    });
    await expect(list({ asOf: '2026-11-21' })).rejects.toMatchObject({ key: 'invalid' });
    expect((await list({ asOf: '2026-11-20' })).items).toEqual((await list({})).items);
    expect((await list({ asOf: '2026-11-19' })).total).toBe(0); // nothing was recorded before today
  });

  it('lists the same clocks as the incidents have', async () => {
    const clocks = async (query: Parameters<DutyReader['findAll']>[1]) =>
      (await as('officer', null, (access) => scene.services.get(DutyReader).findAll(access, query))).items;
    const ofIncidents = all.flatMap(({ duties }) => duties);
    const inOrder = await clocks({});
    expect(inOrder.map(({ id }) => id).sort()).toEqual(ofIncidents.map(({ id }) => id).sort());
    expect(inOrder.map(({ kind }) => kind)).toEqual([...inOrder.map(({ kind }) => kind)].sort()); // statutory before voluntary
    for (const state of ['running', 'overdue', 'submitted', 'not-required'] as const) {
      const expected = ofIncidents.filter((duty) => duty.state === state).map(({ id }) => id);
      expect((await clocks({ state: [state] })).map(({ id }) => id).sort()).toEqual(expected.sort());
    }
    expect((await clocks({ dueFrom: '2026-11-22', dueTo: '2026-11-22' })).map(({ dueAt }) => dueAt)).toEqual([
      '2026-11-22T09:00:00.000Z',
    ]);
    expect(await clocks({ limit: 1, asOf: '2026-11-20T11:59:59.999Z' })).toEqual(inOrder.slice(0, 1));
  });

  it('needs two statements for a first page and one for the next, whatever the number of rows and members', async () => {
    const used = async (work: () => Promise<unknown>): Promise<number> =>
      betweenContextAndCommit(await recordStatements(work)).length;
    const { nextCursor } = await list({ limit: 2 });
    expect(await used(() => list({}))).toBe(2);
    expect(await used(() => list({ limit: 2, cursor: nextCursor ?? '' }))).toBe(1);
    expect(
      await used(() => list({ duty: 'running', asOf: '2026-11-20T11:59:00Z' }, 'coordinator', 'ost')),
    ).toBe(2);
    expect(
      await used(() => as('officer', null, (access) => scene.services.get(DutyReader).findAll(access, {}))),
    ).toBe(2);
  });

  it('stays whole while other members report between two pages', async () => {
    const first = await list({ limit: 4 });
    const west = await connect(scene.database.superuserUrl); // stands for anybody else
    await west.query(`update app.incident set title = title || ' (geprüft)', version = version + 1`);
    await west.end();
    const rest = await list({ limit: 200, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  });
});
