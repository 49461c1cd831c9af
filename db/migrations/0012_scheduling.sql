-- Appointments and what they take. The constraint nobody_in_two_places has the last word.

create table public.guardian_window (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  student_id uuid not null,
  guardian_id uuid not null references public.person,
  weekday int not null check (weekday between 1 and 7),
  from_time time not null,
  until_time time not null,
  zone text not null,
  primary key (partnership_id, id),
  foreign key (partnership_id, student_id) references public.student,
  constraint hours_end_after_they_begin check (from_time < until_time)
);
comment on table public.guardian_window is 'When a family can have a visit at home: ISO weekday, wall time of the zone.';
create trigger zone_exists before insert or update of zone on public.guardian_window for each row execute function public.zone_exists();

create table public.appointment (
  partnership_id uuid not null references public.partnership,
  id uuid not null,
  episode_id uuid not null,
  therapist_id uuid not null references public.person,
  agency_id uuid not null,
  school_id uuid not null,
  place text not null check (place in ('school', 'home')),
  room_id uuid,
  during tstzrange not null check (not isempty(during) and lower_inc(during) and not upper_inc(during) and lower(during) is not null and upper(during) is not null),
  zone text not null,
  state_code text not null references reference.state,
  state text not null check (state in ('held', 'booked', 'in_progress', 'completed', 'not_held', 'cancelled')),
  held_until timestamptz,
  outside_windows_yes_by uuid references public.person,
  calendar_uid uuid not null default gen_random_uuid(),
  calendar_sequence int not null default 0,
  made_by uuid references public.person,
  made_at timestamptz not null default public.clock_now(),
  booked_at timestamptz,
  ended_by uuid references public.person,
  ended_at timestamptz,
  ended_because text,
  primary key (partnership_id, id),
  foreign key (partnership_id, episode_id) references public.episode_of_care,
  foreign key (partnership_id, agency_id) references public.organisation,
  foreign key (partnership_id, school_id) references public.organisation,
  foreign key (partnership_id, room_id, school_id) references public.room (partnership_id, id, school_id),
  constraint a_visit_at_school_has_a_room check ((place = 'school') = (room_id is not null)),
  constraint only_a_hold_has_an_end check ((state = 'held') = (held_until is not null)),
  constraint a_cancellation_names_who_and_why check ((state in ('cancelled', 'not_held')) = (ended_because is not null) and (state not in ('cancelled') or ended_at is not null))
);
comment on table public.appointment is 'A visit that is held, booked or over. during is what the people live through; zone is the wall clock it was planned on; state_code where the student sits.';
comment on column public.appointment.ended_because is 'Code: student_ill, student_absent, therapist_ill, therapist_away, room_lost, school_closed, family_asked, consent_withdrawn, released, other.';
comment on column public.appointment.outside_windows_yes_by is 'The guardian who said yes to a home visit outside their windows.';
create index appointment_by_time on public.appointment using gist (partnership_id, during);
create index appointment_of_therapist on public.appointment using gist (therapist_id, during);

create table public.appointment_student (
  partnership_id uuid not null references public.partnership,
  appointment_id uuid not null,
  student_id uuid not null,
  primary key (partnership_id, appointment_id, student_id),
  foreign key (partnership_id, appointment_id) references public.appointment,
  foreign key (partnership_id, student_id) references public.student
);
comment on table public.appointment_student is 'Whose visit it is; several only in a typed joint session.';

create table public.occupancy (
  id uuid primary key default gen_random_uuid(),
  partnership_id uuid not null references public.partnership,
  appointment_id uuid not null,
  kind text not null check (kind in ('therapist', 'room', 'student', 'interpreter', 'guardian')),
  resource_id uuid not null,
  during tstzrange not null check (not isempty(during)),
  blocked tstzrange not null check (not isempty(blocked) and lower(blocked) is not null and upper(blocked) is not null and lower_inc(blocked) and not upper_inc(blocked)),
  held_until timestamptz,
  released_at timestamptz,
  foreign key (partnership_id, appointment_id) references public.appointment,
  constraint blocked_covers_the_visit check (blocked @> during),
  constraint nobody_in_two_places exclude using gist (resource_id with =, blocked with &&) where (released_at is null)
);
comment on table public.occupancy is 'What an appointment or hold takes, each with its own blocked range (visit plus that resource''s buffers). Excludes across partnerships on purpose: the loser learns "busy" and nothing else.';
comment on column public.occupancy.resource_id is 'The person or room taken.';
create index occupancy_of_appointment on public.occupancy (partnership_id, appointment_id);
alter table public.occupancy set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 200);

