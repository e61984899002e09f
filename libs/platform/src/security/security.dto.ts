import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '../http/paging.js';
import { Choice, Choices, Day, Id } from '../validation/fields.js';

export const REFUSAL_KINDS = [
  'foreign-scope',
  'foreign-row',
  'right-missing',
  'mandate-ended',
  'access-ended',
  'sign-in-failed',
] as const;
export type RefusalKind = (typeof REFUSAL_KINDS)[number];

export const REFUSAL_SIDES = ['by', 'upon'] as const;
export type RefusalSide = (typeof REFUSAL_SIDES)[number];

const ORIGINS = ['own', 'office', 'member', 'outside'] as const;
const TARGETS = ['member', 'office', 'elsewhere', 'none'] as const;

/** Filter of the security log. Days are whole days in Europe/Berlin, both ends included. */
export class SecurityEventQuery extends PageQuery {
  @Choice(REFUSAL_SIDES, { optional: true, doc: 'by: von eigenen Personen; upon: auf eigene Daten' })
  side?: RefusalSide;
  @Choices(REFUSAL_KINDS, { optional: true, doc: 'Grund der Abweisung' }) kind?: readonly RefusalKind[];
  @Id({ optional: true, doc: 'Nur diese Person, soweit sie hier genannt ist' }) userId?: string;
  @Day({ optional: true, doc: 'Ab diesem Tag' }) from?: string;
  @Day({ optional: true, doc: 'Bis zu diesem Tag' }) to?: string;
}

/** Refused access of one hour: a counter, never content. */
export class SecurityEventResponse {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Wessen Protokoll: ein Mitglied; null: die Gemeinsame Stelle selbst',
  })
  tenantId: string | null;
  @ApiProperty({ format: 'date-time', description: 'Beginn der Stunde' }) hour: string;
  @ApiProperty({ enum: REFUSAL_SIDES }) side: RefusalSide;
  @ApiProperty({ enum: REFUSAL_KINDS }) kind: RefusalKind;
  @ApiProperty({ description: 'Art der Daten, zum Beispiel incident' }) resource: string;
  @ApiProperty({ description: 'true: es sollte etwas geändert werden' }) write: boolean;
  @ApiProperty({ enum: ORIGINS, description: 'Woher die Person kommt' }) origin: (typeof ORIGINS)[number];
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) userId: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Name, soweit die Person hier genannt wird' })
  actorName: string | null;
  @ApiProperty({ enum: TARGETS, description: 'elsewhere: fremd oder nicht vorhanden' })
  target: (typeof TARGETS)[number];
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) targetTenantId: string | null;
  @ApiProperty({ type: String, nullable: true }) targetName: string | null;
  @ApiProperty({ type: 'integer', description: 'Wie oft in dieser Stunde' }) count: number;
  @ApiProperty({ format: 'date-time' }) firstAt: string;
  @ApiProperty({ format: 'date-time' }) lastAt: string;
}
