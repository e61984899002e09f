-- Refused access as counters that those may see who answer for the data (docs/adr/0021), and filters for the access trace.

create table app.security_event (
  office_id uuid not null references app.office (office_id),
  -- Made of everything that is told apart, so that the counter of an hour is found again.
  id uuid not null,
  -- Whose log it stands in; null: the office itself.
  for_tenant_id uuid,
  hour timestamptz(0) not null,
  side text not null check (side in ('by', 'upon')),
  kind text not null check (kind in ('foreign-scope', 'foreign-row', 'right-missing', 'mandate-ended', 'access-ended', 'sign-in-failed')),
  resource text not null check (length(resource) <= 40),
  is_write boolean not null,
  origin text not null check (origin in ('own', 'office', 'member', 'outside')),
  -- Null: this side does not learn who it was.
  user_id uuid references app.user_account (id),
  target text not null check (target in ('member', 'office', 'elsewhere', 'none')),
  target_tenant_id uuid,
  count int not null check (count > 0),
  first_at timestamptz(3) not null,
  last_at timestamptz(3) not null,
  primary key (office_id, id),
  check ((target = 'member') = (target_tenant_id is not null)),
  check (side = 'by' or origin <> 'own'),
  check (side = 'upon' or user_id is not null)
);
comment on table app.security_event is 'scope:office history:none (counters, written by a definer function only)';
create index security_event_latest on app.security_event (office_id, hour, id);
create index security_event_of_member on app.security_event (office_id, for_tenant_id, hour, id);
create index security_event_by_hour on app.security_event (hour);
call app.protect('security_event', p_history => false);
-- Of the office's own, whoever works at the office; of a member's, whoever has the right there. The writer stands above both.
create policy open_members on app.security_event as restrictive for select to bergfried_app, bergfried_system using (
  case when for_tenant_id is null then office_id = (select app.write_office())
       else for_tenant_id = any ((select app.read_tenants())::uuid[]) end);
create policy definer_insert on app.security_event for insert to bergfried_definer with check (true);
create policy definer_update on app.security_event for update to bergfried_definer using (true) with check (true);
create policy definer_select on app.security_event for select to bergfried_definer using (true);
create policy definer_delete on app.security_event for delete to bergfried_definer using (true);
grant select on app.security_event to bergfried_app;
grant select, insert, update (count, last_at), delete on app.security_event to bergfried_definer;

create function app.add_security_event(p_row app.security_event) returns void
  language sql security definer set search_path = pg_catalog, app as $$
  insert into app.security_event
  select (p_row).office_id,
         md5(concat_ws('|', (p_row).office_id, coalesce((p_row).for_tenant_id::text, '-'), (p_row).hour, (p_row).side, (p_row).kind,
           (p_row).resource, (p_row).is_write, (p_row).origin, coalesce((p_row).user_id::text, '-'), (p_row).target,
           (p_row).target_tenant_id))::uuid,
         (p_row).for_tenant_id, (p_row).hour, (p_row).side, (p_row).kind, (p_row).resource, (p_row).is_write, (p_row).origin,
         (p_row).user_id, (p_row).target, (p_row).target_tenant_id, (p_row).count, (p_row).first_at, (p_row).last_at
  on conflict (office_id, id) do update set count = security_event.count + excluded.count, last_at = excluded.last_at
$$;
call app.hand_over('app.add_security_event(app.security_event)', '{bergfried_definer}');

