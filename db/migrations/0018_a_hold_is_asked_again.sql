-- What was true when a time was held may be over when it is booked; and the name of a room that is out of use is free again.

set role hallway_gate;
create function gate.hold_is_asked_again() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.appointment_student s where s.partnership_id = new.partnership_id and s.appointment_id = new.id and not (
    gate.consent_in_force(s.student_id, 'service', new.agency_id, lower(new.during)) and gate.consent_in_force(s.student_id, 'telehealth', new.agency_id, lower(new.during)))) then
    perform public.refuse('no_visit_without_consent');
  end if;
  if not gate.licensed(new.therapist_id, new.state_code, (lower(new.during) at time zone new.zone)::date) then perform public.refuse('no_visit_without_license'); end if;
  if not gate.engaged(new.therapist_id, (lower(new.during) at time zone new.zone)::date) then perform public.refuse('only_an_engaged_therapist_is_booked'); end if;
  return null;
end $$;
comment on function gate.hold_is_asked_again is 'A hold becomes an appointment only if consent, license and engagement hold now for when it begins.';
reset role;
create trigger asked_again after update of state on public.appointment for each row when (old.state = 'held' and new.state = 'booked') execute function gate.hold_is_asked_again();

alter table public.room drop constraint a_school_names_a_room_once;
create unique index a_school_names_a_room_once on public.room (partnership_id, school_id, name) where retired_at is null;
create index room_of_school on public.room (partnership_id, school_id);
