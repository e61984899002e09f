import {
  invalidField,
  notFound,
  Outbox,
  Problem,
  UnitOfWork,
  violates,
  type Access,
} from '@bergfried/platform';
import { label } from '@bergfried/texts';
import { Injectable } from '@nestjs/common';
import { DutyRuleBook } from './duty.rule-book.js';
import { startedDuties } from './duty.rules.js';
import { DutyService } from './duty.service.js';
import { EntryService, type TimelineLine } from './entry.service.js';
import { changedFacts } from './incident.changes.js';
import { checkTimes, checkVisibility } from './incident.checks.js';
import type { UpdateIncidentRequest } from './incident.dto.js';
import { Incident } from './incident.entity.js';
import { INCIDENT_REPORTED } from './incident.events.js';
import { isClosed, nextStatuses, type Status } from './incident.status.js';

/** One change that somebody asks for. */
export interface Change {
  readonly id: string;
  /** Version it is based on. */
  readonly version: number;
  readonly patch: UpdateIncidentRequest;
  /** Refuse it on a closed incident (bulk). */
  readonly openOnly?: boolean;
}

/** Why one change of several cannot be; `index` counts in the list that was given. */
export interface Fault {
  readonly index: number;
  readonly problem: Problem;
}

interface Plan {
  readonly index: number;
  readonly before: Incident;
  readonly after: Incident;
  readonly lines: readonly TimelineLine[];
  readonly reason: string | undefined;
}

/** Facts by which clocks start. */
const RELEVANT: readonly (keyof Incident)[] = [
  'category',
  'severity',
  'personalData',
  'detectedAt',
  'awareAt',
  'legalEntityId',
  'socialData',
  'vehicleRegistration',
];
const FIXED: readonly string[] = ['tenantId', 'id', 'reference', 'createdBy', 'createdAt', 'version'];

/**
 * The one way in which incidents change, for one and for many: rows are locked in the order of their ids, every change is
 * planned by itself, and each step writes all of them in one statement (docs/adr/0022).
 */
