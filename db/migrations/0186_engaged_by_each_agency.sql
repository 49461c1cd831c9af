-- A therapist may be engaged by several agencies of a partnership at once: an engagement is therapist × agency, with a caseload of its own.
-- Hours, licenses and occupancy stay the person's.

alter table public.engagement drop constraint one_engagement_at_a_time;
alter table public.engagement add constraint one_engagement_at_a_time exclude using gist (partnership_id with =, therapist_id with =, agency_id with =, during with &&);
comment on table public.engagement is 'A therapist works for an agency in a partnership: what makes them bookable there. Several agencies may engage the same one at once; each counts its own caseload.';
create index engagement_of_therapist on public.engagement (partnership_id, therapist_id);

set role hallway_gate;
create function gate.engaged_by(therapist uuid, agency uuid, on_day date) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from public.engagement e where e.partnership_id = public.ctx_partnership() and e.therapist_id = therapist and e.agency_id = agency and e.during @> on_day)
$$;
comment on function gate.engaged_by is 'Whether that agency engages the therapist on that day: being engaged by another one does not make a visit of this one''s care bookable.';
grant execute on function gate.engaged_by to hallway_app;

create function gate.an_agency_books_whom_it_engages() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not gate.engaged_by(new.therapist_id, new.agency_id, (lower(new.during) at time zone new.zone)::date) then perform public.refuse('only_an_engaged_therapist_is_booked'); end if;
  return null;
end $$;
comment on function gate.an_agency_books_whom_it_engages is 'Trigger: the agency whose care a visit belongs to engages the therapist on the day of the visit, when it is held, booked and moved.';

-- An offer rests on the engagement it names until it is answered; care begins by that agency alone.
create function gate.care_is_by_the_agency_of_its_engagement() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from public.engagement e where e.partnership_id = new.partnership_id and e.id = new.engagement_id and e.agency_id = new.agency_id and e.therapist_id = new.therapist_id) then
    perform public.refuse('care_begins_within_an_engagement', 'agency');
  end if;
  return new;
end $$;
reset role;
create trigger engaged_by_its_agency after insert or update of during, zone, therapist_id, agency_id, state on public.appointment for each row
  when (new.state in ('held', 'booked')) execute function gate.an_agency_books_whom_it_engages();
create trigger of_its_engagement before insert on public.episode_of_care for each row execute function gate.care_is_by_the_agency_of_its_engagement();

-- Whoever gives a therapist's role engages them too: a privacy officer gives roles, and could not.
set role hallway_gate;
create or replace function gate.engage(id uuid, therapist uuid, agency uuid, days daterange, places_served text[], ages_seen int4range, caseload int, accepted_by_therapist boolean default false) returns void language plpgsql security definer set search_path = '' as $$
begin
  if public.ctx_role() is null or not public.ctx_role() = any ('{coordinator,privacy_officer,agency_administrator,job}') then perform public.refuse('staff_are_added_by_those_who_may'); end if;
  if public.ctx_role() = 'agency_administrator' and agency is distinct from public.ctx_organisation() then perform public.refuse('staff_are_added_by_those_who_may', 'agency'); end if;
  if not exists (select from public.organisation o where o.partnership_id = public.ctx_partnership() and o.id = agency and o.kind = 'agency') then perform public.refuse('an_organisation_is_known'); end if;
  if accepted_by_therapist and public.ctx_role() <> 'job' then perform public.refuse('staff_are_added_by_those_who_may'); end if;
  if not accepted_by_therapist and exists (select from public.person_seen s where s.person_id = therapist)
    and not exists (select from public.person_seen s where s.person_id = therapist and s.partnership_id = public.ctx_partnership()) then
    perform public.refuse('a_person_elsewhere_is_invited');
  end if;
  insert into public.engagement (partnership_id, id, therapist_id, agency_id, during, places, ages, caseload_limit)
  values (public.ctx_partnership(), id, therapist, agency, days, places_served, ages_seen, caseload);
end $$;
reset role;