do $$ declare t text; begin
  foreach t in array array['guardian_window', 'appointment', 'appointment_student', 'occupancy'] loop
    call upkeep.guard(format('public.%I', t)::regclass);
  end loop;
end $$;
call upkeep.open_to_gate('public.guardian_window');
call upkeep.open_to_gate('public.appointment', 'select, update');
call upkeep.open_to_gate('public.appointment_student');
call upkeep.open_to_gate('public.occupancy', 'select, update');

create function public.lock_resources(resources uuid[]) returns void language sql set search_path = '' as $$
  select pg_catalog.pg_advisory_xact_lock(k) from (select pg_catalog.hashtextextended(r::text, 0) k from pg_catalog.unnest(resources) r order by 1) q
$$;
comment on function public.lock_resources is 'Every writer of occupancy calls this first, once, with all it takes or frees: sorted advisory locks, so that bookings and moves queue instead of deadlocking.';
grant execute on function public.lock_resources to hallway_app, hallway_gate;

set role hallway_gate;
create function gate.licensed(therapist uuid, state_asked text, on_day date) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from public.license l where l.partnership_id = public.ctx_partnership() and l.therapist_id = therapist and l.state = state_asked and l.during @> on_day)
$$;
comment on function gate.licensed is 'Whether the therapist may practise in that state on that day.';

create function gate.engaged(therapist uuid, on_day date) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from public.engagement e where e.partnership_id = public.ctx_partnership() and e.therapist_id = therapist and e.during @> on_day)
$$;
comment on function gate.engaged is 'Whether the therapist is engaged in this partnership on that day.';

create function gate.busy(resource uuid, asked tstzrange) returns tstzmultirange language sql stable security definer set search_path = '' as $$
  select coalesce(range_agg(o.blocked * asked), '{}'::tstzmultirange) from public.occupancy o
  where public.ctx_is('coordinator', 'therapist', 'counselor', 'front_office', 'job') and (
      exists (select from public.room r where r.partnership_id = public.ctx_partnership() and r.id = resource)
      or exists (select from public.person_seen s where s.partnership_id = public.ctx_partnership() and s.person_id = resource and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now()))
    and o.resource_id = resource and o.blocked && asked and o.released_at is null and (o.held_until is null or o.held_until > public.clock_now())
$$;
comment on function gate.busy is 'When a person or room is taken within the range, whoever booked them, merged; never by whom or why. Nothing about those whom the asker does not see.';

create function gate.release_expired_holds(resources uuid[]) returns int language plpgsql security definer set search_path = '' as $$
declare
  n int;
begin
  with ended as (
    update public.appointment a set state = 'cancelled', held_until = null, ended_at = public.clock_now(), ended_because = 'released'
    where a.state = 'held' and a.held_until <= public.clock_now() and exists (
      select from public.occupancy o where o.partnership_id = a.partnership_id and o.appointment_id = a.id and o.resource_id = any (resources) and o.released_at is null)
    returning a.partnership_id, a.id
  )
  update public.occupancy o set released_at = public.clock_now() from ended e where o.partnership_id = e.partnership_id and o.appointment_id = e.id and o.released_at is null;
  get diagnostics n = row_count;
  return n;
end $$;
comment on function gate.release_expired_holds is 'Frees what ended holds still block, in any partnership. Call lock_resources first. Returns how many rows of occupancy it freed.';

