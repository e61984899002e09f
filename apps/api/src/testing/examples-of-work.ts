import { body, call } from './call.js';
import type { Example, ExampleRequest } from './example.js';
import { COORDINATOR, hoursAgo, nextNumber, OFFICER, type Place } from './place.js';

const tenant = ({ tenantId }: Place): string => `/api/v1/tenants/${tenantId}`;
const office = ({ officeId }: Place): string => `/api/v1/offices/${officeId}`;
const catalogue = (place: Place): string => `${office(place)}/catalogues/${place.catalogueId}`;

const read = (owner: Example['owner'], path: (place: Place) => string): Example => ({
  owner,
  success: 200,
  make: (place) => ({ path: path(place) }),
});

/** A copy of failed work about the member that nobody has asked to repeat yet; its version is 1. */
async function freshRetry(place: Place, scope: string): Promise<ExampleRequest> {
  const { id } = await place.app.row<{ id: string }>(
    `insert into app.dead_letter select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'job_key', $2::text))).*
     from app.dead_letter d where d.id = $1 returning id`,
    [place.deadLetterOfMemberId, `retry-${String(nextNumber())}`],
  );
  return { path: `${scope}/dead-letters/${id}/retry`, version: 1 };
}

const viewBody = (): Record<string, unknown> => ({
  list: 'incidents',
  name: `Ansicht ${String(nextNumber())}`,
  query: 'status=reported',
});

/** A view that its owner has just saved; of the office by its officer, of a member by its coordinator. Others are deleted: there may be thirty. */
async function freshView(place: Place, scope: string): Promise<ExampleRequest> {
  const actor = scope === office(place) ? OFFICER[place.key] : COORDINATOR[place.key];
  await place.app.sql(`delete from app.${scope === office(place) ? 'office_saved_view' : 'saved_view'}`);
  const made = await call(await place.app.as(actor), 'POST', `${scope}/views`, { body: viewBody() });
  return { path: `${scope}/views/${body<{ id: string }>(made, 201).id}`, version: 1 };
}

const viewRoutes = (
  address: 'offices/:officeId' | 'tenants/:tenantId',
  owner: Example['owner'],
  scope: (place: Place) => string,
): Record<string, Example> => ({
  [`GET /api/v1/${address}/views`]: read(owner, (place) => `${scope(place)}/views`),
  [`POST /api/v1/${address}/views`]: {
    owner,
    success: 201,
    make: (place) => ({ path: `${scope(place)}/views`, body: viewBody() }),
  },
  [`PATCH /api/v1/${address}/views/:id`]: {
    owner,
    success: 200,
    make: async (place) => ({ ...(await freshView(place, scope(place))), body: { isStart: true } }),
  },
  [`DELETE /api/v1/${address}/views/:id`]: {
    owner,
    success: 204,
    make: async (place) => {
      const { path } = await freshView(place, scope(place));
      return { path };
    },
  },
});

