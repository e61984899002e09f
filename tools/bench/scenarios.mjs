import { rows } from './database.mjs';
import { password } from './seed.mjs';

const day = 24 * 3_600_000;
/** Enough different members and offices that no single one stays in every cache. */
const mostCounties = 10;
const mostOffices = 5;

/**
 * What is measured, in this order; what writes comes last. `requests` makes the variants of one request that differ in
 * the member or office only.
 */
export const scenarios = [
  {
    id: 'empty',
    title: 'leerer angemeldeter Aufruf (ein Mitglied)',
    requests: (place) => place.counties.map(({ tenantId, cookie }) => get(`tenants/${tenantId}`, cookie)),
  },
  {
    id: 'county-list',
    title: 'Liste Kreis, 50 offene, mit Gesamtzahl',
    isAim: true,
    requests: (place) =>
      place.counties.map(({ tenantId, cookie }) => get(openOnes(`tenants/${tenantId}`), cookie)),
  },
  {
    id: 'county-page',
    title: 'Liste Kreis, Folgeseite ohne Gesamtzahl',
    isAim: true,
    requests: (place) =>
      Promise.all(
        place.counties.map(({ tenantId, cookie }) => nextPage(place, `tenants/${tenantId}`, cookie)),
      ),
  },
  {
    id: 'office-list',
    title: 'Liste Stelle über zehn Mitglieder, 50 offene',
    isAim: true,
    requests: (place) =>
      place.offices.map(({ officeId, cookie }) => get(openOnes(`offices/${officeId}`), cookie)),
  },
  {
    id: 'detail',
    title: 'Vorfall',
    isAim: true,
    requests: (place) =>
      place.counties.map(({ tenantId, incidentId, cookie }) =>
        get(`tenants/${tenantId}/incidents/${incidentId}`, cookie),
      ),
  },
  {
    id: 'entries',
    title: 'Verlauf des Vorfalls, 20 Einträge',
    isAim: true,
    requests: (place) =>
      place.counties.map(({ tenantId, incidentId, cookie }) =>
        get(`tenants/${tenantId}/incidents/${incidentId}/entries`, cookie),
      ),
  },
  {
    id: 'county-dashboard',
    title: 'Lagebild Kreis',
    isAim: true,
    requests: (place) =>
      place.counties.map(({ tenantId, cookie }) => get(`tenants/${tenantId}/dashboard`, cookie)),
  },
  {
    id: 'county-dashboard-as-of',
    title: 'Lagebild Kreis, Stand vor 90 Tagen',
    isAim: true,
    requests: (place) =>
      place.counties.map(({ tenantId, cookie }) =>
        get(`tenants/${tenantId}/dashboard?asOf=${daysAgo(90)}`, cookie),
      ),
  },
  {
    id: 'office-dashboard',
    title: 'Lagebild Stelle',
    isAim: true,
    requests: (place) =>
      place.offices.map(({ officeId, cookie }) => get(`offices/${officeId}/dashboard`, cookie)),
  },
  {
    id: 'office-dashboard-as-of',
    title: 'Lagebild Stelle, Stand vor 90 Tagen',
    isAim: true,
    requests: (place) =>
      place.offices.map(({ officeId, cookie }) =>
        get(`offices/${officeId}/dashboard?asOf=${daysAgo(90)}`, cookie),
      ),
  },
  { id: 'report', title: 'Quartalsbericht: Sammeln der Daten (im Worker)', isCollected: true },
  {
    id: 'create',
    title: 'Vorfall anlegen (Historie, zwei Fristen, Outbox)',
    writes: true,
    requests: (place) =>
      place.counties.map(({ tenantId, cookie }) => ({
        method: 'POST',
        path: `/api/v1/tenants/${tenantId}/incidents`,
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify({
          title: 'Schadsoftware auf einem Arbeitsplatz der Kreisverwaltung',
          category: 'malware',
          severity: 'high',
          personalData: 'yes',
          detectedAt: new Date(Date.now() - 2 * 3_600_000).toISOString(),
          description: 'Beim Öffnen eines Anhangs fiel auf, dass der Rechner sich ungewöhnlich verhält.',
        }),
      })),
  },
];

const openOnes = (scope) =>
  `${scope}/incidents?status=reported,triaged,contained,eradicated,recovered&sort=-detectedAt&limit=50`;
const get = (path, cookie) => ({ method: 'GET', path: `/api/v1/${path}`, headers: { cookie } });
const daysAgo = (count) => new Date(Date.now() - count * day).toISOString().slice(0, 10);

async function nextPage({ url }, scope, cookie) {
  const first = get(openOnes(scope).replace('limit=50', 'limit=10'), cookie);
  const answer = await send(url, first);
  const { nextCursor } = await answer.json();
  return get(`${openOnes(scope)}&cursor=${nextCursor}`, cookie);
}

/** Sends one request. @throws Error when it is not answered with success */
export async function send(url, { method, path, headers, body }) {
  const answer = await fetch(`${url}${path}`, { method, headers, body });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}

/**
 * Members and offices that are asked for, with a session for each: a coordinator per member, an officer per office.
 * @param {import('./database.mjs').Database} database
 */
export async function settle(database, url) {
  const counties = await rows(
    database.superuser,
    `select t.tenant_id as "tenantId", u.email, r.id as "reportId",
       (select e.incident_id from app.incident_entry e where e.tenant_id = t.tenant_id group by 1 having count(*) = 20 limit 1) as "incidentId"
     from app.tenant t
     join app.tenant_member m on m.tenant_id = t.tenant_id
     join app.user_account u on u.id = m.user_id
     join app.report r on r.tenant_id = t.tenant_id
     where split_part(t.slug, '-', 2)::int <= $2
     order by split_part(t.slug, '-', 3)::int, split_part(t.slug, '-', 2)::int limit $1`,
    [mostCounties, mostOffices],
  );
  const offices = await rows(
    database.superuser,
    `select o.office_id as "officeId", u.email from app.office o
     join app.office_member m on m.office_id = o.office_id join app.user_account u on u.id = m.user_id
     order by split_part(o.slug, '-', 2)::int limit $1`,
    [mostOffices],
  );
  for (const person of [...counties, ...offices]) person.cookie = await signIn(url, person.email);
  return { database, url, counties, offices };
}

async function signIn(url, email) {
  const answer = await send(url, {
    method: 'POST',
    path: '/api/v1/session',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  return answer.headers.get('set-cookie').replace(/;.*/, '');
}
