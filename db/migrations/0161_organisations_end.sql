-- An organisation ends when nobody is there any more, and opens again by itself when somebody comes.

alter table public.organisation add column ended_at timestamptz;
comment on column public.organisation.ended_at is 'Since when it takes part no longer; null while it does. Set and unset by gates alone: nobody works, learns or is cared for at an ended one.';

-- Whether it has ended is a gate's word; where a roster found it is the importer's. A front office keeps its own school's place, and nothing else of it.
revoke update on public.organisation from hallway_app;
grant update (name, parent_id, state, zone, phone) on public.organisation to hallway_app;
create function public.a_school_office_keeps_its_place() returns trigger language plpgsql set search_path = '' as $$
begin
  if public.ctx_role() = 'front_office' and (new.name, new.parent_id) is distinct from (old.name, old.parent_id) then perform public.refuse('organisations_are_kept_by_those_who_may'); end if;
  return new;
end $$;
create trigger a_school_office_keeps_its_place before update on public.organisation for each row execute function public.a_school_office_keeps_its_place();

set role hallway_gate;
create function gate.end_organisation(organisation uuid) returns void language plpgsql security definer set search_path = '' as $$
declare
  o public.organisation;
  today date;
begin
  if public.ctx_role() is null or not public.ctx_role() = any ('{coordinator,privacy_officer}') then perform public.refuse('organisations_are_kept_by_those_who_may'); end if;
  -- Held until the end, so that nobody is enrolled or appointed between the look and the end.
  select * into o from public.organisation x where x.partnership_id = public.ctx_partnership() and x.id = organisation and x.ended_at is null for update;
  if not found then perform public.refuse('an_organisation_is_known'); end if;
  select (public.clock_now() at time zone p.zone)::date into today from public.partnership p where p.id = o.partnership_id;
  if exists (select from public.episode_of_care e where e.partnership_id = o.partnership_id and e.agency_id = o.id and e.ended_at is null) then perform public.refuse('care_goes_on_there'); end if;
  if exists (select from public.enrolment e where e.partnership_id = o.partnership_id and e.school_id = o.id and (upper_inf(e.during) or upper(e.during) > today + 1)) then perform public.refuse('students_are_enrolled_there'); end if;
  if exists (select from public.membership m join reference.role r on r.code = m.role and r.grants_work
      where m.partnership_id = o.partnership_id and m.organisation_id = o.id and (upper_inf(m.during) or upper(m.during) > today + 1))
    or exists (select from public.engagement e where e.partnership_id = o.partnership_id and e.agency_id = o.id and (upper_inf(e.during) or upper(e.during) > today + 1)) then
    perform public.refuse('people_work_there');
  end if;
  if exists (select from public.organisation c where c.partnership_id = o.partnership_id and c.parent_id = o.id and c.ended_at is null) then perform public.refuse('organisations_belong_to_it'); end if;
  update public.organisation x set ended_at = public.clock_now() where x.partnership_id = o.partnership_id and x.id = o.id;
end $$;
comment on function gate.end_organisation is 'An organisation takes part no longer. Refused while students are enrolled there, people work or are engaged there, care goes on there, or others belong to it after today.';

create function gate.reopen_organisation(organisation uuid) returns void language plpgsql security definer set search_path = '' as $$
begin
  if public.ctx_role() is null or not public.ctx_role() = any ('{coordinator,privacy_officer}') then perform public.refuse('organisations_are_kept_by_those_who_may'); end if;
  update public.organisation x set ended_at = null where x.partnership_id = public.ctx_partnership() and x.id = organisation and x.ended_at is not null;
  if not found then perform public.refuse('an_organisation_is_known'); end if;
end $$;

create function gate.who_enrols_opens_again() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update public.organisation o set ended_at = null where o.ended_at is not null and (o.partnership_id, o.id) in (select c.partnership_id, c.school_id from came c);
  return null;
end $$;
comment on function gate.who_enrols_opens_again is 'Trigger: an ended school that a roster enrols somebody at takes part again.';
create function gate.who_works_opens_again() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update public.organisation o set ended_at = null where o.ended_at is not null
    and (o.partnership_id, o.id) in (select c.partnership_id, c.organisation_id from came c join reference.role r on r.code = c.role and r.grants_work);
  return null;
end $$;

-- A therapist whose work for an agency ends is no longer engaged by it: nobody can book them there after that day.
create or replace function gate.end_membership(membership uuid, last_day date) returns void language plpgsql security definer set search_path = '' as $$
declare
  m public.membership;
begin
  if public.ctx_role() is null or not public.ctx_role() = any ('{coordinator,privacy_officer,job}') then perform public.refuse('staff_are_added_by_those_who_may'); end if;
  update public.membership x set during = daterange(lower(x.during), last_day + 1) where x.partnership_id = public.ctx_partnership() and x.id = membership returning x.* into m;
  if m.role = 'therapist' then
    update public.engagement e set during = daterange(lower(e.during), greatest(last_day, lower(e.during)) + 1)
    where e.partnership_id = m.partnership_id and e.therapist_id = m.person_id and e.agency_id = m.organisation_id and (upper_inf(e.during) or upper(e.during) > last_day + 1);
  end if;
end $$;
comment on function gate.end_membership is 'The membership ends after last_day, and with a therapist''s the engagement by that agency.';
grant execute on function gate.end_organisation, gate.reopen_organisation to hallway_app;
reset role;
create trigger opens_again after insert on public.enrolment referencing new table as came for each statement execute function gate.who_enrols_opens_again();
create trigger opens_again_on_move after update on public.enrolment referencing new table as came for each statement execute function gate.who_enrols_opens_again();
create trigger opens_again after insert on public.membership referencing new table as came for each statement execute function gate.who_works_opens_again();