create function gate.school_day_holds(school uuid, room uuid, during tstzrange, zone text) returns text language sql stable security definer set search_path = '' as $$
  with t as (select lower(during) at time zone zone s, upper(during) at time zone zone e)
  select case
    when s::date <> (e - interval '1 microsecond')::date then 'within_one_school_day'
    when not exists (
      select from public.bell_schedule b join public.day_type d on d.partnership_id = b.partnership_id and d.bell_schedule_id = b.id
      join public.period p on p.partnership_id = d.partnership_id and p.day_type_id = d.id
      where b.partnership_id = public.ctx_partnership() and b.school_id = school and b.during @> s::date and extract(isodow from s)::int = any (d.weekdays)
        and p.bookable and p.from_time <= s::time and p.until_time >= e::time) then 'within_one_open_period'
    when not exists (
      select from public.room r join public.room_hours h on h.partnership_id = r.partnership_id and h.room_id = r.id
      where r.partnership_id = public.ctx_partnership() and r.id = room and r.school_id = school and r.retired_at is null
        and h.weekday = extract(isodow from s)::int and h.from_time <= s::time and h.until_time >= e::time) then 'within_the_room_s_hours'
  end from t
$$;
comment on function gate.school_day_holds is 'Null when the visit lies in one bookable period of that school day and in the room''s hours; else which of these it breaks.';

create function gate.appointment_fits_its_place() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  school public.organisation;
  broken text;
begin
  if tg_op = 'INSERT' and new.state not in ('held', 'booked') then perform public.refuse('an_appointment_moves_on', 'begins ' || new.state); end if;
  if new.state not in ('held', 'booked') then return new; end if;
  select * into school from public.organisation o where o.partnership_id = new.partnership_id and o.id = new.school_id and o.kind = 'school';
  if new.place = 'school' then
    if school.zone is null or school.state is null then perform public.refuse('a_school_without_zone_is_not_booked'); end if;
    if school.zone <> new.zone or school.state <> new.state_code then perform public.refuse('place_decides_zone_and_law'); end if;
    broken := gate.school_day_holds(new.school_id, new.room_id, new.during, new.zone);
    if broken is not null then perform public.refuse('a_visit_lies_in_an_open_school_day', broken); end if;
  end if;
  if not exists (select from public.episode_of_care e where e.partnership_id = new.partnership_id and e.id = new.episode_id
    and e.therapist_id = new.therapist_id and e.agency_id = new.agency_id and e.ended_at is null) then
    perform public.refuse('a_visit_belongs_to_open_care');
  end if;
  if not gate.engaged(new.therapist_id, (lower(new.during) at time zone new.zone)::date) then perform public.refuse('only_an_engaged_therapist_is_booked'); end if;
  return new;
end $$;

