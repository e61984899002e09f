import {
  Choice,
  Choices,
  Day,
  DayOrInstant,
  Flag,
  Id,
  Ids,
  Instant,
  Items,
  Nested,
  PageQuery,
  Text,
  WholeNumber,
} from '@bergfried/platform';
import { ApiProperty } from '@nestjs/swagger';
import { DutyResponse, PersonResponse } from './duty.dto.js';
import { OPEN_STATUSES, STATUSES, type Status } from './incident.status.js';
import {
  CATEGORIES,
  ENTRY_KINDS,
  PERSONAL_DATA,
  SEVERITIES,
  TLP,
  VISIBILITIES,
  type Category,
  type PersonalData,
  type Severity,
} from './incident.values.js';

const TITLE = { min: 3, max: 200, doc: 'Was ist passiert? Ein Satz' } as const;
const DESCRIPTION = {
  min: 0,
  max: 10_000,
  optional: true,
  nullable: true,
  doc: 'Weitere Angaben; bitte keine Passwörter',
} as const;

/** Reports an incident: five answers and the member in the path; everything else may follow. */
export class CreateIncidentRequest {
  @Text(TITLE) title: string;
  @Choice(CATEGORIES, { doc: 'Art des Vorfalls' }) category: Category;
  @Instant({ doc: 'Wann bemerkt?' }) detectedAt: string;
  @Choice(SEVERITIES, { doc: 'Schwere, erste Einschätzung' }) severity: Severity;
  @Choice(PERSONAL_DATA, { doc: 'Personenbezogene Daten betroffen? „unclear“ startet die Frist vorsorglich' })
  personalData: PersonalData;
  @Text(DESCRIPTION) description?: string | null;
  @Instant({ optional: true, nullable: true, doc: 'Wann eingetreten?' }) occurredAt?: string | null;
  @Instant({ optional: true, nullable: true, doc: 'Kenntnis des Verantwortlichen; sonst wie bemerkt' })
  awareAt?: string | null;
  @Id({ optional: true, nullable: true, doc: 'Betroffene Organisation; sonst die Kernverwaltung' })
  legalEntityId?: string | null;
  @Ids({ optional: true, max: 50, doc: 'Betroffene Zielobjekte' }) assetIds?: string[];
  @Flag({ optional: true, doc: 'Sozialdaten betroffen (§ 83a SGB X)' }) socialData?: boolean;
  @Flag({ optional: true, doc: 'i-Kfz oder Zulassung betroffen' }) vehicleRegistration?: boolean;
  @Choice(TLP, { optional: true, doc: 'Weitergabe nach TLP 2.0' }) tlp?: string;
  @Choice(VISIBILITIES, { optional: true, doc: 'county-only: die Gemeinsame Stelle sieht den Vorfall nicht' })
  visibility?: string;
}

/** Changes an incident; what is left out stays. */
export class UpdateIncidentRequest {
  @Text({ ...TITLE, optional: true }) title?: string;
  @Choice(CATEGORIES, { optional: true, doc: 'Art des Vorfalls' }) category?: Category;
  @Choice(SEVERITIES, { optional: true, doc: 'Schwere' }) severity?: Severity;
  @Choice(PERSONAL_DATA, { optional: true, doc: 'Personenbezogene Daten betroffen?' })
  personalData?: PersonalData;
  @Instant({ optional: true, doc: 'Wann bemerkt?' }) detectedAt?: string;
  @Instant({ optional: true, nullable: true, doc: 'Wann eingetreten?' }) occurredAt?: string | null;
  @Instant({ optional: true, doc: 'Kenntnis; eine Änderung braucht einen Grund' }) awareAt?: string;
  @Text({ min: 5, max: 1000, optional: true, doc: 'Grund, aus dem die Kenntnis anders angesetzt wird' })
  awareReason?: string;
  @Text(DESCRIPTION) description?: string | null;
  @Choice(STATUSES, { optional: true, doc: 'Neuer Stand, nur auf den vorgesehenen Wegen' }) status?: Status;
  @Text({ min: 1, max: 1000, optional: true, doc: 'Grund oder Ergebnis zum neuen Stand' })
  statusReason?: string;
  @Id({ optional: true, doc: 'Betroffene Organisation' }) legalEntityId?: string;
  @Flag({ optional: true, doc: 'Sozialdaten betroffen' }) socialData?: boolean;
  @Flag({ optional: true, doc: 'i-Kfz oder Zulassung betroffen' }) vehicleRegistration?: boolean;
  @Choice(TLP, { optional: true, doc: 'Weitergabe nach TLP 2.0' }) tlp?: string;
  @Choice(VISIBILITIES, { optional: true, doc: 'Wer den Vorfall sieht' }) visibility?: string;
}

/** States that many open incidents can take at once: not the first, and none that ends the work (docs/adr/0022). */
export const BULK_STATUSES = OPEN_STATUSES.filter((status) => status !== 'reported');
/** Most incidents of one bulk change. */
export const BULK_MAX = 100;

/** What can change for many at once; what is left out stays. */
export class BulkIncidentPatch {
  @Choice(SEVERITIES, { optional: true, doc: 'Schwere' }) severity?: Severity;
  @Choice(BULK_STATUSES, { optional: true, doc: 'Neuer Stand; Abschluss und Fehlalarm nur einzeln' })
  status?: Status;
  @Text({ min: 1, max: 1000, optional: true, doc: 'Grund oder Ergebnis zum neuen Stand' })
  statusReason?: string;
}

