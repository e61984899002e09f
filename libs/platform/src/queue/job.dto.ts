import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '../http/paging.js';
import { Choice } from '../validation/fields.js';

export const JOB_STATES = ['queued', 'running', 'done', 'failed'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** How far work is that somebody asked for. */
export class JobRunResponse {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ description: 'Art der Arbeit, zum Beispiel county-quarter' }) kind: string;
  @ApiProperty({ enum: JOB_STATES }) state: JobState;
  @ApiProperty({ description: '0 bis 1' }) progress: number;
  @ApiProperty({ type: String, nullable: true, description: 'Was gerade geschieht' }) step: string | null;
  @ApiProperty({
    type: 'object',
    nullable: true,
    additionalProperties: true,
    description: 'Ergebnis, zum Beispiel die Kennung des Berichts',
  })
  result: Readonly<Record<string, unknown>> | null;
  @ApiProperty({ type: String, nullable: true, description: 'Warum es gescheitert ist' }) problem:
    string | null;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ format: 'date-time' }) updatedAt: string;
  @ApiProperty({ type: 'integer' }) version: number;
}

export const DEAD_LETTER_STATES = ['failed', 'running', 'done'] as const;
export type DeadLetterState = (typeof DEAD_LETTER_STATES)[number];

/** Filter of the failed jobs. */
export class DeadLetterQuery extends PageQuery {
  @Choice(DEAD_LETTER_STATES, {
    optional: true,
    doc: 'failed: gescheitert; running: wird wiederholt; done: inzwischen erledigt',
  })
  state?: DeadLetterState;
}

/** A job that failed for good. */
export class DeadLetterResponse {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Mitglied; null: die Gemeinsame Stelle selbst',
  })
  tenantId: string | null;
  @ApiProperty({ description: 'Ereignis, zum Beispiel incident.reported' }) event: string;
  @ApiProperty({ description: 'Arbeit, zum Beispiel mail-new-incident' }) subscriber: string;
  @ApiProperty({ description: 'Grund' }) error: string;
  @ApiProperty({ type: 'integer', description: 'Zahl der Versuche' }) attempts: number;
  @ApiProperty({ enum: DEAD_LETTER_STATES }) state: DeadLetterState;
  @ApiProperty({ format: 'date-time' }) failedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) retriedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) resolvedAt: string | null;
  @ApiProperty({ type: 'integer' }) version: number;
}
