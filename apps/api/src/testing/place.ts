import { join } from 'node:path';
import { Readable } from 'node:stream';
import { FolderStore, type FileScope } from '@bergfried/platform';
import {
  ACTORS,
  connect,
  LEGAL_ENTITIES,
  memberWork,
  OFFICES,
  officeWork,
  plantWorkOfMember,
  plantWorkOfOffice,
  TENANTS,
  type ActorName,
} from '@bergfried/testing';
import { body, call } from './call.js';
import type { TestApp } from './test-app.js';

export type TenantKey = keyof typeof TENANTS;

/** Who works for a member in the tests. */
export const COORDINATOR = {
  ost: 'coordinator',
  west: 'coordinatorWest',
  fern: 'coordinatorFern',
} as const satisfies Record<TenantKey, ActorName>;
/** The officer with a mandate for the member. */
export const OFFICER = { ost: 'officer', west: 'officer', fern: 'officerBeta' } as const satisfies Record<
  TenantKey,
  ActorName
>;

interface Created {
  readonly id: string;
  readonly version: number;
  readonly userId: string;
  readonly duties: readonly { readonly id: string; readonly kind: string }[];
}

/** A member with rows in every table, made over HTTP by its own people. */
export interface Place {
  readonly app: TestApp;
  readonly key: TenantKey;
  readonly tenantId: string;
  readonly officeId: string;
  readonly legalEntityId: string;
  readonly incidentId: string;
  readonly dutyId: string;
  readonly entryId: string;
  readonly memberId: string;
  readonly officeMemberId: string;
  readonly mandateId: string;
  /** A report that is there, with its PDF. */
  readonly reportId: string;
  readonly jobId: string;
  /** Failed work about this member, and of its office itself. */
  readonly deadLetterOfMemberId: string;
  readonly deadLetterId: string;
  readonly officeJobId: string;
  readonly catalogueId: string;
  readonly requirementId: string;
  /** Files that the officer of the place ordered. */
  readonly exportId: string;
  readonly officeExportId: string;
}

/** An incident that starts both a statutory and a voluntary clock. */
export function incidentBody(title = 'Schadsoftware auf einem Arbeitsplatz'): Record<string, unknown> {
  return { title, category: 'malware', detectedAt: hoursAgo(2), severity: 'high', personalData: 'yes' };
}

/** ISO time before now. */
export function hoursAgo(hours: number): string {
  return new Date(Date.now() - hours * 3_600_000).toISOString();
}

/** YYYY-MM-DD, days from today (UTC is near enough: the tests stay away from midnight by a day). */
export function day(offset: number): string {
  return new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
}

let number = 0;
/** A number nobody had before in this file. */
export function nextNumber(): number {
  number += 1;
  return number;
}

/**
 * What a worker leaves behind, without one: a report, a catalogue, job runs, mails and failed work, with the files in the store.
 * The office's own is planted with its first member.
 */
async function plantWork(app: TestApp, key: TenantKey, dutyId: string) {
  const number = Object.keys(TENANTS).indexOf(key) + 1;
  const office =
    key === 'fern' ? { officeId: OFFICES.beta, number: 2 } : { officeId: OFFICES.alpha, number: 1 };
  const author = ACTORS[OFFICER[key]].userId;
  const store = new FolderStore(join(app.dataDir, 'files'));
  const keep = async (scope: FileScope, content: string): Promise<string> => {
    const staged = await store.staging.stage(Readable.from([Buffer.from(content)]), 100);
    await store.put(scope, staged);
    return staged.sha256;
  };
  const superuser = await connect(app.database.superuserUrl);
  try {
    const tenantId = TENANTS[key];
    await plantWorkOfMember(superuser, {
      tenantId,
      number,
      author,
      duties: [['county-and-office', dutyId]],
      sha256: await keep({ kind: 'tenant', id: tenantId }, '%PDF-1.'),
    });
    await superuser.query(
      `update app.report set state = 'final', finalised_at = now(), finalised_by = created_by where tenant_id = $1`,
      [tenantId],
    );
    if (key !== 'west')
      await plantWorkOfOffice(superuser, {
        ...office,
        author,
        tenantId,
        sha256: await keep({ kind: 'office', id: office.officeId }, '{"a":1}'),
      });
  } finally {
    await superuser.end();
  }
  const ofOffice = officeWork(office.number);
  return { ...ofOffice, ...memberWork(number), officeJobId: ofOffice.jobId };
}

/** Creates one row of each kind in a member. */
export async function settle(app: TestApp, key: TenantKey): Promise<Place> {
  const officeId = key === 'fern' ? OFFICES.beta : OFFICES.alpha;
  const tenant = `/api/v1/tenants/${TENANTS[key]}`;
  const office = `/api/v1/offices/${officeId}`;
  const coordinator = await app.as(COORDINATOR[key]);
  const officer = await app.as(OFFICER[key]);
  const incident = body<Created>(
    await call(coordinator, 'POST', `${tenant}/incidents`, { body: incidentBody() }),
    201,
  );
  const entry = body<Created>(
    await call(coordinator, 'POST', `${tenant}/incidents/${incident.id}/entries`, {
      body: { text: 'Rechner vom Netz getrennt' },
    }),
    201,
  );
  const member = await invite(officer, tenant, 'auditor');
  const officeMember = await invite(officer, office, 'deputy');
  // A mandate of a person who is not one of the actors, so that any of them may change it.
  const mandate = body<Created>(
    await call(officer, 'POST', `${office}/mandates`, {
      body: { tenantId: TENANTS[key], userId: officeMember.userId, kind: 'deputy', validFrom: '2024-01-01' },
    }),
    201,
  );
  const { fileId: _, ...work } = await plantWork(app, key, dutyOf(incident, 'voluntary'));
  return {
    ...work,
    app,
    key,
    tenantId: TENANTS[key],
    officeId,
    legalEntityId: LEGAL_ENTITIES[key],
    incidentId: incident.id,
    dutyId: dutyOf(incident, 'voluntary'),
    entryId: entry.id,
    memberId: member.id,
    officeMemberId: officeMember.id,
    mandateId: mandate.id,
  };
}

/** Invites somebody new into the scope of an address; the answer is the membership. */
export async function invite(
  agent: Parameters<typeof call>[0],
  scope: string,
  role: string,
): Promise<Created> {
  return body<Created>(await call(agent, 'POST', `${scope}/members`, { body: inviteBody(role) }), 201);
}

export function inviteBody(role: string): Record<string, unknown> {
  const someone = nextNumber();
  return { name: `Neue Person ${String(someone)}`, email: `neu${String(someone)}@test.example`, role };
}

/** A municipality that the office does not have yet. */
export function tenantBody(): Record<string, unknown> {
  const number = nextNumber();
  return {
    name: `Gemeinde Neu ${String(number)}`,
    shortName: `Neu ${String(number)}`,
    slug: `neu-${String(number)}`,
    plate: 'NEU',
    kind: 'municipality',
    ags: `0653${String(1000 + number)}`,
    parentId: null,
    dataProtectionAuthority: 'HBDI',
  };
}

/** Id of the clock of one kind. @throws Error when it was not started */
export function dutyOf(incident: Pick<Created, 'duties'>, kind: string): string {
  const duty = incident.duties.find((one) => one.kind === kind);
  if (!duty) throw new Error(`no ${kind} duty was started`);
  return duty.id;
}
