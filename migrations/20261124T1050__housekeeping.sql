-- Work that was done or has failed for good is forgotten like the rest, unless something was made by it and still says so.
-- Whatever else comes to refer to a job keeps it too: a foreign key refuses, and that row stays.

create policy definer_select on app.job_run for select to bergfried_definer using (true);
create policy definer_delete on app.job_run for delete to bergfried_definer using (true);
create policy definer_select on app.office_job_run for select to bergfried_definer using (true);
create policy definer_delete on app.office_job_run for delete to bergfried_definer using (true);
create policy definer_select on app.report for select to bergfried_definer using (true);
grant select (tenant_id, job_id) on app.report to bergfried_definer;
grant select, delete on app.job_run, app.office_job_run to bergfried_definer;

create function app.forget_job_runs(p_before timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare
  old record;
begin
  for old in
    select j.tenant_id, j.id from app.job_run j
    where j.state in ('done', 'failed') and j.updated_at < p_before
      and not exists (select from app.report r where r.tenant_id = j.tenant_id and r.job_id = j.id)
  loop
    begin
      delete from app.job_run where tenant_id = old.tenant_id and id = old.id;
    exception when foreign_key_violation then null;
    end;
  end loop;
  for old in
    select j.office_id, j.id from app.office_job_run j where j.state in ('done', 'failed') and j.updated_at < p_before
  loop
    begin
      delete from app.office_job_run where office_id = old.office_id and id = old.id;
    exception when foreign_key_violation then null;
    end;
  end loop;
end $$;
call app.hand_over('app.forget_job_runs(timestamptz)', '{bergfried_system}');
