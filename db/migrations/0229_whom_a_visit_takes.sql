-- What a visit takes of interpreters and of guardians who sit in, asked wherever time is taken, moved or freed; and who may ask when they are free.

set role hallway_gate;
create or replace function gate.occupancy_keeps_the_promises() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  a public.appointment;
  broken text;
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
    if not exists (select from public.appointment_student s join public.sits_in w on w.partnership_id = s.partnership_id and w.student_id = s.student_id and w.place = a.place
      where s.partnership_id = new.partnership_id and s.appointment_id = new.appointment_id and w.guardian_id = new.resource_id
        and gate.guardian_has_access(w.partnership_id, w.student_id, w.guardian_id) and gate.guardian_has_access_on(w.partnership_id, w.student_id, w.guardian_id, lower(new.during))
        and not gate.consented_alone(w.partnership_id, w.student_id, a.agency_id, new.during)) then
      perform public.refuse('a_guardian_who_sits_in_has_access');
    end if;
    -- Who has said when they can, can then; who has said nothing is taken at their word at any time.
    if a.outside_windows_yes_by is distinct from new.resource_id
      and exists (select from public.guardian_window w join public.appointment_student s on s.partnership_id = w.partnership_id and s.student_id = w.student_id
        where s.partnership_id = new.partnership_id and s.appointment_id = new.appointment_id and w.guardian_id = new.resource_id)
      and not exists (select from public.guardian_window w join public.appointment_student s on s.partnership_id = w.partnership_id and s.student_id = w.student_id
        where s.partnership_id = new.partnership_id and s.appointment_id = new.appointment_id and w.guardian_id = new.resource_id
          and w.weekday = extract(isodow from lower(new.during) at time zone w.zone)::int
          and w.from_time <= (lower(new.during) at time zone w.zone)::time and w.until_time >= (upper(new.during) at time zone w.zone)::time
          and (lower(new.during) at time zone w.zone)::date = ((upper(new.during) - interval '1 microsecond') at time zone w.zone)::date) then
      perform public.refuse('a_guardian_who_sits_in_has_time');
    end if;
  elsif new.kind = 'interpreter' then
    select gate.why_not_interpreter(new.resource_id, n.language, new.during) into broken
    from public.episode_of_care e join public.interpreter_need n on n.partnership_id = e.partnership_id and n.referral_id = e.referral_id
    where e.partnership_id = a.partnership_id and e.id = a.episode_id and n.language is not null;
    if not found then perform public.refuse('an_interpreter_speaks_the_language', 'none is wanted'); end if;
    if broken is not null then perform public.refuse(broken); end if;
  end if;
  if lower(new.during) - lower(new.blocked) > interval '4 hours' or upper(new.blocked) - upper(new.during) > interval '4 hours' then
    perform public.refuse('occupancy_follows_its_appointment', 'buffers');
  end if;
  return new;
end $$;

create function gate.visit_takes_whom_it_needs() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  a public.appointment;
begin
  if tg_op = 'UPDATE' and new.during = old.during and not (old.state = 'held' and new.state = 'booked') then return null; end if;
  -- Deferred: what counts is how it stands at commit.
  select * into a from public.appointment x where x.partnership_id = new.partnership_id and x.id = new.id;
  if a.state not in ('held', 'booked') then return null; end if;
  if exists (select from public.episode_of_care e join public.interpreter_need n on n.partnership_id = e.partnership_id and n.referral_id = e.referral_id
      where e.partnership_id = a.partnership_id and e.id = a.episode_id and n.language is not null
        and not exists (select from public.therapist_language l where l.partnership_id = n.partnership_id and l.therapist_id = a.therapist_id and l.language = n.language))
    and not exists (select from public.occupancy o where o.partnership_id = a.partnership_id and o.appointment_id = a.id and o.kind = 'interpreter' and o.released_at is null) then
    perform public.refuse('a_visit_takes_its_interpreter');
  end if;
  if exists (select from public.appointment_student s join public.sits_in w on w.partnership_id = s.partnership_id and w.student_id = s.student_id and w.place = a.place
    where s.partnership_id = a.partnership_id and s.appointment_id = a.id and gate.guardian_has_access_on(w.partnership_id, w.student_id, w.guardian_id, lower(a.during))
      and not gate.consented_alone(w.partnership_id, w.student_id, a.agency_id, a.during)
      and not exists (select from public.occupancy o where o.partnership_id = a.partnership_id and o.appointment_id = a.id and o.kind = 'guardian' and o.resource_id = w.guardian_id and o.released_at is null)) then
    perform public.refuse('a_visit_takes_who_sits_in');
  end if;
  return null;
