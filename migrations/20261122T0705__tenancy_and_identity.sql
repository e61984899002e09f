-- Offices, members (tenants), legal entities, people, roles with dates, mandates, sessions, links.

create table app.office (
  office_id uuid primary key,
  name text not null check (length(name) between 2 and 200),
  short_name text not null check (length(short_name) between 2 and 60),
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 60),
  is_demo boolean not null default false,
  version int not null default 1,
  created_at timestamptz(3) not null default app.now()
);
comment on table app.office is 'scope:office';

create table app.tenant (
  tenant_id uuid primary key,
  office_id uuid not null references app.office (office_id),
  name text not null check (length(name) between 2 and 200),
  short_name text not null check (length(short_name) between 2 and 60),
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 60),
  plate text not null check (plate ~ '^[A-ZÄÖÜ]{1,4}$'),
  ags text check (ags ~ '^[0-9]{5}([0-9]{3})?$'),
  kind text not null check (kind in ('county', 'city', 'municipality', 'municipal-enterprise')),
  parent_id uuid, -- descriptive: gives no rights
  member_since date not null,
  version int not null default 1,
  created_at timestamptz(3) not null default app.now(),
  unique (office_id, tenant_id),
  foreign key (office_id, parent_id) references app.tenant (office_id, tenant_id)
);
comment on table app.tenant is 'scope:tenant';

-- Slugs are the first segment of page addresses and unique in the installation. The register is
-- filled by a definer trigger and granted to nobody, so a taken slug reveals no name.
create table app.slug (
  slug text primary key check (slug <> all (array['anmelden', 'm', 'melden', 'api', 'assets', 'health', 'konto', 'start'])),
  owner_id uuid not null unique
);
comment on table app.slug is 'scope:system';
grant select, insert, update, delete on app.slug to bergfried_definer;
create function app.register_slug() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare owner_id uuid := coalesce((to_jsonb(new)->>'tenant_id')::uuid, new.office_id);
begin
  insert into app.slug (slug, owner_id) values (new.slug, owner_id)
    on conflict on constraint slug_owner_id_key do update set slug = excluded.slug;
  return null;
end $$;
call app.hand_over('app.register_slug()', '{bergfried_owner}');
create trigger register_slug after insert or update of slug on app.office
  for each row execute function app.register_slug();
create trigger register_slug after insert or update of slug on app.tenant
  for each row execute function app.register_slug();

create table app.legal_entity (
  tenant_id uuid not null references app.tenant (tenant_id),
  id uuid not null,
  name text not null check (length(name) between 2 and 200),
  kind text not null check (kind in ('core-administration', 'jobcenter', 'municipal-enterprise', 'association', 'other')),
  is_default boolean not null default false,
  data_protection_authority text not null check (length(data_protection_authority) between 2 and 200),
  social_supervision text,
  version int not null default 1,
  primary key (tenant_id, id)
);
comment on table app.legal_entity is 'scope:tenant';
create unique index legal_entity_default on app.legal_entity (tenant_id) where is_default;

-- ── People ─────────────────────────────────────────────────────────────────────────────────────────
create table app.user_account (
  id uuid primary key,
  email text not null unique check (email = lower(email) and length(email) between 3 and 254),
  name text not null check (length(name) between 2 and 120),
  password_hash text,
  status text not null default 'invited' check (status in ('invited', 'active', 'disabled')),
  created_at timestamptz(3) not null default app.now()
);
comment on table app.user_account is 'scope:system';

create table app.office_member (
  office_id uuid not null references app.office (office_id),
  id uuid not null,
  user_id uuid not null references app.user_account (id),
  role text not null check (role in ('officer', 'deputy', 'operator')),
  valid_from date not null,
  valid_until date,
  -- As the inviter wrote them; the account's own name shows only after its owner accepted, because the
  -- address may belong to somebody of another office.
  invited_name text,
  invited_email text,
  accepted_at timestamptz(3),
  disabled_at timestamptz(3),
  version int not null default 1,
  created_at timestamptz(3) not null default app.now(),
  primary key (office_id, id),
  unique (office_id, user_id, role, valid_from),
  check (valid_until is null or valid_until >= valid_from)
);
comment on table app.office_member is 'scope:office';
create index office_member_by_user on app.office_member (user_id);

