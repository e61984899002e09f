-- Reports: ordered, collected once into a frozen snapshot, printed once, archived with both hashes.

create table app.report (
  tenant_id uuid not null references app.tenant (tenant_id),
  id uuid not null,
  kind text not null check (kind in ('county-quarter')),
  period text not null check (period ~ '^[0-9]{4}-Q[1-4]$'),
  revision int not null check (revision > 0),
  -- Asked for before the period had ended ("Zwischenstand"); it closes no period.
  is_interim boolean not null,
  -- requested: being made, or its job failed; draft: there to be read; final: festgeschrieben
  state text not null default 'requested' check (state in ('requested', 'draft', 'final')),
  -- The run that makes it, the newest one after a failure.
  job_id uuid not null,
  cut_off timestamptz(3),
  collected_at timestamptz(3),
  snapshot jsonb,
  snapshot_sha256 text check (snapshot_sha256 ~ '^[0-9a-f]{64}$'),
  pdf_sha256 text check (pdf_sha256 ~ '^[0-9a-f]{64}$'),
  pdf_file_id uuid,
  created_by uuid not null references app.user_account (id),
  created_at timestamptz(3) not null default app.now(),
  finalised_at timestamptz(3),
  finalised_by uuid references app.user_account (id),
  version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, kind, period, revision),
  foreign key (tenant_id, job_id) references app.job_run (tenant_id, id),
  foreign key (tenant_id, pdf_file_id) references app.file (tenant_id, id),
  check (num_nulls(cut_off, collected_at, snapshot, snapshot_sha256) in (0, 4)),
  check ((pdf_sha256 is null) = (pdf_file_id is null)),
  check ((state = 'requested') = (pdf_sha256 is null)),
  check (pdf_sha256 is null or snapshot is not null),
  check ((state = 'final') = (num_nulls(finalised_at, finalised_by) = 0)),
  check (num_nulls(finalised_at, finalised_by) in (0, 2)),
  check (not (is_interim and state = 'final'))
);
comment on table app.report is 'scope:tenant';
create index report_by_period on app.report (tenant_id, period, revision, id);
create index report_by_created on app.report (tenant_id, created_at, id);

-- What a report said, it goes on saying: neither figures nor file change once they are there, whoever asks. It only goes
-- forward: requested, draft, final.
create function app.keep_report() returns trigger language plpgsql as $$
begin
  if (new.tenant_id, new.id, new.kind, new.period, new.revision, new.is_interim, new.created_by, new.created_at)
       is distinct from (old.tenant_id, old.id, old.kind, old.period, old.revision, old.is_interim, old.created_by, old.created_at)
     or old.snapshot is not null and (new.snapshot, new.snapshot_sha256, new.cut_off, new.collected_at)
       is distinct from (old.snapshot, old.snapshot_sha256, old.cut_off, old.collected_at)
     or old.pdf_sha256 is not null and (new.pdf_sha256, new.pdf_file_id) is distinct from (old.pdf_sha256, old.pdf_file_id)
     or old.state = 'final' or old.state = 'draft' and new.state = 'requested' then
    raise exception 'a report keeps what it said' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger keep_report before update on app.report for each row execute function app.keep_report();

-- The versions carry the hash of the snapshot, not the snapshot: it never changes and is large.
call app.protect('report', p_secret_columns => '{snapshot}');
grant select on app.report to bergfried_app;
grant insert (tenant_id, id, kind, period, revision, is_interim, job_id, created_by, created_at) on app.report to bergfried_app;
grant update (job_id, state, finalised_at, finalised_by, version) on app.report to bergfried_app;
grant select on app.report to bergfried_system;
grant update (state, cut_off, collected_at, snapshot, snapshot_sha256, pdf_sha256, pdf_file_id, version) on app.report to bergfried_system;

-- The system reads for a paper that the office reads too: it belongs to no member here, so "nur Kreis" stays out by the
-- same policies that keep the office out.
create function app.open_system_as_office(p_tenant uuid, p_actor text, p_action text) returns boolean
  language sql security definer set search_path = pg_catalog, app as $$
  select set_config('app.actor', p_actor, true) is not null
     and set_config('app.action', p_action, true) is not null
     and set_config('app.office', t.office_id::text, true) is not null
     and set_config('app.read_tenants', t.tenant_id::text, true) is not null
     and set_config('app.own_tenants', '', true) is not null
     and set_config('app.write_tenant', '', true) is not null
     and set_config('app.write_office', '', true) is not null
  from app.tenant t where t.tenant_id = p_tenant
$$;
call app.hand_over('app.open_system_as_office(uuid, text, text)', '{bergfried_system}');
