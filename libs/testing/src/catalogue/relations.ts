/**
 * Every table of the product with its scope, and the roles that work on it. `scope_column` is the column that
 * carries the wall. The four schemas of the product are listed once, here.
 */
export const RELATIONS = `
  with schemas(name) as (values ('app'), ('auth'), ('as_of'), ('migration')),
  app_roles(name) as (values ('bergfried_app'), ('bergfried_system')),
  tables as (
    select c.oid, c.relname as bare_name, format('%I.%I', n.nspname, c.relname) as name, c.relowner,
           c.relrowsecurity, c.relforcerowsecurity,
           coalesce(obj_description(c.oid, 'pg_class'), '') as comment,
           substring(obj_description(c.oid, 'pg_class') from '^scope:(tenant|office|reference|system)(?: |$)') as scope,
           obj_description(c.oid, 'pg_class') ~ 'history:none' as without_history
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in (select name from schemas) and c.relkind in ('r', 'p')),
  walled as (
    select t.*, case t.scope when 'tenant' then 'tenant_id' else 'office_id' end as scope_column,
           a.attnum as scope_attnum, a.attnotnull as scope_not_null
    from tables t
    left join pg_attribute a on a.attrelid = t.oid and not a.attisdropped
      and a.attname = case t.scope when 'tenant' then 'tenant_id' else 'office_id' end
    where t.scope in ('tenant', 'office')),
  granted as (
    select w.oid, r.name as role, c.command
    from walled w cross join app_roles r cross join (values ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE')) c(command)
    where has_table_privilege(r.name, w.oid, c.command)
       or (c.command <> 'DELETE' and has_any_column_privilege(r.name, w.oid, c.command)))`;

/** A rule of the catalogue: what it says about an object that breaks it, and the SQL that finds those objects. */
export interface CatalogueRule {
  readonly fault: string;
  /** Follows {@link RELATIONS} (which begins WITH); one column `object`. */
  readonly sql: string;
}

/** Keys that differ from the rule, each with its reason. */
export const KEY_EXCEPTIONS: Readonly<Record<string, string>> = {
  'app.tenant.tenant_office_id_tenant_id_key':
    'what parent_id refers to: a parent belongs to the same office',
  'app.tenant.tenant_office_id_parent_id_fkey': 'descriptive, gives no rights; office_id is paired',
};
export const exceptionList = Object.keys(KEY_EXCEPTIONS)
  .map((key) => `'${key}'`)
  .join(', ');