create table app.tenant_member (
  tenant_id uuid not null references app.tenant (tenant_id),
  id uuid not null,
  user_id uuid not null references app.user_account (id),
  role text not null check (role in ('coordinator', 'head', 'data-protection-officer', 'authorised-reporter',
    'it-management', 'auditor', 'contributor', 'operator')),
  valid_from date not null,
  valid_until date,
  -- As the inviter wrote them; the account's own name shows only after its owner accepted, because the
  -- address may belong to somebody of another office.
  invited_name text,
  invited_email text,
  accepted_at timestamptz(3),
  disabled_at timestamptz(3),
  version int not null default 1,
  created_at timestamptz(3) not null default app.now(),
  primary key (tenant_id, id),
  unique (tenant_id, user_id, role, valid_from),
  check (valid_until is null or valid_until >= valid_from)
);
comment on table app.tenant_member is 'scope:tenant';
create index tenant_member_by_user on app.tenant_member (user_id);

-- The officer's access to one member rests on this, and on a valid office_member row of the same role.
create table app.mandate (
  tenant_id uuid not null references app.tenant (tenant_id),
  id uuid not null,
  user_id uuid not null references app.user_account (id),
  kind text not null check (kind in ('officer', 'deputy')),
  valid_from date not null,
  valid_until date,
  version int not null default 1,
  created_at timestamptz(3) not null default app.now(),
  primary key (tenant_id, id),
  unique (tenant_id, user_id, kind, valid_from),
  check (valid_until is null or valid_until >= valid_from)
);
comment on table app.mandate is 'scope:tenant';
create index mandate_by_user on app.mandate (user_id);

-- Reads by the office, one row per member, person, kind and hour; written by app.trace_access only.
create table app.access_trace (
  tenant_id uuid not null references app.tenant (tenant_id),
  hour timestamptz(0) not null,
  user_id uuid not null references app.user_account (id),
  role text not null,
  resource text not null check (length(resource) <= 40),
  primary key (tenant_id, hour, user_id, resource)
);
comment on table app.access_trace is 'scope:tenant history:none (append-only by definer function)';

call app.protect('office');
call app.protect('tenant');
call app.protect('legal_entity');
call app.protect('office_member');
call app.protect('tenant_member');
call app.protect('mandate');
call app.protect('access_trace', p_history => false);

-- A person is visible to whom an accepted membership or a mandate of that person is visible, and to oneself.
alter table app.user_account enable row level security;
alter table app.user_account force row level security;
create policy visible_people on app.user_account for select to bergfried_app, bergfried_system using (
  id::text = (select app.actor())
  or exists (select from app.tenant_member m where m.user_id = user_account.id and m.accepted_at is not null)
  or exists (select from app.office_member m where m.user_id = user_account.id and m.accepted_at is not null)
  or exists (select from app.mandate m where m.user_id = user_account.id));
create policy definer_all on app.user_account for all to bergfried_definer using (true) with check (true);
grant select (id, email, name, status) on app.user_account to bergfried_app, bergfried_system;
grant select, insert, update on app.user_account to bergfried_definer;

grant select, update on app.office, app.tenant to bergfried_app;
grant select on app.legal_entity, app.access_trace to bergfried_app;
grant select, insert, update on app.office_member, app.tenant_member, app.mandate to bergfried_app;
grant select on app.office, app.tenant, app.legal_entity, app.office_member, app.tenant_member, app.mandate to bergfried_system;
grant insert on app.office, app.tenant, app.legal_entity, app.office_member, app.tenant_member, app.mandate to bergfried_system;
grant update on app.office_member, app.tenant_member to bergfried_system;

-- What app.open_scope has to see to decide, whoever asks.
create policy definer_select on app.office for select to bergfried_definer using (true);
create policy definer_select on app.tenant for select to bergfried_definer using (true);
create policy definer_select on app.office_member for select to bergfried_definer using (true);
create policy definer_select on app.tenant_member for select to bergfried_definer using (true);
create policy definer_select on app.mandate for select to bergfried_definer using (true);
create policy definer_accept on app.office_member for update to bergfried_definer using (true) with check (true);
create policy definer_accept on app.tenant_member for update to bergfried_definer using (true) with check (true);
create policy definer_insert on app.access_trace for insert to bergfried_definer with check (true);
create policy definer_select on app.access_trace for select to bergfried_definer using (true);
grant select on app.office, app.tenant, app.office_member, app.tenant_member, app.mandate to bergfried_definer;
grant update (accepted_at, version) on app.office_member, app.tenant_member to bergfried_definer;
grant insert, select on app.access_trace to bergfried_definer;

