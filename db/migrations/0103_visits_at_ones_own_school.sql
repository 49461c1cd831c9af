-- A visit at school is at a school where the student is enrolled on that day: asked when a time is taken, and again when a hold is booked.

set role hallway_gate;
create function gate.enrolled(student uuid, school uuid, on_day date) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from public.enrolment e where e.partnership_id = public.ctx_partnership() and e.student_id = student and e.school_id = school and e.during @> on_day)
$$;
comment on function gate.enrolled is 'Whether the student is enrolled at that school on that day.';
grant execute on function gate.enrolled to hallway_app;

create function gate.student_sits_at_their_school() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.appointment a where a.partnership_id = new.partnership_id and a.id = new.appointment_id and a.place = 'school'
    and not gate.enrolled(new.resource_id, a.school_id, (lower(a.during) at time zone a.zone)::date)) then
    perform public.refuse('a_visit_at_school_needs_enrolment');
  end if;
  return new;
end $$;
comment on function gate.student_sits_at_their_school is 'Trigger: a student is booked at a school only for a day on which they are enrolled there.';

create function gate.hold_asks_for_the_school_again() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.appointment_student s where s.partnership_id = new.partnership_id and s.appointment_id = new.id
    and not gate.enrolled(s.student_id, new.school_id, (lower(new.during) at time zone new.zone)::date)) then
    perform public.refuse('a_visit_at_school_needs_enrolment');
  end if;
  return null;
end $$;
comment on function gate.hold_asks_for_the_school_again is 'Trigger: a hold at a school becomes an appointment only if the student is still enrolled there for that day.';
reset role;
create trigger sits_at_their_school before insert on public.occupancy for each row when (new.kind = 'student') execute function gate.student_sits_at_their_school();
create trigger asks_for_the_school_again after update of state on public.appointment for each row
  when (old.state = 'held' and new.state = 'booked' and new.place = 'school') execute function gate.hold_asks_for_the_school_again();
