import type pg from 'pg';
import { ACTORS, LEGAL_ENTITIES, OFFICES, TENANTS } from './fixture.js';
import { plantOfficeViews, plantWorkOfMember, plantWorkOfOffice } from './rows-of-work.js';

/** Planted rows by tenant: an incident that the office may see and one for the county only, each with a child of every kind. */
export type PlantedIncidents = Readonly<
  Record<keyof typeof TENANTS, { readonly shared: string; readonly countyOnly: string }>
>;

/** When the planted rows were recorded. */
const PLANTED_AT = '2026-11-01T09:00:00Z';

const id = (kind: number, tenant: number, confidential: boolean): string =>
  `0195f100-0000-7${String(kind).padStart(3, '0')}-8000-0000000000${String(tenant)}${confidential ? '2' : '1'}`;

/** Who wrote the planted rows of a tenant. */
const AUTHORS = {
  ost: ACTORS.coordinator,
  west: ACTORS.coordinatorWest,
  fern: ACTORS.coordinatorFern,
} as const;

/**
 * Plants at least one row into every walled table of every tenant and office (the fixture has the others), past all walls
 * but with history, so that an isolation test can first prove that a row is there. A new table gets its row here.
 * @param superuser nobody else may write into all tenants at once
 */
export async function plantRows(superuser: pg.ClientBase): Promise<PlantedIncidents> {
  const planted: Record<string, { shared: string; countyOnly: string }> = {};
  await superuser.query(`select set_config('app.now', '${PLANTED_AT}', false)`);
  for (const [index, tenant] of (Object.keys(TENANTS) as (keyof typeof TENANTS)[]).entries()) {
    const tenantId = TENANTS[tenant];
    const author = AUTHORS[tenant].userId;
    const shared = await plantIncident(superuser, { tenant, number: index + 1, author, confidential: false });
    const countyOnly = await plantIncident(superuser, {
      tenant,
      number: index + 1,
      author,
      confidential: true,
    });
    planted[tenant] = { shared, countyOnly };
    await superuser.query(
      `insert into app.reference_counter (tenant_id, kind, year, last_number) values ($1, 'V', 2026, 2)`,
      [tenantId],
    );
    await superuser.query(
      `insert into app.access_trace (tenant_id, hour, user_id, role, resource) values ($1, '2026-11-01T08:00Z', $2, 'officer', 'incident')`,
      [tenantId, author],
    );
    await superuser.query(
      `insert into app.task_visit (tenant_id, user_id, visited_at) values ($1, $2, '2026-11-01T08:30Z')`,
      [tenantId, author],
    );
    await superuser.query(
      `insert into app.mandate (tenant_id, id, user_id, kind, valid_from, valid_until) values ($1, $2, $3, 'officer', '2020-01-01', '2020-12-31')`,
      [tenantId, id(4, index + 1, false), ACTORS.stranger.userId],
    );
    await superuser.query(`insert into app.tenant_setup (tenant_id, skipped) values ($1, '{people}')`, [
      tenantId,
    ]);
    await plantWorkOfMember(superuser, {
      tenantId,
      number: index + 1,
      author,
      duties: [
        ['county-and-office', id(3, index + 1, false)],
        ['county-only', id(3, index + 1, true)],
      ],
    });
  }
  for (const [index, [officeId, author, tenantId]] of (
    [
      [OFFICES.alpha, ACTORS.officer.userId, TENANTS.ost],
      [OFFICES.beta, ACTORS.officerBeta.userId, TENANTS.fern],
    ] as const
  ).entries())
    await plantWorkOfOffice(superuser, { officeId, number: index + 1, author, tenantId });
  await plantOfficeViews(superuser, OFFICES.alpha, [ACTORS.officeOperator.userId], 10);
  await plantOfficeViews(
    superuser,
    OFFICES.beta,
    [ACTORS.officerBeta.userId, ACTORS.coordinatorFern.userId],
    20,
  );
  await superuser.query('reset app.now');
  return planted as PlantedIncidents;
}

async function plantIncident(
  superuser: pg.ClientBase,
  {
    tenant,
    number,
    author,
    confidential,
  }: { tenant: keyof typeof TENANTS; number: number; author: string; confidential: boolean },
): Promise<string> {
  const tenantId = TENANTS[tenant];
  const incidentId = id(1, number, confidential);
  const visibility = confidential ? 'county-only' : 'county-and-office';
  const reference = `${tenant.slice(0, 2).toUpperCase()}-V2026-00${confidential ? '2' : '1'}`;
  const title = `Vorfall ${confidential ? 'nur für den Kreis' : 'für alle'} in ${tenant}`;
  await superuser.query(
    `insert into app.incident (tenant_id, id, reference, title, category, severity, personal_data, detected_at, aware_at, legal_entity_id, visibility, created_by)
     values ($1, $2, $3, $4, 'phishing', 'high', 'yes', '2026-11-01T07:00Z', '2026-11-01T08:00Z', $5, $6, $7)`,
    [tenantId, incidentId, reference, title, LEGAL_ENTITIES[tenant], visibility, author],
  );
  await superuser.query(
    `insert into app.incident_entry (tenant_id, id, incident_id, visibility, kind, text, happened_at, created_by)
     values ($1, $2, $3, $4, 'reported', $5, '2026-11-01T08:00Z', $6)`,
    [tenantId, id(2, number, confidential), incidentId, visibility, `Als ${reference} gemeldet`, author],
  );
  await superuser.query(
    `insert into app.duty (tenant_id, id, incident_id, visibility, rule_id, rule_version, title, legal_basis, recipient, kind, starts_at, due_at, precautionary)
     values ($1, $2, $3, $4, 'gdpr-art-33', 1, 'Meldung', 'Art. 33', 'HBDI', 'statutory', '2026-11-01T08:00Z', '2026-11-04T08:00Z', false)`,
    [tenantId, id(3, number, confidential), incidentId, visibility],
  );
  return incidentId;
}
