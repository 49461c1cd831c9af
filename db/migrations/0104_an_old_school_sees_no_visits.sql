-- A school sees the visits of its own students: once a student has left, none that lies beyond their enrolment. What they had there before stays known.

set role hallway_gate;
create function gate.school_has_its_student(appointment uuid, school uuid, during tstzrange, zone text) returns boolean language sql stable security definer set search_path = '' as $$
  select coalesce(bool_or(gate.enrolled(s.student_id, school, (lower(during) at time zone zone)::date) or gate.enrolled(s.student_id, school, (public.clock_now() at time zone zone)::date)), true)
  from public.appointment_student s where s.partnership_id = public.ctx_partnership() and s.appointment_id = appointment
$$;
comment on function gate.school_has_its_student is 'Whether a student of that appointment is enrolled at that school on its day, or today (whoever books and cancels there sees all they have to). True while it has no student yet: it is being made.';
grant execute on function gate.school_has_its_student to hallway_app;
reset role;
alter policy school on public.appointment using (partnership_id = public.ctx_partnership() and school_id = public.ctx_organisation() and public.ctx_is('counselor', 'front_office')
  and gate.school_has_its_student(id, school_id, during, zone));
