-- A visit belongs to its agency's care: a therapist whom that agency engages no more holds none of it, whoever else engages them. Opening,
-- letting in and entering ask on the day, as they ask license and consent.

set role hallway_gate;
create or replace function gate.admission_keeps_the_promises() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  v public.visit;
  a public.appointment;
  where_now text;
begin
  if tg_op = 'UPDATE' and (new.visit_id, new.person_id, new.part, new.identity) is distinct from (old.visit_id, old.person_id, old.part, old.identity) then
    perform public.refuse('a_seat_stays_whose_it_is');
  end if;
  -- A visitor is seated as what their link says they are, and nobody but the therapist as the therapist.
  if tg_op = 'INSERT' and ((new.part = 'therapist') <> exists (select from public.visit x where x.partnership_id = new.partnership_id and x.id = new.visit_id and x.therapist_id = new.person_id)
    or (public.ctx_is('visitor') and not exists (select from public.link l where l.partnership_id = new.partnership_id and l.id = public.ctx_link() and l.person_id = new.person_id and l.part = new.part))) then
    perform public.refuse('a_seat_stays_whose_it_is');
  end if;
  if (tg_op = 'INSERT' and new.admitted_at is not null or tg_op = 'UPDATE' and new.admitted_at is distinct from old.admitted_at) and not public.ctx_is('therapist', 'job') then
    perform public.refuse('only_the_therapist_admits');
  end if;
  if new.admitted_at is null or (tg_op = 'UPDATE' and old.admitted_at is not null) then return new; end if;
  select * into v from public.visit x where x.partnership_id = new.partnership_id and x.id = new.visit_id;
  select * into a from public.appointment x where x.partnership_id = v.partnership_id and x.id = v.appointment_id;
  if v.state = 'ended' or a.state not in ('booked', 'in_progress') then perform public.refuse('an_ended_visit_admits_nobody'); end if;
  if not gate.engaged_by(v.therapist_id, a.agency_id, (public.clock_now() at time zone a.zone)::date) then perform public.refuse('only_an_engaged_therapist_is_booked'); end if;
  if new.part <> 'therapist' then
    select p.state_code into where_now from public.visit_place p where p.partnership_id = v.partnership_id and p.visit_id = v.id order by p.n desc limit 1;
    if where_now is null then perform public.refuse('nobody_is_admitted_before_the_start_gate'); end if;
    if not gate.licensed(v.therapist_id, where_now, (public.clock_now() at time zone a.zone)::date) then perform public.refuse('no_visit_without_license'); end if;
    if not gate.consent_in_force(v.student_id, 'service', a.agency_id, public.clock_now()) or not gate.consent_in_force(v.student_id, 'telehealth', a.agency_id, public.clock_now()) then
      perform public.refuse('no_visit_without_consent');
    end if;
  elsif new.person_id <> v.therapist_id then
    perform public.refuse('a_seat_stays_whose_it_is');
  end if;
  return new;
end $$;

create or replace function gate.may_join(participant uuid) returns boolean language plpgsql stable security definer set search_path = '' as $$
declare
  v public.visit;
  a public.appointment;
  p public.visit_participant;
  where_now text;
begin
  select * into p from public.visit_participant x where x.partnership_id = public.ctx_partnership() and x.id = participant and x.person_id = public.ctx_person();
  if not found then return false; end if;
  select * into v from public.visit x where x.partnership_id = p.partnership_id and x.id = p.visit_id;
  select * into a from public.appointment x where x.partnership_id = v.partnership_id and x.id = v.appointment_id;
  if v.state = 'ended' or a.state not in ('booked', 'in_progress') or p.admitted_at is null then return false; end if;
  if not gate.engaged_by(v.therapist_id, a.agency_id, (public.clock_now() at time zone a.zone)::date) then perform public.refuse('only_an_engaged_therapist_is_booked'); end if;
  if p.part = 'therapist' then return true; end if;
  select x.state_code into where_now from public.visit_place x where x.partnership_id = v.partnership_id and x.visit_id = v.id order by x.n desc limit 1;
  if not gate.licensed(v.therapist_id, where_now, (public.clock_now() at time zone a.zone)::date) then perform public.refuse('no_visit_without_license'); end if;
  if not gate.consent_in_force(v.student_id, 'service', a.agency_id, public.clock_now()) or not gate.consent_in_force(v.student_id, 'telehealth', a.agency_id, public.clock_now()) then
    perform public.refuse('no_visit_without_consent');
  end if;
  return true;
end $$;
comment on function gate.may_join is 'Asked each time before a media token is made: is the acting person admitted to a running visit, its therapist engaged by its agency, with consent and license in force now? A named refusal, or false for all else.';

create or replace function gate.visit_opens_for_a_booked_appointment() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  a public.appointment;
begin
  select * into a from public.appointment x where x.partnership_id = new.partnership_id and x.id = new.appointment_id;
  if a.state not in ('booked', 'in_progress') or a.therapist_id <> new.therapist_id
    or not exists (select from public.appointment_student s where s.partnership_id = a.partnership_id and s.appointment_id = a.id and s.student_id = new.student_id) then
    perform public.refuse('a_visit_opens_for_a_booked_appointment');
  end if;
  if public.clock_now() < lower(a.during) - interval '15 minutes' or public.clock_now() > upper(a.during) + interval '30 minutes' then
    perform public.refuse('a_visit_opens_in_its_window');
  end if;
  if not gate.engaged_by(new.therapist_id, a.agency_id, (public.clock_now() at time zone a.zone)::date) then perform public.refuse('only_an_engaged_therapist_is_booked'); end if;
  if not gate.consent_in_force(new.student_id, 'service', a.agency_id, public.clock_now()) or not gate.consent_in_force(new.student_id, 'telehealth', a.agency_id, public.clock_now()) then
    perform public.refuse('no_visit_without_consent');
  end if;
  return new;
end $$;

create function gate.therapist_let_go() returns table (appointment_id uuid) language sql stable security definer set search_path = '' as $$
  select a.id from public.appointment a
  where a.partnership_id = public.ctx_partnership() and a.state = 'booked' and upper(a.during) > public.clock_now()
    and not gate.engaged_by(a.therapist_id, a.agency_id, (lower(a.during) at time zone a.zone)::date)
$$;
comment on function gate.therapist_let_go is 'Booked visits to come whose agency does not engage their therapist on that day. The asker joins them with the appointments that they see.';
grant execute on function gate.therapist_let_go to hallway_app;
reset role;
