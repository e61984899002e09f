import { Choices, Day, Id, PageQuery } from '@bergfried/platform';
import { ApiProperty } from '@nestjs/swagger';

/** Kinds of data that the office reads in a member: first halves of the permissions, as in the access trace. */
export const TRACED_RESOURCES = [
  'incident',
  'duty',
  'dashboard',
  'report',
  'member',
  'mandate',
  'task',
  'job',
  'security',
] as const;

/** Filter of the access trace. Days are whole days in Europe/Berlin, both ends included. */
export class AccessTraceQuery extends PageQuery {
  @Id({ optional: true, doc: 'Nur diese Person' }) userId?: string;
  @Choices(TRACED_RESOURCES, { optional: true, doc: 'Art der gelesenen Daten' })
  resource?: readonly (typeof TRACED_RESOURCES)[number][];
  @Day({ optional: true, doc: 'Ab diesem Tag' }) from?: string;
  @Day({ optional: true, doc: 'Bis zu diesem Tag' }) to?: string;
}

/** One trace of a read by the office. */
export class AccessTraceResponse {
  @ApiProperty({ format: 'uuid' }) tenantId: string;
  @ApiProperty({ format: 'uuid' }) userId: string;
  @ApiProperty({ type: String, nullable: true }) actorName: string | null;
  @ApiProperty() role: string;
  @ApiProperty({ description: 'Art der gelesenen Daten' }) resource: string;
  @ApiProperty({ format: 'date-time', description: 'Beginn der Stunde' }) hour: string;
}

/** A person of the office who stands in the access trace. */
export class AccessPersonResponse {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: String, nullable: true }) name: string | null;
}

/** Everybody who stands in the access trace. */
export class AccessPeopleResponse {
  @ApiProperty({ type: [AccessPersonResponse] }) items: AccessPersonResponse[];
}
