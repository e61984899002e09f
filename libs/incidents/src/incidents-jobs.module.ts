import { Module } from '@nestjs/common';
import { DutyMails } from './duty.mails.js';
import { DutyStages } from './duty.stages.js';
import './incident.events.js';
import { IncidentMails } from './incident.mails.js';

/** The worker's part: mails about incidents and clocks. */
@Module({ providers: [IncidentMails, DutyMails, DutyStages] })
export class IncidentsJobsModule {}
