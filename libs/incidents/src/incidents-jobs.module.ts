import { Module } from '@nestjs/common';
import { DutyMails } from './duty.mails.js';
import { DutyReader } from './duty.reader.js';
import { DutyStages } from './duty.stages.js';
import './incident.events.js';
import { IncidentMails } from './incident.mails.js';
import { IncidentReader } from './incident.reader.js';

/** The worker's part: mails about incidents and clocks, and their lists for long exports. */
@Module({ providers: [IncidentMails, DutyMails, DutyStages, IncidentReader, DutyReader] })
export class IncidentsJobsModule {}
