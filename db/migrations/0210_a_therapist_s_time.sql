-- A therapist's time beyond weekly hours: days with hours of their own, time off, limits, on-site days, the schools they serve, and when an
-- outside calendar says that they are busy. What is the person's own holds in every partnership; by whom an hour is taken is told in none.

create table public.therapist_day (
  id uuid primary key default gen_random_uuid(),
  therapist_id uuid not null references public.person,
  day date not null,
  from_time time,
  until_time time,
  zone text not null,
  constraint a_day_s_hours_end_after_they_begin check ((from_time is null) = (until_time is null) and from_time < until_time),
  constraint a_day_has_its_hours_or_none exclude using gist (therapist_id with =, day with =,
    int4range(coalesce((extract(epoch from from_time) / 60)::int, 0), coalesce((extract(epoch from until_time) / 60)::int, 1440)) with &&)
);
comment on table public.therapist_day is 'A date on which a therapist''s weekly hours do not hold: its own hours, one row a line, or one row without times for none at all. Wall time of the zone.';
create trigger zone_exists before insert or update of zone on public.therapist_day for each row execute function public.zone_exists();

create table public.time_off (
  id uuid primary key default gen_random_uuid(),
  therapist_id uuid not null references public.person,
  during tstzrange not null check (not isempty(during) and lower_inc(during) and not upper_inc(during) and lower(during) is not null and upper(during) is not null),
  zone text not null,
  reason text not null check (reason in ('vacation', 'illness', 'training', 'family', 'other')),
  added_at timestamptz not null default public.clock_now(),
  constraint time_off_ends_some_day check (upper(during) - lower(during) <= interval '400 days')
);
comment on table public.time_off is 'When a therapist cannot be booked. Others learn that they are busy; the reason stays with the therapist and whoever administers their agency.';
create index time_off_of_therapist on public.time_off using gist (therapist_id, during);
create trigger zone_exists before insert or update of zone on public.time_off for each row execute function public.zone_exists();

create table public.visit_rules (
  partnership_id uuid primary key references public.partnership,
  before_minutes int check (before_minutes between 0 and 120),
  after_minutes int check (after_minutes between 0 and 120),
  notice_hours int check (notice_hours between 0 and 336),
  horizon_days int check (horizon_days between 1 and 180),
  daily_maximum int check (daily_maximum between 1 and 24),
  weekly_maximum int check (weekly_maximum between 1 and 100),
  stale_hours int not null default 24 check (stale_hours between 1 and 168)
);
comment on table public.visit_rules is 'What a partnership says about booking; null: the product''s usual number, which the web process keeps.';
comment on column public.visit_rules.stale_hours is 'An outside calendar that was not read for longer than this is not believed: its therapist is not booked until it is read again.';

create table public.therapist_rules (
  therapist_id uuid primary key references public.person,
  before_minutes int check (before_minutes between 0 and 120),
  after_minutes int check (after_minutes between 0 and 120),
  notice_hours int check (notice_hours between 0 and 336),
  horizon_days int check (horizon_days between 1 and 180),
  daily_maximum int check (daily_maximum between 1 and 24),
  weekly_maximum int check (weekly_maximum between 1 and 100)
);
comment on table public.therapist_rules is 'A therapist''s own limits, above the partnership''s; null: the partnership''s. Maxima count visits of every partnership in the therapist''s local days and weeks (Monday first).';

create table public.therapist_school (
  partnership_id uuid not null references public.partnership,
  therapist_id uuid not null references public.person,
  school_id uuid not null,
  primary key (partnership_id, therapist_id, school_id),
  foreign key (partnership_id, school_id) references public.organisation
);
comment on table public.therapist_school is 'The schools whose students a therapist sees; without a row, those of all.';

create table public.on_site_day (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  therapist_id uuid not null references public.person,
  school_id uuid not null,
  weekday int not null check (weekday between 1 and 7),
  during daterange not null default daterange(null, null) check (not isempty(during)),
  primary key (partnership_id, id),
  foreign key (partnership_id, school_id) references public.organisation,
  constraint on_site_at_one_school_a_day exclude using gist (therapist_id with =, weekday with =, during with &&)
);
comment on table public.on_site_day is 'A weekday that a therapist spends at a school: that day they hold visits at that school and nowhere else.';

