import { Client } from 'pg';
import { UserError } from '../user-error.js';
import type { DatabaseUrls } from './accounts.js';

/** An office by id and name. */
export interface FoundOffice {
  readonly id: string;
  readonly name: string;
}

/**
 * The office with this slug, or the only one there is. Offices are walled off from the system role until one is opened;
 * the definer role may look their ids up.
 * @throws UserError when there is none of that name, or a choice to make
 */
export async function chooseOffice({ owner }: DatabaseUrls, slug: string | undefined): Promise<FoundOffice> {
  const client = new Client({ connectionString: owner, application_name: 'bergfried-cli' });
  await client.connect();
  try {
    await client.query('begin read only');
    await client.query('set local role bergfried_definer');
    const { rows } = await client.query<FoundOffice & { slug: string }>(
      'select office_id as id, name, slug from app.office order by slug',
    );
    const matching = slug === undefined ? rows : rows.filter((office) => office.slug === slug);
    const [office] = matching;
    if (!office)
      throw new UserError(
        slug === undefined
          ? 'Es gibt noch keine Gemeinsame Stelle.'
          : `Die Gemeinsame Stelle „${slug}“ gibt es nicht.`,
      );
    if (matching.length > 1)
      throw new UserError(`Bitte mit --office wählen: ${rows.map((one) => one.slug).join(', ')}`);
    return office;
  } finally {
    await client.end(); // without a commit this rolls back
  }
}