/** Routes about what happens after the response: jobs, mails, catalogues, reports. */
export const EXAMPLES_OF_WORK: Readonly<Record<string, Example>> = {
  'GET /api/v1/offices/:officeId/jobs/:id': read(
    'officeOperator',
    (place) => `${office(place)}/jobs/${place.officeJobId}`,
  ),
  'GET /api/v1/offices/:officeId/dead-letters': read(
    'officeOperator',
    (place) => `${office(place)}/dead-letters`,
  ),
  'POST /api/v1/offices/:officeId/dead-letters/:id/retry': {
    owner: 'officer',
    success: 200,
    make: (place) => freshRetry(place, office(place)),
  },
  'GET /api/v1/offices/:officeId/mails': read('officer', (place) => `${office(place)}/mails`),
  'GET /api/v1/offices/:officeId/catalogues': read('head', (place) => `${office(place)}/catalogues`),
  'POST /api/v1/offices/:officeId/catalogues': {
    owner: 'deputy',
    success: 202,
    make: (place) => ({
      path: `${office(place)}/catalogues`,
      file: { name: 'katalog.json', content: `{"catalog":${String(nextNumber())}}` },
    }),
  },
  'GET /api/v1/offices/:officeId/catalogues/:id': read('auditor', catalogue),
  'GET /api/v1/offices/:officeId/catalogues/:id/file': read(
    'coordinator',
    (place) => `${catalogue(place)}/file`,
  ),
  'GET /api/v1/offices/:officeId/catalogues/:id/requirements': read(
    'itManagement',
    (place) => `${catalogue(place)}/requirements`,
  ),
  'GET /api/v1/offices/:officeId/catalogues/:id/requirements/:requirementId': read(
    'coordinator',
    (place) => `${catalogue(place)}/requirements/${place.requirementId}`,
  ),

  'GET /api/v1/offices/:officeId/security-events': read(
    'officeOperator',
    (place) => `${office(place)}/security-events`,
  ),
  ...viewRoutes('offices/:officeId', 'officer', office),
  ...viewRoutes('tenants/:tenantId', 'coordinator', tenant),

  'GET /api/v1/offices/:officeId/exports/:id/file': read(
    'officer',
    (place) => `${office(place)}/exports/${place.officeExportId}/file`,
  ),

  'GET /api/v1/offices/:officeId/reports': read('officer', (place) => `${office(place)}/reports`),

  'GET /api/v1/tenants/:tenantId/jobs/:id': read('head', (place) => `${tenant(place)}/jobs/${place.jobId}`),
  'GET /api/v1/tenants/:tenantId/dead-letters': read(
    'coordinator',
    (place) => `${tenant(place)}/dead-letters`,
  ),
  'POST /api/v1/tenants/:tenantId/dead-letters/:id/retry': {
    owner: 'coordinator',
    success: 200,
    make: (place) => freshRetry(place, tenant(place)),
  },
  'GET /api/v1/tenants/:tenantId/security-events': read(
    'head',
    (place) => `${tenant(place)}/security-events`,
  ),
  'GET /api/v1/tenants/:tenantId/accesses/people': read(
    'coordinator',
    (place) => `${tenant(place)}/accesses/people`,
  ),
  'GET /api/v1/tenants/:tenantId/tasks': read('coordinator', (place) => `${tenant(place)}/tasks`),
  'PUT /api/v1/tenants/:tenantId/tasks/visit': {
    owner: 'coordinator',
    success: 204,
    make: (place) => ({ path: `${tenant(place)}/tasks/visit`, body: { seenUntil: hoursAgo(0) } }),
  },
  'GET /api/v1/tenants/:tenantId/exports/:id/file': read(
    'officer',
    (place) => `${tenant(place)}/exports/${place.exportId}/file`,
  ),
  'GET /api/v1/tenants/:tenantId/mails': read('coordinator', (place) => `${tenant(place)}/mails`),
  'GET /api/v1/tenants/:tenantId/catalogues': read('auditor', (place) => `${tenant(place)}/catalogues`),
  'GET /api/v1/tenants/:tenantId/reports': read('auditor', (place) => `${tenant(place)}/reports`),
  'POST /api/v1/tenants/:tenantId/reports': {
    owner: 'officer',
    success: 202,
    make: (place) => ({
      path: `${tenant(place)}/reports`,
      body: { kind: 'county-quarter', period: '2024-Q1' },
    }),
  },
  'GET /api/v1/tenants/:tenantId/reports/:id': read(
    'head',
    (place) => `${tenant(place)}/reports/${place.reportId}`,
  ),
  'POST /api/v1/tenants/:tenantId/reports/:id/finalisation': {
    owner: 'officer',
    success: 200,
    make: async (place) => {
      const { id } = await place.app.row<{ id: string }>(
        `insert into app.report select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'revision', $2::int, 'state', 'draft',
           'finalised_at', null, 'finalised_by', null))).* from app.report r where r.id = $1 returning id`,
        [place.reportId, 1000 + nextNumber()],
      );
      return { path: `${tenant(place)}/reports/${id}/finalisation`, version: 1 };
    },
  },
  'GET /api/v1/tenants/:tenantId/reports/:id/files/:format': read(
    'head',
    (place) => `${tenant(place)}/reports/${place.reportId}/files/pdf`,
  ),
};
