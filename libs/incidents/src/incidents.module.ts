import { announceChanges } from '@bergfried/platform';
import { Module } from '@nestjs/common';
import { DutyReader } from './duty.reader.js';
import { DutyRuleBook } from './duty.rule-book.js';
import { DutyService } from './duty.service.js';
import { EntryService } from './entry.service.js';
import { OfficeIncidentController, TenantIncidentController } from './incident.controller.js';
import './incident.permissions.js';
import { IncidentChanger } from './incident.changer.js';
import { IncidentReader } from './incident.reader.js';
import { IncidentService } from './incident.service.js';

announceChanges({ table: 'incident', name: 'incident', permission: 'incident:read' });
announceChanges({ table: 'incident_entry', name: 'entry', permission: 'incident:read' });
announceChanges({ table: 'duty', name: 'duty', permission: 'incident:read' });

const SERVICES = [
  IncidentReader,
  IncidentService,
  IncidentChanger,
  EntryService,
  DutyReader,
  DutyService,
  DutyRuleBook,
];

/** Incidents, their timeline and clocks. */
@Module({
  controllers: [OfficeIncidentController, TenantIncidentController],
  providers: SERVICES,
  exports: SERVICES,
})
export class IncidentsModule {}
