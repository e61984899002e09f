import {
  Duty,
  DutyReader,
  DutyService,
  Incident,
  IncidentEntry,
  IncidentReader,
  IncidentService,
  type CreateIncidentRequest,
  type IncidentResponse,
  type SubmitDutyRequest,
} from '@bergfried/incidents';
import type { Access } from '@bergfried/platform';
import {
  betweenContextAndCommit,
  recordStatements,
  type ActorName,
  type TENANTS,
  openScene,
  type Scene,
} from '@bergfried/testing';
import { DateTime } from 'luxon';
import type { DashboardResponse } from './dashboard.dto.js';
import { DashboardService } from './dashboard.service.js';
import { DashboardModule } from './reports.module.js';

const NOW = '2026-11-20T12:00:00.000Z';
const LATER = '2026-11-20T12:00:00.001Z';
const READERS = [
  ['officer', null],
  ['coordinator', 'ost'],
  ['coordinatorWest', 'west'],
] as const;
/** null: the office. */
type Tenant = keyof typeof TENANTS | null;

describe('Lagebild', () => {
  let scene: Scene;
  /** What was read live on the way, by time: the history has to give the same back. */
  const snapshots = new Map<string, { officer: DashboardResponse; coordinator: DashboardResponse }>();

  const as = <T>(
    who: ActorName,
    where: Tenant,
    permission: string,
    at: string,
    work: (a: Access) => Promise<T>,
  ) => scene.units.as(who, where, permission, work, new Date(at));
  const read = (actor: ActorName, tenant: Tenant, at: string, asOf?: string): Promise<DashboardResponse> =>
    as(actor, tenant, 'dashboard:read', at, (access) =>
      scene.services.get(DashboardService).read(access, asOf),
    );
  const report = (
    at: string,
    facts: Partial<CreateIncidentRequest>,
    tenant: 'ost' | 'west' = 'ost',
  ): Promise<IncidentResponse> =>
    as(tenant === 'ost' ? 'coordinator' : 'coordinatorWest', tenant, 'incident:create', at, (access) =>
      scene.services.get(IncidentService).create(access, {
        title: 'Vorfall',
        category: 'other',
        severity: 'low',
        personalData: 'no',
        detectedAt: at,
        ...facts,
      }),
    );
  const close = ({ id, version }: IncidentResponse, at: string): Promise<unknown> =>
    as('coordinator', 'ost', 'incident:update', at, (access) =>
      scene.services.get(IncidentService).update(access, id, version, { status: 'closed' }),
    );
  const end = (incident: IncidentResponse, at: string, submittedAt: string | null): Promise<unknown> =>
    as('head', 'ost', 'duty:record', at, (access) => {
      const [duty] = incident.duties;
      const decision: SubmitDutyRequest = submittedAt
        ? { outcome: 'submitted', submittedAt, receipt: 'B-1', lateReason: 'Zu spät bemerkt' }
        : { outcome: 'not-required', reason: 'Kein Risiko für Personen' };
      return scene.services.get(DutyService).submit(access, incident.id, duty?.id ?? '', 1, decision);
    });
  const look = async (at: string): Promise<void> => {
    const officer = await read('officer', null, at);
    snapshots.set(at, { officer, coordinator: await read('coordinator', 'ost', at) });
  };

  beforeAll(async () => {
    scene = await openScene([DashboardModule], [Incident, IncidentEntry, Duty]);
    await course();
  });
  afterAll(() => scene.close());

  /** Fourteen months in the order in which they happened; comments say what each counts for on 20 November 2026. */
  async function course(): Promise<void> {
    await look('2025-11-20T22:00:00.000Z');
    // notified in time; its clock ends on the first day of the twelve months (24 November 2025 00:00 in Berlin)
    const kept = await report('2025-11-21T08:00:00Z', {
      personalData: 'yes',
      detectedAt: '2025-11-20T23:00:00Z',
    });
    await end(kept, '2025-11-22T10:00:00Z', '2025-11-22T09:00:00Z');
    await look('2025-11-22T12:00:00.000Z');
    await close(kept, '2025-11-25T10:00:00Z');
    // 31 December 23:59 and 1 January 00:30 in Berlin
    const oldYear = await report('2025-12-31T22:59:00Z', {});
    const newYear = await report('2025-12-31T23:30:00Z', {});
    await look('2025-12-31T23:45:00.000Z');
    await close(oldYear, '2026-01-02T10:00:00Z');
    await close(newYear, '2026-01-31T23:30:00Z'); // 1 February
    // the last second of March and the first of April in summer time, which began on 29 March
    const march = await report('2026-03-31T21:59:59Z', {});
    const april = await report('2026-03-31T22:00:00Z', {});
    await close(march, '2026-04-05T10:00:00Z');
    await close(april, '2026-04-05T10:00:01Z');
    // notified a day late, so due but not kept
    const late = await report('2026-06-01T08:00:00Z', { personalData: 'yes' });
    await look('2026-06-04T09:00:00.000Z');
    await end(late, '2026-06-05T08:00:00Z', '2026-06-05T07:00:00Z');
    await close(late, '2026-06-10T08:00:00Z');
    // not notifiable: neither kept nor due
    const harmless = await report('2026-07-01T08:00:00Z', { personalData: 'yes' });
    await end(harmless, '2026-07-02T08:00:00Z', null);
    await close(harmless, '2026-07-03T08:00:00Z');
    // 21 October 23:59:59 and 22 October 00:00 in Berlin: the thirty days begin between them
    const before = await report('2026-10-21T21:59:59Z', {});
    const high = await report('2026-10-21T22:00:00Z', { severity: 'high' });
    await end(high, '2026-10-22T08:00:00Z', '2026-10-22T07:00:00Z'); // the voluntary clock
    await close(before, '2026-10-22T09:00:00Z');
    await look('2026-10-25T00:30:00.000Z'); // the hour that comes twice
    await look('2026-10-25T01:30:00.000Z');
    await report('2026-11-16T09:00:00Z', { severity: 'critical', personalData: 'unclear' }); // both clocks overdue since the 19th
    await look('2026-11-17T22:59:59.999Z'); // the last moment of the day in Berlin
    await report('2026-11-18T09:00:00Z', { visibility: 'county-only' });
    await report('2026-11-19T10:00:00Z', { personalData: 'yes' }); // runs until the 22nd
    await report('2026-11-20T08:00:00Z', {}, 'west');
    await look(NOW);
  }

  it('counts what was counted by hand, for the county', async () => {
    const { figures, tenants, periods, live, scope } = await read('coordinator', 'ost', NOW);
    expect({ live, scope, periods }).toEqual({
      live: true,
      scope: 'tenant',
      periods: { today: '2026-11-20', last30DaysFrom: '2026-10-22', last12MonthsFrom: '2025-11-21' },
    });
    expect(figures).toEqual({
      openIncidents: 4,
      openCritical: 1,
      openHigh: 1,
      personalDataOpen: 2,
      runningDuties: 3,
      runningStatutory: 2,
      overdueDuties: 2,
      reportedLast30Days: 4,
      closedLast30Days: 1,
      dutiesKept: { numerator: 1, denominator: 3 },
    });
    expect(tenants).toHaveLength(1);
    expect(tenants).toMatchObject([{ ...figures, name: 'Landkreis Ost', plate: 'OS', level: 4 }]);
  });

  it('counts for the office what the office may know of, and nothing of another office', async () => {
    const { figures, tenants, scope } = await read('officer', null, NOW);
    expect(scope).toBe('office');
    expect(tenants).toMatchObject([
      { shortName: 'Ost', openIncidents: 3, reportedLast30Days: 3, level: 4 },
      { shortName: 'West', openIncidents: 1, reportedLast30Days: 1, level: 1 },
    ]);
    expect(figures).toMatchObject({
      openIncidents: 4,
      reportedLast30Days: 4,
      runningDuties: 3,
      dutiesKept: { numerator: 1, denominator: 3 },
    });
    expect((await read('officerBeta', null, NOW)).figures).toMatchObject({
      openIncidents: 0,
      dutiesKept: { numerator: 0, denominator: 0 },
    });
    expect((await read('coordinatorWest', null, NOW)).tenants).toHaveLength(1);
  });

  it('puts an incident into its month in Berlin, over new year and the change of clocks', async () => {
    const { months } = await read('coordinator', 'ost', NOW);
    expect(months.map(({ month, reported, closed }) => [month, reported, closed])).toEqual([
      ['2025-12', 1, 0],
      ['2026-01', 1, 1],
      ['2026-02', 0, 1],
      ['2026-03', 1, 0],
      ['2026-04', 1, 2],
      ['2026-05', 0, 0],
      ['2026-06', 1, 1],
      ['2026-07', 1, 1],
      ['2026-08', 0, 0],
      ['2026-09', 0, 0],
      ['2026-10', 2, 1],
      ['2026-11', 3, 0],
    ]);
  });

  it('shows the clocks, statutory ones first, then by their end', async () => {
    const { clocks } = await read('officer', null, NOW);
    expect(clocks.map(({ kind, state, dueAt }) => [kind, state, dueAt])).toEqual([
      ['statutory', 'overdue', '2026-11-19T09:00:00.000Z'],
      ['statutory', 'running', '2026-11-22T10:00:00.000Z'],
      ['voluntary', 'overdue', '2026-11-17T09:00:00.000Z'],
    ]);
  });

  it('is the same from the history as it is live', async () => {
    for (const [actor, tenant] of READERS) {
      const live = await read(actor, tenant, NOW);
      expect(await read(actor, tenant, LATER, NOW)).toEqual({ ...live, live: false });
    }
  });

  it('gives back each earlier Lagebild as it was read at that time', async () => {
    expect(snapshots.size).toBe(8);
    for (const [at, { officer, coordinator }] of snapshots) {
      expect(await read('officer', null, LATER, at)).toEqual({ ...officer, live: false });
      expect(await read('coordinator', 'ost', LATER, at)).toEqual({ ...coordinator, live: false });
    }
    const states = [...snapshots.values()].map(({ coordinator }) => coordinator.figures.openIncidents);
    expect(states).toEqual([0, 1, 2, 1, 1, 1, 2, 4]); // they do differ
  });

  it('takes a day as its end in Berlin', async () => {
    const snapshot = snapshots.get('2026-11-17T22:59:59.999Z');
    expect(await read('officer', null, NOW, '2026-11-17')).toEqual({ ...snapshot?.officer, live: false });
  });

  it('says of every figure which list counts the same', async () => {
    const differences: string[] = [];
    for (const asOf of [undefined, '2026-06-04T09:00:00.000Z']) {
      for (const [actor, tenant] of READERS) {
        const source = asOf === undefined ? {} : { asOf };
        const { figures, periods, months } = await read(actor, tenant, NOW, asOf);
        const status = ['reported', 'triaged', 'contained', 'eradicated', 'recovered'] as const;
        const decided = {
          kind: ['statutory'],
          state: ['submitted', 'overdue'],
          dueFrom: periods.last12MonthsFrom,
          dueTo: periods.today,
        } as const;
        await as(actor, tenant, 'incident:read', NOW, async (access) => {
          const incidents = async (query: object): Promise<number> =>
            (await scene.services.get(IncidentReader).findAll(access, { ...query, ...source })).total;
          const duties = async (query: object): Promise<number> =>
            (await scene.services.get(DutyReader).findAll(access, { ...query, ...source })).total;
          const same = (name: string, figure: number, list: number): void => {
            if (figure !== list)
              differences.push(`${actor} ${asOf ?? 'live'} ${name}: ${String(figure)} ≠ ${String(list)}`);
          };
          const { openIncidents, openCritical, openHigh, personalDataOpen, runningDuties, overdueDuties } =
            figures;
          const run = ['running', 'overdue'];
          const [from, to] = [periods.last30DaysFrom, periods.today];
          same('open', openIncidents, await incidents({ status }));
          same('critical', openCritical, await incidents({ status, severity: ['critical'] }));
          same('high', openHigh, await incidents({ status, severity: ['high'] }));
          same('personal', personalDataOpen, await incidents({ status, personalData: ['yes', 'unclear'] }));
          same(
            'reported',
            figures.reportedLast30Days,
            await incidents({ detectedFrom: from, detectedTo: to }),
          );
          same('closed', figures.closedLast30Days, await incidents({ closedFrom: from, closedTo: to }));
          same('running', runningDuties, await duties({ state: run }));
          same('statutory', figures.runningStatutory, await duties({ state: run, kind: ['statutory'] }));
          same('overdue', overdueDuties, await duties({ state: ['overdue'] }));
          same('due', figures.dutiesKept.denominator, await duties(decided));
          const inTime = { ...decided, state: ['submitted'], late: 'false' };
          same('kept', figures.dutiesKept.numerator, await duties(inTime));
          for (const { month, reported, closed } of asOf === undefined ? months : []) {
            const [first, last] = [`${month}-01`, DateTime.fromISO(`${month}-01`).endOf('month').toISODate()];
            same(`reported ${month}`, reported, await incidents({ detectedFrom: first, detectedTo: last }));
            same(`closed ${month}`, closed, await incidents({ closedFrom: first, closedTo: last }));
          }
        });
      }
    }
    expect(differences).toEqual([]);
  });

  it('needs the same few statements for one member and for many, live and as of a day', async () => {
    const used = async (work: () => Promise<unknown>): Promise<number> =>
      betweenContextAndCommit(await recordStatements(work)).length;
    const counts = [
      await used(() => read('officer', null, NOW)),
      await used(() => read('coordinator', 'ost', NOW)),
      await used(() => read('officer', null, NOW, '2026-06-04')),
    ];
    expect(counts).toEqual([3, 3, 3]);
  });
});
