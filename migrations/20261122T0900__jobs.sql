-- What happens after the response: events in the same transaction (outbox), what became of them, jobs that people see.

create table app.outbox (
  id uuid primary key,
  office_id uuid not null,
  tenant_id uuid,
  event text not null check (event ~ '^[a-z-]+\.[a-z-]+$'),
  -- Ids only: the job reads what it needs itself, in a unit of work of its own.
  payload jsonb not null,
  actor text not null default app.actor(),
  created_at timestamptz(3) not null default app.now()
);
comment on table app.outbox is 'scope:system';
create index outbox_in_order on app.outbox (created_at, id);
alter table app.outbox enable row level security;
alter table app.outbox force row level security;
-- Whoever writes can speak for the scope that is open, and cannot read what others wrote.
create policy outbox_insert on app.outbox for insert to bergfried_app, bergfried_system, bergfried_definer
  with check (office_id = app.current_office() and (tenant_id is null or tenant_id = app.write_tenant()));
create policy outbox_relay on app.outbox for all to bergfried_system using (true);
grant insert on app.outbox to bergfried_app;
grant select, insert, delete on app.outbox to bergfried_system;

create function app.announce_outbox() returns trigger language plpgsql as $$
begin
  perform pg_notify('bergfried_outbox', '');
  return null;
end $$;
create trigger announce_outbox after insert on app.outbox for each statement execute function app.announce_outbox();

-- A handler writes its mark in the transaction of its effect: done twice is done once.
create table app.job_done (
  job_id text primary key,
  done_at timestamptz(3) not null default app.now()
);
comment on table app.job_done is 'scope:system';
grant select, insert, delete on app.job_done to bergfried_system;

-- Jobs that failed for good, for the operator of the office.
create table app.dead_letter (
  office_id uuid not null references app.office (office_id),
  id uuid not null,
  tenant_id uuid references app.tenant (tenant_id),
  job_id text not null,
  event text not null,
  subscriber text not null,
  payload jsonb not null,
  error text not null check (length(error) <= 2000),
  attempts int not null,
  failed_at timestamptz(3) not null default app.now(),
  retried_at timestamptz(3),
  version int not null default 1,
  primary key (office_id, id),
  unique (office_id, job_id)
);
comment on table app.dead_letter is 'scope:office';
call app.protect('dead_letter');
grant select, update on app.dead_letter to bergfried_app;
grant select, insert, update on app.dead_letter to bergfried_system;

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
begin
  perform pg_notify('bergfried_change', json_build_object('table', tg_table_name, 'op', left(tg_op, 1),
    'officeId', to_jsonb(new)->>'office_id', 'tenantId', to_jsonb(new)->>'tenant_id', 'id', new.id, 'version', new.version,
    'countyOnly', false)::text);
  return null;
end $$;
create trigger announce_change after insert or update on app.job_run for each row execute function app.announce_change();
create trigger announce_change after insert or update on app.office_job_run for each row execute function app.announce_change();

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
