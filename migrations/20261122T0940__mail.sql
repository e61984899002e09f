-- Mails: what was planned and handed over, to whom; stages of a clock that are told once; links that travel by mail.

alter table app.user_account add column language text not null default 'de' check (language in ('de', 'en'));
grant select (language) on app.user_account to bergfried_app, bergfried_system;

-- Each mail has its row before it is sent (docs/adr/0007). Kind and person only, never content.
create table app.mail_log (
  office_id uuid not null references app.office (office_id),
  id uuid not null,
  for_tenant_id uuid,
  is_county_only boolean not null default false,
  job_key text not null,
  user_id uuid not null references app.user_account (id),
  kind text not null check (kind ~ '^[a-z-]+$'),
  -- planned → handing-over → handed-over; unclear: the worker died in between; refused: the server said no for good;
  -- dropped: before it was sent, the person lost the role for which the mail was.
  state text not null default 'planned' check (state in ('planned', 'handing-over', 'handed-over', 'unclear', 'refused', 'dropped')),
  message_id text not null,
  problem text check (length(problem) <= 500),
  planned_at timestamptz(3) not null default app.now(),
  changed_at timestamptz(3) not null default app.now(),
  version int not null default 1,
  primary key (office_id, id),
  unique (office_id, job_key, user_id)
);
comment on table app.mail_log is 'scope:office history:none (a log of mails; its own times stand in the row)';
create index mail_log_latest on app.mail_log (office_id, planned_at desc, id);
call app.protect('mail_log', p_history => false);
call app.narrow_to_members('mail_log');
grant select on app.mail_log to bergfried_app;
grant select, insert, update on app.mail_log to bergfried_system;
create policy definer_select on app.mail_log for select to bergfried_definer using (true);
create policy definer_update on app.mail_log for update to bergfried_definer using (true) with check (true);
grant select, update (state, problem, changed_at, version) on app.mail_log to bergfried_definer;
create trigger announce_change after insert or update on app.mail_log for each row execute function app.announce_change();

-- Asks for a dead letter to be tried again, by somebody who may see it. Null: not there, or not for this person.
-- 0: meanwhile changed, or running again already. Mails of it whose delivery is unclear are to be sent again: a person decided so.
create function app.retry_dead_letter(p_id uuid, p_version int, p_outbox_id uuid) returns int
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare
  letter app.dead_letter;
begin
  select d.* into letter from app.dead_letter d
   where d.id = p_id and d.office_id = app.current_office() for update;
  if letter.id is null then return null; end if;
  if letter.version <> p_version or letter.retried_at is not null or letter.resolved_at is not null then return 0; end if;
  update app.dead_letter set retried_at = app.now(), retried_by = app.actor()::uuid, version = version + 1
   where office_id = letter.office_id and id = letter.id;
  update app.mail_log set state = 'planned', problem = null, changed_at = app.now(), version = version + 1
   where office_id = letter.office_id and job_key = letter.job_key and state in ('unclear', 'refused');
  insert into app.outbox (id, office_id, for_tenant_id, is_county_only, event, payload, only_subscriber, job_key)
  values (p_outbox_id, letter.office_id, letter.for_tenant_id, letter.is_county_only, letter.event, letter.payload,
          letter.subscriber, letter.job_key);
  return letter.version + 1;
end $$;
call app.hand_over('app.retry_dead_letter(uuid, int, uuid)', '{bergfried_app}');

-- Who holds one of these roles at a member today and can be written to; officer and deputy by a valid mandate only.
create function app.people_of(p_tenant uuid, p_roles text[])
  returns table (user_id uuid, email text, name text, language text)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select distinct u.id, u.email, u.name, u.language
  from app.user_account u
  join (
    select m.user_id from app.tenant_member m
    where m.tenant_id = p_tenant and m.role = any (p_roles) and m.accepted_at is not null and m.disabled_at is null
      and app.today() between m.valid_from and coalesce(m.valid_until, 'infinity')
    union all
    select d.user_id from app.mandate d
    join app.tenant t on t.tenant_id = d.tenant_id
    join app.office_member o on o.office_id = t.office_id and o.user_id = d.user_id and o.role = d.kind
    where d.tenant_id = p_tenant and d.kind = any (p_roles)
      and app.today() between d.valid_from and coalesce(d.valid_until, 'infinity')
      and o.accepted_at is not null and o.disabled_at is null
      and app.today() between o.valid_from and coalesce(o.valid_until, 'infinity')) holder on holder.user_id = u.id
  where u.status = 'active'
