import { ACTORS, PASSWORD, type ActorName } from '@bergfried/testing';

import { body, call } from './call.js';
import type { Example, ExampleRequest } from './example.js';
import { EXAMPLES_OF_WORK } from './examples-of-work.js';
import {
  COORDINATOR,
  day,
  dutyOf,
  hoursAgo,
  incidentBody,
  invite,
  inviteBody,
  nextNumber,
  OFFICER,
  tenantBody,
  type Place,
} from './place.js';

const tenant = ({ tenantId }: Place): string => `/api/v1/tenants/${tenantId}`;
const office = ({ officeId }: Place): string => `/api/v1/offices/${officeId}`;
const incident = (place: Place): string => `${tenant(place)}/incidents/${place.incidentId}`;

/** A GET without parameters. */
const read = (owner: ActorName | null, path: (place: Place) => string, success = 200): Example => ({
  owner,
  success,
  make: (place) => ({ path: path(place) }),
});

/** Present version of a row, from beside the application. */
export async function versionOf({ app }: Place, table: string, id: string, key = 'id'): Promise<number> {
  const { version } = await app.row<{ version: number }>(
    `select version from app.${table} where ${key} = $1`,
    [id],
  );
  return version;
}

/** A severity that the incident of the place does not have. */
async function otherSeverity({ app, incidentId }: Place): Promise<string> {
  const { severity } = await app.row<{ severity: string }>(
    'select severity from app.incident where id = $1',
    [incidentId],
  );
  return severity === 'high' ? 'critical' : 'high';
}

/** A membership that nobody has accepted yet, new for each call. */
async function freshMember(
  place: Place,
  scope: string,
  role: string,
): Promise<{ id: string; version: number }> {
  return invite(await place.app.as(OFFICER[place.key]), scope, role);
}

/** Token of an invitation link that nobody has used. */
async function freshToken(place: Place): Promise<string> {
  const answer = await call(await place.app.as(OFFICER[place.key]), 'POST', `${tenant(place)}/members`, {
    body: inviteBody('auditor'),
  });
  return body<{ invitation: { url: string } }>(answer, 201).invitation.url.split('/m/')[1] ?? '';
}

/** The voluntary clock of an incident of its own: whoever may record can end it. */
async function freshDuty(place: Place): Promise<ExampleRequest> {
  const reported = await call(
    await place.app.as(COORDINATOR[place.key]),
    'POST',
    `${tenant(place)}/incidents`,
    { body: incidentBody('Für eine Meldung') },
  );
  const created = body<{ id: string; duties: { id: string; kind: string }[] }>(reported, 201);
  return {
    path: `${tenant(place)}/incidents/${created.id}/duties/${dutyOf(created, 'voluntary')}/submission`,
    version: 1,
    body: { outcome: 'submitted', submittedAt: hoursAgo(1), receipt: 'Ticket 4711' },
  };
}

