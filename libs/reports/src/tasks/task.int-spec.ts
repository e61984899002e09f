import {
  DutyReader,
  EntryService,
  Incident,
  IncidentEntry,
  IncidentReader,
  IncidentService,
  IncidentsModule,
  Duty,
  ReferenceCounter,
  type CreateIncidentRequest,
  type IncidentResponse,
} from '@bergfried/incidents';
import '@bergfried/identity';
import '@bergfried/tenancy';
import type { Access } from '@bergfried/platform';
import {
  ACTORS,
  betweenContextAndCommit,
  mandateId,
  memberWork,
  openScene,
  plantWorkOfMember,
  recordStatements,
  TENANTS,
  type ActorName,
  type Scene,
} from '@bergfried/testing';
import '../report.permissions.js';
import './task.permissions.js';
import type { NewsKind, TasksResponse, WaitingKind } from './task.dto.js';
import { TaskService } from './task.service.js';

class Tasks {}

describe('Meine Aufgaben', () => {
  let scene: Scene;
  let incident: IncidentResponse;
  let secret: IncidentResponse;

  const as = <T>(actor: ActorName, permission: string, at: string, work: (access: Access) => Promise<T>) =>
    scene.units.as(actor, actor.endsWith('West') ? 'west' : 'ost', permission, work, new Date(at));
  const read = (actor: ActorName, at: string, news?: number): Promise<TasksResponse> =>
    as(actor, 'task:read', at, (access) => scene.services.get(TaskService).read(access, news));
  const visit = (actor: ActorName, at: string, all = false, seenUntil = at): Promise<void> =>
    as(actor, 'task:read', at, (access) => scene.services.get(TaskService).visit(access, { seenUntil, all }));
  const report = (actor: ActorName, at: string, facts: Partial<CreateIncidentRequest> = {}) =>
    as(actor, 'incident:create', at, (access) =>
      scene.services.get(IncidentService).create(access, {
        title: 'Brief an falsche Familie',
        category: 'misdirected-mail',
        severity: 'medium',
        personalData: 'unclear',
        detectedAt: at,
        ...facts,
      }),
    );
  const newsKinds = (tasks: TasksResponse): NewsKind[] => tasks.news.items.map(({ kind }) => kind);
  const waitingOf = (tasks: TasksResponse): Partial<Record<WaitingKind, number>> =>
    Object.fromEntries(tasks.waiting.groups.map(({ kind, total }) => [kind, total]));

  beforeAll(async () => {
    scene = await openScene(
      [{ module: Tasks, imports: [IncidentsModule], providers: [TaskService] }],
      [Incident, IncidentEntry, Duty, ReferenceCounter],
    );
    incident = await report('itManagement', '2026-11-18T09:00:00Z');
    secret = await report('coordinator', '2026-11-18T10:00:00Z', {
      visibility: 'county-only',
      title: 'Nur für den Kreis',
      personalData: 'yes',
    });
    await report('coordinatorWest', '2026-11-18T11:00:00Z');
  });
  afterAll(() => scene.close());

  it('shows what runs, what is new and what waits, in the own member only', async () => {
    const tasks = await read('coordinator', '2026-11-19T08:00:00Z');
    expect(tasks.clocks.total).toBe(2);
    expect(tasks.clocks.items.map(({ incidentId }) => incidentId)).toEqual([incident.id, secret.id]);
    expect([tasks.clocks.overdue, tasks.clocks.dueToday]).toEqual([0, 0]);
    expect(tasks.news).toMatchObject({ visitedBefore: false, total: 1, since: '2026-11-12T08:00:00.000Z' });
    expect(tasks.news.items[0]).toMatchObject({
      kind: 'reported',
      actorName: 'Person itManagement',
      incidentId: incident.id,
      reference: incident.reference,
    });
    expect(waitingOf(tasks)).toEqual({ triage: 2, 'personal-data': 1 });
    expect(tasks.waiting.total).toBe(3);
  });

  it('counts what ends today and what is overdue', async () => {
    const today = await read('coordinator', '2026-11-21T06:00:00Z');
    expect([today.clocks.overdue, today.clocks.dueToday]).toEqual([0, 2]);
    const late = await read('coordinator', '2026-11-21T09:30:00Z');
    expect([late.clocks.overdue, late.clocks.dueToday]).toEqual([1, 1]);
  });

  it('does not remind of what was noticed this morning', async () => {
    expect(waitingOf(await read('coordinator', '2026-11-18T12:00:00Z'))).toEqual({ 'personal-data': 1 });
  });

  it('hides from the office what is "nur Kreis", in every group and number', async () => {
    const tasks = await read('officer', '2026-11-19T08:00:00Z');
    expect(JSON.stringify(tasks)).not.toContain(secret.id);
    expect([tasks.clocks.total, tasks.news.total, waitingOf(tasks).triage]).toEqual([1, 1, 1]);
  });

  it('counts exactly what the lists behind count', async () => {
    const at = '2026-11-19T08:00:00Z';
    const tasks = await read('coordinator', at);
    const lists = await as('coordinator', 'incident:read', at, async (access) => [
      (await scene.services.get(DutyReader).findAll(access, { state: ['running', 'overdue'] })).total,
      (
        await scene.services
          .get(IncidentReader)
          .findAll(access, { status: ['reported'], detectedTo: '2026-11-18' })
      ).total,
      (await scene.services.get(IncidentReader).findAll(access, { personalData: ['unclear'] })).total,
    ]);
    expect([tasks.clocks.total, waitingOf(tasks).triage, waitingOf(tasks)['personal-data']]).toEqual(lists);
  });

  it('gives only what the person can do something about', async () => {
    const at = '2026-11-19T08:00:00Z';
    for (const actor of [
      'head',
      'dataProtectionOfficer',
      'authorisedReporter',
      'auditor',
      'itManagement',
    ] as const)
      expect([actor, waitingOf(await read(actor, at))]).toEqual([actor, {}]);
    await expect(read('contributor', at)).rejects.toThrow('forbidden');
    await expect(read('tenantOperator', at)).rejects.toThrow('forbidden');
    expect(await read('coordinatorWest', at)).toMatchObject({ clocks: { total: 1 }, news: { total: 0 } });
  });

  describe('what is new', () => {
    it('stays so during a visit and is old at the next one, on every device', async () => {
      await visit('head', '2026-11-19T08:00:00Z');
      expect((await read('head', '2026-11-19T08:05:00Z')).news).toMatchObject({
        visitedBefore: false,
        total: 2,
      });
      await as('dataProtectionOfficer', 'incident:comment', '2026-11-19T09:00:00Z', (access) =>
        scene.services.get(EntryService).create(access, incident.id, { text: 'Risiko ist gering' }),
      );
      await visit('head', '2026-11-19T09:30:00Z');
      expect((await read('head', '2026-11-19T10:00:00Z')).news.total).toBe(3);
      // The next morning: since the end of the visit before.
      const next = await read('head', '2026-11-20T08:00:00Z');
      expect(next.news).toMatchObject({ visitedBefore: true, since: '2026-11-19T09:30:00.000Z', total: 0 });
      await as('coordinator', 'incident:update', '2026-11-20T08:10:00Z', (access) =>
        scene.services.get(IncidentService).update(access, incident.id, 1, { status: 'triaged' }),
      );
      await visit('head', '2026-11-20T08:20:00Z');
      const later = await read('head', '2026-11-20T08:30:00Z');
      expect(newsKinds(later)).toEqual(['status']);
      expect(later.news.items[0]).toMatchObject({ actorName: 'Person coordinator', incidentId: incident.id });
    });

    it('ends at once when the person says so, up to what was on the screen', async () => {
      expect((await read('auditor', '2026-11-20T09:00:00Z')).news.total).toBeGreaterThan(0);
      await visit('auditor', '2026-11-20T09:01:00Z', true, '2026-11-20T09:00:00Z');
      await as('coordinator', 'incident:comment', '2026-11-20T09:00:30Z', (access) =>
        scene.services.get(EntryService).create(access, incident.id, { text: 'Kam eben dazu' }),
      );
      expect(newsKinds(await read('auditor', '2026-11-20T09:02:00Z'))).toEqual(['note']);
      await expect(
        visit('auditor', '2026-11-20T09:02:00Z', true, '2026-11-20T10:00:00Z'),
      ).rejects.toMatchObject({
        key: 'invalid',
      });
    });

    it('is never what one has done oneself', async () => {
      const mine = await read('dataProtectionOfficer', '2026-11-20T10:00:00Z');
      expect(mine.news.items.filter(({ text }) => text === 'Risiko ist gering')).toEqual([]);
      const theirs = await read('coordinator', '2026-11-20T10:00:00Z');
      expect(theirs.news.items.filter(({ text }) => text === 'Risiko ist gering')).toHaveLength(1);
      expect(theirs.news.items.filter(({ actorName }) => actorName === 'Person coordinator')).toEqual([]);
    });

    it('is bounded, and more comes on request', async () => {
      await scene.superuser.query(
        `insert into app.incident_entry (tenant_id, id, incident_id, visibility, kind, text, happened_at, created_by, created_at)
         select $1, gen_random_uuid(), $2, 'county-and-office', 'note', 'Zeile ' || n, '2026-11-20T11:00Z', $3, '2026-11-20T11:00Z'
         from generate_series(1, 50) n`,
        [TENANTS.ost, incident.id, ACTORS.itManagement.userId],
      );
      const few = await read('authorisedReporter', '2026-11-20T12:00:00Z');
      expect([few.news.items.length, few.news.total >= 50]).toEqual([20, true]);
      const many = await read('authorisedReporter', '2026-11-20T12:00:00Z', 200);
      expect(many.news.items).toHaveLength(few.news.total);
    });

    it('a bookmark is seen by nobody else', async () => {
      const rows = await as('coordinator', 'task:read', '2026-11-20T12:00:00Z', () =>
        scene.units.unitOfWork.query('select user_id from app.task_visit'),
      );
      expect(rows).toEqual([]); // head and auditor have one
    });
  });

  describe('the office', () => {
    beforeAll(async () => {
      await plantWorkOfMember(scene.superuser, {
        tenantId: TENANTS.ost,
        number: 1,
        author: ACTORS.deputy.userId,
        duties: [],
      });
      await scene.superuser.query(
        `insert into app.tenant_member (tenant_id, id, user_id, role, valid_from, valid_until, invited_name, invited_email, created_at)
         values ($1, gen_random_uuid(), $2, 'auditor', '2026-11-01', null, 'Neue Person', 'neu@test.example', '2026-11-10T08:00Z')`,
        [TENANTS.ost, ACTORS.stranger.userId],
      );
      await scene.superuser.query(
        `update app.tenant_member set valid_until = '2026-12-31' where tenant_id = $1 and user_id = $2`,
        [TENANTS.ost, ACTORS.auditor.userId],
      );
      await scene.superuser.query(`update app.mandate set valid_until = '2026-12-31' where id = any ($1)`, [
        [mandateId('officer', 'ost'), mandateId('deputy', 'ost')],
      ]);
      for (const about of [TENANTS.ost, TENANTS.west])
        await scene.superuser.query(
          `insert into app.dead_letter (office_id, id, for_tenant_id, job_key, event, subscriber, payload, error, attempts)
           select office_id, gen_random_uuid(), tenant_id, 'k' || short_name, 'incident.reported', 'mail', '{}', 'weg', 13 from app.tenant where tenant_id = $1`,
          [about],
        );
    });

    it('has its own work there: drafts, invitations, ends of mandates and accesses, failed work', async () => {
      const officer = await read('officer', '2026-11-20T12:00:00Z');
      expect(waitingOf(officer)).toEqual({
        'personal-data': 1,
        'report-draft': 1,
        'failed-jobs': 1,
        invitation: 1,
        'mandate-ends': 1, // the deputy's: nobody changes the own one
        'access-ends': 1,
      });
      const lines = Object.fromEntries(officer.waiting.groups.map(({ kind, items }) => [kind, items]));
      expect(lines['report-draft']).toEqual([
        expect.objectContaining({ reportId: memberWork(1).reportId, period: '2026-Q3' }),
      ]);
      expect(lines['invitation']).toEqual([expect.objectContaining({ personName: 'Neue Person' })]);
      expect(lines['mandate-ends']).toEqual([
        expect.objectContaining({ personName: 'Person deputy', until: '2026-12-31' }),
      ]);
      expect(lines['access-ends']).toEqual([
        expect.objectContaining({ personName: 'Person auditor', role: 'auditor', until: '2026-12-31' }),
      ]);
      expect(lines['failed-jobs']).toEqual([]);
    });

    it('of which the coordinator has the failed work only', async () => {
      const kinds = waitingOf(await read('coordinator', '2026-11-20T12:00:00Z'));
      expect(kinds).toMatchObject({ 'failed-jobs': 1 });
      expect(Object.keys(kinds)).not.toContain('invitation');
      expect(Object.keys(kinds)).not.toContain('report-draft');
    });

    it('a mandate that goes on is no task', async () => {
      await scene.superuser.query(
        `insert into app.mandate (tenant_id, id, user_id, kind, valid_from) values ($1, gen_random_uuid(), $2, 'deputy', '2027-01-01')`,
        [TENANTS.ost, ACTORS.deputy.userId],
      );
      expect(Object.keys(waitingOf(await read('officer', '2026-11-20T12:00:00Z')))).not.toContain(
        'mandate-ends',
      );
    });
  });

  it('takes five statements, however much there is', async () => {
    for (const actor of ['officer', 'coordinator'] as const) {
      const sent = await recordStatements(() => read(actor, '2026-11-20T12:00:00Z'));
      expect(betweenContextAndCommit(sent)).toHaveLength(5);
    }
  });
});
