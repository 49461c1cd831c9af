-- Where and when a school can: private rooms with hours, bell schedules, kiosks.

create procedure upkeep.let_seers(t regclass, policy text, command text, person_column text, roles text[]) language plpgsql set search_path = '' as $$
declare
  sees text := format('partnership_id = public.ctx_partnership() and public.ctx_role() = any (%L::text[]) and exists ('
    'select from public.person_seen s where s.partnership_id = public.ctx_partnership() and s.person_id = %s.%I and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now())',
    roles, t, person_column);
begin
  execute format('create policy %I on %s for %s to hallway_app %s', policy, t, command, case command when 'insert' then format('with check (%s)', sees) else format('using (%s)', sees) end);
end $$;
comment on procedure upkeep.let_seers is 'Policy: those of these roles who may see the student in this column (person_seen). Written out in place, because a function with a subquery would be called once a row.';

create table public.room (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  school_id uuid not null,
  name text not null check (btrim(name) <> ''),
  seats int not null default 2 check (seats between 1 and 40),
  adult_on_site text,
  adult_phone text,
  retired_at timestamptz,
  primary key (partnership_id, id),
  foreign key (partnership_id, school_id) references public.organisation,
  constraint a_school_names_a_room_once unique (partnership_id, school_id, name),
  constraint room_of_its_school unique (partnership_id, id, school_id)
);
comment on table public.room is 'A private room at a school.';
comment on column public.room.adult_on_site is 'Who is near during a visit, and how to reach them (adult_phone).';

create table public.room_hours (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  room_id uuid not null,
  weekday int not null check (weekday between 1 and 7),
  from_time time not null,
  until_time time not null,
  primary key (partnership_id, id),
  foreign key (partnership_id, room_id) references public.room on delete cascade,
  constraint hours_end_after_they_begin check (from_time < until_time),
  constraint hours_do_not_overlap exclude using gist (partnership_id with =, room_id with =, weekday with =, int4range((extract(epoch from from_time) / 60)::int, (extract(epoch from until_time) / 60)::int) with &&)
);
comment on table public.room_hours is 'When a private room may be used: ISO weekday (1 Monday), wall time of the school''s zone.';

create table public.bell_schedule (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  school_id uuid not null,
  school_year_id uuid,
  name text not null check (btrim(name) <> ''),
  during daterange not null check (not isempty(during) and lower(during) is not null),
  primary key (partnership_id, id),
  foreign key (partnership_id, school_id) references public.organisation,
  foreign key (partnership_id, school_year_id) references public.school_year,
  constraint one_bell_schedule_at_a_time exclude using gist (partnership_id with =, school_id with =, during with &&)
);
comment on table public.bell_schedule is 'A school''s bells, from a day to a day.';

create table public.day_type (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  bell_schedule_id uuid not null,
  name text not null check (btrim(name) <> ''),
  weekdays int[] not null check (weekdays <@ '{1,2,3,4,5,6,7}'),
  primary key (partnership_id, id),
  foreign key (partnership_id, bell_schedule_id) references public.bell_schedule on delete cascade,
  constraint a_day_type_has_its_own_name unique (partnership_id, bell_schedule_id, name)
);
comment on table public.day_type is 'A kind of school day with its own periods; weekdays (ISO) on which it holds by default.';

create table public.period (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  day_type_id uuid not null,
  name text not null check (btrim(name) <> ''),
  from_time time not null,
  until_time time not null,
  bookable boolean not null default true,
  primary key (partnership_id, id),
  foreign key (partnership_id, day_type_id) references public.day_type on delete cascade,
  constraint hours_end_after_they_begin check (from_time < until_time),
  constraint periods_do_not_overlap exclude using gist (partnership_id with =, day_type_id with =, int4range((extract(epoch from from_time) / 60)::int, (extract(epoch from until_time) / 60)::int) with &&)
);
comment on table public.period is 'A named stretch of a school day between two bells, wall time of the school''s zone. bookable: a student may be out of it (lunch may not).';

