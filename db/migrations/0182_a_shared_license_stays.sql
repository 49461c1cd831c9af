-- A license is the person's: an agency takes it away, or changes what it says, only while no other agency engages that therapist, whose visits it would stop.

set role hallway_gate;
create function gate.a_shared_license_stays() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.engagement e join public.partnership p on p.id = e.partnership_id
    where e.partnership_id = old.partnership_id and e.therapist_id = old.therapist_id and e.agency_id is distinct from public.ctx_organisation()
      and not isempty(e.during) and (upper(e.during) is null or upper(e.during) > (public.clock_now() at time zone p.zone)::date)) then
    perform public.refuse('a_shared_license_stays');
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
comment on function gate.a_shared_license_stays is 'Trigger: the license of a therapist whom another agency engages too, or will, is taken away by the therapist or a coordinator, not by one of the agencies.';
reset role;
create trigger shared_stays_removed before delete on public.license for each row when (public.ctx_role() = 'agency_administrator') execute function gate.a_shared_license_stays();
create trigger shared_stays before update on public.license for each row
  when (public.ctx_role() = 'agency_administrator' and (new.therapist_id, new.state, new.kind, new.number, new.during) is distinct from (old.therapist_id, old.state, old.kind, old.number, old.during)) execute function gate.a_shared_license_stays();