/** One incident of a bulk change. */
export class BulkIncidentItem {
  @Id({ doc: 'Vorfall' }) id: string;
  @WholeNumber({ min: 1, max: 2_147_483_647, doc: 'Gelesene Fassung' }) version: number;
  @Nested(BulkIncidentPatch, { doc: 'Was sich ändert' }) patch: BulkIncidentPatch;
}

/** Changes many incidents of one member, all or none. */
export class BulkIncidentRequest {
  @Items(BulkIncidentItem, { max: BULK_MAX, doc: 'Vorfälle mit ihrer Änderung' })
  items: BulkIncidentItem[];
}

export const INCIDENT_SORTS = [
  'detectedAt',
  '-detectedAt',
  'createdAt',
  '-createdAt',
  'reference',
  '-reference',
] as const;

/** Filters of the list of incidents. Days are whole days in Europe/Berlin, both ends included. */
export class IncidentQuery extends PageQuery {
  @Choices(STATUSES, { optional: true, doc: 'Stand' }) status?: readonly Status[];
  @Choices(SEVERITIES, { optional: true, doc: 'Schwere' }) severity?: readonly Severity[];
  @Choices(CATEGORIES, { optional: true, doc: 'Art' }) category?: readonly Category[];
  @Choices(PERSONAL_DATA, { optional: true, doc: 'Personenbezogene Daten' })
  personalData?: readonly PersonalData[];
  @Id({ optional: true, doc: 'Nur dieses Mitglied' }) tenantId?: string;
  @Text({ min: 1, max: 20, optional: true, doc: 'Genau diese Nummer' }) reference?: string;
  @Text({ min: 1, max: 100, optional: true, doc: 'Wort in Titel oder Nummer' }) q?: string;
  @Choice(['running', 'overdue'], {
    optional: true,
    doc: 'Nur Vorfälle mit laufender oder überfälliger Frist',
  })
  duty?: 'running' | 'overdue';
  @Day({ optional: true, doc: 'Bemerkt ab diesem Tag' }) detectedFrom?: string;
  @Day({ optional: true, doc: 'Bemerkt bis zu diesem Tag' }) detectedTo?: string;
  @Day({ optional: true, doc: 'Geschlossen ab diesem Tag' }) closedFrom?: string;
  @Day({ optional: true, doc: 'Geschlossen bis zu diesem Tag' }) closedTo?: string;
  @DayOrInstant({ optional: true, doc: 'Stand zu diesem Tag (Ende) oder Zeitpunkt' }) asOf?: string;
  @Choice(INCIDENT_SORTS, { optional: true, doc: 'Reihenfolge' }) sort?: (typeof INCIDENT_SORTS)[number];
}

/** An incident in a list. */
export class IncidentListItem {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) tenantId: string;
  @ApiProperty({ example: 'VB-V2026-014' }) reference: string;
  @ApiProperty() title: string;
  @ApiProperty({ enum: CATEGORIES }) category: string;
  @ApiProperty({ enum: SEVERITIES }) severity: string;
  @ApiProperty({ enum: PERSONAL_DATA }) personalData: string;
  @ApiProperty({ enum: STATUSES }) status: Status;
  @ApiProperty({ format: 'date-time' }) detectedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) occurredAt: string | null;
  @ApiProperty({ format: 'date-time' }) awareAt: string;
  @ApiProperty({ format: 'uuid' }) legalEntityId: string;
  @ApiProperty({ type: String, nullable: true }) legalEntityName: string | null;
  @ApiProperty({ type: [String] }) assetIds: string[];
  @ApiProperty() socialData: boolean;
  @ApiProperty() vehicleRegistration: boolean;
  @ApiProperty({ enum: TLP }) tlp: string;
  @ApiProperty({ enum: VISIBILITIES }) visibility: string;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ type: PersonResponse }) createdBy: PersonResponse;
  @ApiProperty({ format: 'date-time' }) updatedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) closedAt: string | null;
  @ApiProperty({ type: 'integer' }) version: number;
  @ApiProperty({ type: [DutyResponse] }) duties: DutyResponse[];
}

/** The incidents after a bulk change, in the order asked. */
export class BulkIncidentResponse {
  @ApiProperty({ type: [IncidentListItem] }) items: readonly IncidentListItem[];
}

/** An incident with all its facts. */
export class IncidentResponse extends IncidentListItem {
  @ApiProperty({ type: String, nullable: true }) description: string | null;
  @ApiProperty({ enum: STATUSES, isArray: true, description: 'Stände, die folgen können' })
  nextStatuses: readonly Status[];
}

/** Writes a line into the timeline. */
export class CreateEntryRequest {
  @Text({ min: 1, max: 4000, doc: 'Was ist geschehen?' }) text: string;
  @Instant({ optional: true, doc: 'Wann ist es geschehen; sonst jetzt' }) happenedAt?: string;
}

/** A line of the timeline. */
export class EntryResponse {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: ENTRY_KINDS }) kind: string;
  @ApiProperty() text: string;
  @ApiProperty({ format: 'date-time' }) happenedAt: string;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ type: PersonResponse }) createdBy: PersonResponse;
}