$$;
call app.hand_over('app.people_of(uuid, text[])', '{bergfried_system}');

-- ── Stages of a clock ──────────────────────────────────────────────────────────────────────────────
alter table app.duty add unique (tenant_id, id, visibility);
-- Since when the clock runs to this end: recorded, set anew or taken up again. What was reached before, nobody was told.
alter table app.duty add column clock_set_at timestamptz(3) not null default app.now();
create function app.set_clock() returns trigger language plpgsql as $$
begin
  if new.due_at is distinct from old.due_at or (old.state <> 'open' and new.state = 'open') then
    new.clock_set_at := app.now();
  end if;
  return new;
end $$;
create trigger set_clock before update on app.duty for each row execute function app.set_clock();
create table app.duty_stage (
  tenant_id uuid not null references app.tenant (tenant_id),
  duty_id uuid not null,
  visibility text not null,
  -- A clock that was set anew (the time of awareness was corrected) runs through its stages again.
  due_at timestamptz(3) not null,
  stage text not null check (stage in ('half', 'most', 'soon', 'overdue')),
  reached_at timestamptz(3) not null,
  recorded_at timestamptz(3) not null default now(),
  primary key (tenant_id, duty_id, due_at, stage),
  foreign key (tenant_id, duty_id, visibility) references app.duty (tenant_id, id, visibility) on update cascade
);
comment on table app.duty_stage is 'scope:tenant history:none (append-only by definer function)';
call app.protect('duty_stage', p_history => false);
create policy definer_insert on app.duty_stage for insert to bergfried_definer with check (true);
create policy definer_select on app.duty_stage for select to bergfried_definer using (true);
grant insert, select on app.duty_stage to bergfried_definer;