create table public.outside_calendar (
  id uuid primary key default gen_random_uuid(),
  therapist_id uuid not null unique references public.person,
  address_sealed bytea not null,
  host text not null,
  etag text,
  modified text,
  added_at timestamptz not null default public.clock_now(),
  next_check_at timestamptz not null default public.clock_now(),
  checked_at timestamptz,
  read_at timestamptz,
  read_until timestamptz,
  failed_because text check (failed_because in ('not-reached', 'not-allowed', 'refused', 'too-large', 'too-many-redirects', 'not-a-calendar', 'broken-off')),
  unreadable int not null default 0 check (unreadable >= 0)
);
comment on table public.outside_calendar is 'A calendar kept elsewhere that says when a therapist is busy. Its address opens it and is sealed; what its events are about is never stored.';
comment on column public.outside_calendar.host is 'The address''s host, to recognise it by.';
comment on column public.outside_calendar.read_at is 'When it was last read to its end, or found unchanged. Too long ago, and its therapist is not booked (visit_rules.stale_hours).';
comment on column public.outside_calendar.unreadable is 'Events that could not be read as written when it was last read.';

create table public.outside_busy (
  therapist_id uuid not null references public.person,
  calendar_id uuid not null references public.outside_calendar on delete cascade,
  during tstzrange not null check (not isempty(during) and lower_inc(during) and not upper_inc(during) and lower(during) is not null and upper(during) is not null),
  primary key (calendar_id, during)
);
comment on table public.outside_busy is 'When an outside calendar says that its therapist is busy: times and nothing else.';
create index outside_busy_of_therapist on public.outside_busy using gist (therapist_id, during);

do $$ declare t text; begin
  foreach t in array array['therapist_day', 'time_off', 'visit_rules', 'therapist_rules', 'therapist_school', 'on_site_day', 'outside_calendar', 'outside_busy'] loop
    call upkeep.guard(format('public.%I', t)::regclass);
    call upkeep.open_to_gate(format('public.%I', t)::regclass);
    execute format('grant select, insert, update, delete on public.%I to hallway_app', t);
  end loop;
  -- The therapist keeps what is theirs, the product what it does for them, and their agency's administrator looks.
  foreach t in array array['therapist_day', 'time_off', 'therapist_rules', 'outside_calendar', 'outside_busy'] loop
    execute format('create policy own on public.%I for all to hallway_app using (therapist_id = public.ctx_person() and public.ctx_is(''therapist''))', t);
    execute format('create policy job on public.%1$I for all to hallway_app using (public.ctx_is(''job'') and exists (
      select from public.engagement e where e.partnership_id = public.ctx_partnership() and e.therapist_id = %1$I.therapist_id))', t);
  end loop;
  execute format('create policy agency on public.time_off for select to hallway_app using (public.ctx_is(''agency_administrator'') and exists (
    select from public.engagement e join public.partnership p on p.id = e.partnership_id
    where e.partnership_id = public.ctx_partnership() and e.therapist_id = time_off.therapist_id and e.agency_id = public.ctx_organisation()
      and (upper(e.during) is null or upper(e.during) > (public.clock_now() at time zone p.zone)::date)))');
  -- What open times are worked out from is seen wherever the therapist is engaged, as their weekly hours are.
  foreach t in array array['therapist_day', 'therapist_rules'] loop
    execute format('create policy seen on public.%1$I for select to hallway_app using (exists (
      select from public.engagement e where e.partnership_id = public.ctx_partnership() and e.therapist_id = %1$I.therapist_id))', t);
  end loop;
  foreach t in array array['therapist_school', 'on_site_day'] loop
    execute format('create policy seen on public.%I for select to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is(''coordinator'', ''agency_administrator'', ''counselor'', ''front_office'', ''therapist'', ''job''))', t);
    execute format('create policy own on public.%I for all to hallway_app using (partnership_id = public.ctx_partnership() and ((therapist_id = public.ctx_person() and public.ctx_is(''therapist'')) or public.ctx_is(''job'')))', t);
  end loop;
end $$;
create policy seen on public.visit_rules for select to hallway_app using (partnership_id = public.ctx_partnership());
create policy kept on public.visit_rules for all to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'job'));

call upkeep.marks_changed('public.therapist_day', 'r.therapist_id');
call upkeep.marks_changed('public.time_off', 'r.therapist_id', 'gate.utc_days(r.during)');
call upkeep.marks_changed('public.outside_busy', 'r.therapist_id', 'gate.utc_days(r.during)');
call upkeep.marks_changed('public.outside_calendar', 'r.therapist_id');
call upkeep.marks_changed('public.therapist_rules', 'r.therapist_id');
call upkeep.marks_changed('public.therapist_school', 'r.therapist_id');
call upkeep.marks_changed('public.on_site_day', 'r.therapist_id');