create function gate.occupancy_keeps_the_promises() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  a public.appointment;
begin
  select * into a from public.appointment x where x.partnership_id = new.partnership_id and x.id = new.appointment_id;
  if a.during <> new.during or a.held_until is distinct from new.held_until or a.state not in ('held', 'booked') then
    perform public.refuse('occupancy_follows_its_appointment');
  end if;
  if new.kind = 'student' then
    if not exists (select from public.appointment_student s where s.partnership_id = new.partnership_id and s.appointment_id = new.appointment_id and s.student_id = new.resource_id) then
      perform public.refuse('occupancy_follows_its_appointment', 'student');
    end if;
    if not gate.consent_in_force(new.resource_id, 'service', a.agency_id, lower(new.during)) or not gate.consent_in_force(new.resource_id, 'telehealth', a.agency_id, lower(new.during)) then
      perform public.refuse('no_visit_without_consent');
    end if;
    if a.place = 'home' and not exists (select from public.student s where s.partnership_id = new.partnership_id and s.id = new.resource_id and s.home_state = a.state_code and s.home_zone = a.zone) then
      perform public.refuse('place_decides_zone_and_law');
    end if;
    if a.outside_windows_yes_by is not null and not exists (select from public.guardianship g join public.partnership p on p.id = g.partnership_id
      where g.partnership_id = new.partnership_id and g.student_id = new.resource_id and g.guardian_id = a.outside_windows_yes_by and g.confirmed_at is not null and g.access_right
        and g.during @> (public.clock_now() at time zone p.zone)::date) then
      perform public.refuse('a_home_visit_lies_in_a_guardian_window', 'yes');
    end if;
    if a.place = 'home' and a.outside_windows_yes_by is null and not exists (
      select from public.guardian_window w where w.partnership_id = new.partnership_id and w.student_id = new.resource_id
        and w.weekday = extract(isodow from lower(new.during) at time zone w.zone)::int
        and w.from_time <= (lower(new.during) at time zone w.zone)::time and w.until_time >= (upper(new.during) at time zone w.zone)::time
        and (lower(new.during) at time zone w.zone)::date = ((upper(new.during) - interval '1 microsecond') at time zone w.zone)::date) then
      perform public.refuse('a_home_visit_lies_in_a_guardian_window');
    end if;
  elsif new.kind = 'therapist' then
    if a.therapist_id <> new.resource_id then perform public.refuse('occupancy_follows_its_appointment', 'therapist'); end if;
    if not gate.licensed(new.resource_id, a.state_code, (lower(new.during) at time zone a.zone)::date) then perform public.refuse('no_visit_without_license'); end if;
  elsif new.kind = 'room' then
    if a.room_id is distinct from new.resource_id then perform public.refuse('occupancy_follows_its_appointment', 'room'); end if;
  elsif new.kind = 'guardian' then
    if not exists (select from public.appointment_student s join public.guardianship g on g.partnership_id = s.partnership_id and g.student_id = s.student_id
      where s.partnership_id = new.partnership_id and s.appointment_id = new.appointment_id and g.guardian_id = new.resource_id and g.confirmed_at is not null and g.access_right) then
      perform public.refuse('occupancy_follows_its_appointment', 'guardian');
    end if;
  else
    -- Nobody can be booked as an interpreter yet.
    perform public.refuse('occupancy_follows_its_appointment', new.kind);
  end if;
  if lower(new.during) - lower(new.blocked) > interval '4 hours' or upper(new.blocked) - upper(new.during) > interval '4 hours' then
    perform public.refuse('occupancy_follows_its_appointment', 'buffers');
  end if;
  return new;
end $$;

create function gate.booking_is_whole() returns trigger language plpgsql security definer set search_path = '' as $$
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
  elsif a.state in ('cancelled', 'not_held') and exists (select from public.occupancy o where o.partnership_id = a.partnership_id and o.appointment_id = a.id and o.released_at is null) then
    perform public.refuse('a_cancelled_visit_frees_all_it_took');
  end if;
  return null;
end $$;
reset role;

create function public.appointment_moves_on() returns trigger language plpgsql set search_path = '' as $$
begin
  if new.state is distinct from old.state then
    if not (old.state || '>' || new.state) = any (array['held>booked', 'held>cancelled', 'booked>in_progress', 'booked>cancelled', 'booked>not_held', 'in_progress>completed', 'in_progress>not_held', 'booked>completed']) then
      perform public.refuse('an_appointment_moves_on', old.state || ' to ' || new.state);
    end if;
    if old.state = 'held' and new.state = 'booked' and old.held_until <= public.clock_now() then perform public.refuse('an_ended_hold_is_not_booked'); end if;
  end if;
  if (new.id, new.episode_id, new.calendar_uid) is distinct from (old.id, old.episode_id, old.calendar_uid) then perform public.refuse('a_calendar_entry_keeps_its_uid'); end if;
  if (new.during, new.room_id, new.state) is distinct from (old.during, old.room_id, old.state) and old.state <> 'held' then
    new.calendar_sequence := old.calendar_sequence + 1;
  else
    new.calendar_sequence := old.calendar_sequence;
  end if;
  return new;
end $$;
create trigger a_moves_on before update on public.appointment for each row execute function public.appointment_moves_on();
create trigger fits_its_place before insert or update of during, room_id, place, zone, state_code, therapist_id on public.appointment for each row execute function gate.appointment_fits_its_place();
create constraint trigger is_whole after insert or update on public.appointment deferrable initially deferred for each row execute function gate.booking_is_whole();
create constraint trigger is_whole after update of released_at on public.occupancy deferrable initially deferred for each row execute function gate.booking_is_whole();
create constraint trigger is_whole after insert on public.appointment_student deferrable initially deferred for each row execute function gate.booking_is_whole();
create trigger keeps_the_promises before insert on public.occupancy for each row execute function gate.occupancy_keeps_the_promises();

