import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import type { Config } from '@bergfried/platform';
import { label } from '@bergfried/texts';
import type { DatabaseUrls } from '../database/accounts.js';
import type { SeedOptions } from '../demo/index.js';
import { OFFICES, TENANTS } from '../demo/offices.js';
import { membershipsAt, PEOPLE } from '../demo/people.js';
import type { Printer } from '../printer.js';
import { readSecret, writeSecret } from '../secret-file.js';

const fileName = 'demo-password';
/** Letters and digits that nobody mixes up when reading them off a screen. */
const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';

/**
 * The one password of the demonstration's log-ins: the given one, else the kept one, else a random one.
 * Kept in a file that only its owner may read. Called when the demonstration is made.
 */
export function chooseDemoPassword({ dataDir, demoPassword }: Config): string {
  const path = join(dataDir, fileName);
  const password = demoPassword ?? readSecret(path) ?? randomPassword();
  writeSecret(path, password);
  return password;
}

/** The password the demonstration was made with, or undefined when there is none here. */
export function demoPasswordOf({ dataDir }: Config): string | undefined {
  return readSecret(join(dataDir, fileName));
}

/** 16 characters in groups of four: about 80 bits, and still to be typed by hand. */
function randomPassword(): string {
  const group = (): string => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

/** What the seeder needs of a database. */
export function seedOptions(
  config: Config,
  urls: DatabaseUrls,
  password: string,
  printer: Printer,
): SeedOptions {
  return {
    ownerUrl: urls.owner,
    systemUrl: urls.system,
    appUrl: urls.app,
    files: { dataDir: config.dataDir, s3Url: config.s3Url },
    password,
    log: (line) => printer.line(line),
  };
}

/** The log-ins of the demonstration as table rows: address, roles, where. */
export function demoLogins(now: Date): readonly (readonly [string, string, string])[] {
  const memberships = membershipsAt(now);
  return PEOPLE.map(({ email }) => {
    const own = memberships.filter((membership) => membership.email === email);
    const roles = own.map(({ role }) => label('de', 'role', role));
    const places = own.map(({ officeSlug, tenantSlug }) => placeName(officeSlug, tenantSlug));
    return [email, [...new Set(roles)].join(', '), [...new Set(places)].join(', ')];
  });
}

function placeName(officeSlug: string, tenantSlug: string | null): string {
  const place =
    tenantSlug === null
      ? OFFICES.find(({ slug }) => slug === officeSlug)
      : TENANTS.find(({ slug }) => slug === tenantSlug);
  return place?.shortName ?? '';
}
