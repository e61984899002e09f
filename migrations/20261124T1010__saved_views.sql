-- Saved views ("Ansichten"): a named filter of a list, its owner's alone (docs/adr/0022).

create table app.saved_view (
  tenant_id uuid not null references app.tenant (tenant_id),
  id uuid not null,
  user_id uuid not null references app.user_account (id),
  list text not null check (list ~ '^[a-z]+(-[a-z]+)*$' and length(list) <= 40),
  name text not null check (length(name) between 1 and 60),
  -- Search parameters as URLSearchParams writes them: encoded, so neither markup nor a second address fits in.
  query text not null check (length(query) <= 2000 and query ~ '^[A-Za-z0-9_.~%&=+*-]*$'),
  is_start boolean not null default false,
  created_at timestamptz(3) not null default app.now(),
  version int not null default 1,
  primary key (tenant_id, id),
  constraint saved_view_name unique (tenant_id, user_id, list, name)
);
comment on table app.saved_view is 'scope:tenant history:none (a setting of one person, of no concern to anybody else)';
create unique index saved_view_start on app.saved_view (tenant_id, user_id, list) where is_start;

create table app.office_saved_view (
  office_id uuid not null references app.office (office_id),
  id uuid not null,
  user_id uuid not null references app.user_account (id),
  list text not null check (list ~ '^[a-z]+(-[a-z]+)*$' and length(list) <= 40),
  name text not null check (length(name) between 1 and 60),
  query text not null check (length(query) <= 2000 and query ~ '^[A-Za-z0-9_.~%&=+*-]*$'),
  is_start boolean not null default false,
  created_at timestamptz(3) not null default app.now(),
  version int not null default 1,
  primary key (office_id, id),
  constraint office_saved_view_name unique (office_id, user_id, list, name)
);
comment on table app.office_saved_view is 'scope:office history:none (a setting of one person, of no concern to anybody else)';
create unique index office_saved_view_start on app.office_saved_view (office_id, user_id, list) where is_start;

call app.protect('saved_view', p_history => false);
call app.protect('office_saved_view', p_history => false);
create policy own_only on app.saved_view as restrictive for all to bergfried_app, bergfried_system
  using (user_id::text = (select app.actor()));
create policy own_only on app.office_saved_view as restrictive for all to bergfried_app, bergfried_system
  using (user_id::text = (select app.actor()));
grant select, insert, delete on app.saved_view, app.office_saved_view to bergfried_app;
grant update (name, query, is_start, version) on app.saved_view, app.office_saved_view to bergfried_app;
