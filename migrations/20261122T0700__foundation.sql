-- Schemas, context of a transaction, clock, history and the one procedure that walls a table off.
-- Background: docs/architecture.md; why a fifth role owns the definer functions: docs/adr/0001.

create schema app;
create schema auth;
create schema as_of;
grant usage on schema app, auth, as_of to bergfried_app, bergfried_system, bergfried_definer;
grant create on schema app, auth, as_of to bergfried_definer; -- needed to hand functions over to it

-- ── Context: transaction-local settings, written by app.open_scope only ────────────────────────────
-- After a committed set_config the setting is '' and not NULL, hence nullif everywhere.
create function app.setting_uuids(name text) returns uuid[] language sql stable parallel safe
  return coalesce(string_to_array(nullif(current_setting(name, true), ''), ','), '{}')::uuid[];
create function app.setting_uuid(name text) returns uuid language sql stable parallel safe
  return nullif(current_setting(name, true), '')::uuid;
create function app.read_tenants() returns uuid[] language sql stable parallel safe
  return app.setting_uuids('app.read_tenants');
create function app.own_tenants() returns uuid[] language sql stable parallel safe
  return app.setting_uuids('app.own_tenants');
create function app.write_tenant() returns uuid language sql stable parallel safe
  return app.setting_uuid('app.write_tenant');
create function app.current_office() returns uuid language sql stable parallel safe
  return app.setting_uuid('app.office');
create function app.write_office() returns uuid language sql stable parallel safe
  return app.setting_uuid('app.write_office');
create function app.actor() returns text language sql stable parallel safe
  return coalesce(nullif(current_setting('app.actor', true), ''), session_user::text);

-- Hands a SECURITY DEFINER function to the role whose narrow policies it works under (docs/adr/0001).
-- Its rights are given as that role: a GRANT by the former owner would do nothing but warn.
create procedure app.hand_over(p_function regprocedure, p_callers text[])
  language plpgsql as $$
declare caller text;
begin
  execute format('alter function %s owner to bergfried_definer', p_function);
  set local role bergfried_definer;
  execute format('revoke all on function %s from public', p_function);
  foreach caller in array p_callers loop
    execute format('grant execute on function %s to %I', p_function, caller);
  end loop;
  reset role;
end $$;
revoke all on procedure app.hand_over(regprocedure, text[]) from public;

-- ── Clock: real time, except where the owner marked this database as seeding, restoring or test ────
create table app.database_mode (
  only_row boolean primary key default true check (only_row),
  mode text not null default 'normal' check (mode in ('normal', 'seeding', 'restoring', 'test'))
);
comment on table app.database_mode is 'scope:system';
insert into app.database_mode default values;
grant select on app.database_mode to bergfried_app, bergfried_system, bergfried_definer;

create function app.now() returns timestamptz language sql stable parallel safe
  return date_trunc('milliseconds', case
    when (select mode from app.database_mode) <> 'normal'
      then coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now())
    else now() end);
create function app.today() returns date language sql stable parallel safe
  return (app.now() at time zone 'Europe/Berlin')::date;

-- ── History ────────────────────────────────────────────────────────────────────────────────────────
create table app.record_version (
  tenant_id uuid not null,
  seq bigint generated always as identity,
  table_name text not null,
  row_id uuid not null,
  tx xid8 not null default pg_current_xact_id(),
  op text not null check (op in ('I', 'U', 'D')),
  valid_from timestamptz(3) not null,
  actor text not null,
  action text,
  row jsonb not null,
  primary key (tenant_id, seq)
);
comment on table app.record_version is 'scope:tenant history:none (it is the history)';
create index record_version_as_of on app.record_version (tenant_id, table_name, row_id, valid_from desc, seq desc);

create table app.office_record_version (
  office_id uuid not null,
  seq bigint generated always as identity,
  table_name text not null,
  row_id uuid not null,
  tx xid8 not null default pg_current_xact_id(),
  op text not null check (op in ('I', 'U', 'D')),
  valid_from timestamptz(3) not null,
  actor text not null,
  action text,
  row jsonb not null,
  primary key (office_id, seq)
);
comment on table app.office_record_version is 'scope:office history:none (it is the history)';
create index office_record_version_as_of
  on app.office_record_version (office_id, table_name, row_id, valid_from desc, seq desc);

alter table app.record_version enable row level security;
alter table app.record_version force row level security;
create policy definer_insert on app.record_version for insert to bergfried_definer with check (true);
create policy definer_select on app.record_version for select to bergfried_definer
  using (tenant_id = any ((select app.read_tenants())::uuid[]));
alter table app.office_record_version enable row level security;
alter table app.office_record_version force row level security;
create policy definer_insert on app.office_record_version for insert to bergfried_definer with check (true);
create policy definer_select on app.office_record_version for select to bergfried_definer
  using (office_id = (select app.current_office()));
grant insert, select on app.record_version, app.office_record_version to bergfried_definer;

