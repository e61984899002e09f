-- The history is sealed ("festgeschrieben"): a chain over every version, keyed outside the database (docs/adr/0008).

-- Order of the chain: by transaction, then by number. A version with a small number may become visible after a later one,
-- when its transaction took longer; its transaction number still comes after everything that was sealed before.
create index record_version_in_order on app.record_version (tenant_id, tx, seq);
create index office_record_version_in_order on app.office_record_version (office_id, tx, seq);

-- Transaction numbers begin anew in a fresh cluster, so also after a dump was restored. The history counts on from a base, a
-- multiple of 2^32 like the epochs of PostgreSQL itself, which is raised then (docs/adr/0014).
create table app.history_order (
  only_row boolean primary key default true check (only_row),
  base bigint not null default 0 check (base >= 0 and base % 4294967296 = 0)
);
comment on table app.history_order is 'scope:system';
insert into app.history_order default values;
grant select on app.history_order to bergfried_system, bergfried_definer;
grant update (base) on app.history_order to bergfried_definer;
create function app.in_history_order(p_tx xid8) returns xid8 language sql stable parallel safe
  return ((select base from app.history_order) + p_tx::text::bigint)::text::xid8;
alter table app.record_version alter column tx set default app.in_history_order(pg_current_xact_id());
alter table app.office_record_version alter column tx set default app.in_history_order(pg_current_xact_id());

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
  where v.tenant_id = p_tenant and v.tx < app.in_history_order(pg_snapshot_xmin(pg_current_snapshot()))
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
  where v.office_id = p_office and v.tx < app.in_history_order(pg_snapshot_xmin(pg_current_snapshot()))
    and (v.tx, v.seq) > (
      coalesce((select s.tx from app.office_record_seal s where s.office_id = p_office order by s.position desc limit 1), '0'::xid8),
      coalesce((select s.seq from app.office_record_seal s where s.office_id = p_office order by s.position desc limit 1), 0))
  order by v.tx, v.seq
  limit p_limit
$$;
call app.hand_over('app.office_versions_to_seal(uuid, int)', '{bergfried_system}');

-- Raises the base when the history holds numbers that this cluster has not reached; does nothing otherwise. To be called after
-- a dump was restored and before anything is written: what was written with small numbers stays behind the seals for good.
-- Returns whether the base was raised.
create function app.renew_history_order() returns boolean
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare
  highest xid8 := '0';
  one record;
begin
  perform from app.history_order for update;
  for one in
    select o.office_id, coalesce((select string_agg(t.tenant_id::text, ',') from app.tenant t where t.office_id = o.office_id), '') as tenants
    from app.office o
  loop
    perform set_config('app.office', one.office_id::text, true), set_config('app.read_tenants', one.tenants, true);
    select greatest(highest, max(n.tx)) into highest from (
      select v.tx from app.tenant t cross join lateral (
        select x.tx from app.record_version x where x.tenant_id = t.tenant_id order by x.tx desc limit 1) v
        where t.office_id = one.office_id
      union all
      select s.tx from app.tenant t cross join lateral (
        select x.tx from app.record_seal x where x.tenant_id = t.tenant_id order by x.position desc limit 1) s
        where t.office_id = one.office_id
      union all
      select max(x.tx) from app.office_record_version x where x.office_id = one.office_id
      union all
      select max(x.tx) from app.office_record_seal x where x.office_id = one.office_id) n;
  end loop;
  perform set_config('app.office', '', true), set_config('app.read_tenants', '', true);
  if highest < app.in_history_order(pg_snapshot_xmax(pg_current_snapshot())) then
    return false;
  end if;
  update app.history_order set base = (highest::text::bigint / 4294967296 + 1) * 4294967296;
  return true;
end $$;
call app.hand_over('app.renew_history_order()', '{bergfried_owner}');
