-- A booked visit moves: the same appointment at another time or in another room. Only through the gate, which asks who may; every promise is asked
-- again by the triggers of appointment and occupancy, as if it were booked now.

alter table public.appointment add column moved_by uuid references public.person, add column moved_at timestamptz, add column moved_from tstzrange;
alter table public.appointment add constraint a_move_names_when_and_from_where check ((moved_at is null) = (moved_from is null) and (moved_by is null or moved_at is not null));
comment on column public.appointment.moved_at is 'When it was last moved; the trail has every move.';
comment on column public.appointment.moved_from is 'When it would have been before its last move; the same time where only the room changed.';
create index on public.appointment (moved_by);
create trigger names_who_moves before insert or update of moved_by on public.appointment for each row when (public.ctx_role() is not null) execute function public.names_who_acts('person', 'moved_by');

grant delete on public.visit_code to hallway_gate;
grant update (state, sealed, last_error) on public.outbox to hallway_gate;

set role hallway_gate;
create function gate.may_move(appointment uuid, to_during tstzrange) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from public.appointment a where a.partnership_id = public.ctx_partnership() and a.id = may_move.appointment and (public.ctx_is('coordinator', 'job')
    or (public.ctx_is('therapist') and a.therapist_id = public.ctx_person())
    or (public.ctx_is('counselor') and a.school_id = public.ctx_organisation() and gate.school_has_its_student(a.id, a.school_id, a.during, a.zone))
    or (public.ctx_is('front_office') and a.school_id = public.ctx_organisation() and a.during = to_during and gate.school_has_its_student(a.id, a.school_id, a.during, a.zone))))
$$;
comment on function gate.may_move is 'Whether the actor may move that appointment to that time: coordinator, its therapist, the counselor of its school; a front office moves it to another room, never to another time.';

create function gate.move_appointment(appointment uuid, to_during tstzrange, to_room uuid, to_zone text, to_state text, seen_sequence int) returns int language plpgsql security definer set search_path = '' as $$
declare
  a public.appointment;
  sequence int;
begin
  if not gate.may_move(appointment, to_during) then return null; end if;
  select * into a from public.appointment x where x.partnership_id = public.ctx_partnership() and x.id = move_appointment.appointment for update;
  if a.calendar_sequence <> seen_sequence and a.state = 'booked' then perform public.refuse('a_visit_moved_meanwhile'); end if;
  if a.state <> 'booked' or lower(a.during) <= public.clock_now() or exists (select from public.visit v where v.partnership_id = a.partnership_id and v.appointment_id = a.id) then
    perform public.refuse('only_a_visit_to_come_is_moved', a.state);
  end if;
  if lower(to_during) <= public.clock_now() then perform public.refuse('a_visit_moves_to_a_time_to_come'); end if;
  if (to_during, to_room) is not distinct from (a.during, a.room_id) then perform public.refuse('a_move_changes_time_or_room'); end if;
  update public.appointment x set during = to_during, room_id = to_room, zone = to_zone, state_code = to_state, moved_by = public.ctx_person(), moved_at = public.clock_now(), moved_from = a.during,
    outside_windows_yes_by = case when to_during = a.during then a.outside_windows_yes_by end
  where x.partnership_id = a.partnership_id and x.id = a.id returning x.calendar_sequence into sequence;
  update public.occupancy o set released_at = public.clock_now()
  where o.partnership_id = a.partnership_id and o.appointment_id = a.id and o.released_at is null and (to_during <> a.during or (o.kind = 'room' and o.resource_id is distinct from to_room));
  return sequence;
end $$;
comment on function gate.move_appointment is 'Sets another time or room and frees what was taken for the old one; the caller, who holds the locks of everything old and new, takes it anew in the same transaction (gate.booking_is_whole). Returns the calendar''s new sequence, null when there is no such appointment or the actor may not move it there. seen_sequence: the version that was looked at.';
grant execute on function gate.may_move, gate.move_appointment to hallway_app;

create function gate.what_hangs_on_a_visit_s_time() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  -- Codes and links open a window of time: made anew a day before the new one. Their messages go with them.
  delete from public.visit_code c where c.partnership_id = new.partnership_id and c.appointment_id = new.id;
  update public.outbox o set state = 'dropped', sealed = null, last_error = 'moved' from public.link l
  where l.partnership_id = new.partnership_id and l.kind = 'visit' and l.appointment_id = new.id and l.revoked_at is null
    and o.partnership_id = l.partnership_id and o.dedupe_key = 'visit-link:' || l.id and o.state in ('promised', 'dead');
  update public.link l set revoked_at = public.clock_now() where l.partnership_id = new.partnership_id and l.kind = 'visit' and l.appointment_id = new.id and l.revoked_at is null;
  -- The referral waits for the first visit that is booked.
  update public.referral r set next_action_on = (select min((lower(x.during) at time zone x.zone)::date) from public.appointment x where x.partnership_id = e.partnership_id and x.episode_id = e.id and x.state = 'booked')
  from public.episode_of_care e where e.partnership_id = new.partnership_id and e.id = new.episode_id and r.partnership_id = e.partnership_id and r.id = e.referral_id and r.state = 'scheduled';
  return null;