-- Writes the version and tells the listeners; TG_ARGV names secret columns that are left out.
create function app.record_change() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare
  full_row jsonb := case when tg_op = 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
  kept jsonb := full_row - coalesce(tg_argv, '{}');
  scope_id uuid;
begin
  if full_row ? 'tenant_id' then
    scope_id := (full_row->>'tenant_id')::uuid;
    insert into app.record_version (tenant_id, table_name, row_id, op, valid_from, actor, action, row)
    values (scope_id, tg_table_name, coalesce((full_row->>'id')::uuid, scope_id), left(tg_op, 1), app.now(),
            app.actor(), nullif(current_setting('app.action', true), ''), kept);
  else
    scope_id := (full_row->>'office_id')::uuid;
    insert into app.office_record_version (office_id, table_name, row_id, op, valid_from, actor, action, row)
    values (scope_id, tg_table_name, coalesce((full_row->>'id')::uuid, scope_id), left(tg_op, 1), app.now(),
            app.actor(), nullif(current_setting('app.action', true), ''), kept);
  end if;
  perform pg_notify('bergfried_change', json_build_object(
    'table', tg_table_name, 'op', left(tg_op, 1), 'officeId', full_row->>'office_id', 'tenantId', full_row->>'tenant_id',
    'id', coalesce(full_row->>'id', scope_id::text), 'version', (full_row->>'version')::int,
    'countyOnly', coalesce(full_row->>'visibility' = 'county-only', false))::text);
  return null;
end $$;
call app.hand_over('app.record_change()', '{bergfried_owner}');

-- ── The wall: every tenant or office table gets the same four policies from here ────────────────────
create procedure app.protect(p_table text, p_history boolean default true, p_secret_columns text[] default '{}')
  language plpgsql as $$
declare
  is_tenant boolean := exists (select from information_schema.columns
    where table_schema = 'app' and table_name = p_table and column_name = 'tenant_id');
  has_visibility boolean := exists (select from information_schema.columns
    where table_schema = 'app' and table_name = p_table and column_name = 'visibility');
  readable text := case when is_tenant then 'tenant_id = any ((select app.read_tenants())::uuid[])'
                        else 'office_id = (select app.current_office())' end;
  writable text := case when is_tenant then 'tenant_id = (select app.write_tenant())'
                        else 'office_id = (select app.write_office())' end;
begin
  execute format('alter table app.%I enable row level security', p_table);
  execute format('alter table app.%I force row level security', p_table);
  execute format('create policy scope_select on app.%I for select using (%s)', p_table, readable);
  execute format('create policy scope_insert on app.%I for insert with check (%s)', p_table, writable);
  execute format('create policy scope_update on app.%I for update using (%s) with check (%s)', p_table, writable, writable);
  execute format('create policy scope_delete on app.%I for delete using (%s)', p_table, writable);
  if has_visibility then -- "nur Kreis": the office does not even learn that the row exists (docs/adr/0004)
    execute format($f$create policy county_only on app.%I as restrictive for all to bergfried_app, bergfried_system
      using (visibility <> 'county-only' or tenant_id = any ((select app.own_tenants())::uuid[]))$f$, p_table);
  end if;
  if p_history then
    execute format('create trigger record_change after insert or update or delete on app.%I
      for each row execute function app.record_change(%s)', p_table,
      (select coalesce(string_agg(quote_literal(c), ', '), '') from unnest(p_secret_columns) c));
    execute format($f$create function as_of.%1$I(p_at timestamptz) returns setof app.%1$I
      language sql stable security definer rows 200 set search_path = pg_catalog, app as $body$
      select r.* from (
        select distinct on (v.%2$I, v.row_id) v.op, v.row
        from app.%3$I v
        where v.%2$I %4$s and v.table_name = %1$L and v.valid_from <= p_at
        order by v.%2$I, v.row_id, v.valid_from desc, v.seq desc) latest
      cross join lateral jsonb_populate_record(null::app.%1$I, latest.row) r
      where latest.op <> 'D' %5$s $body$ $f$,
      p_table, case when is_tenant then 'tenant_id' else 'office_id' end,
      case when is_tenant then 'record_version' else 'office_record_version' end,
      case when is_tenant then '= any ((select app.read_tenants())::uuid[])' else '= (select app.current_office())' end,
      -- Judged by the mark that stands today: what a county keeps to itself now, the office does not find in the past.
      case when has_visibility
        then format($v$and (r.tenant_id = any ((select app.own_tenants())::uuid[])
          or (select n.row->>'visibility' from app.record_version n
              where n.tenant_id = r.tenant_id and n.table_name = %L and n.row_id = r.id
              order by n.valid_from desc, n.seq desc limit 1) <> 'county-only')$v$, p_table)
        else '' end);
    call app.hand_over(format('as_of.%I(timestamptz)', p_table)::regprocedure, '{bergfried_app,bergfried_system}');
  end if;
end $$;

revoke all on procedure app.protect(text, boolean, text[]) from public;
