-- What day it is at a school: kinds of day, days that take turns (A and B), and a calendar of the days that differ.

alter table public.day_type add column kind text not null default 'regular' check (kind in ('regular', 'early_release', 'late_start', 'testing', 'other'));
alter table public.day_type add column turn int check (turn between 1 and 20);
alter table public.day_type add constraint one_kind_of_day_a_turn unique (partnership_id, bell_schedule_id, turn);
comment on column public.day_type.kind is 'What the kind of day is to people: it decides how the calendar shows it, never what can be booked.';
comment on column public.day_type.turn is 'Those with a turn (A 1, B 2) hold one after the other on the weekdays of any of them, counted in days on which school is held. Null: holds on its weekdays.';

create table public.school_day (
  partnership_id uuid not null references public.partnership,
  school_id uuid not null,
  day date not null,
  day_type_name text check (btrim(day_type_name) <> ''),
  closed_for text check (closed_for in ('holiday', 'break', 'staff_day', 'weather', 'other')),
  label text not null default '' check (length(label) <= 200),
  skips_turn boolean not null,
  source text not null check (source in ('hand', 'calendar', 'bells')),
  changed_at timestamptz not null default public.clock_now(),
  changed_by uuid references public.person,
  primary key (partnership_id, school_id, day),
  foreign key (partnership_id, school_id) references public.organisation,
  constraint a_day_is_closed_or_has_its_bells check ((day_type_name is null) <> (closed_for is null))
);
comment on table public.school_day is 'A date that differs from its weekday: closed, or with the bells of another kind of day. A date without a row is as its weekday or its turn says.';
comment on column public.school_day.day_type_name is 'A kind of day by name, so that it holds when the bells are replaced. Bells in force that know no such name have no open period that day.';
comment on column public.school_day.skips_turn is 'The day takes no turn: what would have been A today is A on the next day. False for a day whose turn is lost.';
comment on column public.school_day.source is 'hand: set by somebody; calendar, bells: read from a file and confirmed by somebody.';

call upkeep.guard('public.school_day');
call upkeep.open_to_gate('public.school_day');
grant select, insert, update, delete on public.school_day to hallway_app;
create policy own on public.school_day for select to hallway_app using (partnership_id = public.ctx_partnership());
create policy school on public.school_day for all to hallway_app using (partnership_id = public.ctx_partnership()
  and (public.ctx_is('coordinator', 'job') or (public.ctx_is('front_office', 'counselor') and school_id = public.ctx_organisation())));
create trigger names_who_acts before insert or update of changed_by on public.school_day for each row when (public.ctx_role() is not null) execute function public.names_who_acts('person', 'changed_by');

set role hallway_gate;
create function gate.day_type_on(school uuid, on_day date) returns uuid language plpgsql stable security definer set search_path = '' as $$
declare
  bells uuid;
  since date;
  differs boolean;
  named text;
  found uuid;
  weekday int := extract(isodow from on_day);
  rotating int[];
  kinds int;
  taken int;
begin
  select b.id, lower(b.during) into bells, since from public.bell_schedule b where b.partnership_id = public.ctx_partnership() and b.school_id = school and b.during @> on_day;
  if bells is null then return null; end if;
  select true, s.day_type_name into differs, named from public.school_day s where s.partnership_id = public.ctx_partnership() and s.school_id = school and s.day = on_day;
  if differs then
    return (select d.id from public.day_type d where d.partnership_id = public.ctx_partnership() and d.bell_schedule_id = bells and d.name = named);
  end if;
  select d.id into found from public.day_type d where d.partnership_id = public.ctx_partnership() and d.bell_schedule_id = bells and d.turn is null and weekday = any (d.weekdays) order by d.name collate "C" limit 1;
  if found is not null then return found; end if;
  select array_agg(distinct w), count(distinct d.id) into rotating, kinds from public.day_type d left join lateral unnest(d.weekdays) w on true
    where d.partnership_id = public.ctx_partnership() and d.bell_schedule_id = bells and d.turn is not null;
  if kinds = 0 or weekday <> all (array_remove(rotating, null)) then return null; end if;
  select coalesce(sum((on_day - since - (w - extract(isodow from since)::int + 7) % 7 + 6) / 7), 0) into taken from unnest(array_remove(rotating, null)) w;
  taken := taken - (select count(*) from public.school_day s where s.partnership_id = public.ctx_partnership() and s.school_id = school and s.skips_turn
    and s.day >= since and s.day < on_day and extract(isodow from s.day)::int = any (rotating));
  return (select d.id from public.day_type d where d.partnership_id = public.ctx_partnership() and d.bell_schedule_id = bells and d.turn is not null order by d.turn offset taken % kinds limit 1);
end $$;
comment on function gate.day_type_on is 'What day it is: the kind of day at that school on that date, or null when there is no school (or its bells are unknown). Equal to schoolDayOn in school-day.ts.';

create function gate.room_is_open(room uuid, school uuid, during tstzrange, zone text) returns boolean language sql stable security definer set search_path = '' as $$
  with t as (select lower(during) at time zone zone s, upper(during) at time zone zone e)
  select exists (
    select from t, public.room r join public.room_hours h on h.partnership_id = r.partnership_id and h.room_id = r.id
    where r.partnership_id = public.ctx_partnership() and r.id = room_is_open.room and r.school_id = school and r.retired_at is null
      and h.weekday = extract(isodow from t.s)::int and h.from_time <= t.s::time and h.until_time >= t.e::time)
$$;
comment on function gate.room_is_open is 'Whether the private room of that school is in use and open for the whole time, which lies within one day of the zone.';

create or replace function gate.school_day_holds(school uuid, room uuid, during tstzrange, zone text) returns text language sql stable security definer set search_path = '' as $$
  with t as (select lower(during) at time zone zone s, upper(during) at time zone zone e)
  select case
    when s::date <> (e - interval '1 microsecond')::date then 'within_one_school_day'
    when not exists (
      select from public.period p where p.partnership_id = public.ctx_partnership() and p.day_type_id = gate.day_type_on(school, s::date)
        and p.bookable and p.from_time <= s::time and p.until_time >= e::time) then 'within_one_open_period'
    when not gate.room_is_open(room, school, during, zone) then 'within_the_room_s_hours'
  end from t
$$;

create function gate.hold_still_lies_in_school_time() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  broken text := gate.school_day_holds(new.school_id, new.room_id, new.during, new.zone);
begin
  if broken is not null then perform public.refuse('a_visit_lies_in_an_open_school_day', broken); end if;
  return null;
end $$;
comment on function gate.hold_still_lies_in_school_time is 'A hold becomes an appointment only if the day, the period and the room are still open.';
grant execute on function gate.day_type_on to hallway_app;
reset role;
create trigger asked_again_for_school_time after update of state on public.appointment for each row
  when (old.state = 'held' and new.state = 'booked' and new.place = 'school') execute function gate.hold_still_lies_in_school_time();

-- A day that takes no turn changes every later day of a rotation too.
call upkeep.marks_changed('public.school_day', 'r.school_id', 'daterange(r.day - 1, case when not r.skips_turn then r.day + 2 end)');