end $$;
comment on function gate.what_hangs_on_a_visit_s_time is 'Trigger: with a visit that moves its codes, links and their unsent messages end, and its referral''s next action goes along.';

create or replace function gate.booking_is_whole() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  a public.appointment;
begin
  -- Deferred: what counts is how the appointment stands at commit, whichever of its rows was touched.
  select * into a from public.appointment x
  where x.partnership_id = new.partnership_id and x.id = (to_jsonb(new) ->> case tg_table_name when 'appointment' then 'id' else 'appointment_id' end)::uuid;
  if a.state in ('held', 'booked', 'in_progress') then
    if not exists (select from public.occupancy o where o.partnership_id = a.partnership_id and o.appointment_id = a.id and o.kind = 'therapist' and o.resource_id = a.therapist_id and o.during = a.during and o.released_at is null)
      or (a.place = 'school' and not exists (select from public.occupancy o where o.partnership_id = a.partnership_id and o.appointment_id = a.id and o.kind = 'room' and o.resource_id = a.room_id and o.during = a.during and o.released_at is null))
      or not exists (select from public.appointment_student s join public.episode_of_care e on e.partnership_id = s.partnership_id and e.student_id = s.student_id
        where s.partnership_id = a.partnership_id and s.appointment_id = a.id and e.id = a.episode_id)
      or exists (select from public.appointment_student s where s.partnership_id = a.partnership_id and s.appointment_id = a.id and not exists (
        select from public.occupancy o where o.partnership_id = s.partnership_id and o.appointment_id = s.appointment_id and o.kind = 'student' and o.resource_id = s.student_id and o.during = a.during and o.released_at is null)) then
      perform public.refuse('an_appointment_takes_all_it_needs');
    end if;
    if exists (select from public.occupancy o where o.partnership_id = a.partnership_id and o.appointment_id = a.id and o.released_at is null
      and (o.during <> a.during or o.kind = 'room' and o.resource_id is distinct from a.room_id)) then
      perform public.refuse('occupancy_follows_its_appointment', 'what it left');
    end if;
    if exists (select from public.occupancy o where o.partnership_id = a.partnership_id and o.appointment_id = a.id and o.released_at is null and o.held_until is distinct from a.held_until) then
      perform public.refuse('occupancy_follows_its_appointment', 'hold');
    end if;
  elsif a.state in ('cancelled', 'not_held') and exists (select from public.occupancy o where o.partnership_id = a.partnership_id and o.appointment_id = a.id and o.released_at is null) then
    perform public.refuse('a_cancelled_visit_frees_all_it_took');
  end if;
  return null;
end $$;
comment on function gate.booking_is_whole is 'Trigger: a held, booked or begun visit has all that it needs for its own time, and nothing at a time or in a room that it left; a cancelled one has nothing.';

create function gate.what_is_freed_stays_free() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform public.refuse('what_is_freed_stays_free');
  return null;
end $$;
comment on function gate.what_is_freed_stays_free is 'Trigger: a row of occupancy that was released is not taken up again; who needs it takes it anew, and is asked everything.';
reset role;
create trigger stays_free before update of released_at on public.occupancy for each row when (old.released_at is not null and new.released_at is null) execute function gate.what_is_freed_stays_free();
create trigger what_hangs_on_its_time after update of during on public.appointment for each row when (old.during is distinct from new.during) execute function gate.what_hangs_on_a_visit_s_time();

-- Families and who holds a link see a visit and free nothing of it by themselves; whoever cancels it, or says that it was not held, frees all.
drop policy freed on public.occupancy;
create policy freed on public.occupancy for update to hallway_app using (partnership_id = public.ctx_partnership() and exists (
  select from public.appointment a where a.partnership_id = occupancy.partnership_id and a.id = occupancy.appointment_id
    and (public.ctx_is('coordinator', 'therapist', 'counselor', 'front_office', 'job', 'webhook') or a.state in ('cancelled', 'not_held'))));

-- A front office changes the room of a visit, and takes nothing else for it.
create policy room_changed on public.occupancy for insert to hallway_app with check (partnership_id = public.ctx_partnership() and public.ctx_is('front_office') and kind = 'room' and exists (
  select from public.appointment a where a.partnership_id = occupancy.partnership_id and a.id = occupancy.appointment_id));
