import type { DataSource } from 'typeorm';

/**
 * Refuses to work with more rights than a process may have: api and worker must not be superuser, owner of a
 * table or able to bypass row level security, or every wall would stand open without anybody noticing.
 * @throws Error naming the role and what is wrong with it
 */
export async function refuseTooMuchPower(
  dataSource: DataSource,
  expected: 'bergfried_app' | 'bergfried_system',
): Promise<void> {
  const [role] = await dataSource.query<{ name: string; powerful: boolean; owns: boolean }[]>(
    `select r.rolname as name, r.rolsuper or r.rolbypassrls or r.rolcreaterole as powerful,
            exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where n.nspname in ('app', 'auth') and pg_has_role(r.oid, c.relowner, 'member')) as owns
     from pg_roles r where r.rolname = session_user`,
  );
  if (role?.name !== expected || role.powerful || role.owns) {
    throw new Error(
      `Dieser Prozess muss sich als ${expected} ohne weitere Rechte anmelden, angemeldet ist ${role?.name ?? 'unbekannt'}` +
        (role?.powerful ? ' mit Sonderrechten' : '') +
        (role?.owns ? ' als Eigentümer von Tabellen' : '') +
        '.',
    );
  }
}
