import { CLOCK_TOLERANCE_MS, invalidField, UnitOfWork, type Access, type ListRow } from '@bergfried/platform';
import { DutyReader, isoOrNull } from '@bergfried/incidents';
import { Injectable } from '@nestjs/common';
import type {
  NewsKind,
  NewsResponse,
  TaskNewsResponse,
  TasksResponse,
  TaskSubjectResponse,
  TaskVisitRequest,
  TaskWaitingResponse,
  WaitingGroupResponse,
  WaitingKind,
} from './task.dto.js';
import { MOST_NEWS_DAYS, newsSql } from './task.news.sql.js';
import { waitingSql } from './task.waiting.sql.js';

const MOST_LINES = 20;
/** A pause after which the next look is a new visit: what was new in the morning is still marked at noon. */
const PAUSE = `interval '4 hours'`;
const FIRST_VISIT = `interval '7 days'`;

/** "Meine Aufgaben": five statements, whatever there is. */
@Injectable()
export class TaskService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly duties: DutyReader,
  ) {}

  async read(access: Access, newsLimit = MOST_LINES): Promise<TasksResponse> {
    const [state] = await this.unitOfWork.query<{
      since: Date;
      visited_before: boolean;
      overdue: number;
      due_today: number;
    }>(
      `select v.since is not null as visited_before,
         greatest(coalesce(v.since, $3::timestamptz - ${FIRST_VISIT}), $3::timestamptz - interval '${String(MOST_NEWS_DAYS)} days') as since,
         d.overdue, d.due_today
       from (select
           count(*) filter (where d.due_at < $3)::int as overdue,
           count(*) filter (where d.due_at >= $3 and d.due_at < ((app.today() + 1)::timestamp at time zone 'Europe/Berlin'))::int as due_today
         from app.duty d where d.tenant_id = $1 and d.state = 'open') d
       left join (select case when v.visited_at < $3::timestamptz - ${PAUSE} then v.visited_at else v.seen_at end as since
         from app.task_visit v where v.tenant_id = $1 and v.user_id = $2) v on true`,
      [access.theTenantId, access.userId, access.now],
    );
    if (!state) throw new Error('no state of tasks');
    const clocks = await this.duties.findAll(access, {
      state: ['running', 'overdue'],
      sort: 'dueAt',
      limit: MOST_LINES,
    });
    return {
      asOf: access.now.toISOString(),
      clocks: {
        total: clocks.total,
        overdue: state.overdue,
        dueToday: state.due_today,
        items: [...clocks.items],
      },
      news: {
        ...(await this.news(access, state.since, newsLimit)),
        visitedBefore: state.visited_before,
      },
      waiting: await this.waiting(access),
    };
  }

  /**
   * Notes that the page was on the screen. The first note after a pause begins a new visit: from then on "new" is what came
   * after the visit before. @throws Problem 400 for a time in the future
   */
  async visit(access: Access, { seenUntil, all = false }: TaskVisitRequest): Promise<void> {
    const until = new Date(seenUntil);
    if (until.getTime() > access.now.getTime() + CLOCK_TOLERANCE_MS)
      throw invalidField('/seenUntil', 'future');
    await this.unitOfWork.query(
      `insert into app.task_visit as v (tenant_id, user_id, seen_at, visited_at)
       values ($1, $2, case when $4 then $3::timestamptz end, $3)
       on conflict (tenant_id, user_id) do update set
         seen_at = case when $4 then greatest(v.seen_at, excluded.visited_at)
                        when v.visited_at < excluded.visited_at - ${PAUSE} then v.visited_at else v.seen_at end,
         visited_at = greatest(v.visited_at, excluded.visited_at)`,
      [access.theTenantId, access.userId, until > access.now ? access.now : until, all],
    );
  }

  private async news(
    access: Access,
    since: Date,
    limit: number,
  ): Promise<Omit<TaskNewsResponse, 'visitedBefore'>> {
    const rows = await this.unitOfWork.query<ListRow>(
      newsSql(access, { tenant: '$1::uuid', me: '$2::uuid', since: '$3::timestamptz', limit: '$4::int' }),
      [access.theTenantId, access.userId, since, limit],
    );
    return { since: since.toISOString(), total: Number(rows[0]?.['total'] ?? 0), items: rows.map(toNews) };
  }

  private async waiting(access: Access): Promise<TaskWaitingResponse> {
    const sql = waitingSql(access, { tenant: '$1::uuid', me: '$2::uuid' });
    if (sql === null) return { total: 0, groups: [] };
    const groups = new Map<WaitingKind, WaitingGroupResponse>();
    for (const row of await this.unitOfWork.query<ListRow>(sql, [access.theTenantId, access.userId])) {
      const kind = row['kind'] as WaitingKind;
      const group = groups.get(kind) ?? { kind, total: row['total'] as number, items: [] };
      groups.set(kind, group);
      if (row['n'] !== null) continue; // only counted: what it is, the page behind says
      group.items.push({
        ...toSubject(row),
        since: isoOrNull(row['since']),
        until: row['until'] as string | null,
      });
    }
    const all = [...groups.values()];
    return { total: all.reduce((sum, { total }) => sum + total, 0), groups: all };
  }
}

function toNews(row: ListRow): NewsResponse {
  return {
    ...toSubject(row),
    kind: row['kind'] as NewsKind,
    at: isoOrNull(row['at']) ?? '',
    actorName: row['actor_name'] as string | null,
    text: row['text'] as string | null,
  };
}

function toSubject(row: ListRow): TaskSubjectResponse {
  return {
    incidentId: row['incident_id'] as string | null,
    reference: row['reference'] as string | null,
    title: row['title'] as string | null,
    reportId: row['report_id'] as string | null,
    period: row['period'] as string | null,
    personName: row['shown_name'] as string | null,
    role: row['role'] as string | null,
  };
}