-- All roles a person holds today, with where they hold: tenant_id null means the office itself.
create function app.roles_of(p_user uuid)
  returns table (membership_id uuid, office_id uuid, tenant_id uuid, role text, own boolean, valid_from date, valid_until date)
  language sql stable security definer set search_path = pg_catalog, app as $$
  with person as (select u.id from app.user_account u where u.id = p_user and u.status = 'active'),
  at_office as (
    select m.* from app.office_member m join person on m.user_id = person.id
    where m.accepted_at is not null and m.disabled_at is null
      and app.today() between m.valid_from and coalesce(m.valid_until, 'infinity'))
  select o.id, o.office_id, null::uuid, o.role, false, o.valid_from, o.valid_until from at_office o
  union all
  select d.id, t.office_id, d.tenant_id, d.kind, false, d.valid_from, d.valid_until
  from app.mandate d
  join person on d.user_id = person.id
  join app.tenant t on t.tenant_id = d.tenant_id
  where app.today() between d.valid_from and coalesce(d.valid_until, 'infinity')
    and exists (select from at_office o where o.office_id = t.office_id and o.role = d.kind)
  union all
  select o.id, t.office_id, t.tenant_id, o.role, false, o.valid_from, o.valid_until
  from at_office o join app.tenant t on t.office_id = o.office_id where o.role = 'operator'
  union all
  select m.id, t.office_id, m.tenant_id, m.role, true, m.valid_from, m.valid_until
  from app.tenant_member m
  join person on m.user_id = person.id
  join app.tenant t on t.tenant_id = m.tenant_id
  where m.accepted_at is not null and m.disabled_at is null
    and app.today() between m.valid_from and coalesce(m.valid_until, 'infinity')
$$;
call app.hand_over('app.roles_of(uuid)', '{bergfried_definer}');

-- Opens an office or a tenant for one person and one permission (given as the roles that hold it):
-- computes in the database what may be read and written, sets the context of this transaction and
-- returns the access in one statement. No row: nothing there for this person (404).
create function app.open_scope(p_user uuid, p_kind text, p_id uuid, p_roles text[], p_action text)
  returns table (office_id uuid, tenant_id uuid, all_roles text[], roles text[], tenant_ids uuid[], own_tenant_ids uuid[],
                 at_office boolean, allowed boolean, now timestamptz)
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare
  held record;
begin
  select min(r.office_id::text)::uuid as office_id,
         array_agg(distinct r.role) as all_roles,
         coalesce(array_agg(distinct r.role) filter (where r.role = any (p_roles)), '{}') as roles,
         coalesce(array_agg(distinct r.tenant_id) filter (where r.tenant_id is not null and r.role = any (p_roles)), '{}') as readable,
         coalesce(array_agg(distinct r.tenant_id) filter (where r.tenant_id is not null and r.own and r.role = any (p_roles)), '{}') as own,
         coalesce(bool_or(r.tenant_id is null and r.role = any (p_roles)), false) as at_office
    into held
    from app.roles_of(p_user) r
   where case p_kind when 'tenant' then r.tenant_id = p_id else r.office_id = p_id end;
  if held.office_id is null then
    return;
  end if;
  perform set_config('app.actor', p_user::text, true),
          set_config('app.action', coalesce(p_action, ''), true),
          set_config('app.office', held.office_id::text, true),
          set_config('app.read_tenants', array_to_string(held.readable, ','), true),
          set_config('app.own_tenants', array_to_string(held.own, ','), true),
          set_config('app.write_tenant', case when p_kind = 'tenant' and p_id = any (held.readable) then p_id::text else '' end, true),
          set_config('app.write_office', case when p_kind = 'office' and held.at_office then held.office_id::text else '' end, true),
          set_config('enable_bitmapscan', 'off', true);
  return query select held.office_id, case when p_kind = 'tenant' then p_id end, held.all_roles, held.roles, held.readable, held.own, p_kind = 'office' and held.at_office,
    case when p_kind = 'tenant' then p_id = any (held.readable) else held.at_office or held.readable <> '{}' end,
    app.now();
end $$;
call app.hand_over('app.open_scope(uuid, text, uuid, text[], text)', '{bergfried_app,bergfried_system}');

-- In an office scope a write names its one tenant; only a tenant that may be read there can be named.
create function app.name_tenant(p_tenant uuid) returns boolean
  language sql security definer set search_path = pg_catalog, app as $$
  select set_config('app.write_tenant', p_tenant::text, true) is not null
  where p_tenant = any (app.read_tenants())
$$;
call app.hand_over('app.name_tenant(uuid)', '{bergfried_app,bergfried_system}');

