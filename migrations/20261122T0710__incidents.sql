-- Incidents, their timeline and the legal duties ("clocks") they start.

create table app.incident (
  tenant_id uuid not null references app.tenant (tenant_id),
  id uuid not null,
  reference text not null check (length(reference) <= 20),
  title text not null check (length(title) between 3 and 200),
  category text not null check (category in ('misdirected-mail', 'loss-theft', 'phishing', 'malware', 'ransomware',
    'unauthorised-access', 'wrong-permissions', 'outage', 'provider-incident', 'website', 'vulnerability', 'fraud', 'physical', 'other')),
  severity text not null check (severity in ('low', 'medium', 'high', 'critical')),
  personal_data text not null check (personal_data in ('yes', 'no', 'unclear')),
  status text not null default 'reported' check (status in ('reported', 'triaged', 'contained', 'eradicated', 'recovered', 'closed', 'false-alarm')),
  detected_at timestamptz(3) not null,
  occurred_at timestamptz(3),
  aware_at timestamptz(3) not null,
  closed_at timestamptz(3),
  description text check (length(description) <= 10000),
  legal_entity_id uuid not null,
  social_data boolean not null default false,
  vehicle_registration boolean not null default false,
  tlp text not null default 'amber-strict' check (tlp in ('red', 'amber-strict', 'amber', 'green', 'clear')),
  visibility text not null default 'county-and-office' check (visibility in ('county-and-office', 'county-only')),
  created_by uuid not null references app.user_account (id),
  created_at timestamptz(3) not null default app.now(),
  updated_at timestamptz(3) not null default app.now(),
  version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, reference),
  unique (tenant_id, id, visibility),
  foreign key (tenant_id, legal_entity_id) references app.legal_entity (tenant_id, id),
  check (occurred_at is null or occurred_at <= detected_at),
  check ((status in ('closed', 'false-alarm')) = (closed_at is not null))
);
comment on table app.incident is 'scope:tenant';
create index incident_by_detected on app.incident (tenant_id, detected_at, id);
create index incident_by_created on app.incident (tenant_id, created_at, id);
create index incident_open on app.incident (tenant_id, detected_at, id)
  where status in ('reported', 'triaged', 'contained', 'eradicated', 'recovered');
create index incident_by_closed on app.incident (tenant_id, closed_at) where closed_at is not null;

create table app.incident_entry (
  tenant_id uuid not null references app.tenant (tenant_id),
  id uuid not null,
  incident_id uuid not null,
  visibility text not null,
  kind text not null check (kind in ('reported', 'note', 'status', 'duty', 'change')),
  text text not null check (length(text) between 1 and 4000),
  happened_at timestamptz(3) not null,
  created_by uuid not null references app.user_account (id),
  created_at timestamptz(3) not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, incident_id, visibility) references app.incident (tenant_id, id, visibility) on update cascade
);
comment on table app.incident_entry is 'scope:tenant';
create index incident_entry_by_incident on app.incident_entry (tenant_id, incident_id, created_at, id);

-- Every deadline is data: what starts it, how long, to whom, on which basis, read where and when.
create table app.duty_rule (
  id text not null,
  version int not null,
  title text not null,
  legal_basis text not null,
  kind text not null check (kind in ('statutory', 'contractual', 'voluntary')),
  condition jsonb not null,
  starts_with text not null check (starts_with in ('awareAt', 'detectedAt')),
  duration text check (duration ~ '^P'),
  recipient jsonb not null,
  note text not null,
  source_url text not null,
  checked_on date not null,
  valid_from date not null,
  valid_until date,
  primary key (id, version)
);
comment on table app.duty_rule is 'scope:reference';
grant select on app.duty_rule to bergfried_app, bergfried_system;

