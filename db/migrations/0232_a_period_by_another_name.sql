-- A period that rings twice a day has stretches: "Period 1" and "Period 1 (2)". A lesson in the one is a lesson in the other, unless the timetable
-- says something of that stretch itself.

set role hallway_gate;
create or replace function gate.lesson_is_protected(student uuid, school uuid, day_type uuid, period text, on_day date) returns boolean language sql stable security definer set search_path = '' as $$
  select coalesce((
    select l.protected from public.lesson l
    where l.partnership_id = public.ctx_partnership() and l.student_id = student and l.school_id = school and l.during @> on_day
      and l.period_name in (lesson_is_protected.period, regexp_replace(lesson_is_protected.period, ' \([0-9]+\)$', ''))
      and (l.day_type_name is null or l.day_type_name = (select d.name from public.day_type d where d.partnership_id = public.ctx_partnership() and d.id = day_type))
    order by l.period_name = lesson_is_protected.period desc, l.day_type_name nulls last limit 1), false)
$$;
comment on function gate.lesson_is_protected is 'Whether the student is not to be taken out of this period of this kind of day on that date; a further stretch of a period goes by the period where the timetable does not name it. Equal to isProtected in lessons.ts.';
reset role;
