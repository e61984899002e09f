-- Lists that are too long to wait for: what was asked for, and the file that came of it (docs/adr/0017). An order is
-- the asking person's alone; after a day it is forgotten together with its file.

alter table app.job_run drop constraint job_run_kind_check,
  add constraint job_run_kind_check check (kind in ('county-quarter', 'export'));
alter table app.office_job_run drop constraint office_job_run_kind_check,
  add constraint office_job_run_kind_check check (kind in ('catalogue-import', 'export'));

create table app.export_order (
  tenant_id uuid not null references app.tenant (tenant_id),
  id uuid not null,
  requested_by uuid not null references app.user_account (id),
  list text not null check (list ~ '^[a-z-]{1,40}$'),
  format text not null check (format in ('csv', 'xlsx')),
  language text not null check (language in ('de', 'en')),
  -- The right that the list wants; asked for again when the file is written and when it is fetched.
  permission text not null,
  -- Filter and order as they stood in the address.
  query jsonb not null,
  job_id uuid not null,
  file_id uuid,
  -- Members whose rows are in the file.
  tenant_ids uuid[],
  created_at timestamptz(3) not null default app.now(),
  expires_at timestamptz(3) not null default app.now() + interval '24 hours',
  version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, job_id) references app.job_run (tenant_id, id),
  foreign key (tenant_id, file_id) references app.file (tenant_id, id)
);
comment on table app.export_order is 'scope:tenant history:none (an order of a copy of rows; forgotten after a day)';
create index export_order_expired on app.export_order (tenant_id, expires_at);
call app.protect('export_order', p_history => false);

create table app.office_export_order (
  office_id uuid not null references app.office (office_id),
  id uuid not null,
  requested_by uuid not null references app.user_account (id),
  list text not null check (list ~ '^[a-z-]{1,40}$'),
  format text not null check (format in ('csv', 'xlsx')),
  language text not null check (language in ('de', 'en')),
  permission text not null,
  query jsonb not null,
  job_id uuid not null,
  file_id uuid,
  tenant_ids uuid[],
  created_at timestamptz(3) not null default app.now(),
  expires_at timestamptz(3) not null default app.now() + interval '24 hours',
  version int not null default 1,
  primary key (office_id, id),
  foreign key (office_id, job_id) references app.office_job_run (office_id, id),
  foreign key (office_id, file_id) references app.office_file (office_id, id)
);
comment on table app.office_export_order is 'scope:office history:none (an order of a copy of rows; forgotten after a day)';
create index office_export_order_expired on app.office_export_order (office_id, expires_at);
call app.protect('office_export_order', p_history => false);

grant select, insert on app.export_order, app.office_export_order to bergfried_app;
grant select, update, delete on app.export_order, app.office_export_order to bergfried_system;

-- What the worker has to forget, over all offices.
create policy definer_select on app.export_order for select to bergfried_definer using (true);
create policy definer_select on app.office_export_order for select to bergfried_definer using (true);
grant select on app.export_order, app.office_export_order to bergfried_definer;
create function app.expired_exports() returns table (office_id uuid, tenant_id uuid, id uuid)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select o.office_id, null::uuid, o.id from app.office_export_order o where o.expires_at < app.now()
  union all
  select t.office_id, o.tenant_id, o.id from app.export_order o join app.tenant t on t.tenant_id = o.tenant_id
  where o.expires_at < app.now()
$$;
call app.hand_over('app.expired_exports()', '{bergfried_system}');
