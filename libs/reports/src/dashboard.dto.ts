import { DayOrInstant } from '@bergfried/platform';
import { DutyResponse } from '@bergfried/incidents';
import { ApiProperty } from '@nestjs/swagger';

/** Point in time of a dashboard. */
export class DashboardQuery {
  @DayOrInstant({ optional: true, doc: 'Stand zu diesem Tag (Ende) oder Zeitpunkt; sonst jetzt' })
  asOf?: string;
}

/** A share with both its numbers. */
export class ShareResponse {
  @ApiProperty({ type: 'integer' }) numerator: number;
  @ApiProperty({ type: 'integer' }) denominator: number;
}

/** What a member's or the office's figures have in common. */
export class FiguresResponse {
  @ApiProperty({ type: 'integer', description: 'Offene Vorfälle' }) openIncidents: number;
  @ApiProperty({ type: 'integer', description: 'davon kritisch' }) openCritical: number;
  @ApiProperty({ type: 'integer', description: 'davon hoch' }) openHigh: number;
  @ApiProperty({ type: 'integer', description: 'offen, mit personenbezogenen Daten (ja oder unklar)' })
  personalDataOpen: number;
  @ApiProperty({ type: 'integer', description: 'Fristen, die laufen oder überfällig sind' })
  runningDuties: number;
  @ApiProperty({ type: 'integer', description: 'davon gesetzlich' }) runningStatutory: number;
  @ApiProperty({ type: 'integer', description: 'überfällig' }) overdueDuties: number;
  @ApiProperty({ type: 'integer', description: 'bemerkt in den letzten 30 Tagen' })
  reportedLast30Days: number;
  @ApiProperty({ type: 'integer', description: 'geschlossen in den letzten 30 Tagen' })
  closedLast30Days: number;
  @ApiProperty({
    type: ShareResponse,
    description:
      'Gesetzliche Meldungen mit Fristende in den letzten 12 Monaten: rechtzeitig abgesandt / abgesandt oder überfällig',
  })
  dutiesKept: ShareResponse;
}

/** One member beside the others. */
export class TenantFiguresResponse extends FiguresResponse {
  @ApiProperty({ format: 'uuid' }) tenantId: string;
  @ApiProperty() name: string;
  @ApiProperty() shortName: string;
  @ApiProperty() slug: string;
  @ApiProperty() plate: string;
  @ApiProperty({ type: String, nullable: true }) ags: string | null;
  @ApiProperty({
    type: 'integer',
    minimum: 0,
    maximum: 4,
    description: '0 unauffällig, 1 normal, 2 erhöht, 3 hoch, 4 kritisch',
  })
  level: number;
}

/** Incidents of one month, by event date. */
export class MonthResponse {
  @ApiProperty({ example: '2026-11' }) month: string;
  @ApiProperty({ type: 'integer', description: 'bemerkt in diesem Monat' }) reported: number;
  @ApiProperty({ type: 'integer', description: 'geschlossen in diesem Monat' }) closed: number;
}

/** Periods behind the figures, so that a page can open exactly the list that a figure counts. */
export class PeriodsResponse {
  @ApiProperty({ format: 'date' }) last30DaysFrom: string;
  @ApiProperty({ format: 'date' }) last12MonthsFrom: string;
  @ApiProperty({ format: 'date' }) today: string;
}

/** The Lagebild: what burns, where, until when. */
export class DashboardResponse {
  @ApiProperty({ format: 'date-time' }) asOf: string;
  @ApiProperty({ description: 'false: Stand eines vergangenen Tages' }) live: boolean;
  @ApiProperty({ enum: ['office', 'tenant'] }) scope: string;
  @ApiProperty({ format: 'uuid' }) officeId: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) tenantId: string | null;
  @ApiProperty({ type: PeriodsResponse }) periods: PeriodsResponse;
  @ApiProperty({ type: FiguresResponse }) figures: FiguresResponse;
  @ApiProperty({
    type: [DutyResponse],
    description: 'Laufende und überfällige Fristen, höchstens acht, gesetzliche zuerst',
  })
  clocks: DutyResponse[];
  @ApiProperty({ type: [TenantFiguresResponse] }) tenants: TenantFiguresResponse[];
  @ApiProperty({ type: [MonthResponse], description: 'Zwölf Monate, der älteste zuerst' })
  months: MonthResponse[];
}
