import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '../http/paging.js';
import { Choices } from '../validation/fields.js';

export const MAIL_STATES = [
  'planned',
  'handing-over',
  'handed-over',
  'unclear',
  'refused',
  'dropped',
] as const;
export type MailStateName = (typeof MAIL_STATES)[number];

/** Filter of the mails. */
export class MailQuery extends PageQuery {
  @Choices(MAIL_STATES, { optional: true, doc: 'Stand der Zustellung' }) state?: readonly MailStateName[];
}

/** A mail: kind, person and how far it came, never its content. */
export class MailResponse {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Mitglied; null: die Gemeinsame Stelle selbst',
  })
  tenantId: string | null;
  @ApiProperty({ description: 'Art, zum Beispiel incident-reported' }) kind: string;
  @ApiProperty({ format: 'uuid' }) userId: string;
  @ApiProperty({ type: String, nullable: true, description: 'Name, soweit die Person hier sichtbar ist' })
  userName: string | null;
  @ApiProperty({ enum: MAIL_STATES, description: 'unclear: niemand weiß, ob sie angekommen ist' })
  state: MailStateName;
  @ApiProperty({ type: String, nullable: true }) problem: string | null;
  @ApiProperty({ description: 'Message-ID, mit der sie im Protokoll des Mailservers steht' })
  messageId: string;
  @ApiProperty({ format: 'date-time' }) plannedAt: string;
  @ApiProperty({ format: 'date-time' }) changedAt: string;
}
