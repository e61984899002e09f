-- Members that an office takes on in the application, their set-up, and the first office of an empty
-- installation (docs/adr/0020). Nothing here widens what a context may see: each function checks for
-- itself who asks, and leaves the context as it found it.

-- First segments of page addresses that nobody can have. One list, asked by the register and by the form.
create function app.reserved_slugs() returns text[] language sql immutable parallel safe
  return array['anmelden', 'm', 'melden', 'api', 'assets', 'health', 'konto', 'start', 'einrichten', 'neu'];
alter table app.slug drop constraint slug_slug_check;
alter table app.slug add constraint slug_slug_check check (slug <> all (app.reserved_slugs()));

-- Whether an address is free. It says no more than an attempt to take it would: never whose it is.
create function app.slug_state(p_slug text) returns text
  language sql stable security definer set search_path = pg_catalog, app as $$
  select case
    when p_slug = any (app.reserved_slugs()) then 'reserved'
    when exists (select from app.slug where slug = p_slug) then 'taken'
    else 'free' end
$$;
call app.hand_over('app.slug_state(text)', '{bergfried_app}');

grant insert on app.office, app.office_member, app.tenant, app.legal_entity to bergfried_definer;
grant insert, update on app.legal_entity to bergfried_app;

-- Takes a member on, with its core administration. The caller has opened the office (app.open_scope);
-- whether that person operates this very office is asked again here, so no error above can found anything.
-- There is no unique index on key and plate: they are checked here, one founding of an office at a time,
-- because databases that were filled before may hold doubles, and several municipalities share a plate.
create function app.found_tenant(p_id uuid, p_name text, p_short_name text, p_slug text, p_plate text, p_ags text,
                                 p_kind text, p_parent uuid, p_entity uuid, p_authority text)
  returns setof app.tenant
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare
  office uuid := app.write_office();
begin
  if office is null or not exists (
    select from app.roles_of(app.setting_uuid('app.actor')) r
    where r.office_id = office and r.tenant_id is null and r.role = 'operator') then
    raise insufficient_privilege using message = 'only an operator of the office takes members on';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('found_tenant ' || office, 0));
  if exists (select from app.tenant t where t.office_id = office and t.ags = p_ags) then
    raise unique_violation using constraint = 'tenant_ags', message = 'key of another member';
  end if;
  -- Two counties never share a plate; a city or municipality has that of its county.
  if p_kind = 'county' and exists (
    select from app.tenant t where t.office_id = office and t.plate = p_plate and t.kind = 'county') then
    raise unique_violation using constraint = 'tenant_plate', message = 'plate of another county';
  end if;
  perform set_config('app.write_tenant', p_id::text, true);
  insert into app.tenant (tenant_id, office_id, name, short_name, slug, plate, ags, kind, parent_id, member_since)
  values (p_id, office, p_name, p_short_name, p_slug, p_plate, p_ags, p_kind, p_parent, app.today());
  insert into app.legal_entity (tenant_id, id, name, kind, is_default, data_protection_authority)
  select p_id, p_entity, e.name, e.kind, true, p_authority
  from (values (p_kind = 'municipal-enterprise', p_name, 'municipal-enterprise'),
               (p_kind <> 'municipal-enterprise', left(p_name, 180) || ', Kernverwaltung', 'core-administration')) e (fits, name, kind)
  where e.fits;
  perform set_config('app.write_tenant', '', true);
  return query select * from app.tenant t where t.tenant_id = p_id;
end $$;
call app.hand_over('app.found_tenant(uuid, text, text, text, text, text, text, uuid, uuid, text)', '{bergfried_app}');

-- What of a member's set-up was put off. Everything else about it is computed from what is there.
create table app.tenant_setup (
  tenant_id uuid primary key references app.tenant (tenant_id),
  skipped text[] not null default '{}' check (skipped <@ array['mandate', 'people', 'legal-entities']),
  version int not null default 1
);
comment on table app.tenant_setup is 'scope:tenant';
call app.protect('tenant_setup');
grant select, insert, update on app.tenant_setup to bergfried_app;
grant select on app.tenant_setup to bergfried_system;

-- ── The first office of an empty installation ──────────────────────────────────────────────────────
-- Hash of the one-time code that the command line printed; gone as soon as any office is there.
create table auth.founding_code (
  only_row boolean primary key default true check (only_row),
  code_hash bytea not null,
  created_at timestamptz(3) not null default app.now()
);
comment on table auth.founding_code is 'scope:system';
grant select, insert, delete on auth.founding_code to bergfried_definer;

-- A new code takes the place of the one before. False, and none kept, where an office exists.
create function auth.offer_founding(p_code_hash bytea) returns boolean
  language plpgsql security definer set search_path = pg_catalog, app, auth as $$
begin
  delete from auth.founding_code;
  if exists (select from app.office) then return false; end if;
  insert into auth.founding_code (code_hash) values (p_code_hash);
  return true;
end $$;
call app.hand_over('auth.offer_founding(bytea)', '{bergfried_system}');

-- 'founded' for good once an office exists; before that 'open' while a code waits, else 'closed'.
create function auth.founding_state() returns text
  language sql stable security definer set search_path = pg_catalog, app, auth as $$
  select case
    when exists (select from app.office) then 'founded'
    when exists (select from auth.founding_code) then 'open'
    else 'closed' end
$$;
create function auth.founding_code_fits(p_code_hash bytea) returns boolean
  language sql stable security definer set search_path = pg_catalog, auth as $$
  select exists (select from auth.founding_code where code_hash = p_code_hash)
$$;

-- Uses the code up, and with it makes the first office and its operator. Of two that come at once the
-- second waits for the row of the code, and then finds none. False: nothing was made.
create function auth.found_installation(p_code_hash bytea, p_office uuid, p_office_name text, p_short_name text,
    p_slug text, p_user uuid, p_email text, p_name text, p_password_hash text, p_member uuid)
  returns boolean
  language plpgsql security definer set search_path = pg_catalog, app, auth as $$
begin
  delete from auth.founding_code where code_hash = p_code_hash;
  if not found or exists (select from app.office) then return false; end if;
  perform set_config('app.actor', p_user::text, true), set_config('app.action', 'founding', true),
          set_config('app.office', p_office::text, true), set_config('app.write_office', p_office::text, true);
  insert into app.user_account (id, email, name, password_hash, status)
  values (p_user, lower(p_email), p_name, p_password_hash, 'active');
  insert into app.office (office_id, name, short_name, slug) values (p_office, p_office_name, p_short_name, p_slug);
  insert into app.office_member (office_id, id, user_id, role, valid_from, accepted_at)
  values (p_office, p_member, p_user, 'operator', app.today(), app.now());
  return true;
end $$;
do $$
declare f text;
begin
  foreach f in array array['auth.founding_state()', 'auth.founding_code_fits(bytea)',
    'auth.found_installation(bytea, uuid, text, text, text, uuid, text, text, text, uuid)'] loop
    call app.hand_over(f::regprocedure, '{bergfried_app}');
  end loop;
end $$;

-- However the first office comes to be (page, command line, demonstration), the code ends with it.
create function auth.end_founding() returns trigger
  language plpgsql security definer set search_path = pg_catalog, auth as $$
begin
  delete from auth.founding_code;
  return null;
end $$;
call app.hand_over('auth.end_founding()', '{bergfried_owner}');
create trigger end_founding after insert on app.office
  for each statement execute function auth.end_founding();
