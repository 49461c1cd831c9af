-- What an emergency access opens: who the student is, where they are, whom to call, what is known of the danger, and where they are next. To read, on
-- the pages that are for it, once it is committed. It is a seer of its own (ctx_emergency) that no policy for writing asks.

alter table public.person_seen drop constraint person_seen_reason_check;
alter table public.person_seen add constraint person_seen_reason_check check (reason in ('membership', 'engagement', 'enrolment', 'student', 'guardianship', 'guardian', 'care', 'emergency'));

create function public.ctx_emergency() returns uuid[] language sql stable parallel safe return nullif(nullif(current_setting('app.emergency', true), ''), '{}')::uuid[];
comment on function public.ctx_emergency is 'The emergency accesses that the acting membership holds now, on a page that they are for; null elsewhere. Seers of person_seen like ctx_seers, for reading alone.';
create function public.ctx_opening() returns uuid language sql stable parallel safe return nullif(current_setting('app.opening', true), '')::uuid;
comment on function public.ctx_opening is 'The emergency access that this very transaction opens. It opens nothing yet, except the key to seal its reason with: what is rolled back must not have been seen.';
grant execute on function public.ctx_emergency, public.ctx_opening to public;

set role hallway_gate;
create function gate.emergency_is_a_reason() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    insert into public.person_seen (partnership_id, person_id, seer_id, reason, reason_id, during)
    values (new.partnership_id, new.student_id, new.id, 'emergency', new.id, tstzrange(new.opened_at, new.ends_at));
  else
    update public.person_seen set during = tstzrange(new.opened_at, coalesce(new.ended_at, new.ends_at)) where partnership_id = new.partnership_id and reason = 'emergency' and reason_id = new.id;
  end if;
  return null;
end $$;
comment on function gate.emergency_is_a_reason is 'Trigger: an emergency access sees its student from when it was opened until it ends.';

create or replace function gate.what_was_seen_is_kept() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  was tstzrange;
  before public.person_seen_past;
begin
  if tg_op <> 'INSERT' then
    was := gate.was_seen(old.during, old.since);
    if tg_op = 'UPDATE' and (new.person_id, new.seer_id, new.reason, new.reason_id) = (old.person_id, old.seer_id, old.reason, old.reason_id)
      and gate.was_seen(new.during, old.since) = was then
      new.since := old.since;
      return new;
    end if;
    if not isempty(was) and old.reason in ('student', 'enrolment', 'guardianship', 'care', 'emergency') then
      insert into public.person_seen_past (partnership_id, person_id, seer_id, reason, reason_id, during)
      values (old.partnership_id, old.person_id, old.seer_id, old.reason, old.reason_id, was);
    end if;
    if tg_op = 'DELETE' then return old; end if;
    new.since := public.clock_now();
    return new;
  end if;
  -- Taken away a moment ago and put back as it was: what is written anew with each import does not become a history of its own.
  new.since := public.clock_now();
  select * into before from public.person_seen_past x
    where x.partnership_id = new.partnership_id and x.person_id = new.person_id and x.seer_id = new.seer_id and x.reason = new.reason and x.reason_id = new.reason_id
      and upper(x.during) = new.since and x.during = gate.was_seen(new.during, lower(x.during))
    limit 1;
  if found then
    delete from public.person_seen_past x where x.partnership_id = before.partnership_id and x.id = before.id;
    new.since := lower(before.during);
  end if;
  return new;
end $$;

create or replace function gate.state_context(partnership uuid, person uuid, membership uuid, organisation uuid, acting_as text, seers uuid[], purpose text) returns void language plpgsql set search_path = '' as $$
begin
  perform set_config('app.partnership', coalesce(partnership::text, ''), true), set_config('app.person', coalesce(person::text, ''), true),
    set_config('app.membership', coalesce(membership::text, ''), true), set_config('app.organisation', coalesce(organisation::text, ''), true),
    set_config('app.role', coalesce(acting_as, ''), true), set_config('app.seers', coalesce(seers::text, ''), true), set_config('app.purpose', coalesce(purpose, ''), true),
    set_config('app.appointment', '', true), set_config('app.kiosk', '', true), set_config('app.link', '', true), set_config('app.reason', '', true),
    set_config('app.emergency', '', true), set_config('app.opening', '', true);
end $$;

create or replace function gate.enter_as_member(person uuid, membership uuid, purpose text) returns void language plpgsql security definer set search_path = '' as $$
declare
  m public.membership;
  p public.partnership;
begin
  select * into m from public.membership x where x.id = membership and x.person_id = person;
  if not found or m.ended_at is not null then perform public.refuse('a_member_acts_under_a_current_membership'); end if;
  select * into p from public.partnership x where x.id = m.partnership_id;
  if not m.during @> (public.clock_now() at time zone p.zone)::date then perform public.refuse('a_member_acts_under_a_current_membership'); end if;
  perform gate.state_context(m.partnership_id, person, m.id, m.organisation_id, m.role, case
    when m.role in ('coordinator', 'privacy_officer') then array[m.partnership_id, p.list_id]
    when m.role in ('counselor', 'front_office') then array[m.partnership_id, m.organisation_id]
    when m.role = 'therapist' then array[m.partnership_id, person]
    else array[m.partnership_id] end, purpose);
  -- An emergency opens the pages that are for it, and no list, search or form.
  if m.role in ('counselor', 'therapist') and purpose in ('emergency.read', 'safety-event.read', 'safety-event.raise') then
    perform set_config('app.emergency', array(
      select e.id from public.emergency_access e where e.partnership_id = m.partnership_id and e.membership_id = m.id and e.ended_at is null and e.ends_at > public.clock_now())::text, true);
  end if;
