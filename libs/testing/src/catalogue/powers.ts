import type { CatalogueRule } from './relations.js';

/** Tables that no process of the product may touch directly. */
const SEALED = `('app.record_version', 'app.office_record_version', 'app.slug', 'auth.link', 'auth.cookie_key')`;
const OURS = `('app', 'auth', 'as_of', 'migration')`;

/** Rights, functions, views and history: what would lead around a wall. */
export const POWER_RULES: readonly CatalogueRule[] = [
  {
    fault: 'is a view without security_invoker',
    sql: `select c.oid::regclass::text as object from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relkind = 'v' and n.nspname in ${OURS}
            and not exists (select from unnest(c.reloptions) o where o in ('security_invoker=true', 'security_invoker=on', 'security_invoker=1'))`,
  },
  {
    fault: 'is a materialized view or foreign table: row level security does not reach it',
    sql: `select c.oid::regclass::text as object from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relkind in ('m', 'f') and n.nspname in ${OURS}`,
  },
  {
    fault: 'is a SECURITY DEFINER function without a search_path that begins with pg_catalog',
    sql: `select p.oid::regprocedure::text as object from pg_proc p join pg_namespace n on n.oid = p.pronamespace
          where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')
            and not exists (select from unnest(p.proconfig) o where o ~ '^search_path=pg_catalog(, (app|auth))*$')`,
  },
  {
    fault: 'is a SECURITY DEFINER function that bergfried_definer does not own',
    sql: `select p.oid::regprocedure::text as object from pg_proc p join pg_namespace n on n.oid = p.pronamespace
          where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')
            and p.proowner <> 'bergfried_definer'::regrole`,
  },
  {
    fault: 'is a SECURITY DEFINER function that PUBLIC may execute',
    sql: `select p.oid::regprocedure::text as object from pg_proc p join pg_namespace n on n.oid = p.pronamespace
          where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')
            and exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
                        where a.grantee = 0 and a.privilege_type = 'EXECUTE')`,
  },
  {
    fault: 'is a procedure that PUBLIC may call',
    sql: `select p.oid::regprocedure::text as object from pg_proc p join pg_namespace n on n.oid = p.pronamespace
          where p.prokind = 'p' and n.nspname in ${OURS}
            and exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0)`,
  },
  {
    fault: 'has more power than a process of the product may have',
    sql: `select r.rolname as object from pg_roles r
          where r.rolname in (select name from app_roles) and (r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication
            or pg_has_role(r.oid, 'bergfried_owner', 'member') or pg_has_role(r.oid, 'bergfried_definer', 'member'))`,
  },
  {
    fault: 'may log in, or sees past row level security: definer functions must not',
    sql: `select r.rolname as object from pg_roles r
          where r.rolname = 'bergfried_definer' and (r.rolcanlogin or r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb)`,
  },
  {
    fault: 'belongs to a role of the product',
    sql: `select format('%s of %s', o.name, r.name) as object from app_roles r join (
            select oid::regclass::text as name, relowner as owner from pg_class where relkind in ('r', 'p', 'v', 'm', 'f', 'S') and relpersistence <> 't'
            union all select oid::regprocedure::text, proowner from pg_proc
            union all select nspname::text, nspowner from pg_namespace) o on o.owner = r.name::regrole`,
  },
  {
    fault: 'lets a role of the product create objects',
    sql: `select format('schema %s for %s', n.nspname, r.name) as object from pg_namespace n cross join app_roles r
          where n.nspname !~ '^pg_temp' and has_schema_privilege(r.name, n.oid, 'CREATE')`,
  },
  {
    fault: 'is sealed, but a role of the product has a right on it',
    sql: `select format('%s for %s', t.name, r.name) as object from tables t cross join app_roles r
          where t.name in ${SEALED} and (has_any_column_privilege(r.name, t.oid, 'SELECT, INSERT, UPDATE, REFERENCES')
             or has_table_privilege(r.name, t.oid, 'DELETE, TRUNCATE, TRIGGER'))`,
  },
  {
    fault: 'shows password hashes',
    sql: `select format('%s for %s', t.name, r.name) as object from tables t cross join app_roles r
          join pg_attribute a on a.attname ~ 'password|secret' where a.attrelid = t.oid
            and has_column_privilege(r.name, t.oid, a.attnum, 'SELECT, INSERT, UPDATE')`,
  },
  {
    fault: 'gives a right that row level security does not limit (TRUNCATE, TRIGGER, REFERENCES)',
    sql: `select format('%s for %s', t.name, r.name) as object from tables t cross join app_roles r
          where has_table_privilege(r.name, t.oid, 'TRUNCATE, TRIGGER') or has_any_column_privilege(r.name, t.oid, 'REFERENCES')`,
  },
  {
    fault: 'gives PUBLIC a right',
    sql: `select t.name as object from tables t join pg_class c on c.oid = t.oid
          where exists (select from aclexplode(c.relacl) a where a.grantee = 0)
             or exists (select from pg_attribute b cross join aclexplode(b.attacl) a where b.attrelid = t.oid and a.grantee = 0)`,
  },
  {
    fault: 'has no history trigger record_change for insert, update and delete of each row',
    // tgtype 29: row (1) after (no 2) insert (4) delete (8) update (16)
    sql: `select w.name as object from walled w where not w.without_history and not exists (select from pg_trigger g
            where g.tgrelid = w.oid and g.tgname = 'record_change' and g.tgtype = 29 and g.tgenabled in ('O', 'A')
              and g.tgfoid = 'app.record_change()'::regprocedure)`,
  },
  {
    fault: 'has no as_of function',
    sql: `select w.name as object from walled w where not w.without_history and not exists (select from pg_proc p
            join pg_namespace n on n.oid = p.pronamespace join pg_type y on y.oid = p.prorettype
            where n.nspname = 'as_of' and p.proname = w.bare_name and p.proretset and p.prosecdef and y.typrelid = w.oid
              and pg_get_function_identity_arguments(p.oid) ~ 'timestamp with time zone$')`,
  },
  {
    fault: 'is marked history:none, but has the history trigger',
    sql: `select w.name as object from walled w where w.without_history
            and exists (select from pg_trigger g where g.tgrelid = w.oid and g.tgname = 'record_change')`,
  },
];
