import {
  CLOCK_TOLERANCE_MS,
  invalidField,
  notFound,
  Problem,
  UnitOfWork,
  type Access,
} from '@bergfried/platform';
import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { v7 as uuidv7 } from 'uuid';
import type { DutyResponse, SubmitDutyRequest } from './duty.dto.js';
import { Duty } from './duty.entity.js';
import { ZONE, type StartedDuty } from './duty.rules.js';
import { EntryService } from './entry.service.js';
import type { Incident } from './incident.entity.js';
import { IncidentReader } from './incident.reader.js';

/** The clocks of an incident: they start by rule and end with a receipt or a reasoned decision. */
@Injectable()
export class DutyService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: IncidentReader,
    private readonly entries: EntryService,
  ) {}

  /** Starts clocks of a new incident in one statement, sent with the next one. */
  async start(
    access: Access,
    incident: Pick<Incident, 'tenantId' | 'id' | 'visibility'>,
    started: readonly StartedDuty[],
  ): Promise<void> {
    if (started.length === 0) return;
    this.unitOfWork.deferInsert(
      Duty,
      started.map((one) => newDuty(access, incident, one)),
    );
  }

  /** Starts what is new, moves what is open, for many incidents in one statement; what is decided stays as it is. */
  async restart(
    access: Access,
    clocks: readonly { readonly incident: Incident; readonly started: StartedDuty }[],
  ): Promise<void> {
    if (clocks.length === 0) return;
    const rows = clocks.map(({ incident, started }) => newDuty(access, incident, started));
    await this.unitOfWork.query(
      `insert into app.duty (tenant_id, id, incident_id, visibility, rule_id, rule_version, title, legal_basis, recipient, kind,
                             starts_at, due_at, precautionary)
       select $1, x.id, x."incidentId", x.visibility, x."ruleId", x."ruleVersion", x.title, x."legalBasis", x.recipient, x.kind, x."startsAt", x."dueAt", x.precautionary
       from jsonb_to_recordset($2::jsonb) as x(id uuid, "incidentId" uuid, visibility text, "ruleId" text, "ruleVersion" int, title text, "legalBasis" text, recipient text,
                                               kind text, "startsAt" timestamptz, "dueAt" timestamptz, precautionary boolean)
       on conflict (tenant_id, incident_id, rule_id) do update
         set starts_at = excluded.starts_at, due_at = excluded.due_at, recipient = excluded.recipient,
             precautionary = excluded.precautionary, version = duty.version + 1
         where duty.state = 'open' and (duty.starts_at, duty.due_at, duty.recipient, duty.precautionary)
           is distinct from (excluded.starts_at, excluded.due_at, excluded.recipient, excluded.precautionary)`,
      [access.theTenantId, JSON.stringify(rows)],
    );
  }

  /** Titles of the statutory clocks that are still open, by incident; one without any is not in it. */
  async findOpenStatutory(access: Access, incidentIds: readonly string[]): Promise<Map<string, string[]>> {
    const rows = await this.unitOfWork.query<{ incidentId: string; names: string[] }>(
      `select incident_id as "incidentId", array_agg(legal_basis order by due_at) as names from app.duty
       where tenant_id = $1 and incident_id = any ($2::uuid[]) and state = 'open' and kind <> 'voluntary' group by incident_id`,
      [access.theTenantId, incidentIds],
    );
    return new Map(rows.map(({ incidentId, names }) => [incidentId, names]));
  }

  /** Ends all open clocks of incidents that are none, or of which only voluntary ones are left; the time of closing marks them. */
  async dropOpen(
    access: Access,
    ends: readonly { readonly incident: Pick<Incident, 'id' | 'closedAt'>; readonly reason: string }[],
  ): Promise<void> {
    await this.unitOfWork.query(
      `update app.duty d set state = 'not-required', reason = left(x.reason, 2000), decided_by = $3, decided_at = x.at, version = d.version + 1
       from jsonb_to_recordset($2::jsonb) as x(id uuid, reason text, at timestamptz)
       where d.tenant_id = $1 and d.incident_id = x.id and d.state = 'open'`,
      [
        access.theTenantId,
        JSON.stringify(
          ends.map(({ incident, reason }) => ({
            id: incident.id,
            reason,
            at: incident.closedAt ?? access.now,
          })),
        ),
        access.userId,
      ],
    );
  }

  /** Takes up again the clocks that {@link dropOpen} ended when the incidents were closed; what a person decided stays decided. */
  async reopenDropped(
    access: Access,
    incidents: readonly Pick<Incident, 'id' | 'closedAt'>[],
  ): Promise<void> {
    await this.unitOfWork.query(
      `update app.duty d set state = 'open', reason = null, decided_by = null, decided_at = null, version = d.version + 1
       from jsonb_to_recordset($2::jsonb) as x(id uuid, at timestamptz)
       where d.tenant_id = $1 and d.incident_id = x.id and d.state = 'not-required' and d.decided_at = x.at`,
      [access.theTenantId, JSON.stringify(incidents.map(({ id, closedAt }) => ({ id, at: closedAt })))],
    );
  }

  /** The clocks of one incident. @throws Problem 404 */
  async findAll(access: Access, incidentId: string): Promise<DutyResponse[]> {
    return (await this.reader.findOne(access, incidentId)).duties;
  }

  /**
   * Records that the notification was sent (with its receipt), or why none is due.
   * @throws Problem 400, 403 without the right to decide, 404, 409 when decided, 412, 422 late without a reason
   */
  async submit(
    access: Access,
    incidentId: string,
    dutyId: string,
    version: number,
    body: SubmitDutyRequest,
  ): Promise<DutyResponse> {
    const incident = await this.reader.findOne(access, incidentId);
    const duty = incident.duties.find(({ id }) => id === dutyId);
    if (!duty) throw notFound();
    if (duty.kind !== 'voluntary' && !access.can('duty:decide')) throw new Problem('forbidden');
    if (duty.version !== version) throw new Problem('version-stale');
    if (duty.state !== 'running' && duty.state !== 'overdue') throw new Problem('duty-decided');
    const decision =
      body.outcome === 'submitted' ? sentDecision(access, duty, body) : notRequiredDecision(body);
    const { affected } = await this.unitOfWork.manager.update(
      Duty,
      { tenantId: access.theTenantId, id: dutyId, version, state: 'open' },
      { ...decision.changes, decidedBy: access.userId, decidedAt: access.now, version: version + 1 },
    );
    if (affected !== 1) throw new Problem('version-stale');
    await this.entries.write(access, incident, [
      { kind: 'duty', text: `${duty.legalBasis}: ${decision.text}` },
    ]);
    const after = (await this.findAll(access, incidentId)).find(({ id }) => id === dutyId);
    if (!after) throw notFound();
    return after;
  }
}