end $$;

create function gate.appointment_in_an_emergency(appointment uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from public.appointment_student x join public.person_seen s on s.partnership_id = x.partnership_id and s.person_id = x.student_id
    where x.partnership_id = public.ctx_partnership() and x.appointment_id = appointment and s.seer_id = any (public.ctx_emergency()) and s.during @> public.clock_now())
$$;
comment on function gate.appointment_in_an_emergency is 'Whether a student of that appointment is seen by an emergency access.';

create function gate.seen_only_in_an_emergency(appointment uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select gate.appointment_in_an_emergency(appointment) and not exists (select from public.appointment a
    where a.partnership_id = public.ctx_partnership() and a.id = appointment and (a.therapist_id = public.ctx_person() or a.school_id = public.ctx_organisation()))
$$;
comment on function gate.seen_only_in_an_emergency is 'Whether nothing but an emergency access shows the actor that appointment: then they change nothing of it.';
grant execute on function gate.appointment_in_an_emergency, gate.seen_only_in_an_emergency to hallway_app;
reset role;
create trigger is_a_reason after insert or update of ended_at on public.emergency_access for each row execute function gate.emergency_is_a_reason();

create policy emergency on public.person_seen for select to hallway_app using (partnership_id = public.ctx_partnership() and seer_id = any (public.ctx_emergency()));

create procedure upkeep.let_emergency(t regclass, command text, person_column text, narrower text default 'true') language plpgsql set search_path = '' as $$
declare
  sees text := format('partnership_id = public.ctx_partnership() and public.ctx_emergency() is not null and public.ctx_is(''counselor'', ''therapist'') and (%s) and exists ('
    'select from public.person_seen s where s.partnership_id = public.ctx_partnership() and s.person_id = %s.%I and s.seer_id = any (public.ctx_emergency()) and s.during @> public.clock_now())',
    narrower, t, person_column);
begin
  execute format('create policy emergency on %s for %s to hallway_app %s', t, command, case command when 'insert' then format('with check (%s)', sees) else format('using (%s)', sees) end);
end $$;
comment on procedure upkeep.let_emergency is 'Policy: who holds an emergency access for the student in this column. As let_seers, and only for what an emergency opens.';

call upkeep.let_emergency('public.student', 'select', 'id');
call upkeep.let_emergency('public.enrolment', 'select', 'student_id');
call upkeep.let_emergency('public.guardianship', 'select', 'student_id');
call upkeep.let_emergency('public.safety_event', 'select', 'student_id');
call upkeep.let_emergency('public.data_key', 'select', 'student_id', 'regime = ''school''');
create policy emergency on public.person for select to hallway_app using (public.ctx_emergency() is not null and exists (
  select from public.person_seen s where s.partnership_id = public.ctx_partnership() and s.person_id = person.id and s.seer_id = any (public.ctx_emergency()) and s.during @> public.clock_now()));
create policy guardian_in_an_emergency on public.person for select to hallway_app using (public.ctx_emergency() is not null and exists (
  select from public.guardianship g join public.person_seen s on s.partnership_id = g.partnership_id and s.person_id = g.student_id
  where g.partnership_id = public.ctx_partnership() and g.guardian_id = person.id and s.seer_id = any (public.ctx_emergency()) and s.during @> public.clock_now()));
create policy emergency on public.appointment for select to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_emergency() is not null and gate.appointment_in_an_emergency(id));

-- The one thing that is written: that the student is in danger. By who acts (safety_event_moves_on), and as raised.
create policy raised_in_an_emergency on public.safety_event for insert to hallway_app with check (partnership_id = public.ctx_partnership() and public.ctx_emergency() is not null
  and public.ctx_is('counselor', 'therapist') and state = 'raised' and exists (
  select from public.person_seen s where s.partnership_id = public.ctx_partnership() and s.person_id = safety_event.student_id and s.seer_id = any (public.ctx_emergency()) and s.during @> public.clock_now()));

-- Who may write to what an appointment takes is asked by whether they see the appointment.
do $$ declare t text; command text; begin
  foreach t in array array['appointment_student', 'occupancy'] loop
    foreach command in array array['insert', 'update', 'delete'] loop
      execute format('create policy not_in_an_emergency_%1$s on public.%2$I as restrictive for %1$s to hallway_app %3$s (public.ctx_emergency() is null or not gate.seen_only_in_an_emergency(appointment_id))',
        command, t, case command when 'insert' then 'with check' else 'using' end);
    end loop;
  end loop;
end $$;

-- The key that seals the reason, while the access is being opened and its student is not yet seen.
create policy opening on public.data_key for select to hallway_app using (partnership_id = public.ctx_partnership() and regime = 'school' and public.ctx_opening() is not null and exists (
  select from public.emergency_access e where e.partnership_id = data_key.partnership_id and e.id = public.ctx_opening() and e.student_id = data_key.student_id and e.opened_by = public.ctx_person() and e.reason_sealed is null));