-- Reading a calendar again and finding nothing new changes nobody's free time.
drop trigger marks_changed on public.outside_calendar;
create trigger marks_changed after insert or delete on public.outside_calendar for each row execute function gate.marks_outside_calendar_changed();

set role hallway_gate;
create or replace function gate.busy(resource uuid, asked tstzrange) returns tstzmultirange language sql stable security definer set search_path = '' as $$
  select coalesce(range_agg(x.taken * asked), '{}'::tstzmultirange) from (
    select o.blocked as taken from public.occupancy o
    where o.resource_id = resource and o.blocked && asked and o.released_at is null and (o.held_until is null or o.held_until > public.clock_now())
    union all select t.during from public.time_off t where t.therapist_id = resource and t.during && asked
    union all select b.during from public.outside_busy b where b.therapist_id = resource and b.during && asked) x
  where public.ctx_is('coordinator', 'therapist', 'counselor', 'front_office', 'job') and (
      exists (select from public.room r where r.partnership_id = public.ctx_partnership() and r.id = resource)
      or exists (select from public.person_seen s where s.partnership_id = public.ctx_partnership() and s.person_id = resource and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now()))
$$;
comment on function gate.busy is 'When a person or room is taken within the range, whoever booked them, merged; never by whom or why: a booking, time off and an outside calendar look the same. Nothing about those whom the asker does not see.';

create function gate.therapist_zone(therapist uuid, otherwise text, at timestamptz) returns text language sql stable security definer set search_path = '' as $$
  select coalesce((select h.zone from public.therapist_hours h where h.therapist_id = therapist
    order by h.during @> (therapist_zone.at at time zone h.zone)::date desc, upper(h.during) desc nulls first, h.weekday limit 1), otherwise)
$$;
comment on function gate.therapist_zone is 'The zone in which a therapist''s days and weeks are counted: that of the weekly hours that hold at that moment; where none does, of those that end last.';

create function gate.visits_of(therapist uuid, within tstzrange, besides uuid[]) returns int language sql stable security definer set search_path = '' as $$
  select count(*)::int from public.occupancy o where o.resource_id = therapist and o.kind = 'therapist' and o.released_at is null and (o.held_until is null or o.held_until > public.clock_now())
    and o.blocked && within and within @> lower(o.during) and o.appointment_id <> all (besides)
$$;
comment on function gate.visits_of is 'How many visits of a therapist begin in that time, in any partnership, ended holds and the named ones left out.';

create function gate.against_therapist(therapist uuid, school uuid, place text, during tstzrange, visit_zone text, besides uuid[] default '{}', in_time boolean default true) returns text
  language plpgsql stable security definer set search_path = '' as $$
declare
  own public.therapist_rules;
  all_here public.visit_rules;
  zone text := gate.therapist_zone(therapist, visit_zone, lower(during));
  day date := (lower(during) at time zone zone)::date;
  monday date := day - (extract(isodow from day)::int - 1);
