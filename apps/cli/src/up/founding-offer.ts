import { hashOfFoundingCode, newFoundingCode } from '@bergfried/identity';
import { Client } from 'pg';

/**
 * Offers an installation without an office its first one: a new one-time code, of which the database keeps the hash.
 * A code of an earlier start ends with it.
 * @param systemUrl the database as bergfried_system
 * @returns the code to print, or undefined where an office exists
 */
export async function offerFounding(systemUrl: string): Promise<string | undefined> {
  const code = newFoundingCode();
  const client = new Client({ connectionString: systemUrl, application_name: 'bergfried-cli' });
  await client.connect();
  try {
    const { rows } = await client.query<{ open: boolean }>('select auth.offer_founding($1) as open', [
      hashOfFoundingCode(code),
    ]);
    return rows[0]?.open ? code : undefined;
  } finally {
    await client.end();
  }
}
