import { Choice, Choices, Day, DayOrInstant, Flag, Id, Instant, PageQuery, Text } from '@bergfried/platform';
import { ApiProperty } from '@nestjs/swagger';
import {
  CATEGORIES,
  DUTY_KINDS,
  DUTY_STATES,
  PERSONAL_DATA,
  SEVERITIES,
  type Category,
  type DutyState,
  type PersonalData,
  type Severity,
} from './incident.values.js';

/** A person by name. */
export class PersonResponse {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: String, nullable: true }) name: string | null;
}

/** A clock: what is to be notified to whom, on which basis, until when, and what became of it. */
export class DutyResponse {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) tenantId: string;
  @ApiProperty({ format: 'uuid' }) incidentId: string;
  @ApiProperty() incidentReference: string;
  @ApiProperty() incidentTitle: string;
  @ApiProperty() ruleId: string;
  @ApiProperty({ type: 'integer' }) ruleVersion: number;
  @ApiProperty() title: string;
  @ApiProperty() legalBasis: string;
  @ApiProperty() recipient: string;
  @ApiProperty({ enum: DUTY_KINDS }) kind: string;
  @ApiProperty({ format: 'date-time' }) startsAt: string;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'null: unverzüglich, ohne Stundenzahl',
  })
  dueAt: string | null;
  @ApiProperty({ enum: DUTY_STATES }) state: DutyState;
  @ApiProperty({ description: 'Läuft vorsorglich, solange „unklar“ gilt' }) precautionary: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) submittedAt: string | null;
  @ApiProperty({ type: String, nullable: true }) receipt: string | null;
  @ApiProperty({ type: String, nullable: true }) reason: string | null;
  @ApiProperty({ type: String, nullable: true }) dataProtectionOfficer: string | null;
  @ApiProperty({ type: PersonResponse, nullable: true }) decidedBy: PersonResponse | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) decidedAt: string | null;
  @ApiProperty({ description: 'Nach Ablauf der Frist abgesandt' }) late: boolean;
  @ApiProperty() note: string;
  @ApiProperty() sourceUrl: string;
  @ApiProperty({
    format: 'date',
    description: 'Tag, an dem die Regel zuletzt mit der Quelle verglichen wurde',
  })
  checkedOn: string;
  @ApiProperty({ type: 'integer' }) version: number;
}

/** Filters of the list of clocks. */
export class DutyQuery extends PageQuery {
  @Choices(DUTY_STATES, { optional: true, doc: 'Stand' }) state?: readonly DutyState[];
  @Choices(DUTY_KINDS, { optional: true, doc: 'Art' }) kind?: readonly string[];
  @Id({ optional: true, doc: 'Nur dieses Mitglied' }) tenantId?: string;
  @Day({ optional: true, doc: 'Fristende ab diesem Tag (Europe/Berlin)' }) dueFrom?: string;
  @Day({ optional: true, doc: 'Fristende bis zu diesem Tag' }) dueTo?: string;
  @Choice(['true', 'false'], { optional: true, doc: 'Nur verspätet oder nur rechtzeitig abgesandte' }) late?:
    'true' | 'false';
  @DayOrInstant({ optional: true, doc: 'Stand zu diesem Tag (Ende) oder Zeitpunkt' }) asOf?: string;
  @Choice(['priority', 'dueAt', '-dueAt'], {
    optional: true,
    doc: 'priority: gesetzliche vor freiwilligen, dann nach Ende',
  })
  sort?: string;
}

/** Answers that decide which clocks would start; nothing is written. */
export class PreviewDutiesRequest {
  @Choice(PERSONAL_DATA, { doc: 'Personenbezogene Daten betroffen?' }) personalData: PersonalData;
  @Choice(CATEGORIES, { optional: true, doc: 'Art des Vorfalls' }) category?: Category;
  @Choice(SEVERITIES, { optional: true, doc: 'Schwere' }) severity?: Severity;
  @Instant({ optional: true, doc: 'Bemerkt; sonst jetzt' }) detectedAt?: string;
  @Instant({ optional: true, doc: 'Kenntnis; sonst bemerkt' }) awareAt?: string;
  @Id({ optional: true, nullable: true, doc: 'Organisation; sonst die Kernverwaltung' }) legalEntityId?:
    string | null;
  @Flag({ optional: true, doc: 'Sozialdaten betroffen' }) socialData?: boolean;
  @Flag({ optional: true, doc: 'i-Kfz oder Zulassung betroffen' }) vehicleRegistration?: boolean;
}

/** One clock that would start. */
export class PreviewedDutyResponse {
  @ApiProperty() ruleId: string;
  @ApiProperty() title: string;
  @ApiProperty() legalBasis: string;
  @ApiProperty() recipient: string;
  @ApiProperty({ enum: DUTY_KINDS }) kind: string;
  @ApiProperty({ format: 'date-time' }) startsAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) dueAt: string | null;
  @ApiProperty() precautionary: boolean;
  @ApiProperty() note: string;
}

/** The clocks that would start, statutory ones first. */
export class PreviewDutiesResponse {
  @ApiProperty({ type: [PreviewedDutyResponse] }) duties: PreviewedDutyResponse[];
}

export const OUTCOMES = ['submitted', 'not-required'] as const;

/** Ends a clock: sent with its receipt, or a reasoned decision not to notify. */
export class SubmitDutyRequest {
  @Choice(OUTCOMES, { doc: 'submitted: abgesandt; not-required: begründet nicht meldepflichtig' })
  outcome: (typeof OUTCOMES)[number];
  @Instant({ optional: true, doc: 'Zeitpunkt der Absendung (bei submitted)' }) submittedAt?: string;
  @Text({
    min: 1,
    max: 200,
    optional: true,
    doc: 'Eingangsbestätigung oder Aktenzeichen (bei submitted); ein angeforderter Link genügt nicht',
  })
  receipt?: string;
  @Text({
    min: 10,
    max: 2000,
    optional: true,
    doc: 'Begründung der Verspätung, wenn nach Fristende abgesandt',
  })
  lateReason?: string;
  @Text({
    min: 10,
    max: 2000,
    optional: true,
    doc: 'Begründung, warum nicht gemeldet wird (bei not-required)',
  })
  reason?: string;
  @Text({ min: 2, max: 200, optional: true, doc: 'Gehörte/r Datenschutzbeauftragte/r' })
  dataProtectionOfficer?: string;
}