create table app.duty (
  tenant_id uuid not null references app.tenant (tenant_id),
  id uuid not null,
  incident_id uuid not null,
  visibility text not null,
  rule_id text not null,
  rule_version int not null,
  title text not null,
  legal_basis text not null,
  recipient text not null,
  kind text not null check (kind in ('statutory', 'contractual', 'voluntary')),
  starts_at timestamptz(3) not null,
  due_at timestamptz(3),
  precautionary boolean not null,
  state text not null default 'open' check (state in ('open', 'submitted', 'not-required')),
  submitted_at timestamptz(3),
  receipt text check (length(receipt) between 1 and 200),
  reason text check (length(reason) <= 2000),
  data_protection_officer text check (length(data_protection_officer) <= 200),
  decided_by uuid references app.user_account (id),
  decided_at timestamptz(3),
  version int not null default 1,
  created_at timestamptz(3) not null default app.now(),
  primary key (tenant_id, id),
  unique (tenant_id, incident_id, rule_id),
  foreign key (tenant_id, incident_id, visibility) references app.incident (tenant_id, id, visibility) on update cascade,
  foreign key (rule_id, rule_version) references app.duty_rule (id, version),
  check (due_at is null or due_at >= starts_at),
  check ((state = 'open') = (decided_at is null)),
  check (state <> 'submitted' or (submitted_at is not null and receipt is not null)),
  check (state <> 'not-required' or reason is not null)
);
comment on table app.duty is 'scope:tenant';
create index duty_open on app.duty (tenant_id, due_at, id) where state = 'open';
create index duty_by_due on app.duty (tenant_id, due_at, id);

create table app.reference_counter (
  tenant_id uuid not null references app.tenant (tenant_id),
  id uuid not null default gen_random_uuid(),
  kind text not null,
  year int not null,
  last_number int not null,
  primary key (tenant_id, id),
  unique (tenant_id, kind, year)
);
comment on table app.reference_counter is 'scope:tenant history:none (a counter; the references themselves are versioned)';

call app.protect('incident');
call app.protect('incident_entry');
call app.protect('duty');
call app.protect('reference_counter', p_history => false);
grant select, insert, update on app.incident, app.duty, app.reference_counter to bergfried_app;
grant select, insert on app.incident_entry to bergfried_app;
grant select on app.incident, app.incident_entry, app.duty to bergfried_system;

-- Next number of a kind and year in one member, row-locked: no gap by a parallel report, none doubled.
create function app.next_reference(p_tenant uuid, p_kind text, p_year int) returns int
  language sql as $$
  insert into app.reference_counter (tenant_id, kind, year, last_number) values (p_tenant, p_kind, p_year, 1)
  on conflict (tenant_id, kind, year) do update set last_number = reference_counter.last_number + 1
  returning last_number
$$;
grant execute on function app.next_reference(uuid, text, int) to bergfried_app;

-- The worker tells the live pages when a clock runs out; it sees due dates of all members, no content.
create function app.announce_overdue(p_since timestamptz, p_until timestamptz) returns int
  language sql security definer set search_path = pg_catalog, app as $$
  select count(pg_notify('bergfried_change', json_build_object('table', 'duty', 'op', 'O', 'tenantId', d.tenant_id, 'id', d.id,
    'version', d.version, 'countyOnly', d.visibility = 'county-only')::text))::int
  from app.duty d where d.state = 'open' and d.due_at > p_since and d.due_at <= p_until
$$;
create policy definer_select on app.duty for select to bergfried_definer using (state = 'open');
grant select on app.duty to bergfried_definer;
call app.hand_over('app.announce_overdue(timestamptz, timestamptz)', '{bergfried_system}');

insert into app.duty_rule (id, version, title, legal_basis, kind, condition, starts_with, duration, recipient, note, source_url, checked_on, valid_from) values
('gdpr-art-33', 1, 'Meldung an die Datenschutzaufsicht', 'Art. 33 Abs. 1 DSGVO', 'statutory',
 '{"personalData": ["yes", "unclear"]}', 'awareAt', 'PT72H', '{"legalEntity": "dataProtectionAuthority"}',
 'Unverzüglich, spätestens 72 Stunden nach Kenntnis. Die Stunden laufen auch nachts und am Wochenende. Es zählt die abgesandte Meldung, nicht der angeforderte Link.',
 'https://datenschutz.hessen.de/service/meldungen-von-verletzungen-des-schutzes-personenbezogener-daten', '2026-11-22', '2018-05-25'),
('hessen3c-voluntary', 1, 'Meldung an Hessen3C', 'freiwillig, ohne Meldepflicht', 'voluntary',
 '{"anyOf": [{"category": ["malware", "ransomware", "unauthorised-access"]}, {"severity": ["high", "critical"]}]}', 'detectedAt', 'PT24H',
 '{"text": "Hessen CyberCompetenceCenter (Hessen3C)"}',
 'Freiwilliges Ziel der Stelle: innerhalb von 24 Stunden. Hessen3C hilft rund um die Uhr.',
 'https://hessen3c.de', '2026-11-22', '2023-07-01');