/** One example for every route; a route without one fails the role matrix. */
export const EXAMPLES: Readonly<Record<string, Example>> = {
  ...EXAMPLES_OF_WORK,
  'GET /health/live': read(null, () => '/health/live'),
  'GET /health/ready': read(null, () => '/health/ready'),
  'GET /api/v1/installation': read(null, () => '/api/v1/installation'),

  // The test office exists, so there is nothing to found; an empty installation: founding.access.int-spec.
  'POST /api/v1/founding': {
    owner: null,
    success: 404,
    make: () => ({
      path: '/api/v1/founding',
      body: {
        code: 'aaaa-bbbb-cccc-dddd-eeee',
        officeName: 'Gemeinsame Stelle',
        officeShortName: 'Stelle',
        officeSlug: 'stelle',
        name: 'Erste Person',
        email: 'erste@test.example',
        password: PASSWORD,
      },
    }),
  },

  'POST /api/v1/session': {
    owner: null,
    success: 200,
    make: () => ({ path: '/api/v1/session', body: { email: ACTORS.stranger.email, password: PASSWORD } }),
  },
  'GET /api/v1/session': read('stranger', () => '/api/v1/session'),
  'DELETE /api/v1/session': read(null, () => '/api/v1/session', 204),
  'PUT /api/v1/session/password': {
    owner: 'stranger',
    success: 204,
    make: () => ({
      path: '/api/v1/session/password',
      body: { currentPassword: PASSWORD, newPassword: PASSWORD },
    }),
  },
  'PUT /api/v1/session/language': {
    owner: 'stranger',
    success: 204,
    make: () => ({ path: '/api/v1/session/language', body: { language: 'de' } }),
  },
  'POST /api/v1/password-resets': {
    owner: null,
    success: 202,
    make: () => ({ path: '/api/v1/password-resets', body: { email: 'niemand@test.example' } }),
  },
  'GET /api/v1/links/:token': {
    owner: null,
    success: 200,
    make: async (place) => ({ path: `/api/v1/links/${await freshToken(place)}` }),
  },
  'POST /api/v1/links/:token': {
    owner: null,
    success: 204,
    make: async (place) => ({
      path: `/api/v1/links/${await freshToken(place)}`,
      body: { password: PASSWORD },
    }),
  },

  'GET /api/v1/offices': read('stranger', () => '/api/v1/offices'),
  'GET /api/v1/offices/:officeId': read('contributor', office),
  'GET /api/v1/offices/:officeId/tenants': read('contributor', (place) => `${office(place)}/tenants`),
  'POST /api/v1/offices/:officeId/tenants': {
    owner: 'officeOperator',
    success: 201,
    make: (place) => ({ path: `${office(place)}/tenants`, body: tenantBody() }),
  },
  'GET /api/v1/offices/:officeId/addresses/:slug': read(
    'officeOperator',
    (place) => `${office(place)}/addresses/noch-frei`,
  ),
  'GET /api/v1/offices/:officeId/setups': read('officer', (place) => `${office(place)}/setups`),
  'GET /api/v1/tenants/:tenantId/setup': read('officer', (place) => `${tenant(place)}/setup`),
  'PUT /api/v1/tenants/:tenantId/setup': {
    owner: 'tenantOperator',
    success: 200,
    make: (place) => ({
      path: `${tenant(place)}/setup`,
      body: { step: 'mandate', skipped: nextNumber() % 2 === 0 },
    }),
  },
  'GET /api/v1/offices/:officeId/mandates': read('officer', (place) => `${office(place)}/mandates`),
  'POST /api/v1/offices/:officeId/mandates': {
    owner: 'officeOperator',
    success: 201,
    make: (place) => ({
      path: `${office(place)}/mandates`,
      body: {
        tenantId: place.tenantId,
        userId: ACTORS[OFFICER[place.key]].userId,
        kind: 'officer',
        validFrom: day(1000 + nextNumber()),
        validUntil: null,
      },
    }),
  },
  'PATCH /api/v1/offices/:officeId/mandates/:id': {
    owner: 'officer',
    success: 200,
    make: async (place) => ({
      path: `${office(place)}/mandates/${place.mandateId}`,
      version: await versionOf(place, 'mandate', place.mandateId),
      body: { validUntil: day(100 + nextNumber()) },
    }),
  },
  'GET /api/v1/offices/:officeId/members': read('officeOperator', (place) => `${office(place)}/members`),
  'POST /api/v1/offices/:officeId/members': {
    owner: 'officer',
    success: 201,
    make: (place) => ({ path: `${office(place)}/members`, body: inviteBody('deputy') }),
  },
  'PATCH /api/v1/offices/:officeId/members/:id': {
    owner: 'officer',
    success: 200,
    make: async (place) => ({
      path: `${office(place)}/members/${place.officeMemberId}`,
      version: await versionOf(place, 'office_member', place.officeMemberId),
      body: { validUntil: day(100 + nextNumber()) },
    }),
  },
  'POST /api/v1/offices/:officeId/members/:id/deactivation': {
    owner: 'officeOperator',
    success: 200,
    make: async (place) => {
      const { id, version } = await freshMember(place, office(place), 'deputy');
      return { path: `${office(place)}/members/${id}/deactivation`, version };
    },
  },
  'POST /api/v1/offices/:officeId/members/:id/invitation': {
    owner: 'officer',
    success: 201,
    make: (place) => ({ path: `${office(place)}/members/${place.officeMemberId}/invitation` }),
  },
  'GET /api/v1/offices/:officeId/incidents': read('head', (place) => `${office(place)}/incidents`),
  'GET /api/v1/offices/:officeId/duties': read('auditor', (place) => `${office(place)}/duties`),
  'GET /api/v1/offices/:officeId/dashboard': read('coordinator', (place) => `${office(place)}/dashboard`),
  'GET /api/v1/offices/:officeId/events': read('contributor', (place) => `${office(place)}/events`),

  'GET /api/v1/tenants/:tenantId': read('contributor', tenant),
  'PATCH /api/v1/tenants/:tenantId': {
    owner: 'tenantOperator',
    success: 200,
    make: async (place) => ({
      path: tenant(place),
      version: await versionOf(place, 'tenant', place.tenantId, 'tenant_id'),
      body: { shortName: `Kurz ${String(nextNumber())}` },
    }),
  },
  'GET /api/v1/tenants/:tenantId/legal-entities': read(
    'auditor',
    (place) => `${tenant(place)}/legal-entities`,
  ),
  'POST /api/v1/tenants/:tenantId/legal-entities': {
    owner: 'coordinator',
    success: 201,
    make: (place) => ({
      path: `${tenant(place)}/legal-entities`,
      body: {
        name: `Abfallwirtschaft ${String(nextNumber())}`,
        kind: 'municipal-enterprise',
        dataProtectionAuthority: 'HBDI',
        socialSupervision: null,
      },
    }),
  },
  'PATCH /api/v1/tenants/:tenantId/legal-entities/:id': {
    owner: 'coordinator',
    success: 200,
    make: async (place) => ({
      path: `${tenant(place)}/legal-entities/${place.legalEntityId}`,
      version: await versionOf(place, 'legal_entity', place.legalEntityId),
      body: { dataProtectionAuthority: `HBDI ${String(nextNumber())}` },
    }),
  },
  'GET /api/v1/tenants/:tenantId/members': read('head', (place) => `${tenant(place)}/members`),
  'POST /api/v1/tenants/:tenantId/members': {
    owner: 'tenantOperator',
    success: 201,
    make: (place) => ({ path: `${tenant(place)}/members`, body: inviteBody('auditor') }),
  },
  'PATCH /api/v1/tenants/:tenantId/members/:id': {
    owner: 'officer',
    success: 200,
    make: async (place) => ({
      path: `${tenant(place)}/members/${place.memberId}`,
      version: await versionOf(place, 'tenant_member', place.memberId),
      body: { validUntil: day(100 + nextNumber()) },
    }),
  },
  'POST /api/v1/tenants/:tenantId/members/:id/deactivation': {
    owner: 'tenantOperator',
    success: 200,
    make: async (place) => {
      const { id, version } = await freshMember(place, tenant(place), 'head');
      return { path: `${tenant(place)}/members/${id}/deactivation`, version };
    },
  },
  'POST /api/v1/tenants/:tenantId/members/:id/invitation': {
    owner: 'officer',
    success: 201,
    make: (place) => ({ path: `${tenant(place)}/members/${place.memberId}/invitation` }),
  },
  'GET /api/v1/tenants/:tenantId/accesses': read(
    'dataProtectionOfficer',
    (place) => `${tenant(place)}/accesses`,
  ),
  'GET /api/v1/tenants/:tenantId/events': read('contributor', (place) => `${tenant(place)}/events`),
  'GET /api/v1/tenants/:tenantId/dashboard': read('itManagement', (place) => `${tenant(place)}/dashboard`),
  'GET /api/v1/tenants/:tenantId/duties': read('authorisedReporter', (place) => `${tenant(place)}/duties`),
  'GET /api/v1/tenants/:tenantId/incidents': read(
    'dataProtectionOfficer',
    (place) => `${tenant(place)}/incidents`,
  ),
  'POST /api/v1/tenants/:tenantId/incidents': {
    owner: 'contributor',
    success: 201,
    make: (place) => ({ path: `${tenant(place)}/incidents`, body: incidentBody() }),
  },
  'POST /api/v1/tenants/:tenantId/incidents/duties-preview': {
    owner: 'contributor',
    success: 200,
    make: (place) => ({
      path: `${tenant(place)}/incidents/duties-preview`,
      body: { personalData: 'unclear', legalEntityId: place.legalEntityId },
    }),
  },
  'POST /api/v1/tenants/:tenantId/incidents/bulk': {
    owner: 'officer',
    success: 200,
    // Always a change: from whichever of two it has to the other one.
    make: async (place) => ({
      path: `${tenant(place)}/incidents/bulk`,
      body: {
        items: [
          {
            id: place.incidentId,
            version: await versionOf(place, 'incident', place.incidentId),
            patch: { severity: await otherSeverity(place) },
          },
        ],
      },
    }),
  },
  'GET /api/v1/tenants/:tenantId/incidents/:id': read('itManagement', incident),
  'PATCH /api/v1/tenants/:tenantId/incidents/:id': {
    owner: 'coordinator',
    success: 200,
    make: async (place) => ({
      path: incident(place),
      version: await versionOf(place, 'incident', place.incidentId),
      body: { title: `Geänderter Titel ${String(nextNumber())}` },
    }),
  },
  'GET /api/v1/tenants/:tenantId/incidents/:id/entries': read(
    'auditor',
    (place) => `${incident(place)}/entries`,
  ),
  'POST /api/v1/tenants/:tenantId/incidents/:id/entries': {
    owner: 'dataProtectionOfficer',
    success: 201,
    make: (place) => ({ path: `${incident(place)}/entries`, body: { text: 'Rücksprache gehalten' } }),
  },
  'GET /api/v1/tenants/:tenantId/incidents/:id/duties': read('head', (place) => `${incident(place)}/duties`),
  'POST /api/v1/tenants/:tenantId/incidents/:id/duties/:dutyId/submission': {
    owner: 'coordinator',
    success: 200,
    make: freshDuty,
  },
};