begin
  if public.ctx_partnership() is null then return null; end if;
  if exists (select from public.therapist_school s where s.partnership_id = public.ctx_partnership() and s.therapist_id = therapist)
    and not exists (select from public.therapist_school s where s.partnership_id = public.ctx_partnership() and s.therapist_id = therapist and s.school_id = school) then
    return 'a_therapist_serves_that_school';
  end if;
  if exists (select from public.on_site_day o where o.therapist_id = therapist and o.weekday = extract(isodow from day)::int and o.during @> day
    and not (place = 'school' and o.partnership_id = public.ctx_partnership() and o.school_id = school)) then
    return 'a_therapist_is_at_one_school_a_day';
  end if;
  if exists (select from public.therapist_day d where d.therapist_id = therapist and d.day = (lower(during) at time zone d.zone)::date)
    and not exists (select from public.therapist_day d where d.therapist_id = therapist and d.day = (lower(during) at time zone d.zone)::date
      and d.from_time <= (lower(during) at time zone d.zone)::time and d.day = ((upper(during) - interval '1 microsecond') at time zone d.zone)::date
      and (d.until_time >= (upper(during) at time zone d.zone)::time and (upper(during) at time zone d.zone)::date = d.day or d.until_time = '24:00')) then
    return 'a_therapist_keeps_the_day_s_own_hours';
  end if;
  select * into own from public.therapist_rules r where r.therapist_id = therapist;
  select * into all_here from public.visit_rules r where r.partnership_id = public.ctx_partnership();
  if in_time and lower(during) < public.clock_now() + make_interval(hours => coalesce(own.notice_hours, all_here.notice_hours)) then return 'a_visit_is_booked_in_time'; end if;
  if in_time and (lower(during) at time zone visit_zone)::date > (public.clock_now() at time zone visit_zone)::date + coalesce(own.horizon_days, all_here.horizon_days) then return 'a_visit_is_not_booked_too_far_ahead'; end if;
  if gate.visits_of(therapist, tstzrange(day::timestamp at time zone zone, (day + 1)::timestamp at time zone zone), besides) >= coalesce(own.daily_maximum, all_here.daily_maximum) then
    return 'a_therapist_has_so_many_visits_a_day';
  end if;
  if gate.visits_of(therapist, tstzrange(monday::timestamp at time zone zone, (monday + 7)::timestamp at time zone zone), besides) >= coalesce(own.weekly_maximum, all_here.weekly_maximum) then
    return 'a_therapist_has_so_many_visits_a_week';
  end if;
  if exists (select from public.outside_calendar c where c.therapist_id = therapist and (c.read_at is null or c.read_at < public.clock_now() - make_interval(hours => coalesce(all_here.stale_hours, 24)))) then
    return 'an_outside_calendar_is_up_to_date';
  end if;
  return null;
end $$;
comment on function gate.against_therapist is 'The promise that keeps a therapist from a visit at that time and place, beside licence, care and what they are taken for; null when none does. Zones: days and weeks are the therapist''s, the horizon counts where the student sits. besides: visits that would be given up. in_time false leaves notice and horizon out.';

create function gate.why_not_with(therapist uuid, school uuid, place text, during tstzrange, visit_zone text, besides uuid[] default '{}') returns text
  language sql stable security definer set search_path = '' as $$
  select case when public.ctx_is('coordinator', 'therapist', 'counselor', 'job') and gate.may_ask_about(therapist) then case
    when exists (select from public.time_off t where t.therapist_id = why_not_with.therapist and t.during && why_not_with.during) then 'a_therapist_is_not_booked_in_time_off'
    when exists (select from public.outside_busy b where b.therapist_id = why_not_with.therapist and b.during && why_not_with.during) then 'an_outside_calendar_is_believed'
    else gate.against_therapist(therapist, school, place, during, visit_zone, besides) end end
$$;
comment on function gate.why_not_with is 'Time off, an outside calendar (which lie hidden beneath a hold of the asker''s own), or what gate.against_therapist says, to whoever books and may ask about that therapist (gate.may_ask_about); null to all others.';

create function gate.therapist_has_time() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  a public.appointment;
  own public.therapist_rules;
  all_here public.visit_rules;
  broken text;
begin
  select * into a from public.appointment x where x.partnership_id = new.partnership_id and x.id = new.appointment_id;
  select * into own from public.therapist_rules r where r.therapist_id = new.resource_id;
  select * into all_here from public.visit_rules r where r.partnership_id = new.partnership_id;
  -- Two bookings at once must not both take the last visit of a day: whoever did not lock the therapist waits here.
  if coalesce(own.daily_maximum, all_here.daily_maximum, own.weekly_maximum, all_here.weekly_maximum) is not null then perform public.lock_resources(array[new.resource_id]); end if;
  if exists (select from public.time_off t where t.therapist_id = new.resource_id and t.during && new.blocked) then perform public.refuse('a_therapist_is_not_booked_in_time_off'); end if;
  if exists (select from public.outside_busy b where b.therapist_id = new.resource_id and b.during && new.blocked) then perform public.refuse('an_outside_calendar_is_believed'); end if;
  broken := gate.against_therapist(new.resource_id, a.school_id, a.place, new.during, a.zone, array[new.appointment_id]);
  if broken is not null then perform public.refuse(broken); end if;
  if lower(new.during) - lower(new.blocked) < make_interval(mins => coalesce(own.before_minutes, all_here.before_minutes))
    or upper(new.blocked) - upper(new.during) < make_interval(mins => coalesce(own.after_minutes, all_here.after_minutes)) then
    perform public.refuse('a_therapist_s_pauses_are_kept');
  end if;
  return new;
