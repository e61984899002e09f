-- What happens after the response: events in the same transaction (outbox), what became of them, jobs that people see.

create table app.outbox (
  id uuid primary key,
  office_id uuid not null,
  -- null: the event is the office's own. Not called tenant_id: this table carries no wall, nobody but the system reads it.
  for_tenant_id uuid,
  -- About something that the office does not learn of (docs/adr/0004): its mails and failures stay hidden as well.
  is_county_only boolean not null default false,
  event text not null check (event ~ '^[a-z-]+\.[a-z-]+$'),
  -- Ids only: the job reads what it needs itself, in a unit of work of its own.
  payload jsonb not null,
  actor text not null default app.actor(),
  -- A repetition asked for by a person: this one subscriber, under the name of the job that failed.
  only_subscriber text,
  job_key text,
  created_at timestamptz(3) not null default app.now(),
  check ((only_subscriber is null) = (job_key is null))
);
comment on table app.outbox is 'scope:system';
create index outbox_in_order on app.outbox (created_at, id);
alter table app.outbox enable row level security;
alter table app.outbox force row level security;
-- Whoever writes can speak for the scope that is open, and cannot read what others wrote.
create policy outbox_insert on app.outbox for insert to bergfried_app
  with check (office_id = app.current_office() and (for_tenant_id is null or for_tenant_id = app.write_tenant()));
create policy outbox_relay on app.outbox for all to bergfried_system using (true);
create policy definer_insert on app.outbox for insert to bergfried_definer with check (true);
grant insert on app.outbox to bergfried_app, bergfried_definer;
grant select, insert, delete, update (created_at) on app.outbox to bergfried_system; -- FOR UPDATE wants a right to update

-- History that is replayed or restored has had its consequences long ago: no mail for an incident of last year.
create function app.outbox_of_today() returns trigger language plpgsql as $$
begin
  if (select mode from app.database_mode) in ('seeding', 'restoring') then
    return null;
  end if;
  perform pg_notify('bergfried_outbox', '');
  return new;
end $$;
create trigger outbox_of_today before insert on app.outbox for each row execute function app.outbox_of_today();

-- A handler writes its mark in the transaction of its effect: done twice is done once.
create table app.job_done (
  job_key text primary key,
  done_at timestamptz(3) not null default now()
);
comment on table app.job_done is 'scope:system';
grant select, insert, delete on app.job_done to bergfried_system;

-- Jobs that failed for good. They belong to the office, but who reads them sees only those about members that are open to
-- him: the name of a job about a "nur Kreis" incident already tells that there is one (docs/adr/0004).
create table app.dead_letter (
  office_id uuid not null references app.office (office_id),
  id uuid not null,
  for_tenant_id uuid,
  is_county_only boolean not null default false,
  job_key text not null,
  event text not null,
  subscriber text not null,
  payload jsonb not null,
  error text not null check (length(error) <= 2000),
  attempts int not null,
  failed_at timestamptz(3) not null default app.now(),
  -- Somebody asked for a repetition; it runs, until it is done or has failed again.
  retried_at timestamptz(3),
  retried_by uuid references app.user_account (id),
  resolved_at timestamptz(3),
  version int not null default 1,
  primary key (office_id, id),
  unique (office_id, job_key)
);
comment on table app.dead_letter is 'scope:office history:none (a log of work; failed, repeated and done stand in the row)';
create index dead_letter_latest on app.dead_letter (office_id, failed_at desc, id);
call app.protect('dead_letter', p_history => false);

-- Further narrows an office table whose rows may be about one member.
create procedure app.narrow_to_members(p_table text) language plpgsql as $$
begin
  execute format($f$create policy open_members on app.%I as restrictive for all using (
    case when for_tenant_id is null then office_id = (select app.write_office())
         else for_tenant_id = any ((select app.read_tenants())::uuid[])
              and (not is_county_only or for_tenant_id = any ((select app.own_tenants())::uuid[])) end)$f$, p_table);
