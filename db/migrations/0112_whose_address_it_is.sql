-- A person's name and address are changed by themselves or by who looks after them; an address that somebody signs in with is worth a takeover.

revoke update on public.person from hallway_app;
grant update (given_name, family_name, email, phone, language) on public.person to hallway_app;
create policy self_changed on public.person for update to hallway_app using (id = public.ctx_person());

set role hallway_gate;
create function gate.may_change_person(who uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select public.ctx_partnership() is not null and case
    when who = public.ctx_person() then true
    -- Known in another partnership as well: neither may speak for the other.
    when exists (select from public.person_seen s where s.person_id = who and s.partnership_id <> public.ctx_partnership()) then false
    when exists (select from public.membership m where m.partnership_id = public.ctx_partnership() and m.person_id = who and coalesce(upper(m.during) > (public.clock_now() at time zone 'UTC')::date - 1, true))
      then public.ctx_is('coordinator', 'privacy_officer', 'job') or (public.ctx_is('agency_administrator') and exists (
        select from public.membership m where m.partnership_id = public.ctx_partnership() and m.person_id = who and m.organisation_id = public.ctx_organisation()))
        and not exists (select from public.membership m where m.partnership_id = public.ctx_partnership() and m.person_id = who and m.organisation_id <> public.ctx_organisation())
    else true end
$$;
comment on function gate.may_change_person is 'Whether the acting one may change this person''s name and address, as far as somebody else could be hurt by it: themselves always; staff by who manages staff; nobody whom another partnership knows too. Which students and guardians they reach is the policies'' word.';

create function gate.a_person_is_changed_by_who_may() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not gate.may_change_person(old.id) then perform public.refuse('a_person_is_changed_by_who_may'); end if;
  return new;
end $$;
comment on function gate.a_person_is_changed_by_who_may is 'Trigger: gate.may_change_person has the last word, whoever the policies let reach the row.';
grant execute on function gate.may_change_person to hallway_app;
reset role;
create trigger changed_by_who_may before update on public.person for each row when (public.ctx_role() is not null) execute function gate.a_person_is_changed_by_who_may();