end $$;
comment on function gate.visit_takes_whom_it_needs is 'Trigger: a visit that is held, booked or moved takes the interpreter that its referral needs and the guardians who sit in. What is decided later leaves it standing (gate.visits_without_interpreter lists those that lack one).';

create function gate.visit_keeps_whom_it_needs() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  a public.appointment;
begin
  -- Deferred: what counts is how it stands at commit.
  select * into a from public.appointment x where x.partnership_id = new.partnership_id and x.id = new.appointment_id;
  if a.state not in ('held', 'booked') or exists (select from public.occupancy o where o.partnership_id = new.partnership_id and o.appointment_id = new.appointment_id and o.kind = new.kind
    and (o.resource_id = new.resource_id or new.kind = 'interpreter') and o.released_at is null) then return null; end if;
  if new.kind = 'interpreter' and exists (select from public.episode_of_care e join public.interpreter_need n on n.partnership_id = e.partnership_id and n.referral_id = e.referral_id
    where e.partnership_id = a.partnership_id and e.id = a.episode_id and n.language is not null
      and not exists (select from public.therapist_language l where l.partnership_id = n.partnership_id and l.therapist_id = a.therapist_id and l.language = n.language)) then
    perform public.refuse('a_visit_takes_its_interpreter');
  end if;
  if new.kind = 'guardian' and exists (select from public.appointment_student s join public.sits_in w on w.partnership_id = s.partnership_id and w.student_id = s.student_id and w.place = a.place
    where s.partnership_id = a.partnership_id and s.appointment_id = a.id and w.guardian_id = new.resource_id and gate.guardian_has_access_on(w.partnership_id, w.student_id, w.guardian_id, lower(a.during))
      and not gate.consented_alone(w.partnership_id, w.student_id, a.agency_id, a.during)) then
    perform public.refuse('a_visit_takes_who_sits_in');
  end if;
  return null;
end $$;
comment on function gate.visit_keeps_whom_it_needs is 'Trigger: whoever a visit to come took stays taken as long as it needs them. A seat is free again with the wish or the access that took it (gate.seats_are_freed), everything when the visit is cancelled.';

create function gate.visits_without_interpreter() returns table (appointment_id uuid, language text) language sql stable security definer set search_path = '' as $$
  select a.id, n.language from public.appointment a join public.episode_of_care e on e.partnership_id = a.partnership_id and e.id = a.episode_id
    join public.interpreter_need n on n.partnership_id = e.partnership_id and n.referral_id = e.referral_id
  where a.partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'therapist', 'counselor', 'job') and a.state = 'booked' and lower(a.during) > public.clock_now()
    and n.language is not null
    and not exists (select from public.therapist_language l where l.partnership_id = n.partnership_id and l.therapist_id = a.therapist_id and l.language = n.language)
    and not exists (select from public.occupancy o where o.partnership_id = a.partnership_id and o.appointment_id = a.id and o.kind = 'interpreter' and o.released_at is null
      and gate.why_not_interpreter(o.resource_id, n.language, a.during) is null)
$$;
comment on function gate.visits_without_interpreter is 'Booked visits to come that need an interpreter and have none who will be there. The asker joins them with the appointments that they see.';

