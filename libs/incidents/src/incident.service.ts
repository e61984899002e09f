import {
  CLOCK_TOLERANCE_MS,
  invalidField,
  notFound,
  Outbox,
  Problem,
  UnitOfWork,
  violates,
  type Access,
} from '@bergfried/platform';
import { Injectable } from '@nestjs/common';
import { label } from '@bergfried/texts';
import { DateTime } from 'luxon';
import { v7 as uuidv7 } from 'uuid';
import { DutyRuleBook } from './duty.rule-book.js';
import { startedDuties, ZONE, type DutyFacts, type StartedDuty } from './duty.rules.js';
import { DutyService } from './duty.service.js';
import { EntryService } from './entry.service.js';
import { changedFacts } from './incident.changes.js';
import type { CreateIncidentRequest, IncidentResponse, UpdateIncidentRequest } from './incident.dto.js';
import { Incident } from './incident.entity.js';
import { INCIDENT_REPORTED } from './incident.events.js';
import { IncidentReader } from './incident.reader.js';
import { FIRST_STATUS, isClosed, nextStatuses, type Status } from './incident.status.js';

interface Home {
  plate: string;
  legal_entity_id: string | null;
  authority: string;
  number: number;
}

/** Reports and changes incidents; every change leaves a line in the timeline. */
@Injectable()
export class IncidentService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: IncidentReader,
    private readonly entries: EntryService,
    private readonly duties: DutyService,
    private readonly ruleBook: DutyRuleBook,
    private readonly outbox: Outbox,
  ) {}

  /** Reports an incident and starts its clocks. @throws Problem 400, 422 */
  async create(access: Access, body: CreateIncidentRequest): Promise<IncidentResponse> {
    const tenantId = access.theTenantId;
    const detectedAt = new Date(body.detectedAt);
    const times = {
      detectedAt,
      occurredAt: dateOrNull(body.occurredAt),
      awareAt: body.awareAt ? new Date(body.awareAt) : detectedAt,
    };
    this.checkTimes(access, times);
    this.checkVisibility(access, body.visibility);
    refuseUnknownAssets(body.assetIds);
    const year = DateTime.fromJSDate(access.now, { zone: ZONE }).year;
    const home = await this.home(access, body.legalEntityId ?? null, year);
    if (!home.legal_entity_id) throw new Problem('unknown-reference', { field: 'legalEntityId' });
    const incident: Omit<Incident, 'description'> & { description: string | null } = {
      tenantId,
      id: uuidv7({ msecs: access.now.getTime() }),
      reference: `${home.plate}-V${String(year)}-${String(home.number).padStart(3, '0')}`,
      title: body.title,
      category: body.category,
      severity: body.severity,
      personalData: body.personalData,
      status: FIRST_STATUS,
      ...times,
      closedAt: null,
      description: body.description || null,
      legalEntityId: home.legal_entity_id,
      socialData: body.socialData ?? false,
      vehicleRegistration: body.vehicleRegistration ?? false,
      tlp: body.tlp ?? 'amber-strict',
      visibility: body.visibility ?? 'county-and-office',
      createdBy: access.userId,
      createdAt: access.now,
      updatedAt: access.now,
      version: 1,
    };
    // What is written needs no answer: all of it travels with the reading of the result.
    this.unitOfWork.deferInsert(Incident, incident);
    await this.duties.start(access, incident, startedDuties(this.ruleBook.rules, incident, home.authority));
    await this.entries.write(access, incident, [{ kind: 'reported', text: reportedText(access, incident) }]);
    await this.outbox.add(
      INCIDENT_REPORTED,
      access,
      { incidentId: incident.id },
      { countyOnly: incident.visibility === 'county-only' },
    );
    return this.reader.findOne(access, incident.id);
  }

  /** Changes facts and status. @throws Problem 404, 409, 412, 422 */
  async update(
    access: Access,
    id: string,
    version: number,
    patch: UpdateIncidentRequest,
  ): Promise<IncidentResponse> {
    const before = await this.unitOfWork.manager.findOneBy(Incident, { tenantId: access.theTenantId, id });
    if (!before) throw notFound();
    if (before.version !== version) throw new Problem('version-stale');
    const { facts, lines } = changedFacts(before, patch);
    const after: Incident = { ...before, ...facts };
    this.checkTimes(access, after);
    this.checkVisibility(access, patch.visibility);
    if (facts.awareAt && !patch.awareReason) throw invalidField('/awareReason', 'required');
    if (patch.status && patch.status !== before.status) {
      refuseWrongWay(before.status, patch.status);
      after.status = patch.status;
      after.closedAt = isClosed(patch.status) ? access.now : null;
      lines.push({ kind: 'status', text: statusText(before.status, patch.status, patch.statusReason) });
    }
    if (lines.length === 0) return this.reader.findOne(access, id); // nothing differs: no new version
    await this.save(access, before, after);
    if (before.visibility === 'county-only' && after.visibility !== 'county-only')
      await this.outbox.add(INCIDENT_REPORTED, access, { incidentId: id }); // for the office it is new
    await this.followFacts(access, before, after, patch.statusReason);
    await this.entries.write(access, after, lines);
    return this.reader.findOne(access, id);
  }

  /** The clocks that these facts would start; writes nothing. */
  async preview(access: Access, facts: DutyFacts, legalEntityId: string | null): Promise<StartedDuty[]> {
    const rows = await this.unitOfWork.query<{ authority: string }>(
      `select data_protection_authority as authority from app.legal_entity
       where tenant_id = $1 and case when $2::uuid is null then is_default else id = $2::uuid end`,
      [access.theTenantId, legalEntityId],
    );
    const [entity] = rows;
    if (!entity) throw new Problem('unknown-reference', { field: 'legalEntityId' });
    this.checkTimes(access, { ...facts, occurredAt: null });
    return startedDuties(this.ruleBook.rules, facts, entity.authority);
  }

  private async save(access: Access, before: Incident, after: Incident): Promise<void> {
    const { tenantId, id, version } = before;
    try {
      const { affected } = await this.unitOfWork.manager.update(
        Incident,
        { tenantId, id, version },
        { ...after, version: version + 1, updatedAt: access.now },
      );
      if (affected !== 1) throw new Problem('version-stale');
    } catch (error) {
      throw violates(error, 'incident_tenant_id_legal_entity_id_fkey')
        ? new Problem('unknown-reference', { field: 'legalEntityId' })
        : error;
    }
  }

  /**
   * Clocks follow the facts: new ones start, running ones move with the time of awareness; decided ones stay. What only
   * the closing had ended runs again. Facts come before the end: whoever closes with new facts, or changes the facts of
   * what is closed, meets the clocks that those facts start. @throws Problem 409 when a statutory one would run on
   */
  private async followFacts(
    access: Access,
    before: Incident,
    after: Incident,
    reason: string | undefined,
  ): Promise<void> {
    const relevant: readonly (keyof Incident)[] = [
      'category',
      'severity',
      'personalData',
      'detectedAt',
      'awareAt',
      'legalEntityId',
      'socialData',
      'vehicleRegistration',
    ];
    const changed = relevant.some((name) => String(before[name]) !== String(after[name]));
    const ended = isClosed(after.status);
    const reopened = isClosed(before.status) && !ended;
    if (reopened) await this.duties.reopenDropped(access, before);
    if (reopened || changed) {
      const started = await this.preview(access, after, after.legalEntityId);
      await this.duties.restart(access, after, started);
    }
    if (ended && (changed || before.status !== after.status)) await this.endClocks(access, after, reason);
  }

  private async endClocks(access: Access, incident: Incident, reason: string | undefined): Promise<void> {
    if (incident.status === 'closed') {
      const running = await this.duties.findOpenStatutory(access, incident.id);
      if (running.length > 0) throw new Problem('duty-running', { titles: running.join(', ') });
    }
    await this.duties.dropOpen(
      access,
      incident,
      incident.status === 'false-alarm'
        ? `Fehlalarm${reason ? `: ${reason}` : ''}`
        : 'Vorfall ohne Meldung abgeschlossen',
    );
  }

  private checkTimes(
    access: Access,
    times: { detectedAt: Date; occurredAt: Date | null; awareAt: Date },
  ): void {
    const latest = access.now.getTime() + CLOCK_TOLERANCE_MS;
    for (const name of ['detectedAt', 'occurredAt', 'awareAt'] as const) {
      if ((times[name]?.getTime() ?? 0) > latest) throw invalidField(`/${name}`, 'future');
    }
    if (times.occurredAt && times.occurredAt > times.detectedAt) throw new Problem('occurred-after-detected');
    if (times.awareAt < times.detectedAt) throw new Problem('aware-before-detected');
  }

  private checkVisibility(access: Access, visibility: string | undefined): void {
    if (visibility === 'county-only' && access.ownTenantIds.length === 0)
      throw new Problem('county-only-by-office');
  }

  /** Plate, organisation and the next number, in one statement. */
  private async home(access: Access, legalEntityId: string | null, year: number): Promise<Home> {
    const [home] = await this.unitOfWork.query<Home>(
      `select t.plate, e.id as legal_entity_id, e.data_protection_authority as authority, app.next_reference(t.tenant_id, 'V', $3) as number
       from app.tenant t
       left join app.legal_entity e on e.tenant_id = t.tenant_id and case when $2::uuid is null then e.is_default else e.id = $2::uuid end
       where t.tenant_id = $1`,
      [access.theTenantId, legalEntityId, year],
    );
    if (!home) throw notFound();
    return home;
  }
}

function refuseWrongWay(from: Status, to: Status): void {
  if (nextStatuses(from).includes(to)) return;
  throw new Problem('status-transition', {
    from: label('de', 'status', from),
    to: label('de', 'status', to),
  });
}

function dateOrNull(value: string | null | undefined): Date | null {
  return value ? new Date(value) : null;
}

/** There is no register of assets yet, so every id names something that does not exist here. */
function refuseUnknownAssets(assetIds: readonly string[] | undefined): void {
  if (assetIds && assetIds.length > 0) throw new Problem('unknown-reference', { field: 'assetIds' });
}

function reportedText(
  access: Access,
  incident: Pick<Incident, 'createdAt' | 'detectedAt' | 'reference'>,
): string {
  const hours = Math.floor((access.now.getTime() - incident.detectedAt.getTime()) / 3_600_000);
  return (
    `Als ${incident.reference} gemeldet` +
    (hours >= 24 ? `, nachgetragen ${String(Math.floor(hours / 24))} Tage nach dem Bemerken` : '')
  );
}

function statusText(from: Status, to: Status, reason: string | undefined): string {
  return `${label('de', 'status', from)} → ${label('de', 'status', to)}${reason ? `: ${reason}` : ''}`;
}
