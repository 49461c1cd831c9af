-- An agency's administrator reaches the therapists whom that agency engages, while it does; a therapist says how they work, and their agency
-- for how long and whether a license was seen.

drop policy own on public.engagement;
drop policy changed on public.engagement;
create policy list on public.engagement for select to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'privacy_officer', 'counselor', 'job'));
create policy own on public.engagement for select to hallway_app using (partnership_id = public.ctx_partnership() and therapist_id = public.ctx_person() and public.ctx_is('therapist'));
create policy agency on public.engagement for select to hallway_app using (partnership_id = public.ctx_partnership() and agency_id = public.ctx_organisation() and public.ctx_is('agency_administrator'));
create policy changed on public.engagement for update to hallway_app using (partnership_id = public.ctx_partnership() and (public.ctx_is('coordinator', 'job')
  or (public.ctx_is('therapist') and therapist_id = public.ctx_person()) or (public.ctx_is('agency_administrator') and agency_id = public.ctx_organisation())));

do $$ declare t text; begin
  foreach t in array array['license', 'therapist_language', 'therapist_concern'] loop
    execute format('drop policy seen on public.%I', t);
    execute format('drop policy written on public.%I', t);
    execute format('create policy seen on public.%I for select to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is(''coordinator'', ''privacy_officer'', ''job''))', t);
    execute format('create policy written on public.%I for all to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is(''coordinator'', ''job''))', t);
    execute format('create policy own on public.%I for all to hallway_app using (partnership_id = public.ctx_partnership() and therapist_id = public.ctx_person() and public.ctx_is(''therapist''))', t);
    execute format('create policy agency on public.%1$I for all to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is(''agency_administrator'') and exists (
      select from public.engagement e join public.partnership p on p.id = e.partnership_id
      where e.partnership_id = public.ctx_partnership() and e.therapist_id = %1$I.therapist_id and e.agency_id = public.ctx_organisation()
        and (upper(e.during) is null or upper(e.during) > (public.clock_now() at time zone p.zone)::date)))', t);
  end loop;
end $$;

drop policy kept on public.therapist_hours;
create policy kept on public.therapist_hours for all to hallway_app using (public.ctx_is('job') and exists (
  select from public.engagement e where e.partnership_id = public.ctx_partnership() and e.therapist_id = therapist_hours.therapist_id));
create policy agency on public.therapist_hours for all to hallway_app using (public.ctx_is('agency_administrator') and exists (
  select from public.engagement e join public.partnership p on p.id = e.partnership_id
  where e.partnership_id = public.ctx_partnership() and e.therapist_id = therapist_hours.therapist_id and e.agency_id = public.ctx_organisation()
    and (upper(e.during) is null or upper(e.during) > (public.clock_now() at time zone p.zone)::date)));

create function public.an_engagement_lasts_as_its_agency_says() returns trigger language plpgsql set search_path = '' as $$
begin
  perform public.refuse('an_engagement_lasts_as_its_agency_says');
  return null;
end $$;
comment on function public.an_engagement_lasts_as_its_agency_says is 'Trigger: a therapist who could move the end of their own engagement could keep what ends with it.';
create trigger lasts_as_its_agency_says before update of during on public.engagement for each row
  when (public.ctx_role() = 'therapist' and new.during is distinct from old.during) execute function public.an_engagement_lasts_as_its_agency_says();

create function public.a_license_is_verified_by_others() returns trigger language plpgsql set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    if new.verified_on is not null then perform public.refuse('a_license_is_verified_by_others'); end if;
  elsif new.verified_on is distinct from old.verified_on then
    perform public.refuse('a_license_is_verified_by_others');
  elsif (new.state, new.kind, new.number, new.during) is distinct from (old.state, old.kind, old.number, old.during) then
    new.verified_on := null;
  end if;
  return new;
end $$;
comment on function public.a_license_is_verified_by_others is 'Trigger: nobody says of their own license that it was verified; what they change of it is to be verified anew.';
create trigger verified_by_others before insert or update on public.license for each row when (public.ctx_role() = 'therapist') execute function public.a_license_is_verified_by_others();

set role hallway_gate;
create or replace function gate.engage(id uuid, therapist uuid, agency uuid, days daterange, places_served text[], ages_seen int4range, caseload int, accepted_by_therapist boolean default false) returns void language plpgsql security definer set search_path = '' as $$
begin
  if public.ctx_role() is null or not public.ctx_role() = any ('{coordinator,agency_administrator,job}') then perform public.refuse('staff_are_added_by_those_who_may'); end if;
  if public.ctx_role() = 'agency_administrator' and agency is distinct from public.ctx_organisation() then perform public.refuse('staff_are_added_by_those_who_may', 'agency'); end if;
  if accepted_by_therapist and public.ctx_role() <> 'job' then perform public.refuse('staff_are_added_by_those_who_may'); end if;
  if not accepted_by_therapist and exists (select from public.person_seen s where s.person_id = therapist)
    and not exists (select from public.person_seen s where s.person_id = therapist and s.partnership_id = public.ctx_partnership()) then
    perform public.refuse('a_person_elsewhere_is_invited');
  end if;
  insert into public.engagement (partnership_id, id, therapist_id, agency_id, during, places, ages, caseload_limit)
  values (public.ctx_partnership(), id, therapist, agency, days, places_served, ages_seen, caseload);
end $$;
reset role;
