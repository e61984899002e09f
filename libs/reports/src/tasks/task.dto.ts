import { Flag, Instant, WholeNumber } from '@bergfried/platform';
import { DutyResponse } from '@bergfried/incidents';
import { ApiProperty } from '@nestjs/swagger';

/** Kinds of waiting work, the most pressing first. */
export const WAITING_KINDS = [
  'triage',
  'personal-data',
  'report-draft',
  'failed-jobs',
  'unclear-mails',
  'invitation',
  'mandate-ends',
  'access-ends',
] as const;
export type WaitingKind = (typeof WAITING_KINDS)[number];

/** Kinds of news; those of incidents are the kinds of lines in a timeline. */
export const NEWS_KINDS = [
  'reported',
  'note',
  'status',
  'duty',
  'change',
  'duty-added',
  'report-draft',
  'report-final',
  'member-invited',
  'member-joined',
  'member-ended',
  'mandate',
] as const;
export type NewsKind = (typeof NEWS_KINDS)[number];

/** How many of the news. */
export class TasksQuery {
  @WholeNumber({ min: 1, max: 200, optional: true, doc: 'Zeilen unter Neues, sonst 20' })
  news?: number;
}

/** What a line of the tasks is about; what does not belong to its kind is null. */
export class TaskSubjectResponse {
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) incidentId: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Vorfallnummer' }) reference: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Titel des Vorfalls oder Text der Frist' })
  title: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) reportId: string | null;
  @ApiProperty({ type: String, nullable: true, example: '2026-Q3' }) period: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Um wen es geht' }) personName: string | null;
  @ApiProperty({ type: String, nullable: true }) role: string | null;
}

/** Something that others have done since the last visit. */
export class NewsResponse extends TaskSubjectResponse {
  @ApiProperty({ enum: NEWS_KINDS }) kind: NewsKind;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ type: String, nullable: true, description: 'Wer es getan hat, soweit bekannt' })
  actorName: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Wortlaut aus der Chronik' }) text: string | null;
}

/** One thing that waits. */
export class WaitingResponse extends TaskSubjectResponse {
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Seit wann' })
  since: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Letzter Tag' })
  until: string | null;
}

/** Things of one kind that wait; at most five are shown, all are counted. */
export class WaitingGroupResponse {
  @ApiProperty({ enum: WAITING_KINDS }) kind: WaitingKind;
  @ApiProperty({ type: 'integer', description: 'So viele zeigt auch die Liste dahinter' }) total: number;
  @ApiProperty({
    type: [WaitingResponse],
    description: 'Leer bei Arbeiten und Mails: sie werden nur gezählt',
  })
  items: WaitingResponse[];
}

/** Clocks that run, the first to end first. */
export class TaskClocksResponse {
  @ApiProperty({ type: 'integer' }) total: number;
  @ApiProperty({ type: 'integer', description: 'davon überfällig' }) overdue: number;
  @ApiProperty({ type: 'integer', description: 'davon heute fällig' }) dueToday: number;
  @ApiProperty({ type: [DutyResponse], description: 'höchstens 20' }) items: DutyResponse[];
}

/** News since the last visit, the newest first. */
export class TaskNewsResponse {
  @ApiProperty({ format: 'date-time', description: 'Neu ist, was danach geschah' }) since: string;
  @ApiProperty({ description: 'false: der erste Besuch; dann die letzten sieben Tage' })
  visitedBefore: boolean;
  @ApiProperty({ type: 'integer' }) total: number;
  @ApiProperty({ type: [NewsResponse] }) items: NewsResponse[];
}

/** What waits for the caller, by kind. */
export class TaskWaitingResponse {
  @ApiProperty({ type: 'integer' }) total: number;
  @ApiProperty({ type: [WaitingGroupResponse] }) groups: WaitingGroupResponse[];
}

/** "Meine Aufgaben" in one member: what runs, what is new, what waits. */
export class TasksResponse {
  @ApiProperty({ format: 'date-time' }) asOf: string;
  @ApiProperty({ type: TaskClocksResponse }) clocks: TaskClocksResponse;
  @ApiProperty({ type: TaskNewsResponse }) news: TaskNewsResponse;
  @ApiProperty({ type: TaskWaitingResponse }) waiting: TaskWaitingResponse;
}

/** Says that the page was on the screen. */
export class TaskVisitRequest {
  @Instant({ doc: 'asOf der gesehenen Antwort' }) seenUntil: string;
  @Flag({ optional: true, doc: 'true: alles bis dahin ist gesehen, auch während dieses Besuchs' })
  all?: boolean;
}