-- The system (worker, cli) works for one tenant at a time; no grant to the api's role.
create function app.open_system(p_tenant uuid, p_actor text, p_action text) returns boolean
  language sql security definer set search_path = pg_catalog, app as $$
  select set_config('app.actor', p_actor, true) is not null
     and set_config('app.action', p_action, true) is not null
     and set_config('app.office', t.office_id::text, true) is not null
     and set_config('app.read_tenants', t.tenant_id::text, true) is not null
     and set_config('app.own_tenants', t.tenant_id::text, true) is not null
     and set_config('app.write_tenant', t.tenant_id::text, true) is not null
     and set_config('app.write_office', t.office_id::text, true) is not null
  from app.tenant t where t.tenant_id = p_tenant
$$;
call app.hand_over('app.open_system(uuid, text, text)', '{bergfried_system}');

-- Every read by the office leaves a trace that the member can see.
create function app.trace_access(p_user uuid, p_role text, p_tenants uuid[], p_resource text) returns void
  language sql security definer set search_path = pg_catalog, app as $$
  insert into app.access_trace (tenant_id, hour, user_id, role, resource)
  select t, date_trunc('hour', app.now()), p_user, p_role, p_resource from unnest(p_tenants) t
  on conflict do nothing
$$;
call app.hand_over('app.trace_access(uuid, text, uuid[], text)', '{bergfried_app,bergfried_system}');

-- Names for the session answer: what a person belongs to, before any scope is open.
create function app.memberships_of(p_user uuid)
  returns table (membership_id uuid, office_id uuid, office_name text, office_short_name text, office_slug text, office_version int,
                 is_demo boolean, tenant_id uuid,
                 tenant_name text, tenant_short_name text, tenant_slug text, role text, valid_from date, valid_until date)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select r.membership_id, r.office_id, o.name, o.short_name, o.slug, o.version, o.is_demo, r.tenant_id, t.name, t.short_name, t.slug, r.role, r.valid_from, r.valid_until
  from app.roles_of(p_user) r
  join app.office o on o.office_id = r.office_id
  left join app.tenant t on t.tenant_id = r.tenant_id
  where not (r.role = 'operator' and not r.own and r.tenant_id is not null)
  order by r.tenant_id is not null, t.name, r.role
$$;
call app.hand_over('app.memberships_of(uuid)', '{bergfried_app,bergfried_system}');


-- ── Sign-in: sessions, throttle, links; secrets are reached through definer functions only ──────────
create table auth.session (
  sid text primary key,
  sess json not null,
  expire timestamptz(6) not null
);
comment on table auth.session is 'scope:system';
create index session_expire on auth.session (expire);
create index session_user_id on auth.session ((sess -> 'passport' ->> 'user'));
create table auth.throttle (
  key text primary key,
  points int not null default 0,
  expire bigint
);
comment on table auth.throttle is 'scope:system';
grant select, insert, update, delete on auth.session, auth.throttle to bergfried_app;
grant select, delete on auth.session, auth.throttle to bergfried_system;

create table auth.link (
  token_hash bytea primary key,
  purpose text not null check (purpose in ('invitation')),
  user_id uuid not null references app.user_account (id),
  office_id uuid,
  tenant_id uuid,
  member_id uuid not null,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3),
  created_at timestamptz(3) not null default app.now()
);
comment on table auth.link is 'scope:system';
create index link_by_member on auth.link (member_id);
grant select, insert, update, delete on auth.link to bergfried_definer;
grant select, delete on auth.session to bergfried_definer;

create function auth.login_secret(p_email text) returns table (id uuid, name text, password_hash text)
  language sql stable security definer set search_path = pg_catalog, app, auth as $$
  select u.id, u.name, u.password_hash from app.user_account u
  where u.email = lower(p_email) and u.status = 'active' and u.password_hash is not null
$$;
create function auth.password_of(p_user uuid) returns text
  language sql stable security definer set search_path = pg_catalog, app, auth as $$
  select u.password_hash from app.user_account u where u.id = p_user and u.status = 'active'
$$;
create function auth.person(p_user uuid) returns table (id uuid, email text, name text)
  language sql stable security definer set search_path = pg_catalog, app, auth as $$
  select u.id, u.email, u.name from app.user_account u where u.id = p_user and u.status = 'active'
$$;
create function auth.set_password(p_user uuid, p_hash text, p_keep_sid text) returns void
  language sql security definer set search_path = pg_catalog, app, auth as $$
  update app.user_account set password_hash = p_hash where id = p_user and status = 'active';
  delete from auth.session where sess -> 'passport' ->> 'user' = p_user::text and sid <> p_keep_sid
