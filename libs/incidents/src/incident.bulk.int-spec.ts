import type { Access } from '@bergfried/platform';
import {
  betweenContextAndCommit,
  openScene,
  recordStatements,
  rowsOf,
  type ActorName,
  type Scene,
} from '@bergfried/testing';
import { Duty } from './duty.entity.js';
import { IncidentEntry } from './incident-entry.entity.js';
import type {
  BulkIncidentItem,
  BulkIncidentPatch,
  IncidentListItem,
  IncidentResponse,
} from './incident.dto.js';
import { Incident } from './incident.entity.js';
import { IncidentReader } from './incident.reader.js';
import { IncidentService } from './incident.service.js';
import { IncidentsModule } from './incidents.module.js';

const NOW = new Date('2026-11-20T12:00:00.000Z');
const UNKNOWN = '0195f000-0000-7999-8999-000000000999';

describe('changing many incidents at once', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene([IncidentsModule], [Incident, IncidentEntry, Duty]);
  });
  afterAll(() => scene.close());

  let tick = 0;
  const inTenant = <T>(
    tenant: 'ost' | 'west',
    actor: ActorName,
    permission: string,
    work: (access: Access) => Promise<T>,
  ): Promise<T> => scene.units.as(actor, tenant, permission, work, new Date(NOW.getTime() + tick++));
  const create = (tenant: 'ost' | 'west' = 'ost', visibility?: string): Promise<IncidentResponse> =>
    inTenant(tenant, tenant === 'ost' ? 'coordinator' : 'coordinatorWest', 'incident:create', (access) =>
      scene.services.get(IncidentService).create(access, {
        title: 'Notebook verloren',
        category: 'loss-theft',
        detectedAt: '2026-11-20T09:00:00+01:00',
        severity: 'low',
        personalData: 'no',
        ...(visibility === undefined ? {} : { visibility }),
      }),
    );
  const many = async (count: number): Promise<IncidentResponse[]> => {
    const made: IncidentResponse[] = [];
    while (made.length < count) made.push(await create());
    return made;
  };
  const bulk = async (
    items: BulkIncidentItem[],
    actor: ActorName = 'coordinator',
  ): Promise<IncidentListItem[]> => [
    ...(
      await inTenant('ost', actor, 'incident:update', (access) =>
        scene.services.get(IncidentService).updateMany(access, items),
      )
    ).items,
  ];
  const items = (
    incidents: readonly Pick<IncidentListItem, 'id' | 'version'>[],
    patch: BulkIncidentPatch,
  ): BulkIncidentItem[] => incidents.map(({ id, version }) => ({ id, version, patch }));
  const read = (id: string): Promise<IncidentResponse> =>
    inTenant('ost', 'coordinator', 'incident:read', (access) =>
      scene.services.get(IncidentReader).findOne(access, id),
    );
  const rows = <T extends object>(sql: string, ids: readonly string[]): Promise<T[]> =>
    rowsOf<T>(scene.superuser, sql, [ids]);

  it('writes what each single change would: row, timeline, clocks and history', async () => {
    const [one, two] = await many(2);
    if (!one || !two) throw new Error('two were made');
    const single = await inTenant('ost', 'coordinator', 'incident:update', (access) =>
      scene.services.get(IncidentService).update(access, one.id, one.version, {
        severity: 'high',
        status: 'triaged',
        statusReason: 'Geprüft',
      }),
    );
    const [both] = await bulk(items([two], { severity: 'high', status: 'triaged', statusReason: 'Geprüft' }));
    const facts = ({ status, severity, version, duties }: IncidentListItem): object => ({
      status,
      severity,
      version,
      duties: duties.map(({ ruleId, state, startsAt, dueAt }) => ({ ruleId, state, startsAt, dueAt })),
    });
    expect(both && facts(both)).toEqual(facts(single));
    expect(both?.duties.map(({ ruleId }) => ruleId)).toEqual(['hessen3c-voluntary']);
    const lines = await rows<{ kind: string; text: string }>(
      'select kind, text from app.incident_entry where incident_id = any ($1) order by incident_id, id',
      [one.id, two.id],
    );
    expect(lines.slice(0, 3)).toEqual(
      lines.slice(3).map((line) => ({ ...line, text: line.text.replace(two.reference, one.reference) })),
    );
    const versions = await rows<{ action: string }>(
      `select action from app.record_version where table_name = 'incident' and op = 'U' and row_id = any ($1)`,
      [one.id, two.id],
    );
    expect(versions).toEqual([{ action: 'incident:update' }, { action: 'incident:update' }]);
  });

  it('gives each incident its own change, and answers in the order asked', async () => {
    const [one, two, three] = await many(3);
    if (!one || !two || !three) throw new Error('three were made');
    const answer = await bulk([
      { id: three.id, version: 1, patch: { severity: 'critical' } },
      { id: one.id, version: 1, patch: { status: 'contained' } },
      { id: two.id, version: 1, patch: {} },
    ]);
    expect(answer.map(({ id, severity, status, version }) => [id, severity, status, version])).toEqual([
      [three.id, 'critical', 'reported', 2],
      [one.id, 'low', 'contained', 2],
      [two.id, 'low', 'reported', 1], // nothing differs: no new version
    ]);
  });

  it('writes all or nothing, and names each fault at its place', async () => {
    const [good, stale, moved, closed] = await many(4);
    if (!good || !stale || !moved || !closed) throw new Error('four were made');
    await bulk(items([moved], { status: 'contained' }));
    await inTenant('ost', 'coordinator', 'incident:update', (access) =>
      scene.services.get(IncidentService).update(access, closed.id, 1, { status: 'closed' }),
    );
    const patch = { status: 'triaged' } as const;
    const mixed = [
      { id: good.id, version: 1, patch },
      { id: stale.id, version: 7, patch },
      { id: moved.id, version: 2, patch },
      { id: closed.id, version: 2, patch },
    ];
    await expect(bulk(mixed)).rejects.toMatchObject({
      status: 412,
      errors: [
        { pointer: '/items/1/version', code: 'stale' },
        { pointer: '/items/2/patch/status', code: 'transition' },
        { pointer: '/items/3/id', code: 'closed' },
      ],
    });
    await expect(bulk(mixed.filter(({ id }) => id !== stale.id))).rejects.toMatchObject({
      status: 409,
      key: 'bulk-refused',
    });
    expect(await read(good.id)).toMatchObject({ status: 'reported', version: 1 });
    await expect(bulk(items([good, good], patch))).rejects.toMatchObject({
      status: 400,
      errors: [{ pointer: '/items/1/id', code: 'twice' }],
    });
  });

  it('does not tell a foreign incident, one of the county only, and an unknown one apart', async () => {
    const mine = await create();
    const confidential = await create('ost', 'county-only');
    const west = await create('west');
    expect((await bulk(items([confidential], { severity: 'medium' })))[0]).toMatchObject({ version: 2 }); // it is there
    const attempts = [west.id, UNKNOWN, confidential.id].map((id) =>
      bulk(items([mine, { id, version: 2 }], { severity: 'high' }), 'officer').catch(
        (error: unknown) => error,
      ),
    );
    for (const error of await Promise.all(attempts))
      expect(error).toMatchObject({
        status: 404,
        key: 'not-found',
        params: {},
        errors: [{ pointer: '/items/1/id', code: 'notHere' }],
      });
    expect(await read(mine.id)).toMatchObject({ severity: 'low', version: 1 });
  });

  it('lets two that change the same rows in opposite order both end, one of them with 412', async () => {
    const made = await many(20);
    const there = items(made, { severity: 'high' });
    const back = items([...made].reverse(), { severity: 'medium' });
    const outcomes = await Promise.allSettled([bulk(there), bulk(back)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(refused?.reason).toMatchObject({ status: 412 });
    const severities = new Set(
      (await Promise.all(made.map(({ id }) => read(id)))).map(({ severity }) => severity),
    );
    expect(severities.size).toBe(1);
  });

  it('needs the same few statements for two and for a hundred', async () => {
    const used: number[] = [];
    for (const count of [2, 100]) {
      const made = await many(count);
      const sent = await recordStatements(() =>
        bulk(items(made, { severity: 'critical', status: 'triaged' })),
      );
      used.push(betweenContextAndCommit(sent).length);
    }
    expect(used).toEqual([6, 6]);
  }, 120_000);
});
