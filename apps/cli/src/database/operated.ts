import { ConfigError, type Config } from '@bergfried/platform';
import type { DatabaseUrls } from './accounts.js';

/**
 * The addresses of an operated PostgreSQL, or undefined when the embedded one is to be used.
 * @throws ConfigError when only some of the three are set
 */
export function operatedUrls(config: Config): DatabaseUrls | undefined {
  const named = {
    DATABASE_OWNER_URL: config.databaseOwnerUrl,
    DATABASE_URL: config.databaseUrl,
    DATABASE_SYSTEM_URL: config.databaseSystemUrl,
  };
  const { DATABASE_OWNER_URL: owner, DATABASE_URL: app, DATABASE_SYSTEM_URL: system } = named;
  if (owner !== undefined && app !== undefined && system !== undefined) return { owner, app, system };
  if (owner === undefined && app === undefined && system === undefined) return undefined;
  const missing = Object.entries(named)
    .filter(([, url]) => url === undefined)
    .map(([name]) => name);
  throw new ConfigError(
    `Es fehlt ${missing.join(' und ')}. Für ein eigenes PostgreSQL müssen alle drei Adressen gesetzt sein ` +
      '(DATABASE_OWNER_URL, DATABASE_URL, DATABASE_SYSTEM_URL), für das mitgelieferte keine.',
  );
}
