import { exceptionList, type CatalogueRule } from './relations.js';

/** Whether a policy is for the roles of the product (or for everybody). */
const FOR_US = `(p.polroles = '{0}' or exists (select from app_roles r where r.name::regrole = any (p.polroles)))`;
const text = (expression: string): string => `coalesce(pg_get_expr(${expression}, p.polrelid), '')`;

/** Walls of tables: scope, row level security, policies, keys. */
export const WALL_RULES: readonly CatalogueRule[] = [
  {
    fault: 'is not marked scope:tenant|office|reference|system',
    sql: `select name as object from tables where scope is null`,
  },
  {
    fault: 'stands in a schema that these rules do not look at',
    sql: `select format('%I.%I', n.nspname, c.relname) as object from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in (select name from schemas)
            and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'bullmq') and n.nspname !~ '^pg_(toast_)?temp'`,
  },
  {
    fault: 'has history:none without a reason in parentheses',
    sql: `select name as object from tables where without_history and comment !~ 'history:none \\(.{10,}\\)'`,
  },
  {
    fault: 'lacks its scope column NOT NULL',
    sql: `select name as object from walled where scope_not_null is not true`,
  },
  {
    fault: 'has tenant_id but is not scope:tenant, and the product may reach it',
    sql: `select t.name as object from tables t join pg_attribute a on a.attrelid = t.oid and a.attname = 'tenant_id'
          where t.scope <> 'tenant' and exists (select from app_roles r
            where has_any_column_privilege(r.name, t.oid, 'SELECT, INSERT, UPDATE') or has_table_privilege(r.name, t.oid, 'DELETE'))`,
  },
  {
    fault: 'lacks ENABLE ROW LEVEL SECURITY',
    sql: `select name as object from walled where not relrowsecurity`,
  },
  {
    fault: 'lacks FORCE ROW LEVEL SECURITY',
    sql: `select name as object from walled where not relforcerowsecurity`,
  },
  {
    fault: 'lacks a policy for a command that is granted',
    sql: `select format('%s %s to %s', w.name, g.command, g.role) as object from granted g join walled w using (oid)
          where not exists (select from pg_policy p where p.polrelid = g.oid and p.polpermissive
            and (p.polroles = '{0}' or g.role::regrole = any (p.polroles))
            and p.polcmd in ('*', case g.command when 'SELECT' then 'r' when 'INSERT' then 'a' when 'UPDATE' then 'w' else 'd' end))`,
  },
  {
    fault: 'is a policy that does not hold to the context',
    sql: `select format('%s.%s', w.name, p.polname) as object from pg_policy p join walled w on w.oid = p.polrelid
          where p.polpermissive and ${FOR_US} and not case
            when w.scope = 'tenant' and p.polcmd = 'r' then ${text('polqual')} ~ '^\\(tenant_id = ANY \\(\\( SELECT app\\.read_tenants'
            when w.scope = 'tenant' then concat(${text('polqual')}, ${text('polwithcheck')}) ~ '^(\\(tenant_id = \\( SELECT app\\.write_tenant\\(\\) AS write_tenant\\)\\)){1,2}$'
            when p.polcmd = 'r' then ${text('polqual')} ~ '^\\(office_id = \\( SELECT app\\.current_office'
            else concat(${text('polqual')}, ${text('polwithcheck')}) ~ '^(\\(office_id = \\( SELECT app\\.write_office\\(\\) AS write_office\\)\\)){1,2}$'
          end`,
  },
  {
    fault: 'is a policy with an OR',
    sql: `select format('%s.%s', w.name, p.polname) as object from pg_policy p join walled w on w.oid = p.polrelid
          where p.polpermissive and ${FOR_US} and concat(${text('polqual')}, ${text('polwithcheck')}) ~ ' OR '`,
  },
  {
    fault: 'has a visibility but no restrictive policy for it',
    sql: `select w.name as object from walled w join pg_attribute a on a.attrelid = w.oid and a.attname = 'visibility'
          where exists (select from app_roles r where not exists (select from pg_policy p
            where p.polrelid = w.oid and not p.polpermissive and p.polcmd = '*' and (p.polroles = '{0}' or r.name::regrole = any (p.polroles))
              and ${text('polqual')} ~ 'county-only.*own_tenants'))`,
  },
  {
    fault: 'has no primary key that begins with its scope column',
    sql: `select w.name as object from walled w where not exists (select from pg_index i
            where i.indrelid = w.oid and i.indisprimary and i.indkey[0] = w.scope_attnum)`,
  },
  {
    fault: 'is a unique index that does not begin with the scope column',
    sql: `select format('%s.%s', w.name, i.indexrelid::regclass::text) as object
          from walled w join pg_index i on i.indrelid = w.oid and i.indisunique
          where i.indkey[0] <> w.scope_attnum
            and format('%s.%s', w.name, (select relname from pg_class where oid = i.indexrelid)) not in (${exceptionList})`,
  },
  {
    fault: 'is a foreign key that does not pair the scope columns',
    sql: `select format('%s.%s', w.name, k.conname) as object
          from pg_constraint k join walled w on w.oid = k.conrelid join walled target on target.oid = k.confrelid
          where k.contype = 'f' and format('%s.%s', w.name, k.conname) not in (${exceptionList})
            and not exists (select from unnest(k.conkey, k.confkey) pair(own, other)
              join pg_attribute o on o.attrelid = k.conrelid and o.attnum = pair.own
              where pair.other = target.scope_attnum and o.attname = target.scope_column)`,
  },
  {
    fault: 'is a foreign key to a table with a visibility that does not carry it along',
    sql: `select format('%s.%s', w.name, k.conname) as object
          from pg_constraint k join walled w on w.oid = k.conrelid
          join pg_attribute v on v.attrelid = k.confrelid and v.attname = 'visibility'
          where k.contype = 'f' and not (v.attnum = any (k.confkey) and k.confupdtype = 'c')`,
  },
];
