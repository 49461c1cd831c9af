-- Other uses of a private room: a nurse, a test, a meeting. They take it as visits do, under the same constraint.

create table public.room_use (
  partnership_id uuid not null references public.partnership,
  id uuid not null,
  school_id uuid not null,
  room_id uuid not null,
  series_id uuid not null,
  during tstzrange not null check (not isempty(during) and lower_inc(during) and not upper_inc(during) and lower(during) is not null and upper(during) is not null),
  kind text not null check (kind in ('nurse', 'test', 'meeting', 'class', 'group', 'other')),
  words text not null default '' check (length(words) <= 60),
  made_by uuid references public.person,
  made_at timestamptz not null default public.clock_now(),
  released_by uuid references public.person,
  released_at timestamptz,
  primary key (partnership_id, id),
  constraint a_use_lies_in_a_room_of_its_school foreign key (partnership_id, room_id, school_id) references public.room (partnership_id, id, school_id),
  constraint a_room_use_ends_within_a_day check (upper(during) - lower(during) <= interval '24 hours')
);
comment on table public.room_use is 'A private room taken for something that is no visit, once: a series is one row a time, with one series_id. While released_at is null it has one live row of occupancy: kind room, room_use_id instead of appointment_id, the same during.';
comment on column public.room_use.series_id is 'Made together; a use of its own has a series of its own.';
comment on column public.room_use.words is 'What it is, as the school says it. Never whom it is for: gate.names_a_student.';
create index room_use_by_time on public.room_use using gist (room_id, during);
create index room_use_of_series on public.room_use (partnership_id, series_id);
call upkeep.guard('public.room_use');
call upkeep.open_to_gate('public.room_use');
grant select, insert on public.room_use to hallway_app;
grant update (room_id, during, series_id, kind, words, released_by, released_at) on public.room_use to hallway_app;
create policy school on public.room_use for all to hallway_app using (partnership_id = public.ctx_partnership()
  and (public.ctx_is('coordinator', 'job') or (public.ctx_is('counselor', 'front_office') and school_id = public.ctx_organisation())));
create trigger names_who_acts before insert or update of made_by, released_by on public.room_use for each row when (public.ctx_role() is not null)
  execute function public.names_who_acts('person', 'made_by', 'released_by');

alter table public.occupancy alter column appointment_id drop not null;
alter table public.occupancy add column room_use_id uuid;
alter table public.occupancy add foreign key (partnership_id, room_use_id) references public.room_use;
alter table public.occupancy add constraint taken_for_one_thing check (num_nonnulls(appointment_id, room_use_id) = 1);
alter table public.occupancy add constraint a_room_use_takes_a_room check (room_use_id is null or (kind = 'room' and held_until is null));
create index occupancy_of_room_use on public.occupancy (partnership_id, room_use_id);
comment on table public.occupancy is 'What an appointment, a hold or another use of a room takes, each with its own blocked range (its time plus that resource''s own around it; a room''s is filled in by trigger). Exactly one of appointment_id and room_use_id is set: who joins on appointment_id leaves other uses of rooms out. Excludes across partnerships on purpose: the loser learns "busy" and nothing else.';
comment on column public.occupancy.room_use_id is 'What takes a room that is no visit; then appointment_id is null.';

-- What is asked of an appointment's rows is not asked of a use's.
drop trigger keeps_the_promises on public.occupancy;
create trigger keeps_the_promises before insert on public.occupancy for each row when (new.appointment_id is not null) execute function gate.occupancy_keeps_the_promises();
drop trigger is_whole on public.occupancy;
create constraint trigger is_whole after update of released_at on public.occupancy deferrable initially deferred for each row when (new.appointment_id is not null) execute function gate.booking_is_whole();
drop trigger hold_follows on public.occupancy;
create constraint trigger hold_follows after update of held_until on public.occupancy deferrable initially deferred for each row when (new.appointment_id is not null) execute function gate.booking_is_whole();

create policy use_seen on public.occupancy for select to hallway_app using (partnership_id = public.ctx_partnership() and room_use_id is not null and exists (
  select from public.room_use u where u.partnership_id = occupancy.partnership_id and u.id = occupancy.room_use_id));
create policy use_booked on public.occupancy for insert to hallway_app with check (partnership_id = public.ctx_partnership() and room_use_id is not null
  and public.ctx_is('coordinator', 'counselor', 'front_office', 'job') and exists (
  select from public.room_use u where u.partnership_id = occupancy.partnership_id and u.id = occupancy.room_use_id));
create policy use_freed on public.occupancy for update to hallway_app using (partnership_id = public.ctx_partnership() and room_use_id is not null and exists (
  select from public.room_use u where u.partnership_id = occupancy.partnership_id and u.id = occupancy.room_use_id));

