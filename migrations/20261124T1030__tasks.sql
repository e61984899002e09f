-- "Meine Aufgaben": when a person last looked, so that "new" means new on every device; and the indexes it reads by.

create table app.task_visit (
  tenant_id uuid not null references app.tenant (tenant_id),
  user_id uuid not null references app.user_account (id),
  -- Up to when everything has been seen; null: the first visit still lasts.
  seen_at timestamptz(3),
  -- Last time that the page was on the screen; a new visit begins after a pause.
  visited_at timestamptz(3) not null,
  primary key (tenant_id, user_id)
);
comment on table app.task_visit is 'scope:tenant history:none (a bookmark of one person, seen by nobody else)';
call app.protect('task_visit', p_history => false);
create policy own_visit on app.task_visit as restrictive for all to bergfried_app, bergfried_system
  using (user_id::text = (select app.actor())) with check (user_id::text = (select app.actor()));
grant select, insert, update (seen_at, visited_at) on app.task_visit to bergfried_app;

create index incident_entry_by_created on app.incident_entry (tenant_id, created_at);