interface Decision {
  readonly changes: Partial<
    Pick<Duty, 'state' | 'submittedAt' | 'receipt' | 'reason' | 'dataProtectionOfficer'>
  >;
  readonly text: string;
}

function sentDecision(access: Access, duty: DutyResponse, body: SubmitDutyRequest): Decision {
  if (!body.submittedAt) throw invalidField('/submittedAt', 'required');
  if (!body.receipt) throw invalidField('/receipt', 'required');
  const submittedAt = new Date(body.submittedAt);
  if (submittedAt.getTime() > access.now.getTime() + CLOCK_TOLERANCE_MS)
    throw invalidField('/submittedAt', 'future');
  if (submittedAt < new Date(duty.startsAt)) throw new Problem('submitted-before-start');
  const late = duty.dueAt !== null && submittedAt > new Date(duty.dueAt);
  if (late && duty.kind === 'statutory' && !body.lateReason) throw new Problem('late-reason-missing');
  const when = DateTime.fromJSDate(submittedAt, { zone: ZONE }).toFormat('dd.MM.yyyy HH:mm');
  return {
    changes: {
      state: 'submitted',
      submittedAt,
      receipt: body.receipt,
      reason: late ? (body.lateReason ?? null) : null,
    },
    text: `abgesandt am ${when}, Beleg ${body.receipt}${late ? `, verspätet: ${body.lateReason ?? ''}` : ''}`,
  };
}

function notRequiredDecision(body: SubmitDutyRequest): Decision {
  if (!body.reason) throw invalidField('/reason', 'required');
  const heard = body.dataProtectionOfficer ?? null;
  return {
    changes: { state: 'not-required', reason: body.reason, dataProtectionOfficer: heard },
    text: `nicht meldepflichtig: ${body.reason}${heard ? ` (gehört: ${heard})` : ''}`,
  };
}

function newDuty(
  access: Access,
  incident: Pick<Incident, 'tenantId' | 'id' | 'visibility'>,
  started: StartedDuty,
): Duty {
  return {
    tenantId: incident.tenantId,
    id: uuidv7({ msecs: access.now.getTime() }),
    incidentId: incident.id,
    visibility: incident.visibility,
    ruleId: started.rule.id,
    ruleVersion: started.rule.version,
    title: started.rule.title,
    legalBasis: started.rule.legalBasis,
    recipient: started.recipient,
    kind: started.rule.kind,
    startsAt: started.startsAt,
    dueAt: started.dueAt,
    precautionary: started.precautionary,
    state: 'open',
    submittedAt: null,
    receipt: null,
    reason: null,
    dataProtectionOfficer: null,
    decidedBy: null,
    decidedAt: null,
    version: 1,
    createdAt: access.now,
  };
}
