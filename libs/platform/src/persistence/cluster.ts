import pg from 'pg';

/** Passwords of the login roles and the name of the database that belongs to the owner. */
export interface ClusterAccounts {
  readonly database: string;
  readonly ownerPassword: string;
  readonly appPassword: string;
  readonly systemPassword: string;
  readonly backupPassword: string;
}

/**
 * Makes the roles and the database, once per cluster; may be repeated (then it only sets the passwords anew).
 * Never part of a migration: the owner must not be able to make roles. ADR 0001 tells why there is a definer role.
 */
export async function initCluster(superuserUrl: string, accounts: ClusterAccounts): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const role = async (name: string, options: string, password?: string): Promise<void> => {
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name]);
      const verb = rowCount ? 'alter' : 'create';
      const secret = password === undefined ? '' : ` password ${client.escapeLiteral(password)}`;
      await client.query(
        `${verb} role ${client.escapeIdentifier(name)} nosuperuser nocreatedb nocreaterole ${options}${secret}`,
      );
    };
    await role('bergfried_owner', 'login noinherit nobypassrls', accounts.ownerPassword);
    await role('bergfried_app', 'login nobypassrls', accounts.appPassword);
    await role('bergfried_system', 'login nobypassrls', accounts.systemPassword);
    await role('bergfried_backup', 'login bypassrls', accounts.backupPassword);
    await role('bergfried_definer', 'nologin nobypassrls');
    await client.query('grant bergfried_definer to bergfried_owner');
    // Every schema, also those that are made later (the queue's); with BYPASSRLS every row. Writing is not among it.
    await client.query('grant pg_read_all_data to bergfried_backup');
    await client.query(`alter role bergfried_app set statement_timeout = '15s'`);
    await client.query(`alter role bergfried_app set idle_in_transaction_session_timeout = '30s'`);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [
      accounts.database,
    ]);
    const database = client.escapeIdentifier(accounts.database);
    if (!rowCount) await client.query(`create database ${database} owner bergfried_owner`);
    await client.query(`revoke all on database ${database} from public`);
    await client.query(
      `grant connect on database ${database} to bergfried_app, bergfried_system, bergfried_backup`,
    );
  } finally {
    await client.end();
  }
}
