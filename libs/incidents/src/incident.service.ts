import { notFound, Outbox, Problem, UnitOfWork, type Access } from '@bergfried/platform';
import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { v7 as uuidv7 } from 'uuid';
import { DutyRuleBook } from './duty.rule-book.js';
import { startedDuties, ZONE, type DutyFacts, type StartedDuty } from './duty.rules.js';
import { DutyService } from './duty.service.js';
import { EntryService } from './entry.service.js';
import { bulkProblem, refuseTwice } from './incident.bulk.js';
import { IncidentChanger } from './incident.changer.js';
import { checkTimes, checkVisibility } from './incident.checks.js';
import type {
  BulkIncidentItem,
  BulkIncidentResponse,
  CreateIncidentRequest,
  IncidentResponse,
  UpdateIncidentRequest,
} from './incident.dto.js';
import { Incident } from './incident.entity.js';
import { INCIDENT_REPORTED } from './incident.events.js';
import { IncidentReader } from './incident.reader.js';
import { FIRST_STATUS } from './incident.status.js';

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
    private readonly changer: IncidentChanger,
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
    checkTimes(access, times);
    checkVisibility(access, body.visibility);
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
    const [fault] = await this.changer.apply(access, [{ id, version, patch }]);
    if (fault) throw fault.problem;
    return this.reader.findOne(access, id);
  }

  /**
   * Changes many open incidents, all or none, by the rules of a single change.
   * @throws Problem 404, 412 or 409 with every fault at its `/items/n/…`, 400 for an incident that stands there twice
   */
  async updateMany(access: Access, items: readonly BulkIncidentItem[]): Promise<BulkIncidentResponse> {
    const changes = items.map((item) => ({ ...item, id: item.id.toLowerCase(), openOnly: true }));
    refuseTwice(changes);
    const faults = await this.changer.apply(access, changes);
    if (faults.length > 0) throw bulkProblem(faults);
    return {
      items: await this.reader.findMany(
        access,
        changes.map(({ id }) => id),
      ),
    };
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
    checkTimes(access, { ...facts, occurredAt: null });
    return startedDuties(this.ruleBook.rules, facts, entity.authority);
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
