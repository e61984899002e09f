import { createHash, randomBytes } from 'node:crypto';
import { Client, DatabaseError } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { UserError } from '../user-error.js';
import type { DatabaseUrls } from './accounts.js';

/** Who stands in the history for what the command line does. */
const actor = 'system:cli';
const linkDays = 7;
/** Default recipient under Art. 33 GDPR; the founding office works in Hesse. */
const authority = 'Hessischer Beauftragter für Datenschutz und Informationsfreiheit (HBDI)';

/** An office to be made. */
export interface NewOffice {
  readonly name: string;
  readonly shortName: string;
  readonly slug: string;
}

/** A member to be made; with it comes its core administration as the default legal entity. */
export interface NewTenant extends NewOffice {
  /** Number plate, begins the references. */
  readonly plate: string;
  /** Official municipality key, 5 or 8 digits. */
  readonly ags: string | undefined;
  readonly kind: 'county' | 'city' | 'municipality' | 'municipal-enterprise';
}

/** A person to be invited to an office. */
export interface NewOfficeMember {
  readonly email: string;
  readonly name: string;
  readonly role: 'officer' | 'deputy' | 'operator';
}

/** Makes an office. @throws UserError when the values are refused or the slug is taken */
export async function createOffice(
  { system }: DatabaseUrls,
  { name, shortName, slug }: NewOffice,
): Promise<void> {
  const id = uuidv7();
  await transact(system, async (client) => {
    await client.query('select app.open_founding($1, null, $2)', [id, actor]);
    await client.query('insert into app.office (office_id, name, short_name, slug) values ($1, $2, $3, $4)', [
      id,
      name,
      shortName,
      slug,
    ]);
  });
}

/** Makes a member of an office. @throws UserError when the office is unknown or the values are refused */
export async function createTenant(urls: DatabaseUrls, officeSlug: string, tenant: NewTenant): Promise<void> {
  const officeId = await findOffice(urls, officeSlug);
  const id = uuidv7();
  await transact(urls.system, async (client) => {
    await client.query('select app.open_founding($1, $2, $3)', [officeId, id, actor]);
    await client.query(
      `insert into app.tenant (tenant_id, office_id, name, short_name, slug, plate, ags, kind, member_since)
       values ($1, $2, $3, $4, $5, $6, $7, $8, app.today())`,
      [
        id,
        officeId,
        tenant.name,
        tenant.shortName,
        tenant.slug,
        tenant.plate,
        tenant.ags ?? null,
        tenant.kind,
      ],
    );
    await client.query(
      `insert into app.legal_entity (tenant_id, id, name, kind, is_default, data_protection_authority)
       values ($1, $2, $3, 'core-administration', true, $4)`,
      [id, uuidv7(), `${tenant.name}, Kernverwaltung`, authority],
    );
  });
}

/**
 * Invites a person to an office, in a role from today on.
 * @returns the token of the invitation link, which is valid for seven days and shown only here
 * @throws UserError when the office is unknown, or the person holds the role already
 */
export async function inviteToOffice(
  urls: DatabaseUrls,
  officeSlug: string,
  person: NewOfficeMember,
): Promise<string> {
  const officeId = await findOffice(urls, officeSlug);
  const memberId = uuidv7();
  const token = randomBytes(32).toString('base64url');
  await transact(urls.system, async (client) => {
    await client.query('select app.open_founding($1, null, $2)', [officeId, actor]);
    const { rows } = await client.query<{ id: string }>(
      'select auth.person_for_invitation($1, $2, $3) as id',
      [uuidv7(), person.email, person.name],
    );
    const userId = rows[0]?.id;
    await client.query(
      'insert into app.office_member (office_id, id, user_id, role, valid_from) values ($1, $2, $3, $4, app.today())',
      [officeId, memberId, userId, person.role],
    );
    // the token leaves for the link; the database keeps its hash only, as for links made in the application
    await client.query(`select auth.create_link($1, $2, $3, null, $4, now() + make_interval(days => $5))`, [
      createHash('sha256').update(token).digest(),
      userId,
      officeId,
      memberId,
      linkDays,
    ]);
  });
  return token;
}

/** Offices are walled off from the system role until one is opened; the definer role may look their ids up. */
async function findOffice({ owner }: DatabaseUrls, slug: string): Promise<string> {
  const id = await transact(owner, async (client) => {
    await client.query('set local role bergfried_definer');
    const { rows } = await client.query<{ id: string }>(
      'select office_id as id from app.office where slug = $1',
      [slug],
    );
    return rows[0]?.id;
  });
  if (id === undefined) throw new UserError(`Die Gemeinsame Stelle „${slug}“ gibt es nicht.`);
  return id;
}

async function transact<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, application_name: 'bergfried-cli' });
  await client.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    throw explain(error);
  } finally {
    await client.end(); // without a commit this rolls back
  }
}

// SQLSTATE: 23505 unique_violation, 23514 check_violation
function explain(error: unknown): unknown {
  if (!(error instanceof DatabaseError)) return error;
  const what = [error.table, error.constraint].filter(Boolean).join(', ');
  if (error.code === '23505') return new UserError(`Das gibt es schon (${what}).`, { cause: error });
  if (error.code === '23514')
    return new UserError(`Eine Angabe ist nicht zulässig (${what}).`, { cause: error });
  return error;
}
