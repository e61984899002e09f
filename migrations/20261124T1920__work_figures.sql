-- Figures about the whole installation, for monitoring (docs/adr/0024): two numbers, none of them about a person, an
-- office or a member.
create function app.work_figures() returns table (dead_letters_open bigint, seal_lag_seconds float8)
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare
  office record;
  letters bigint;
  unsealed timestamptz;
begin
  dead_letters_open := 0;
  -- What narrows these tables to members binds this function too: office by office, with all of its members.
  for office in
    select o.office_id as id, coalesce(string_agg(t.tenant_id::text, ','), '') as tenants
    from app.office o left join app.tenant t on t.office_id = o.office_id group by o.office_id
  loop
    perform set_config('app.office', office.id::text, true), set_config('app.read_tenants', office.tenants, true),
            set_config('app.own_tenants', office.tenants, true);
    select count(*) into letters from app.dead_letter d where d.office_id = office.id and d.resolved_at is null;
    dead_letters_open := dead_letters_open + letters;
    select least(unsealed, min(n.valid_from)) into unsealed from (
      select v.valid_from from app.tenant t cross join lateral (
        select x.valid_from from app.record_version x
        where x.tenant_id = t.tenant_id and (x.tx, x.seq) > (
          coalesce((select s.tx from app.record_seal s where s.tenant_id = t.tenant_id order by s.position desc limit 1), '0'::xid8),
          coalesce((select s.seq from app.record_seal s where s.tenant_id = t.tenant_id order by s.position desc limit 1), 0))
        order by x.tx, x.seq limit 1) v
        where t.office_id = office.id
      union all
      (select x.valid_from from app.office_record_version x
       where x.office_id = office.id and (x.tx, x.seq) > (
          coalesce((select s.tx from app.office_record_seal s where s.office_id = office.id order by s.position desc limit 1), '0'::xid8),
          coalesce((select s.seq from app.office_record_seal s where s.office_id = office.id order by s.position desc limit 1), 0))
       order by x.tx, x.seq limit 1)) n;
  end loop;
  perform set_config('app.office', '', true), set_config('app.read_tenants', '', true), set_config('app.own_tenants', '', true);
  seal_lag_seconds := coalesce(extract(epoch from greatest(app.now() - unsealed, '0')), 0);
  return next;
end $$;
call app.hand_over('app.work_figures()', '{bergfried_system}');