$$;
-- Finds the person of this address or makes one; an existing name is never overwritten by an inviter.
create function auth.person_for_invitation(p_id uuid, p_email text, p_name text) returns uuid
  language sql security definer set search_path = pg_catalog, app, auth as $$
  insert into app.user_account (id, email, name) values (p_id, lower(p_email), p_name)
  on conflict (email) do update set email = excluded.email
  returning id
$$;
create function auth.create_link(p_hash bytea, p_user uuid, p_office uuid, p_tenant uuid, p_member uuid, p_expires timestamptz)
  returns void language sql security definer set search_path = pg_catalog, app, auth as $$
  delete from auth.link where member_id = p_member and used_at is null;
  insert into auth.link (token_hash, purpose, user_id, office_id, tenant_id, member_id, expires_at)
  values (p_hash, 'invitation', p_user, p_office, p_tenant, p_member, p_expires)
$$;
create function auth.peek_link(p_hash bytea)
  returns table (purpose text, user_id uuid, email text, name text, has_account boolean, expires_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, app, auth as $$
  select l.purpose, l.user_id, u.email, u.name, u.password_hash is not null, l.expires_at
  from auth.link l join app.user_account u on u.id = l.user_id
  where l.token_hash = p_hash and l.used_at is null and l.expires_at > app.now() and u.status <> 'disabled'
$$;
-- Accepts the invitation once: sets the first password (never replaces one) and starts the membership.
create function auth.use_link(p_hash bytea, p_password_hash text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, app, auth as $$
declare l auth.link;
begin
  update auth.link set used_at = app.now()
    where token_hash = p_hash and used_at is null and expires_at > app.now() returning * into l;
  if l.token_hash is null then return false; end if;
  perform set_config('app.actor', l.user_id::text, true), set_config('app.action', 'invitation:accept', true);
  update app.user_account set password_hash = coalesce(password_hash, p_password_hash), status = 'active'
    where id = l.user_id and status <> 'disabled';
  update app.office_member set accepted_at = app.now(), version = version + 1
    where l.tenant_id is null and office_id = l.office_id and id = l.member_id and accepted_at is null;
  update app.tenant_member set accepted_at = app.now(), version = version + 1
    where tenant_id = l.tenant_id and id = l.member_id and accepted_at is null;
  return true;
end $$;
do $$
declare f text;
begin
  foreach f in array array['auth.login_secret(text)', 'auth.password_of(uuid)', 'auth.person(uuid)', 'auth.set_password(uuid, text, text)',
    'auth.person_for_invitation(uuid, text, text)', 'auth.create_link(bytea, uuid, uuid, uuid, uuid, timestamptz)',
    'auth.peek_link(bytea)', 'auth.use_link(bytea, text)'] loop
    call app.hand_over(f::regprocedure, '{bergfried_app,bergfried_system}');
  end loop;
end $$;

-- First people of an installation, made on the command line or by the demonstration (system role only).
create function auth.create_person(p_id uuid, p_email text, p_name text, p_hash text) returns uuid
  language sql security definer set search_path = pg_catalog, app, auth as $$
  insert into app.user_account (id, email, name, password_hash, status) values (p_id, lower(p_email), p_name, p_hash, 'active')
  returning id
$$;
call app.hand_over('auth.create_person(uuid, text, text, text)', '{bergfried_system}');

-- An office and its tenants exist before anybody can be asked; this opens the context for their creation.
create function app.open_founding(p_office uuid, p_tenant uuid, p_actor text) returns void
  language sql security definer set search_path = pg_catalog, app as $$
  select set_config('app.actor', p_actor, true), set_config('app.action', 'founding', true),
         set_config('app.office', p_office::text, true), set_config('app.write_office', p_office::text, true),
         set_config('app.read_tenants', coalesce(p_tenant::text, ''), true),
         set_config('app.own_tenants', coalesce(p_tenant::text, ''), true),
         set_config('app.write_tenant', coalesce(p_tenant::text, ''), true)
$$;
call app.hand_over('app.open_founding(uuid, uuid, text)', '{bergfried_system}');

-- The key that signs session cookies: made by the first process that asks, the same for all.
create table auth.cookie_key (
  only_row boolean primary key default true check (only_row),
  secret text not null
);
comment on table auth.cookie_key is 'scope:system';
grant select, insert on auth.cookie_key to bergfried_definer;
create function auth.cookie_secret(p_new text) returns text
  language sql security definer set search_path = pg_catalog, auth as $$
  insert into auth.cookie_key (secret) values (p_new) on conflict do nothing;
  select secret from auth.cookie_key
$$;
call app.hand_over('auth.cookie_secret(text)', '{bergfried_app}');