end $$;
comment on function gate.therapist_has_time is 'Trigger: nobody takes a therapist''s time against time off, an outside calendar, the day''s own hours, on-site days, schools or limits.';

create function gate.hold_asks_the_therapist_s_time_again() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  taken tstzrange := (select o.blocked from public.occupancy o where o.partnership_id = new.partnership_id and o.appointment_id = new.id and o.kind = 'therapist' and o.released_at is null);
  broken text;
begin
  if exists (select from public.time_off t where t.therapist_id = new.therapist_id and t.during && taken) then perform public.refuse('a_therapist_is_not_booked_in_time_off'); end if;
  if exists (select from public.outside_busy b where b.therapist_id = new.therapist_id and b.during && taken) then perform public.refuse('an_outside_calendar_is_believed'); end if;
  broken := gate.against_therapist(new.therapist_id, new.school_id, new.place, new.during, new.zone, array[new.id], false);
  if broken is not null then perform public.refuse(broken); end if;
  return null;
end $$;
comment on function gate.hold_asks_the_therapist_s_time_again is 'Trigger: a hold becomes an appointment only if the therapist still has that time; notice and horizon were kept when it was held.';

create function gate.within_weekly_hours(therapist uuid, during tstzrange) returns boolean language sql stable security definer set search_path = '' as $$
  select coalesce(range_agg(tstzrange((d.on_day + h.from_time) at time zone h.zone, (d.on_day + h.until_time) at time zone h.zone)) @> within_weekly_hours.during, false)
  from public.therapist_hours h cross join lateral (select (lower(within_weekly_hours.during) at time zone h.zone)::date as on_day) d
  where h.therapist_id = therapist and h.weekday = extract(isodow from d.on_day)::int and h.during @> d.on_day
$$;
comment on function gate.within_weekly_hours is 'Whether the therapist''s weekly hours of that date, lines that touch taken together, are open for the whole time.';

create function gate.therapist_cannot_hold() returns table (appointment_id uuid, because text) language sql stable security definer set search_path = '' as $$
  select a.id, case
    when exists (select from public.time_off t where t.therapist_id = a.therapist_id and t.during && a.during)
      or case when exists (select from public.therapist_day d where d.therapist_id = a.therapist_id and d.day = (lower(a.during) at time zone d.zone)::date)
        then not exists (select from public.therapist_day d where d.therapist_id = a.therapist_id and d.day = (lower(a.during) at time zone d.zone)::date
          and d.from_time <= (lower(a.during) at time zone d.zone)::time and (d.until_time >= (upper(a.during) at time zone d.zone)::time or d.until_time = '24:00'))
        else not gate.within_weekly_hours(a.therapist_id, a.during) end then 'away'
    when exists (select from public.outside_busy b where b.therapist_id = a.therapist_id and b.during && a.during) then 'busy'
    when exists (select from public.on_site_day o where o.therapist_id = a.therapist_id and o.weekday = extract(isodow from lower(a.during) at time zone z.zone)::int
      and o.during @> (lower(a.during) at time zone z.zone)::date and not (a.place = 'school' and o.partnership_id = a.partnership_id and o.school_id = a.school_id)) then 'elsewhere'
    when exists (select from public.therapist_school s where s.partnership_id = a.partnership_id and s.therapist_id = a.therapist_id)
      and not exists (select from public.therapist_school s where s.partnership_id = a.partnership_id and s.therapist_id = a.therapist_id and s.school_id = a.school_id) then 'away' end
  from public.appointment a cross join lateral (select gate.therapist_zone(a.therapist_id, a.zone, lower(a.during)) as zone) z
  where a.partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'therapist', 'counselor', 'job') and a.state = 'booked' and lower(a.during) > public.clock_now()
    and (not public.ctx_is('therapist') or a.therapist_id = public.ctx_person())
$$;
comment on function gate.therapist_cannot_hold is 'Booked visits to come and what about their therapist''s time stands against each (away: time off, no hours then or a school no longer served; busy, elsewhere; null: nothing); a therapist''s own alone. Nothing to those who book nothing. The asker joins them with the appointments that they see.';
grant execute on function gate.why_not_with, gate.therapist_cannot_hold to hallway_app;
reset role;

create trigger has_time before insert on public.occupancy for each row when (new.kind = 'therapist') execute function gate.therapist_has_time();
create trigger asks_the_therapist_s_time_again after update of state on public.appointment for each row
  when (old.state = 'held' and new.state = 'booked') execute function gate.hold_asks_the_therapist_s_time_again();