create or replace function gate.may_ask_about(resource uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select public.ctx_is('coordinator', 'therapist', 'counselor', 'front_office', 'job') and (
    exists (select from public.person_seen s where s.partnership_id = public.ctx_partnership() and s.person_id = resource and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now())
    or exists (select from public.room m where m.partnership_id = public.ctx_partnership() and m.id = resource)
    or exists (select from public.organisation o where o.partnership_id = public.ctx_partnership() and o.id = resource)
    or exists (select from public.sits_in w join public.person_seen s on s.partnership_id = w.partnership_id and s.person_id = w.student_id
      where w.partnership_id = public.ctx_partnership() and w.guardian_id = resource and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now())) is true
$$;
comment on function gate.may_ask_about is 'Whether the asker may know when a person, a room or a school is free; a guardian''s time while they sit in with a student whom the asker sees. The same rule as in gate.busy_besides.';

create or replace function gate.busy_besides(resource uuid, asked tstzrange, besides uuid[]) returns tstzmultirange language sql stable security definer set search_path = '' as $$
  select coalesce(range_agg(x.taken * asked), '{}'::tstzmultirange) from (
    select o.blocked as taken from public.occupancy o
    where o.resource_id = resource and o.blocked && asked and o.released_at is null and (o.held_until is null or o.held_until > public.clock_now())
      and (o.partnership_id <> public.ctx_partnership() or o.appointment_id is null or o.appointment_id <> all (besides))
    union all select t.during from public.time_off t where t.therapist_id = resource and t.during && asked
    union all select b.during from public.outside_busy b where b.therapist_id = resource and b.during && asked
    union all select r.during from public.room_out_of_order r where r.room_id = resource and r.during && asked) x
  where public.ctx_is('coordinator', 'therapist', 'counselor', 'front_office', 'job') and (
      exists (select from public.room r where r.partnership_id = public.ctx_partnership() and r.id = resource)
      or exists (select from public.person_seen s where s.partnership_id = public.ctx_partnership() and s.person_id = resource and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now())
      or exists (select from public.sits_in w join public.person_seen s on s.partnership_id = w.partnership_id and s.person_id = w.student_id
        where w.partnership_id = public.ctx_partnership() and w.guardian_id = resource and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now()))
$$;

create or replace function gate.changed_since(since xid8, resources uuid[], therapists uuid[] default '{}') returns table (resource_id uuid, xid xid8, days daterange, refused boolean)
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_generic_plan' as $$
declare
  here uuid := public.ctx_partnership();
  seers uuid[] := public.ctx_seers();
  now timestamptz := public.clock_now();
  sitting uuid[];
begin
  if public.ctx_is('coordinator', 'therapist', 'counselor', 'front_office', 'job') is not true then
    return query select r.id, null::xid8, null::daterange, true from unnest(resources || therapists) r(id);
    return;
  end if;
  select coalesce(array_agg(distinct w.guardian_id), '{}') into sitting from public.sits_in w join public.person_seen s on s.partnership_id = w.partnership_id and s.person_id = w.student_id
  where w.partnership_id = here and w.guardian_id = any (resources) and s.seer_id = any (seers) and s.during @> now;
  return query select r.id, null::xid8, null::daterange, true from (
    select unnest(resources || therapists) as id
    except select s.person_id from public.person_seen s where s.partnership_id = here and s.seer_id = any (seers) and s.person_id = any (resources || therapists) and s.during @> now
    except select m.id from public.room m where m.partnership_id = here and m.id = any (resources)
    except select o.id from public.organisation o where o.partnership_id = here and o.id = any (resources)
    except select unnest(sitting)
    union (
      select unnest(therapists)
      except select e.therapist_id from public.engagement e where e.partnership_id = here and e.therapist_id = any (therapists) and public.ctx_is('coordinator', 'counselor', 'job')
      except select public.ctx_person() where public.ctx_is('therapist'))) r;
  return query select c.resource_id, c.xid, c.days, false from public.resource_change c
    where c.xid >= since and (c.resource_id is null or c.resource_id = any (resources || therapists))
      and (c.resource_id is null or exists (select from public.person_seen s where s.partnership_id = here and s.person_id = c.resource_id and s.seer_id = any (seers) and s.during @> now)
        or exists (select from public.room m where m.partnership_id = here and m.id = c.resource_id) or exists (select from public.organisation o where o.partnership_id = here and o.id = c.resource_id)
        or c.resource_id = any (sitting));
end $$;
grant execute on function gate.visits_without_interpreter to hallway_app;
reset role;

create constraint trigger takes_whom_it_needs after insert or update of during, state on public.appointment deferrable initially deferred for each row execute function gate.visit_takes_whom_it_needs();
create constraint trigger keeps_whom_it_needs after update of released_at on public.occupancy deferrable initially deferred for each row
  when (new.kind in ('interpreter', 'guardian') and old.released_at is null and new.released_at is not null) execute function gate.visit_keeps_whom_it_needs();
