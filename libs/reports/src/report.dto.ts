import {
  Choice,
  Choices,
  Flag,
  Id,
  JOB_STATES,
  PageQuery,
  QuarterOfYear,
  type JobState,
} from '@bergfried/platform';
import { PersonResponse } from '@bergfried/incidents';
import { ApiProperty } from '@nestjs/swagger';
import { ShareResponse } from './dashboard.dto.js';

export const REPORT_KINDS = ['county-quarter'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];
export const REPORT_STATES = ['requested', 'draft', 'final'] as const;
export type ReportState = (typeof REPORT_STATES)[number];
export const REPORT_SORTS = ['period', '-period', 'createdAt', '-createdAt'] as const;

/** Orders a report. */
export class CreateReportRequest {
  @Choice(REPORT_KINDS, { doc: 'Art des Berichts' }) kind: ReportKind;
  @QuarterOfYear({ doc: 'Quartal; das laufende ergibt einen Zwischenstand' })
  period: string;
  @Flag({
    optional: true,
    doc: 'Nur beim laufenden Quartal: einen neuen Zwischenstand, auch wenn es schon einen gibt',
  })
  renew?: boolean;
}

/** Filters of the list of reports. */
export class ReportQuery extends PageQuery {
  @Choice(REPORT_KINDS, { optional: true, doc: 'Art des Berichts' }) kind?: ReportKind;
  @QuarterOfYear({ optional: true, doc: 'Nur dieser Zeitraum' }) period?: string;
  @Choices(REPORT_STATES, { optional: true, doc: 'Nur diese Zustände' }) state?: readonly ReportState[];
  @Id({ optional: true, doc: 'Nur dieses Mitglied' }) tenantId?: string;
  @Choice(REPORT_SORTS, { optional: true, doc: 'Reihenfolge; sonst der neueste Zeitraum zuerst' })
  sort?: (typeof REPORT_SORTS)[number];
}

/** How far the work on a report is. */
export class ReportJobResponse {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: JOB_STATES }) state: JobState;
  @ApiProperty({ description: '0 bis 1' }) progress: number;
  @ApiProperty({ type: String, nullable: true, description: 'Was gerade geschieht' }) step: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Warum es gescheitert ist' }) problem:
    string | null;
}

/** The figures of one quarter that the list compares. */
export class ReportFiguresResponse {
  @ApiProperty({ example: '2026-Q3' }) period: string;
  @ApiProperty({
    type: 'integer',
    minimum: 0,
    maximum: 4,
    description: '0 unauffällig, 1 normal, 2 erhöht, 3 hoch, 4 kritisch',
  })
  level: number;
  @ApiProperty({ type: 'integer', description: 'im Quartal bemerkte Vorfälle' }) reported: number;
  @ApiProperty({ type: 'integer', description: 'im Quartal geschlossene Vorfälle' }) closed: number;
  @ApiProperty({ type: 'integer', description: 'am Stichtag offene Vorfälle' }) openIncidents: number;
  @ApiProperty({
    type: ShareResponse,
    description:
      'rechtzeitig abgesandte / abgesandte oder überfällige gesetzliche Meldungen mit Fristende im Quartal',
  })
  dutiesKept: ShareResponse;
}

/** A report in a list. */
export class ReportListItem {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) tenantId: string;
  @ApiProperty({ enum: REPORT_KINDS }) kind: ReportKind;
  @ApiProperty({ example: '2026-Q3' }) period: string;
  @ApiProperty({ type: 'integer', description: 'Fassung; ein neuer Zwischenstand zählt weiter' })
  revision: number;
  @ApiProperty({ description: 'Zwischenstand: bestellt, bevor das Quartal zu Ende war' }) interim: boolean;
  @ApiProperty({
    enum: REPORT_STATES,
    description:
      'requested: in Arbeit oder gescheitert (siehe job); draft: Entwurf; final: festgeschrieben und vorgelegt',
  })
  state: ReportState;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Stichtag der Bestände' })
  cutOff: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Zeitpunkt der Erhebung' })
  collectedAt: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'SHA-256 der Daten (JSON)' }) snapshotSha256:
    string | null;
  @ApiProperty({ type: String, nullable: true, description: 'SHA-256 der Datei (PDF)' }) pdfSha256:
    string | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Größe der PDF-Datei in Byte' }) pdfSize:
    number | null;
  @ApiProperty({ type: ReportFiguresResponse, nullable: true }) current: ReportFiguresResponse | null;
  @ApiProperty({
    type: ReportFiguresResponse,
    nullable: true,
    description: 'das Quartal davor, nach heutigem Wissen',
  })
  previous: ReportFiguresResponse | null;
  @ApiProperty({ type: ReportJobResponse }) job: ReportJobResponse;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ type: PersonResponse }) createdBy: PersonResponse;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Festgeschrieben am' })
  finalisedAt: string | null;
  @ApiProperty({ type: PersonResponse, nullable: true }) finalisedBy: PersonResponse | null;
  @ApiProperty({ type: 'integer' }) version: number;
}

/** Something that was to be decided at the cut-off. */
export class ReportDecisionResponse {
  @ApiProperty() title: string;
  @ApiProperty() detail: string;
}

/** The page for the head in the words of the paper. */
export class ReportSummaryResponse {
  @ApiProperty() headline: string;
  @ApiProperty({ type: [String] }) messages: readonly string[];
  @ApiProperty({ type: [ReportDecisionResponse] }) decisions: readonly ReportDecisionResponse[];
  @ApiProperty({ type: [String] }) notes: readonly string[];
}

/** A report with its page for the head. */
export class ReportResponse extends ReportListItem {
  @ApiProperty({ type: ReportSummaryResponse, nullable: true, description: 'null, solange nicht erhoben' })
  summary: ReportSummaryResponse | null;
}
