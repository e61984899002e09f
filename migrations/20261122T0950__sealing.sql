-- The history is sealed ("festgeschrieben"): a chain over every version, keyed outside the database (docs/adr/0008).

-- Order of the chain: by transaction, then by number. A version with a small number may become visible after a later one,
-- when its transaction took longer; its transaction number still comes after everything that was sealed before.
create index record_version_in_order on app.record_version (tenant_id, tx, seq);
create index office_record_version_in_order on app.office_record_version (office_id, tx, seq);

create table app.record_seal (
  tenant_id uuid not null references app.tenant (tenant_id),
  position bigint not null check (position > 0),
  seq bigint not null,
  tx xid8 not null,
  -- Repeated from the version, so that a version that is gone can still be named.
  table_name text not null,
  row_id uuid not null,
  -- SHA-256 of the version, and HMAC-SHA-256 over the hash before, the place and the digest.
  digest bytea not null check (length(digest) = 32),
  hash bytea not null check (length(hash) = 32),
  key_id text not null check (length(key_id) = 8),
  sealed_at timestamptz(3) not null default now(),
  primary key (tenant_id, position),
  unique (tenant_id, seq)
);
comment on table app.record_seal is 'scope:tenant history:none (it seals the history)';
create table app.office_record_seal (
  office_id uuid not null references app.office (office_id),
  position bigint not null check (position > 0),
  seq bigint not null,
  tx xid8 not null,
  table_name text not null,
  row_id uuid not null,
  digest bytea not null check (length(digest) = 32),
  hash bytea not null check (length(hash) = 32),
  key_id text not null check (length(key_id) = 8),
  sealed_at timestamptz(3) not null default now(),
  primary key (office_id, position),
  unique (office_id, seq)
);
comment on table app.office_record_seal is 'scope:office history:none (it seals the history)';
call app.protect('record_seal', p_history => false);
call app.protect('office_record_seal', p_history => false);
-- Append-only: nobody has a right to change or delete. The api reads the head for reports.
grant select on app.record_seal, app.office_record_seal to bergfried_app, bergfried_definer;
grant select, insert on app.record_seal, app.office_record_seal to bergfried_system;

-- What is to be sealed next in the open scope, in the order of the chain. Only below the oldest running transaction: nothing can
-- appear there any more. The worker gets digests, not the versions themselves. `bergfried verify` computes the same
-- expression by itself and does not ask this function.
create function app.versions_to_seal(p_tenant uuid, p_limit int) returns table (seq bigint, tx text, table_name text, row_id uuid, digest bytea)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select v.seq, v.tx::text, v.table_name, v.row_id,
         sha256(convert_to(jsonb_build_array(v.tenant_id, v.seq, v.tx::text, v.table_name, v.row_id, v.op,
                                             extract(epoch from v.valid_from)::text, v.actor, v.action, v.row)::text, 'UTF8'))
  from app.record_version v
  where v.tenant_id = p_tenant and v.tx < pg_snapshot_xmin(pg_current_snapshot())
    and (v.tx, v.seq) > (
      coalesce((select s.tx from app.record_seal s where s.tenant_id = p_tenant order by s.position desc limit 1), '0'::xid8),
      coalesce((select s.seq from app.record_seal s where s.tenant_id = p_tenant order by s.position desc limit 1), 0))
  order by v.tx, v.seq
  limit p_limit
$$;
call app.hand_over('app.versions_to_seal(uuid, int)', '{bergfried_system}');
create function app.office_versions_to_seal(p_office uuid, p_limit int) returns table (seq bigint, tx text, table_name text, row_id uuid, digest bytea)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select v.seq, v.tx::text, v.table_name, v.row_id,
         sha256(convert_to(jsonb_build_array(v.office_id, v.seq, v.tx::text, v.table_name, v.row_id, v.op,
                                             extract(epoch from v.valid_from)::text, v.actor, v.action, v.row)::text, 'UTF8'))
  from app.office_record_version v
  where v.office_id = p_office and v.tx < pg_snapshot_xmin(pg_current_snapshot())
    and (v.tx, v.seq) > (
      coalesce((select s.tx from app.office_record_seal s where s.office_id = p_office order by s.position desc limit 1), '0'::xid8),
      coalesce((select s.seq from app.office_record_seal s where s.office_id = p_office order by s.position desc limit 1), 0))
  order by v.tx, v.seq
  limit p_limit
$$;
call app.hand_over('app.office_versions_to_seal(uuid, int)', '{bergfried_system}');
