import type { Example, ExampleRequest } from './example.js';
import { nextNumber, type Place } from './place.js';

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
