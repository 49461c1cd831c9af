-- A student's timetable: which course a period is, and whether it may be missed. A protected lesson refuses a visit at school.

create table public.lesson (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  student_id uuid not null,
  school_id uuid not null,
  during daterange not null check (not isempty(during) and lower(during) is not null),
  period_name text not null check (btrim(period_name) <> ''),
  day_type_name text check (btrim(day_type_name) <> ''),
  course text not null default '' check (length(course) <= 100),
  protected boolean not null,
  changed_at timestamptz not null default public.clock_now(),
  changed_by uuid references public.person,
  primary key (partnership_id, id),
  foreign key (partnership_id, student_id) references public.student,
  foreign key (partnership_id, school_id) references public.organisation,
  constraint one_lesson_a_period exclude using gist (partnership_id with =, student_id with =, school_id with =, period_name with =, (coalesce(day_type_name, '')) with =, during with &&),
  constraint a_lesson_says_something check (protected or course <> '')
);
comment on table public.lesson is 'A line of a student''s timetable at a school, from a day to a day. The line of a kind of day goes before the one of all days.';
comment on column public.lesson.day_type_name is 'On this kind of day only; null for every day with such a period.';
comment on column public.lesson.protected is 'The student is not taken out of it.';

call upkeep.guard('public.lesson');
call upkeep.open_to_gate('public.lesson');
grant select, insert, delete on public.lesson to hallway_app;
call upkeep.let_seers('public.lesson', 'kept', 'all', 'student_id', '{counselor,front_office,coordinator,job}');
create policy of_own_school on public.lesson as restrictive for all to hallway_app using (public.ctx_is('coordinator', 'job') or school_id = public.ctx_organisation());
create trigger names_who_acts before insert on public.lesson for each row when (public.ctx_role() is not null) execute function public.names_who_acts('person', 'changed_by');

set role hallway_gate;
create function gate.lesson_is_protected(student uuid, school uuid, day_type uuid, period text, on_day date) returns boolean language sql stable security definer set search_path = '' as $$
  select coalesce((
    select l.protected from public.lesson l
    where l.partnership_id = public.ctx_partnership() and l.student_id = student and l.school_id = school and l.during @> on_day and l.period_name = period
      and (l.day_type_name is null or l.day_type_name = (select d.name from public.day_type d where d.partnership_id = public.ctx_partnership() and d.id = day_type))
    order by l.day_type_name nulls last limit 1), false)
$$;
comment on function gate.lesson_is_protected is 'Whether the student is not to be taken out of this period of this kind of day on that date. Equal to isProtected in lessons.ts.';

create function gate.protected_lessons(student uuid, school uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('periodName', l.period_name, 'dayTypeName', l.day_type_name, 'fromDate', lower(l.during), 'untilDate', upper(l.during), 'protected', l.protected)), '[]')
  from public.lesson l
  where l.partnership_id = public.ctx_partnership() and l.student_id = student and l.school_id = school
    and exists (select from public.person_seen s where s.partnership_id = public.ctx_partnership() and s.person_id = student and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now())
$$;
comment on function gate.protected_lessons is 'Which periods a student is not taken out of, for whoever sees the student and looks for a time: never which course it is.';

create function gate.misses_a_protected_lesson(student uuid, school uuid, during tstzrange, zone text) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (
    select from (select lower(during) at time zone zone s, upper(during) at time zone zone e) t
      cross join lateral (select gate.day_type_on(school, t.s::date) id) d
      join public.period p on p.partnership_id = public.ctx_partnership() and p.day_type_id = d.id and p.from_time < t.e::time and p.until_time > t.s::time
    where exists (select from public.lesson l where l.partnership_id = public.ctx_partnership() and l.student_id = student and l.school_id = school)
      and gate.lesson_is_protected(student, school, d.id, p.name, t.s::date))
$$;
comment on function gate.misses_a_protected_lesson is 'Whether a visit at school takes the student out of a lesson that is not to be missed.';

create function gate.occupancy_leaves_protected_lessons() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.appointment a where a.partnership_id = new.partnership_id and a.id = new.appointment_id and a.place = 'school'
    and gate.misses_a_protected_lesson(new.resource_id, a.school_id, a.during, a.zone)) then
    perform public.refuse('a_protected_lesson_is_not_missed');
  end if;
  return new;
end $$;
comment on function gate.occupancy_leaves_protected_lessons is 'No visit at school takes a student out of a protected lesson.';

create function gate.hold_leaves_protected_lessons() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.appointment_student s where s.partnership_id = new.partnership_id and s.appointment_id = new.id
    and gate.misses_a_protected_lesson(s.student_id, new.school_id, new.during, new.zone)) then
    perform public.refuse('a_protected_lesson_is_not_missed');
  end if;
  return null;
end $$;
comment on function gate.hold_leaves_protected_lessons is 'A hold becomes an appointment only if the lesson did not become protected meanwhile.';
grant execute on function gate.protected_lessons to hallway_app;
reset role;
create trigger leaves_protected_lessons before insert on public.occupancy for each row when (new.kind = 'student') execute function gate.occupancy_leaves_protected_lessons();
create trigger asked_again_for_lessons after update of state on public.appointment for each row
  when (old.state = 'held' and new.state = 'booked' and new.place = 'school') execute function gate.hold_leaves_protected_lessons();

call upkeep.marks_changed('public.lesson', 'r.student_id');