create table public.kiosk (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  school_id uuid not null,
  room_id uuid not null,
  pairing_code text,
  pairing_until timestamptz,
  secret_sha256 bytea unique check (length(secret_sha256) = 32),
  made_at timestamptz not null default public.clock_now(),
  made_by uuid not null references public.person,
  paired_at timestamptz,
  last_seen_at timestamptz,
  revoked_at timestamptz,
  primary key (partnership_id, id),
  foreign key (partnership_id, room_id, school_id) references public.room (partnership_id, id, school_id),
  constraint paired_or_waiting_for_a_code check ((secret_sha256 is null) = (paired_at is null) and (pairing_code is null) = (pairing_until is null))
);
comment on table public.kiosk is 'A device in a private room, paired once by a code; it holds no account.';
create unique index kiosk_pairing_code on public.kiosk (pairing_code) where pairing_code is not null;

do $$ declare t text; begin
  foreach t in array array['room', 'room_hours', 'bell_schedule', 'day_type', 'period', 'kiosk'] loop
    call upkeep.guard(format('public.%I', t)::regclass);
    execute format('grant select on public.%I to hallway_app', t);
    if t <> 'kiosk' then execute format('create policy own on public.%I for select to hallway_app using (partnership_id = public.ctx_partnership())', t); end if;
  end loop;
end $$;
call upkeep.open_to_gate('public.room');
call upkeep.open_to_gate('public.room_hours');
call upkeep.open_to_gate('public.bell_schedule');
call upkeep.open_to_gate('public.day_type');
call upkeep.open_to_gate('public.period');
call upkeep.open_to_gate('public.kiosk', 'select, update');

grant insert, update, delete on public.room, public.room_hours, public.bell_schedule, public.day_type, public.period to hallway_app;
grant insert, update on public.kiosk to hallway_app;
create policy school on public.room for all to hallway_app using (partnership_id = public.ctx_partnership() and (public.ctx_is('coordinator', 'job') or (public.ctx_is('front_office', 'counselor') and school_id = public.ctx_organisation())));
create policy school on public.room_hours for all to hallway_app using (partnership_id = public.ctx_partnership() and exists (select from public.room r where r.partnership_id = room_hours.partnership_id and r.id = room_hours.room_id and (public.ctx_is('coordinator', 'job') or (public.ctx_is('front_office', 'counselor') and r.school_id = public.ctx_organisation()))));
create policy school on public.bell_schedule for all to hallway_app using (partnership_id = public.ctx_partnership() and (public.ctx_is('coordinator', 'job') or (public.ctx_is('front_office', 'counselor') and school_id = public.ctx_organisation())));
create policy school on public.day_type for all to hallway_app using (partnership_id = public.ctx_partnership() and exists (select from public.bell_schedule b where b.partnership_id = day_type.partnership_id and b.id = day_type.bell_schedule_id and (public.ctx_is('coordinator', 'job') or (public.ctx_is('front_office', 'counselor') and b.school_id = public.ctx_organisation()))));
create policy school on public.period for all to hallway_app using (partnership_id = public.ctx_partnership() and exists (select from public.day_type d join public.bell_schedule b on b.partnership_id = d.partnership_id and b.id = d.bell_schedule_id where d.partnership_id = period.partnership_id and d.id = period.day_type_id and (public.ctx_is('coordinator', 'job') or (public.ctx_is('front_office', 'counselor') and b.school_id = public.ctx_organisation()))));
create policy school on public.kiosk for all to hallway_app using (partnership_id = public.ctx_partnership() and (public.ctx_is('coordinator', 'job') or (public.ctx_is('front_office', 'counselor') and school_id = public.ctx_organisation())));
create policy itself on public.kiosk for select to hallway_app using (partnership_id = public.ctx_partnership() and id = public.ctx_kiosk());
