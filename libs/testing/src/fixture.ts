import { hashPassword } from '@bergfried/identity';
import pg from 'pg';

/** Fixed ids read well in failures: the last digits say what it is. */
const id = (kind: number, number: number): string =>
  `0195f000-0000-7${String(kind).padStart(3, '0')}-8000-${String(number).padStart(12, '0')}`;

export const PASSWORD = 'Testpasswort-2026';

/** Two offices that must never see each other; the first has two members. */
export const OFFICES = { alpha: id(1, 1), beta: id(1, 2) } as const;
export const TENANTS = { ost: id(2, 1), west: id(2, 2), fern: id(2, 3) } as const;
export const LEGAL_ENTITIES = {
  ost: id(3, 1),
  ostJobcenter: id(3, 2),
  west: id(3, 3),
  fern: id(3, 4),
} as const;

interface Actor {
  readonly userId: string;
  readonly email: string;
  readonly role: string;
  /** null: at the office itself. */
  readonly tenant: keyof typeof TENANTS | null;
  readonly office: keyof typeof OFFICES;
}

const actor = (
  number: number,
  name: string,
  role: string,
  office: keyof typeof OFFICES,
  tenant: keyof typeof TENANTS | null,
): Actor => ({
  userId: id(4, number),
  email: `${name}@test.example`,
  role,
  tenant,
  office,
});

/** One person for every role in Ost, the office of Ost and West, and their neighbours. */
export const ACTORS = {
  officer: actor(1, 'officer', 'officer', 'alpha', null),
  deputy: actor(2, 'deputy', 'deputy', 'alpha', null),
  officeOperator: actor(3, 'office.operator', 'operator', 'alpha', null),
  coordinator: actor(4, 'coordinator.ost', 'coordinator', 'alpha', 'ost'),
  head: actor(5, 'head.ost', 'head', 'alpha', 'ost'),
  dataProtectionOfficer: actor(6, 'dpo.ost', 'data-protection-officer', 'alpha', 'ost'),
  authorisedReporter: actor(7, 'reporter.ost', 'authorised-reporter', 'alpha', 'ost'),
  itManagement: actor(8, 'it.ost', 'it-management', 'alpha', 'ost'),
  auditor: actor(9, 'auditor.ost', 'auditor', 'alpha', 'ost'),
  contributor: actor(10, 'contributor.ost', 'contributor', 'alpha', 'ost'),
  tenantOperator: actor(11, 'operator.ost', 'operator', 'alpha', 'ost'),
  coordinatorWest: actor(12, 'coordinator.west', 'coordinator', 'alpha', 'west'),
  headWest: actor(13, 'head.west', 'head', 'alpha', 'west'),
  officerBeta: actor(14, 'officer.beta', 'officer', 'beta', null),
  coordinatorFern: actor(15, 'coordinator.fern', 'coordinator', 'beta', 'fern'),
  stranger: actor(16, 'stranger', 'none', 'alpha', null),
} as const;
export type ActorName = keyof typeof ACTORS;

/** Id of the membership of an actor. */
export function membershipId(name: ActorName): string {
  return id(5, Object.keys(ACTORS).indexOf(name) + 1);
}
/** Id of the mandate of an office actor for a member. */
export function mandateId(name: ActorName, tenant: keyof typeof TENANTS): string {
  return id(6, (Object.keys(ACTORS).indexOf(name) + 1) * 10 + Object.keys(TENANTS).indexOf(tenant));
}

const MEMBERS = [
  { key: 'ost', office: 'alpha', name: 'Landkreis Ost', shortName: 'Ost', slug: 'ost', plate: 'OS' },
  { key: 'west', office: 'alpha', name: 'Landkreis West', shortName: 'West', slug: 'west', plate: 'WE' },
  { key: 'fern', office: 'beta', name: 'Gemeinde Fern', shortName: 'Fern', slug: 'fern', plate: 'FE' },
] as const;

/** Founds the offices through the same door as an operator does: the system role and app.open_founding. */
export async function foundFixture(systemUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: systemUrl });
  await client.connect();
  const open = (office: keyof typeof OFFICES, tenant: keyof typeof TENANTS | null): Promise<unknown> =>
    client.query('select app.open_founding($1, $2, $3)', [
      OFFICES[office],
      tenant && TENANTS[tenant],
      'system:fixture',
    ]);
  try {
    await client.query('begin');
    const hash = await hashPassword(PASSWORD);
    for (const [name, person] of Object.entries(ACTORS)) {
      await client.query('select auth.create_person($1, $2, $3, $4)', [
        person.userId,
        person.email,
        `Person ${name}`,
        hash,
      ]);
    }
    for (const [slug, officeId] of Object.entries(OFFICES)) {
      await open(slug as keyof typeof OFFICES, null);
      await client.query(
        'insert into app.office (office_id, name, short_name, slug) values ($1, $2, $3, $4)',
        [officeId, `Stelle ${slug}`, slug, `stelle-${slug}`],
      );
    }
    for (const { key, office, name, shortName, slug, plate } of MEMBERS) {
      await open(office, key);
      await client.query(
        `insert into app.tenant (tenant_id, office_id, name, short_name, slug, plate, kind, member_since) values ($1, $2, $3, $4, $5, $6, 'county', '2023-07-01')`,
        [TENANTS[key], OFFICES[office], name, shortName, slug, plate],
      );
      await insertEntity(client, TENANTS[key], LEGAL_ENTITIES[key], name, true);
    }
    await open('alpha', 'ost');
    await insertEntity(client, TENANTS.ost, LEGAL_ENTITIES.ostJobcenter, 'Jobcenter Ost', false);
    for (const [name, person] of Object.entries(ACTORS) as [ActorName, Actor][]) {
      if (person.role === 'none') continue;
      await open(person.office, person.tenant);
      const values = [membershipId(name), person.userId, person.role];
      const columns = 'id, user_id, role, valid_from, accepted_at';
      if (person.tenant) {
        await client.query(
          `insert into app.tenant_member (tenant_id, ${columns}) values ($1, $2, $3, $4, '2023-07-01', app.now())`,
          [TENANTS[person.tenant], ...values],
        );
      } else {
        await client.query(
          `insert into app.office_member (office_id, ${columns}) values ($1, $2, $3, $4, '2023-07-01', app.now())`,
          [OFFICES[person.office], ...values],
        );
        if (person.role !== 'operator') await insertMandates(client, open, name, person);
      }
    }
    await client.query('commit');
  } finally {
    await client.end();
  }
}

async function insertMandates(
  client: pg.Client,
  open: (office: keyof typeof OFFICES, tenant: keyof typeof TENANTS) => Promise<unknown>,
  name: ActorName,
  person: Actor,
): Promise<void> {
  for (const member of MEMBERS.filter(({ office }) => office === person.office)) {
    await open(person.office, member.key);
    await client.query(
      `insert into app.mandate (tenant_id, id, user_id, kind, valid_from) values ($1, $2, $3, $4, '2023-07-01')`,
      [TENANTS[member.key], mandateId(name, member.key), person.userId, person.role],
    );
  }
}

async function insertEntity(
  client: pg.Client,
  tenantId: string,
  entityId: string,
  name: string,
  isDefault: boolean,
): Promise<void> {
  await client.query(
    `insert into app.legal_entity (tenant_id, id, name, kind, is_default, data_protection_authority) values ($1, $2, $3, $4, $5, $6)`,
    [
      tenantId,
      entityId,
      name,
      isDefault ? 'core-administration' : 'jobcenter',
      isDefault,
      isDefault ? 'HBDI' : 'BfDI',
    ],
  );
}