-- Adds counted refusals: [{userId | email, kind, scope: 'tenant'|'office'|null, scopeId, resource, isWrite, count}]. Returns
-- nothing, whatever it found; an address that no account has leaves nothing.
create function app.record_refusals(p_events jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare
  e record;
  home record;
  person uuid;
  target_office uuid;
  target_tenant uuid;
  -- What is told where the target is known: that a mandate or an access had been there and is over.
  told_kind text;
  homes jsonb;
  is_home boolean;
  origin text;
begin
  for e in
    select * from jsonb_to_recordset(p_events) as x("userId" uuid, email text, kind text, scope text, "scopeId" uuid, resource text,
      "isWrite" boolean, count int)
  loop
    person := (select u.id from app.user_account u where u.id = e."userId" or (e."userId" is null and u.email = lower(e.email)));
    continue when person is null;
    target_office := null;
    target_tenant := null;
    if e.scope = 'tenant' then
      select t.office_id, t.tenant_id into target_office, target_tenant from app.tenant t where t.tenant_id = e."scopeId";
    elsif e.scope = 'office' then
      select o.office_id into target_office from app.office o where o.office_id = e."scopeId";
    end if;
    told_kind := e.kind;
    if e.kind = 'foreign-scope' and target_office is not null then
      told_kind := case
        when exists (select from app.mandate m where m.tenant_id = target_tenant and m.user_id = person and m.valid_until < app.today())
          then 'mandate-ended'
        when exists (select from app.tenant_member m where m.tenant_id = target_tenant and m.user_id = person
               and m.accepted_at is not null and (m.disabled_at is not null or m.valid_until < app.today()))
          or (target_tenant is null and exists (select from app.office_member m where m.office_id = target_office and m.user_id = person
               and m.accepted_at is not null and (m.disabled_at is not null or m.valid_until < app.today())))
          then 'access-ended'
        else e.kind end;
    end if;
    -- Where the person belongs today, else where the person belonged.
    select jsonb_agg(jsonb_build_object('office', h.office_id, 'tenant', h.tenant_id)) into homes from (
      select distinct r.office_id, r.tenant_id from app.roles_of(person) r where r.tenant_id is null or r.own
      order by 1, 2 nulls first limit 5) h;
    if homes is null then
      select jsonb_agg(jsonb_build_object('office', h.office_id, 'tenant', h.tenant_id)) into homes from (
        select m.office_id, null::uuid as tenant_id from app.office_member m where m.user_id = person and m.accepted_at is not null
        union
        select t.office_id, t.tenant_id from app.tenant_member m join app.tenant t on t.tenant_id = m.tenant_id
         where m.user_id = person and m.accepted_at is not null
        order by 1, 2 nulls first limit 5) h;
    end if;
    is_home := false;
    origin := 'outside';
    for home in select * from jsonb_to_recordset(coalesce(homes, '[]')) as x(office uuid, tenant uuid) loop
      is_home := is_home or (home.office = target_office and home.tenant is not distinct from target_tenant);
      if home.office = target_office then
        origin := case when home.tenant is null or origin = 'office' then 'office' else 'member' end;
      end if;
      perform app.add_security_event(row(home.office, null, home.tenant, date_trunc('hour', app.now()), 'by',
        case when home.office = target_office then told_kind else e.kind end, e.resource, e."isWrite", 'own', person,
        case when e.scope is null then 'none' when home.office is distinct from target_office then 'elsewhere'
             when target_tenant is null then 'office' else 'member' end,
        case when home.office = target_office then target_tenant end,
        e.count, app.now(), app.now())::app.security_event);
    end loop;
    if target_office is not null and not is_home and e.kind in ('foreign-scope', 'right-missing') then
      perform app.add_security_event(row(target_office, null, target_tenant, date_trunc('hour', app.now()), 'upon',
        told_kind, e.resource, e."isWrite", origin,
        case when origin = 'office' or (origin = 'member' and target_tenant is null) then person end,
        case when target_tenant is null then 'office' else 'member' end, target_tenant,
        e.count, app.now(), app.now())::app.security_event);
    end if;
  end loop;
end $$;
call app.hand_over('app.record_refusals(jsonb)', '{bergfried_app}');

-- ── Access trace: filters and an end ───────────────────────────────────────────────────────────────
create index access_trace_by_person on app.access_trace (tenant_id, user_id, hour);
create index access_trace_by_resource on app.access_trace (tenant_id, resource, hour);
create index access_trace_by_hour on app.access_trace (hour);
create policy definer_delete on app.access_trace for delete to bergfried_definer using (true);
grant delete on app.access_trace to bergfried_definer;

-- Deletes what has been kept long enough.
create function app.forget_accesses(p_refused_before timestamptz, p_read_before timestamptz) returns void
  language sql security definer set search_path = pg_catalog, app as $$
  delete from app.security_event where hour < p_refused_before;
  delete from app.access_trace where hour < p_read_before
$$;
call app.hand_over('app.forget_accesses(timestamptz, timestamptz)', '{bergfried_system}');