end $$;
revoke all on procedure app.narrow_to_members(text) from public;
call app.narrow_to_members('dead_letter');
grant select on app.dead_letter to bergfried_app;
grant select, insert, update on app.dead_letter to bergfried_system;
create policy definer_select on app.dead_letter for select to bergfried_definer using (true);
create policy definer_update on app.dead_letter for update to bergfried_definer using (true) with check (true);
grant select, update (retried_at, retried_by, version) on app.dead_letter to bergfried_definer;

-- Long work that somebody waits for: state and progress, shown live.
create table app.job_run (
  tenant_id uuid not null references app.tenant (tenant_id),
  id uuid not null,
  kind text not null check (kind in ('county-quarter')),
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed')),
  progress numeric(4, 3) not null default 0 check (progress between 0 and 1),
  step text,
  result jsonb,
  problem text,
  requested_by uuid references app.user_account (id),
  created_at timestamptz(3) not null default app.now(),
  updated_at timestamptz(3) not null default app.now(),
  version int not null default 1,
  primary key (tenant_id, id)
);
comment on table app.job_run is 'scope:tenant history:none (progress of work; its results have their own history)';
call app.protect('job_run', p_history => false);
create table app.office_job_run (
  office_id uuid not null references app.office (office_id),
  id uuid not null,
  kind text not null check (kind in ('catalogue-import')),
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed')),
  progress numeric(4, 3) not null default 0 check (progress between 0 and 1),
  step text,
  result jsonb,
  problem text,
  requested_by uuid references app.user_account (id),
  created_at timestamptz(3) not null default app.now(),
  updated_at timestamptz(3) not null default app.now(),
  version int not null default 1,
  primary key (office_id, id)
);
comment on table app.office_job_run is 'scope:office history:none (progress of work; its results have their own history)';
call app.protect('office_job_run', p_history => false);
grant select, insert on app.job_run, app.office_job_run to bergfried_app;
grant select, insert, update on app.job_run, app.office_job_run to bergfried_system;

-- Pages hear of changes without a version being written for each step of progress.
create function app.announce_change() returns trigger language plpgsql as $$
declare
  full_row jsonb := to_jsonb(new);
begin
  perform pg_notify('bergfried_change', json_build_object('table', tg_table_name, 'op', left(tg_op, 1),
    'officeId', full_row->>'office_id', 'tenantId', coalesce(full_row->>'tenant_id', full_row->>'for_tenant_id'),
    'id', new.id, 'version', new.version, 'countyOnly', coalesce((full_row->>'is_county_only')::boolean, false))::text);
  return null;
end $$;
create trigger announce_change after insert or update on app.job_run for each row execute function app.announce_change();
create trigger announce_change after insert or update on app.office_job_run for each row execute function app.announce_change();
create trigger announce_change after insert or update on app.dead_letter for each row execute function app.announce_change();

-- Last time a schedule was served; a missed time is made up once, by whichever worker comes first.
create table app.schedule (
  id text primary key,
  served_at timestamptz(3) not null
);
comment on table app.schedule is 'scope:system';
grant select, insert, update on app.schedule to bergfried_system;

-- The system works for one office or tenant at a time.
create function app.open_system_office(p_office uuid, p_actor text, p_action text) returns boolean
  language sql security definer set search_path = pg_catalog, app as $$
  select set_config('app.actor', p_actor, true) is not null
     and set_config('app.action', p_action, true) is not null
     and set_config('app.office', o.office_id::text, true) is not null
     and set_config('app.read_tenants', '', true) is not null
     and set_config('app.own_tenants', '', true) is not null
     and set_config('app.write_tenant', '', true) is not null
     and set_config('app.write_office', o.office_id::text, true) is not null
  from app.office o where o.office_id = p_office
$$;
call app.hand_over('app.open_system_office(uuid, text, text)', '{bergfried_system}');

-- What schedules go through: every office with null, every member with its office.
create function app.all_scopes() returns table (office_id uuid, tenant_id uuid)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select o.office_id, null::uuid from app.office o
  union all
  select t.office_id, t.tenant_id from app.tenant t
  order by 1, 2 nulls first
$$;
call app.hand_over('app.all_scopes()', '{bergfried_system}');