-- Records what stage each open clock has reached since p_since, once, and adds the event. Only the latest stage counts:
-- an incident recorded when 85 % of the time is gone has one notice, not three. Returns the number of new stages.
create function app.record_duty_stages(p_since timestamptz, p_now timestamptz) returns int
  language sql security definer set search_path = pg_catalog, app as $$
  with reached as (
    select distinct on (d.tenant_id, d.id)
           d.tenant_id, d.id, d.visibility, d.due_at, s.stage, greatest(s.at, d.clock_set_at) as reached_at
    from app.duty d
    cross join lateral (values
      ('half', 1, d.starts_at + (d.due_at - d.starts_at) * 0.5),
      ('most', 2, d.starts_at + (d.due_at - d.starts_at) * 0.8),
      ('soon', 3, d.due_at - interval '2 hours'),
      ('overdue', 4, d.due_at)) s (stage, rank, at)
    where d.state = 'open' and d.due_at is not null and s.at <= p_now and s.at > d.starts_at
    order by d.tenant_id, d.id, s.at desc, s.rank desc),
  fresh as (
    insert into app.duty_stage (tenant_id, duty_id, visibility, due_at, stage, reached_at)
    select r.tenant_id, r.id, r.visibility, r.due_at, r.stage, r.reached_at from reached r where r.reached_at > p_since
    on conflict do nothing
    returning tenant_id, duty_id, visibility, due_at, stage),
  told as (
    insert into app.outbox (id, office_id, for_tenant_id, is_county_only, event, payload, actor)
    select gen_random_uuid(), t.office_id, f.tenant_id, f.visibility = 'county-only', 'duty.stage-reached',
           jsonb_build_object('dutyId', f.duty_id, 'stage', f.stage, 'dueAt', to_char(f.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
           'system:clock'
    from fresh f join app.tenant t on t.tenant_id = f.tenant_id
    returning 1)
  select count(*)::int from told
$$;
call app.hand_over('app.record_duty_stages(timestamptz, timestamptz)', '{bergfried_system}');

-- Stages of one clock, for the mail that tells of one: is it still the latest?
create function app.duty_stages_of(p_tenant uuid, p_duty uuid, p_due_at timestamptz) returns table (stage text)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select s.stage from app.duty_stage s
  where s.tenant_id = p_tenant and s.duty_id = p_duty and s.due_at = p_due_at and s.tenant_id = any (app.read_tenants())
$$;
call app.hand_over('app.duty_stages_of(uuid, uuid, timestamptz)', '{bergfried_system}');

-- ── Links by mail ──────────────────────────────────────────────────────────────────────────────────
alter table auth.link drop constraint link_purpose_check;
alter table auth.link add constraint link_purpose_check check (purpose in ('invitation', 'password-reset'));
alter table auth.link alter column member_id drop not null;
alter table auth.link add constraint link_invites_somebody check (purpose <> 'invitation' or member_id is not null);
create index link_by_user on auth.link (user_id);

-- The mail of an invitation brings a link of its own, because nobody keeps the token of the one that was shown.
-- It lives and ends with that one. No row: meanwhile used, renewed or expired.
create function auth.add_mailed_link(p_hash bytea, p_shown_hash bytea)
  returns table (user_id uuid, email text, name text, language text)
  language sql security definer set search_path = pg_catalog, app, auth as $$
  insert into auth.link (token_hash, purpose, user_id, office_id, tenant_id, member_id, expires_at)
  select p_hash, l.purpose, l.user_id, l.office_id, l.tenant_id, l.member_id, l.expires_at from auth.link l
  where l.token_hash = p_shown_hash and l.used_at is null and l.expires_at > app.now()
  on conflict do nothing;
  select u.id, u.email, u.name, u.language from auth.link l join app.user_account u on u.id = l.user_id
  where l.token_hash = p_shown_hash and l.used_at is null and l.expires_at > app.now() and u.status <> 'disabled'
$$;
call app.hand_over('auth.add_mailed_link(bytea, bytea)', '{bergfried_system}');

-- Anybody may ask for anybody's reset: the answer is the same, only a person with a password gets a mail.
create function auth.request_password_reset(p_id uuid, p_email text) returns void
  language sql security definer set search_path = pg_catalog, app, auth as $$
  insert into app.outbox (id, office_id, event, payload, actor)
  select p_id, home.office_id, 'person.password-reset-requested', jsonb_build_object('userId', u.id), u.id::text
  from app.user_account u
  -- The mail stands in the log of an office that the person has joined: one that only invited learns nothing of the account.
  cross join lateral (
    select joined.office_id from (
      select m.office_id, m.accepted_at from app.office_member m
       where m.user_id = u.id and m.disabled_at is null
         and app.today() between m.valid_from and coalesce(m.valid_until, 'infinity')
      union all
      select t.office_id, m.accepted_at from app.tenant_member m join app.tenant t on t.tenant_id = m.tenant_id
       where m.user_id = u.id and m.disabled_at is null
         and app.today() between m.valid_from and coalesce(m.valid_until, 'infinity')) joined
    where joined.accepted_at is not null
    order by joined.accepted_at, joined.office_id limit 1) home
  where u.email = lower(p_email) and u.status = 'active' and u.password_hash is not null
$$;
call app.hand_over('auth.request_password_reset(uuid, text)', '{bergfried_app}');

-- Makes the link of a reset, for one hour from the try that mails it; the one mailed before ends. Returns whom to write to.
create function auth.create_reset_link(p_hash bytea, p_user uuid)
  returns table (user_id uuid, email text, name text, language text)
  language sql security definer set search_path = pg_catalog, app, auth as $$
  delete from auth.link l where l.user_id = p_user and l.purpose = 'password-reset' and l.used_at is null and l.token_hash <> p_hash;
  insert into auth.link (token_hash, purpose, user_id, expires_at)
  select p_hash, 'password-reset', u.id, app.now() + interval '1 hour' from app.user_account u
  where u.id = p_user and u.status = 'active' and u.password_hash is not null
  on conflict (token_hash) do update set expires_at = excluded.expires_at where auth.link.used_at is null;
  select u.id, u.email, u.name, u.language from app.user_account u
  join auth.link l on l.user_id = u.id and l.token_hash = p_hash and l.used_at is null
  where u.status = 'active'
$$;
call app.hand_over('auth.create_reset_link(bytea, uuid)', '{bergfried_system}');

-- Sets the new password once, and ends every session and every other reset of the person.
create function auth.use_reset_link(p_hash bytea, p_password_hash text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, app, auth as $$
declare l auth.link;
begin
  update auth.link set used_at = app.now()
    where token_hash = p_hash and purpose = 'password-reset' and used_at is null and expires_at > app.now() returning * into l;
  if l.token_hash is null then return false; end if;
  update app.user_account set password_hash = p_password_hash where id = l.user_id and status = 'active';
  if not found then return false; end if;
  delete from auth.session where sess -> 'passport' ->> 'user' = l.user_id::text;
  update auth.link set used_at = app.now() where user_id = l.user_id and purpose = 'password-reset' and used_at is null;
  return true;
end $$;
call app.hand_over('auth.use_reset_link(bytea, text)', '{bergfried_app,bergfried_system}');

-- Accepting ends the other link of the same invitation, and takes invitations only.
set local role bergfried_definer;
create or replace function auth.use_link(p_hash bytea, p_password_hash text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, app, auth as $$
declare l auth.link;
begin
  update auth.link set used_at = app.now()
    where token_hash = p_hash and purpose = 'invitation' and used_at is null and expires_at > app.now() returning * into l;
  if l.token_hash is null then return false; end if;
  update auth.link set used_at = app.now() where member_id = l.member_id and purpose = 'invitation' and used_at is null;
  perform set_config('app.actor', l.user_id::text, true), set_config('app.action', 'invitation:accept', true);
  update app.user_account set password_hash = coalesce(password_hash, p_password_hash), status = 'active'
    where id = l.user_id and status <> 'disabled';
  update app.office_member set accepted_at = app.now(), version = version + 1
    where l.tenant_id is null and office_id = l.office_id and id = l.member_id and accepted_at is null;
  update app.tenant_member set accepted_at = app.now(), version = version + 1
    where tenant_id = l.tenant_id and id = l.member_id and accepted_at is null;
  return true;
end $$;
reset role;

-- The language of the mails to oneself.
create function auth.set_language(p_user uuid, p_language text) returns void
  language sql security definer set search_path = pg_catalog, app, auth as $$
  update app.user_account set language = p_language where id = p_user and status = 'active'
$$;
call app.hand_over('auth.set_language(uuid, text)', '{bergfried_app}');

-- The session says which language it is.
set local role bergfried_definer;
drop function auth.person(uuid);
reset role;
create function auth.person(p_user uuid) returns table (id uuid, email text, name text, language text)
  language sql stable security definer set search_path = pg_catalog, app, auth as $$
  select u.id, u.email, u.name, u.language from app.user_account u where u.id = p_user and u.status = 'active'
$$;
call app.hand_over('auth.person(uuid)', '{bergfried_app}');

-- What nobody needs any more says for long who was written to: mails, failed work that was done after all, used links.
create policy definer_delete on app.mail_log for delete to bergfried_definer using (true);
create policy definer_delete on app.dead_letter for delete to bergfried_definer using (true);
grant delete on app.mail_log, app.dead_letter to bergfried_definer;
create function app.forget_work(p_before timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, app, auth as $$
declare
  office record;
begin
  -- What narrows these tables to members binds this function too: office by office, with all of its members.
  for office in
    select o.office_id::text as id, coalesce(string_agg(t.tenant_id::text, ','), '') as tenants
    from app.office o left join app.tenant t on t.office_id = o.office_id group by o.office_id
  loop
    perform set_config('app.write_office', office.id, true), set_config('app.read_tenants', office.tenants, true),
            set_config('app.own_tenants', office.tenants, true);
    delete from app.mail_log where office_id = office.id::uuid and changed_at < p_before
      and state in ('handed-over', 'refused', 'dropped', 'unclear');
    delete from app.dead_letter where office_id = office.id::uuid and resolved_at < p_before;
  end loop;
  delete from auth.link where least(coalesce(used_at, expires_at), expires_at) < p_before;
  perform set_config('app.write_office', '', true), set_config('app.read_tenants', '', true), set_config('app.own_tenants', '', true);
end $$;
call app.hand_over('app.forget_work(timestamptz)', '{bergfried_system}');
