-- Answers to requests that carried an Idempotency-Key, written in the transaction of their effect and kept for a day
-- (docs/adr/0018). The key is the person's own at this member.

create table app.idempotency_key (
  tenant_id uuid not null references app.tenant (tenant_id),
  user_id uuid not null references app.user_account (id),
  -- SHA-256 of the key as it was sent; a key may be anything printable, and is nobody's business.
  key_hash bytea not null check (length(key_hash) = 32),
  -- SHA-256 over method, address and body: what "the same request" means.
  request_hash bytea not null check (length(request_hash) = 32),
  -- Status, address and body, sealed with the key itself, of which only the hash stands here: an answer may hold what is
  -- shown once (docs/adr/0006), and neither this database nor its backup can read it.
  answer bytea not null,
  created_at timestamptz(3) not null default app.now(),
  version int not null default 1,
  primary key (tenant_id, user_id, key_hash)
);
comment on table app.idempotency_key is 'scope:tenant history:none (answers kept for a day, so that a repeated request has one effect)';
create index idempotency_key_age on app.idempotency_key (tenant_id, created_at);
call app.protect('idempotency_key', p_history => false);
grant select, insert, update on app.idempotency_key to bergfried_app;

-- Housekeeping over all members.
create policy definer_select on app.idempotency_key for select to bergfried_definer using (true);
create policy definer_delete on app.idempotency_key for delete to bergfried_definer using (true);
grant select, delete on app.idempotency_key to bergfried_definer;
create function app.forget_idempotency_keys() returns void
  language sql security definer set search_path = pg_catalog, app as $$
  delete from app.idempotency_key where created_at < app.now() - interval '24 hours'
$$;
call app.hand_over('app.forget_idempotency_keys()', '{bergfried_system}');
