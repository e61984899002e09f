import { TENANTS, type ActorName } from '@bergfried/testing';
import type { Response } from 'supertest';
import { body, call } from './call.js';
import { COORDINATOR, incidentBody, type TenantKey } from './place.js';
import type { TestApp } from './test-app.js';

/** What the tests read of a clock. */
export interface Duty {
  readonly id: string;
  readonly incidentId: string;
  readonly ruleId: string;
  readonly kind: string;
  readonly state: string;
  readonly startsAt: string;
  readonly dueAt: string;
  readonly precautionary: boolean;
  readonly recipient: string;
  readonly reason: string | null;
  readonly late: boolean;
  readonly version: number;
}

/** What the tests read of an incident. */
export interface Incident {
  readonly id: string;
  readonly version: number;
  readonly reference: string;
  readonly status: string;
  readonly closedAt: string | null;
  readonly nextStatuses: readonly string[];
  readonly awareAt: string;
  readonly duties: readonly Duty[];
}

/** An incident that nobody has to be told of. */
export const QUIET = { category: 'other', severity: 'low', personalData: 'no' } as const;

/** Reports an incident as coordinator of a member. */
export async function report(
  test: TestApp,
  extra: object = {},
  tenant: TenantKey = 'ost',
): Promise<Incident> {
  const agent = await test.as(COORDINATOR[tenant]);
  const answer = await call(agent, 'POST', `/api/v1/tenants/${TENANTS[tenant]}/incidents`, {
    body: { ...incidentBody(), ...extra },
  });
  return body<Incident>(answer, 201);
}

/** Tries to change an incident of Ost. */
export async function patch(
  test: TestApp,
  { id, version }: Incident,
  change: object,
  actor: ActorName = 'coordinator',
): Promise<Response> {
  return call(await test.as(actor), 'PATCH', `/api/v1/tenants/${TENANTS.ost}/incidents/${id}`, {
    version,
    body: change,
  });
}

/** Changes an incident of Ost as its coordinator. */
export async function change(test: TestApp, incident: Incident, what: object): Promise<Incident> {
  return body<Incident>(await patch(test, incident, what));
}

/** A line of the timeline. */
export interface Entry {
  readonly kind: string;
  readonly text: string;
  readonly createdBy: { readonly id: string; readonly name: string };
}

/** The timeline of an incident of Ost, newest first. */
export async function entriesOf(test: TestApp, incidentId: string): Promise<readonly Entry[]> {
  const agent = await test.as('auditor');
  return body<{ items: Entry[] }>(
    await agent.get(`/api/v1/tenants/${TENANTS.ost}/incidents/${incidentId}/entries`),
  ).items;
}

/** Ends a clock of Ost, or tries to. */
export async function submit(
  test: TestApp,
  actor: ActorName,
  duty: Duty,
  content: object,
): Promise<Response> {
  const path = `/api/v1/tenants/${TENANTS.ost}/incidents/${duty.incidentId}/duties/${duty.id}/submission`;
  return call(await test.as(actor), 'POST', path, { version: duty.version, body: content });
}

/** The clock of an incident by its kind. @throws Error when it was not started */
export function clockOf({ duties }: Pick<Incident, 'duties'>, kind: 'statutory' | 'voluntary'): Duty {
  const duty = duties.find((one) => one.kind === kind);
  if (!duty) throw new Error(`no ${kind} clock was started`);
  return duty;
}