set role hallway_gate;
create function gate.is_named(words text, given_name text, family_name text) returns boolean language sql immutable set search_path = '' as $$
  select said.text like '% ' || g.given || ' %' and (said.text like '% ' || f.family || ' %' or said.text like '% ' || g.given || ' ' || left(f.family, 1) || ' %')
  from (select ' ' || regexp_replace(lower(words), '[^[:alpha:]]+', ' ', 'g') || ' ' as text) said, (select regexp_replace(lower(family_name), '[^[:alpha:]]+', ' ', 'g') as family) f,
    (select regexp_replace(lower(given_name), '[^[:alpha:]]+', ' ', 'g') as given) g
$$;
comment on function gate.is_named is 'Whether words name somebody: the given name together with the family name or its first letter.';

create function gate.names_a_student(school uuid, words text) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.enrolment e join public.student s on s.partnership_id = e.partnership_id and s.id = e.student_id join public.person p on p.id = e.student_id
    where e.partnership_id = public.ctx_partnership() and e.school_id = school and (upper(e.during) is null or upper(e.during) > public.clock_now()::date)
      and (gate.is_named(words, p.given_name, p.family_name) or gate.is_named(words, s.preferred_name, p.family_name)))
$$;
comment on function gate.names_a_student is 'Whether words name a student enrolled at that school: given or preferred name together with the family name or its first letter.';

create function gate.room_use_is_in_order() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  -- An erasure takes words away whenever they were said.
  if tg_op = 'UPDATE' and public.ctx_role() is null and new.words = '' and to_jsonb(new) - 'words' = to_jsonb(old) - 'words' then return new; end if;
  if tg_op = 'INSERT' and new.released_at is not null then perform public.refuse('a_released_room_use_stays', 'begins so'); end if;
  if tg_op = 'UPDATE' and old.released_at is not null then perform public.refuse('a_released_room_use_stays'); end if;
  if tg_op = 'UPDATE' and upper(old.during) <= public.clock_now() then perform public.refuse('a_room_use_lies_ahead', 'it is over'); end if;
  if tg_op = 'UPDATE' and new.released_at is not null then return new; end if;
  if tg_op = 'INSERT' or (new.during, new.room_id) is distinct from (old.during, old.room_id) then
    -- What has begun may end sooner or later, and does not begin anew.
    if upper(new.during) < public.clock_now() or (tg_op = 'UPDATE' and lower(old.during) <= public.clock_now() and (lower(new.during), new.room_id) is distinct from (lower(old.during), old.room_id)) then
      perform public.refuse('a_room_use_lies_ahead');
    end if;
    if exists (select from public.room r where r.partnership_id = new.partnership_id and r.id = new.room_id and r.retired_at is not null) then perform public.refuse('a_room_out_of_use_is_not_taken'); end if;
  end if;
  if new.words <> '' and gate.names_a_student(new.school_id, new.words) then perform public.refuse('a_room_use_names_no_student'); end if;
  return new;
end $$;
comment on function gate.room_use_is_in_order is 'Trigger: a use lies ahead when it is made or moved, is not over when it is released, lies in a room that is in use, and its words name no student. Released while it runs, it took the room until then.';

create function gate.occupancy_follows_its_room_use() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from public.room_use u where u.partnership_id = new.partnership_id and u.id = new.room_use_id and u.released_at is null
    and u.room_id = new.resource_id and u.during = new.during and new.kind = 'room' and new.released_at is null) then
    perform public.refuse('occupancy_follows_its_room_use');
  end if;
  return new;
end $$;
comment on function gate.occupancy_follows_its_room_use is 'Trigger: a use takes its own room for its own time.';

create function gate.room_use_is_whole() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  u public.room_use;
  fitting int;
  live int;
begin
  -- Deferred: what counts is how the use stands at commit, whichever of its rows was touched.
  select * into u from public.room_use x where x.partnership_id = new.partnership_id and x.id = (to_jsonb(new) ->> case tg_table_name when 'room_use' then 'id' else 'room_use_id' end)::uuid;
  select count(*), count(*) filter (where o.resource_id = u.room_id and o.during = u.during) into live, fitting
  from public.occupancy o where o.partnership_id = u.partnership_id and o.room_use_id = u.id and o.released_at is null;
  if u.released_at is null and (live, fitting) is distinct from (1, 1) then perform public.refuse('a_room_use_takes_its_room'); end if;
  if u.released_at is not null and live > 0 then perform public.refuse('a_released_room_use_frees_its_room'); end if;
  return null;
end $$;
comment on function gate.room_use_is_whole is 'A use that is not released has its room, for its time and once; a released one has nothing.';
reset role;

create trigger is_in_order before insert or update on public.room_use for each row execute function gate.room_use_is_in_order();
create trigger follows_its_room_use before insert on public.occupancy for each row when (new.room_use_id is not null) execute function gate.occupancy_follows_its_room_use();
create constraint trigger is_whole after insert or update on public.room_use deferrable initially deferred for each row execute function gate.room_use_is_whole();
create constraint trigger use_is_whole after insert or update of released_at on public.occupancy deferrable initially deferred for each row when (new.room_use_id is not null) execute function gate.room_use_is_whole();