@Injectable()
export class IncidentChanger {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly entries: EntryService,
    private readonly duties: DutyService,
    private readonly ruleBook: DutyRuleBook,
    private readonly outbox: Outbox,
  ) {}

  /** Makes all changes or answers why not: with a fault the caller has to throw, which takes back what was written. */
  async apply(access: Access, changes: readonly Change[]): Promise<readonly Fault[]> {
    const rows = await this.lock(
      access,
      changes.map(({ id }) => id),
    );
    const plans: Plan[] = [];
    const faults: Fault[] = [];
    for (const [index, change] of changes.entries()) {
      try {
        plans.push(planned(access, index, rows.get(change.id), change));
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        faults.push({ index, problem: error });
      }
    }
    const changed = plans.filter(({ lines }) => lines.length > 0); // nothing differs: no new version
    if (faults.length > 0 || changed.length === 0) return faults;
    await this.save(access, changed);
    for (const { before, after } of changed)
      if (before.visibility === 'county-only' && after.visibility !== 'county-only')
        await this.outbox.add(INCIDENT_REPORTED, access, { incidentId: after.id }); // for the office it is new
    const blocked = await this.followFacts(access, changed);
    if (blocked.length === 0)
      await this.entries.writeAll(
        access,
        changed.map(({ after, lines }) => ({ incident: after, lines })),
      );
    return blocked;
  }

  /** Two that change the same rows wait for one another, always in the same order. */
  private async lock(access: Access, ids: readonly string[]): Promise<Map<string, Incident>> {
    const columns = this.columns().map(({ name, property }) => `${name} as "${property}"`);
    const rows = await this.unitOfWork.query<Incident>(
      `select ${columns.join(', ')} from app.incident where tenant_id = $1 and id = any ($2::uuid[]) order by id for update`,
      [access.theTenantId, ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  private async save(access: Access, plans: readonly Plan[]): Promise<void> {
    const columns = this.columns().filter(({ property }) => !FIXED.includes(property));
    const rows = plans.map(({ after }) => ({ ...after, updatedAt: access.now }));
    try {
      await this.unitOfWork.query(
        `update app.incident i set ${columns.map(({ name, property }) => `${name} = x."${property}"`).join(', ')}, version = i.version + 1
         from jsonb_to_recordset($2::jsonb) as x(id uuid, ${columns.map(({ property, type }) => `"${property}" ${type}`).join(', ')})
         where i.tenant_id = $1 and i.id = x.id`,
        [access.theTenantId, JSON.stringify(rows)],
      );
    } catch (error) {
      throw violates(error, 'incident_tenant_id_legal_entity_id_fkey')
        ? new Problem('unknown-reference', { field: 'legalEntityId' })
        : error;
    }
  }

  /**
   * Clocks follow the facts: new ones start, running ones move with the time of awareness; decided ones stay. What only
   * the closing had ended runs again. Facts come before the end: whoever closes with new facts, or changes the facts of
   * what is closed, meets the clocks that those facts start: then a statutory one that would run on is a fault (409).
   */
  private async followFacts(access: Access, plans: readonly Plan[]): Promise<readonly Fault[]> {
    const reopened = plans.filter(({ before, after }) => isClosed(before.status) && !isClosed(after.status));
    if (reopened.length > 0)
      await this.duties.reopenDropped(
        access,
        reopened.map(({ before }) => before),
      );
    const restarted = plans.filter((plan) => reopened.includes(plan) || hasNewFacts(plan));
    if (restarted.length > 0) await this.restart(access, restarted);
    const ended = plans.filter(
      (plan) =>
        isClosed(plan.after.status) && (hasNewFacts(plan) || plan.before.status !== plan.after.status),
    );
    return ended.length > 0 ? this.endClocks(access, ended) : [];
  }

  private async restart(access: Access, plans: readonly Plan[]): Promise<void> {
    const rows = await this.unitOfWork.query<{ id: string; authority: string }>(
      `select id, data_protection_authority as authority from app.legal_entity where tenant_id = $1 and id = any ($2::uuid[])`,
      [access.theTenantId, [...new Set(plans.map(({ after }) => after.legalEntityId))]],
    );
    const authorities = new Map(rows.map(({ id, authority }) => [id, authority]));
    const clocks = plans.flatMap(({ after }) => {
      const authority = authorities.get(after.legalEntityId);
      if (authority === undefined) throw new Problem('unknown-reference', { field: 'legalEntityId' });
      return startedDuties(this.ruleBook.rules, after, authority).map((started) => ({
        incident: after,
        started,
      }));
    });
    await this.duties.restart(access, clocks);
  }

  private async endClocks(access: Access, plans: readonly Plan[]): Promise<readonly Fault[]> {
    const closing = plans.filter(({ after }) => after.status === 'closed');
    if (closing.length > 0) {
      const running = await this.duties.findOpenStatutory(
        access,
        closing.map(({ after }) => after.id),
      );
      const faults = closing.flatMap(({ index, after }): Fault[] => {
        const titles = running.get(after.id)?.join(', ');
        return titles === undefined ? [] : [{ index, problem: new Problem('duty-running', { titles }) }];
      });
      if (faults.length > 0) return faults;
    }
    await this.duties.dropOpen(
      access,
      plans.map(({ after, reason }) => ({
        incident: after,
        reason:
          after.status === 'false-alarm'
            ? `Fehlalarm${reason ? `: ${reason}` : ''}`
            : 'Vorfall ohne Meldung abgeschlossen',
      })),
    );
    return [];
  }

  private columns(): { name: string; property: string; type: string }[] {
    return this.unitOfWork.manager
      .getRepository(Incident)
      .metadata.columns.map(({ databaseName, propertyName, type }) => ({
        name: databaseName,
        property: propertyName,
        type: String(type),
      }));
  }
}

/** What a change makes of an incident, by its rules alone. @throws Problem 400, 404, 409, 412, 422 */
function planned(access: Access, index: number, before: Incident | undefined, change: Change): Plan {
  const { patch } = change;
  if (!before) throw notFound();
  if (before.version !== change.version) throw new Problem('version-stale');
  if (change.openOnly && isClosed(before.status)) throw new Problem('conflict');
  const { facts, lines } = changedFacts(before, patch);
  const after: Incident = { ...before, ...facts };
  checkTimes(access, after);
  checkVisibility(access, patch.visibility);
  if (facts.awareAt && !patch.awareReason) throw invalidField('/awareReason', 'required');
  if (patch.status && patch.status !== before.status) {
    refuseWrongWay(before.status, patch.status);
    after.status = patch.status;
    after.closedAt = isClosed(patch.status) ? access.now : null;
    lines.push({ kind: 'status', text: statusText(before.status, patch.status, patch.statusReason) });
  }
  return { index, before, after, lines, reason: patch.statusReason };
}

function hasNewFacts({ before, after }: Plan): boolean {
  return RELEVANT.some((name) => String(before[name]) !== String(after[name]));
}

function refuseWrongWay(from: Status, to: Status): void {
  if (nextStatuses(from).includes(to)) return;
  throw new Problem('status-transition', {
    from: label('de', 'status', from),
    to: label('de', 'status', to),
  });
}

function statusText(from: Status, to: Status, reason: string | undefined): string {
  return `${label('de', 'status', from)} → ${label('de', 'status', to)}${reason ? `: ${reason}` : ''}`;
}
