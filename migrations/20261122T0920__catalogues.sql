-- Catalogues of requirements (OSCAL). An edition is written once by its import and never changed; a newer edition is
-- another row. What stays the same over editions is the key: the prop alt-identifier, not the printed id, which moves
-- (69 of 989 printed ids changed from June to July 2026).

create table app.catalogue (
  office_id uuid not null references app.office (office_id),
  id uuid not null,
  oscal_uuid uuid,
  title text not null check (length(title) between 1 and 1000),
  -- The publisher's version; `version` is the row's own, as in every table.
  edition text not null check (length(edition) <= 200),
  oscal_version text check (length(oscal_version) <= 50),
  last_modified_at timestamptz(3),
  publisher text check (length(publisher) <= 500),
  licence text check (length(licence) <= 200),
  licence_url text check (licence_url ~ '^https?://'),
  source_url text check (source_url ~ '^https?://'),
  remarks text,
  requirement_count int not null check (requirement_count > 0),
  group_count int not null,
  finding_count int not null,
  source_file_id uuid not null,
  source_sha256 text not null,
  imported_by uuid references app.user_account (id),
  imported_at timestamptz(3) not null default app.now(),
  version int not null default 1,
  primary key (office_id, id),
  -- The same file again is the same catalogue.
  constraint catalogue_once unique (office_id, source_sha256),
  foreign key (office_id, source_file_id) references app.office_file (office_id, id)
);
comment on table app.catalogue is 'scope:office';
create index catalogue_by_import on app.catalogue (office_id, imported_at, id);

-- Groups of a catalogue; those without a parent are the practices.
create table app.catalogue_group (
  office_id uuid not null,
  catalogue_id uuid not null,
  id uuid not null,
  parent_id uuid,
  position int not null,
  -- Printed id, or g1, g2 … where the file gives none.
  code text not null check (length(code) between 1 and 200),
  title text not null check (length(title) between 1 and 1000),
  alt_identifier text check (length(alt_identifier) <= 200),
  description text,
  requirement_count int not null,
  primary key (office_id, id),
  unique (office_id, catalogue_id, id),
  unique (office_id, catalogue_id, position),
  unique (office_id, catalogue_id, code),
  foreign key (office_id, catalogue_id) references app.catalogue (office_id, id),
  foreign key (office_id, catalogue_id, parent_id) references app.catalogue_group (office_id, catalogue_id, id)
);
comment on table app.catalogue_group is 'scope:office history:none (written once with its catalogue, never changed)';

create table app.requirement (
  office_id uuid not null,
  catalogue_id uuid not null,
  id uuid not null,
  -- Innermost group, outermost group, requirement above.
  group_id uuid,
  practice_id uuid,
  parent_id uuid,
  position int not null,
  control_id text not null check (length(control_id) between 1 and 200),
  -- alt-identifier in lower case; the printed id where the file gives none (then there is a finding).
  key text not null check (length(key) between 1 and 200),
  class text,
  title text not null check (length(title) between 1 and 1000),
  -- Scales belong to the catalogue, so these are its own words.
  level text check (length(level) <= 100),
  effort text check (length(effort) <= 100),
  modal_verb text check (length(modal_verb) <= 100),
  tags jsonb not null,
  -- Plain text with the parameters in place, for lists and search.
  statement text,
  guidance text,
  params jsonb not null,
  props jsonb not null,
  parts jsonb not null,
  primary key (office_id, id),
  unique (office_id, catalogue_id, id),
  unique (office_id, catalogue_id, position),
  unique (office_id, catalogue_id, key),
  unique (office_id, catalogue_id, control_id),
  foreign key (office_id, catalogue_id) references app.catalogue (office_id, id),
  foreign key (office_id, catalogue_id, group_id) references app.catalogue_group (office_id, catalogue_id, id),
  foreign key (office_id, catalogue_id, practice_id) references app.catalogue_group (office_id, catalogue_id, id),
  foreign key (office_id, catalogue_id, parent_id) references app.requirement (office_id, catalogue_id, id)
);
comment on table app.requirement is 'scope:office history:none (written once with its catalogue, never changed)';
create index requirement_by_practice on app.requirement (office_id, catalogue_id, practice_id, position);
create index requirement_by_parent on app.requirement (office_id, catalogue_id, parent_id) where parent_id is not null;

create table app.requirement_link (
  office_id uuid not null,
  catalogue_id uuid not null,
  requirement_id uuid not null,
  id uuid not null,
  position int not null,
  rel text not null check (length(rel) <= 200),
  href text not null,
  label text,
  -- Another requirement of this catalogue, or an address outside; neither when the link leads nowhere (a finding).
  target_id uuid,
  url text check (url ~ '^https?://'),
  primary key (office_id, id),
  unique (office_id, requirement_id, position),
  foreign key (office_id, catalogue_id, requirement_id) references app.requirement (office_id, catalogue_id, id),
  foreign key (office_id, catalogue_id, target_id) references app.requirement (office_id, catalogue_id, id)
);
comment on table app.requirement_link is 'scope:office history:none (written once with its catalogue, never changed)';
create index requirement_link_by_target on app.requirement_link (office_id, catalogue_id, target_id) where target_id is not null;

-- What was odd in the file, told to the people who imported it.
create table app.catalogue_finding (
  office_id uuid not null,
  catalogue_id uuid not null,
  id uuid not null,
  position int not null,
  code text not null check (length(code) <= 60),
  params jsonb not null,
  place text check (length(place) <= 500),
  primary key (office_id, id),
  unique (office_id, catalogue_id, position),
  foreign key (office_id, catalogue_id) references app.catalogue (office_id, id)
);
comment on table app.catalogue_finding is 'scope:office history:none (written once with its catalogue, never changed)';

call app.protect('catalogue');
call app.protect('catalogue_group', p_history => false);
call app.protect('requirement', p_history => false);
call app.protect('requirement_link', p_history => false);
call app.protect('catalogue_finding', p_history => false);
grant select on app.catalogue, app.catalogue_group, app.requirement, app.requirement_link, app.catalogue_finding to bergfried_app;
grant select, insert on app.catalogue, app.catalogue_group, app.requirement, app.requirement_link, app.catalogue_finding to bergfried_system;
