-- Metadata of stored files. The content lies outside of the database, below a folder (or key) of its own per office and
-- member: equal files of two members share nothing, so nobody can find out that another one holds the same file.

create table app.file (
  tenant_id uuid not null references app.tenant (tenant_id),
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  -- As recognised from the content, never as the sender called it.
  media_type text not null check (length(media_type) between 3 and 100),
  size bigint not null check (size between 0 and 1073741824),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  created_by uuid references app.user_account (id),
  created_at timestamptz(3) not null default app.now(),
  version int not null default 1,
  primary key (tenant_id, id)
);
comment on table app.file is 'scope:tenant';
create index file_by_content on app.file (tenant_id, sha256);

create table app.office_file (
  office_id uuid not null references app.office (office_id),
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  media_type text not null check (length(media_type) between 3 and 100),
  size bigint not null check (size between 0 and 1073741824),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  created_by uuid references app.user_account (id),
  created_at timestamptz(3) not null default app.now(),
  version int not null default 1,
  primary key (office_id, id)
);
comment on table app.office_file is 'scope:office';
create index office_file_by_content on app.office_file (office_id, sha256);

call app.protect('file');
call app.protect('office_file');
grant select, insert on app.file, app.office_file to bergfried_app;
grant select, insert, delete on app.file, app.office_file to bergfried_system;