set role hallway_gate;
grant execute on function gate.licensed, gate.engaged, gate.busy, gate.release_expired_holds to hallway_app;
reset role;
grant select, insert on public.appointment to hallway_app;
-- What an appointment takes, and for whom, is settled when it is made: a visit at another time is another appointment.
grant update (state, held_until, booked_at, ended_by, ended_at, ended_because) on public.appointment to hallway_app;
grant select, insert on public.appointment_student to hallway_app;
grant select, insert on public.occupancy to hallway_app;
grant update (held_until, released_at) on public.occupancy to hallway_app;
grant select, insert, update, delete on public.guardian_window to hallway_app;

-- Who sees an appointment: its therapist, its school, the partnership's list, the family; and whoever holds its link.
create policy therapist on public.appointment for select to hallway_app using (partnership_id = public.ctx_partnership() and therapist_id = public.ctx_person() and public.ctx_is('therapist'));
create policy school on public.appointment for select to hallway_app using (partnership_id = public.ctx_partnership() and school_id = public.ctx_organisation() and public.ctx_is('counselor', 'front_office'));
create policy list on public.appointment for select to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'privacy_officer', 'job', 'webhook'));
create policy link on public.appointment for select to hallway_app using (partnership_id = public.ctx_partnership() and id = public.ctx_appointment());
create policy family on public.appointment for select to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('guardian') and exists (
  select from public.episode_of_care e where e.partnership_id = appointment.partnership_id and e.id = appointment.episode_id));
create policy booked on public.appointment for insert to hallway_app with check (partnership_id = public.ctx_partnership() and (public.ctx_is('coordinator', 'job')
  or (public.ctx_is('therapist') and therapist_id = public.ctx_person()) or (public.ctx_is('counselor') and school_id = public.ctx_organisation())));
create policy moved on public.appointment for update to hallway_app using (partnership_id = public.ctx_partnership() and (public.ctx_is('coordinator', 'job', 'webhook')
  or (public.ctx_is('therapist') and therapist_id = public.ctx_person()) or (public.ctx_is('counselor', 'front_office') and school_id = public.ctx_organisation()) or (public.ctx_is('guardian') and exists (
    select from public.episode_of_care e where e.partnership_id = appointment.partnership_id and e.id = appointment.episode_id))));

create policy seen on public.appointment_student for select to hallway_app using (partnership_id = public.ctx_partnership() and exists (
  select from public.appointment a where a.partnership_id = appointment_student.partnership_id and a.id = appointment_student.appointment_id));
create policy booked on public.appointment_student for insert to hallway_app with check (partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'therapist', 'counselor', 'job') and exists (
  select from public.appointment a where a.partnership_id = appointment_student.partnership_id and a.id = appointment_student.appointment_id));
create policy seen on public.occupancy for select to hallway_app using (partnership_id = public.ctx_partnership() and exists (
  select from public.appointment a where a.partnership_id = occupancy.partnership_id and a.id = occupancy.appointment_id));
create policy booked on public.occupancy for insert to hallway_app with check (partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'therapist', 'counselor', 'job') and exists (
  select from public.appointment a where a.partnership_id = occupancy.partnership_id and a.id = occupancy.appointment_id));
create policy freed on public.occupancy for update to hallway_app using (partnership_id = public.ctx_partnership() and exists (
  select from public.appointment a where a.partnership_id = occupancy.partnership_id and a.id = occupancy.appointment_id));
call upkeep.let_seers('public.guardian_window', 'seen', 'select', 'student_id', '{counselor,coordinator,therapist,guardian,job}');
create policy own on public.guardian_window for all to hallway_app using (partnership_id = public.ctx_partnership() and guardian_id = public.ctx_person() and public.ctx_is('guardian') and exists (
  select from public.person_seen s where s.partnership_id = public.ctx_partnership() and s.person_id = guardian_window.student_id and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now()));
call upkeep.let_seers('public.guardian_window', 'kept', 'all', 'student_id', '{counselor,coordinator,job}');
