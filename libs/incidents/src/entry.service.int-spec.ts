import type { Access } from '@bergfried/platform';
import {
  attempt,
  betweenContextAndCommit,
  connect,
  openScope,
  plantRows,
  recordStatements,
  rolledBack,
  type ActorName,
  type PlantedIncidents,
  openScene,
  type Scene,
} from '@bergfried/testing';
import { EntryService } from './entry.service.js';
import { IncidentEntry } from './incident-entry.entity.js';
import type { EntryResponse } from './incident.dto.js';
import { IncidentsModule } from './incidents.module.js';

const NOW = new Date('2026-11-20T12:00:00.000Z');

describe('the timeline of an incident', () => {
  let scene: Scene;
  let planted: PlantedIncidents;
  let tick = 0;

  beforeAll(async () => {
    scene = await openScene([IncidentsModule], [IncidentEntry]);
    planted = await plantRows(scene.superuser);
  });
  afterAll(() => scene.close());

  const inOst = <T>(actor: ActorName, permission: string, work: (access: Access) => Promise<T>): Promise<T> =>
    scene.units.as(actor, 'ost', permission, work, new Date(NOW.getTime() + tick++));
  const write = (
    text: string,
    happenedAt?: string,
    incidentId = planted.ost.shared,
    actor: ActorName = 'coordinator',
  ): Promise<EntryResponse> =>
    inOst(actor, 'incident:comment', (access) =>
      scene.services
        .get(EntryService)
        .create(access, incidentId, { text, ...(happenedAt ? { happenedAt } : {}) }),
    );
  const list = (
    incidentId: string,
    actor: ActorName = 'coordinator',
    page = {},
  ): ReturnType<EntryService['findAll']> =>
    inOst(actor, 'incident:read', (access) =>
      scene.services.get(EntryService).findAll(access, incidentId, page),
    );

  it('takes a line with the time at which it happened, or now', async () => {
    expect(
      await write(
        'Passwort zurückgesetzt',
        '2026-11-20T11:30:00+01:00',
        planted.ost.shared,
        'dataProtectionOfficer',
      ),
    ).toMatchObject({
      kind: 'note',
      text: 'Passwort zurückgesetzt',
      happenedAt: '2026-11-20T10:30:00.000Z',
      createdBy: { name: 'Person dataProtectionOfficer' },
    });
    const entry = await write('🏰 <script>alert(1)</script> Łódź');
    expect(entry).toMatchObject({ text: '🏰 <script>alert(1)</script> Łódź', happenedAt: entry.createdAt });
  });

  it('takes none from the future', async () => {
    await expect(write('Morgen', '2026-11-21T12:00:00Z')).rejects.toMatchObject({
      key: 'invalid',
      errors: [{ pointer: '/happenedAt', code: 'future' }],
    });
  });

  it('shows the newest first, page by page, the same total on each', async () => {
    for (let n = 0; n < 7; n++) await write(`Zeile ${String(n)}`);
    const all = (await list(planted.ost.shared)).items;
    expect(all[0]?.text).toBe('Zeile 6');
    const seen: EntryResponse[] = [];
    let cursor: string | null = null;
    do {
      const page = await list(
        planted.ost.shared,
        'coordinator',
        cursor === null ? { limit: 3 } : { limit: 3, cursor },
      );
      expect(page.total).toBe(all.length);
      seen.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(all);
  });

  it('is not there for who may not see the incident', async () => {
    for (const [incidentId, actor] of [
      [planted.west.shared, 'coordinator'],
      [planted.fern.shared, 'officer'],
      [planted.ost.countyOnly, 'officer'],
      ['0195f000-0000-7009-8000-000000000009', 'coordinator'],
    ] as const) {
      await expect(list(incidentId, actor)).rejects.toMatchObject({ key: 'not-found' });
      await expect(write('Fremd', undefined, incidentId, actor)).rejects.toMatchObject({ key: 'not-found' });
    }
    expect((await list(planted.ost.countyOnly)).total).toBe(1);
  });

  it('cuts what the product itself writes at what the column holds, by characters', async () => {
    await inOst('coordinator', 'incident:update', async (access) => {
      const incident = {
        tenantId: access.theTenantId,
        id: planted.ost.shared,
        visibility: 'county-and-office',
      };
      await scene.services
        .get(EntryService)
        .write(access, incident, [{ kind: 'change', text: '🏰'.repeat(5000) }]);
    });
    expect([...((await list(planted.ost.shared)).items[0]?.text ?? '')]).toHaveLength(4000);
  });

  it('cannot be rewritten: the api has no right to', async () => {
    const app = await connect(scene.database.appUrl);
    await rolledBack(app, async () => {
      await openScope(app, 'coordinator', 'ost');
      for (const sql of [`update app.incident_entry set text = 'Anders'`, 'delete from app.incident_entry']) {
        expect((await attempt(app, sql)).code).toBe('42501');
      }
    });
    await app.end();
  });

  it('needs few statements', async () => {
    expect(
      betweenContextAndCommit(await recordStatements(() => write('Gezählt'))).length,
    ).toBeLessThanOrEqual(3);
    expect(betweenContextAndCommit(await recordStatements(() => list(planted.ost.shared))).length).toBe(2);
  });
});
