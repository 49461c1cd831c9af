-- What finding times asks beside everybody's calendars, of many therapists and of a place in one question each, with plans that are kept; and what
-- is to come is found without a look at what is past, however much that grows.

set role hallway_gate;
create function gate.therapists_asked(therapists uuid[], school uuid, place text) returns json
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_generic_plan' as $$
declare
  here uuid := public.ctx_partnership();
  seers uuid[] := public.ctx_seers();
  now timestamptz := public.clock_now();
  all_here public.visit_rules;
  answer json;
begin
  select * into all_here from public.visit_rules r where r.partnership_id = here;
  select json_agg(json_build_object('id', t.id, 'serves', coalesce(s.serves, true), 'stale', coalesce(c.stale, false), 'onSite', coalesce(o.days, '[]'),
      'clocks', case when z.zone is not null then json_build_array(json_build_object('zone', z.zone, 'weekday', 1, 'fromDate', null, 'untilDate', null))
        else coalesce((select json_agg(json_build_object('zone', h.zone, 'weekday', h.weekday, 'fromDate', lower(h.during), 'untilDate', upper(h.during)))
          from (select x.zone, x.during, min(x.weekday) as weekday from public.therapist_hours x where x.therapist_id = t.id group by x.zone, x.during) h), '[]') end,
      'own', case when r.therapist_id is not null then json_build_object('beforeMinutes', r.before_minutes, 'afterMinutes', r.after_minutes, 'noticeHours', r.notice_hours,
        'horizonDays', r.horizon_days, 'dailyMaximum', r.daily_maximum, 'weeklyMaximum', r.weekly_maximum) end))
    into answer
  from (
    select distinct p.person_id as id from public.person_seen p
    where p.partnership_id = here and p.person_id = any (therapists) and p.seer_id = any (seers) and p.during @> now
      and (public.ctx_is('coordinator', 'counselor', 'job') or p.person_id = public.ctx_person() and public.ctx_is('therapist'))
      and exists (select from public.engagement e where e.partnership_id = here and e.therapist_id = p.person_id)) t
  left join public.therapist_rules r on r.therapist_id = t.id
  left join (select x.therapist_id, bool_or(x.school_id = school) as serves from public.therapist_school x where x.partnership_id = here and x.therapist_id = any (therapists) group by 1) s on s.therapist_id = t.id
  left join (select x.therapist_id, bool_or(x.read_at is null or x.read_at < now - make_interval(hours => coalesce(all_here.stale_hours, 24))) as stale
    from public.outside_calendar x where x.therapist_id = any (therapists) group by 1) c on c.therapist_id = t.id
  left join (select x.therapist_id, json_agg(json_build_object('weekday', x.weekday, 'fromDate', lower(x.during), 'untilDate', upper(x.during), 'here', place = 'school' and x.school_id = school)) as days
    from public.on_site_day x where x.partnership_id = here and x.therapist_id = any (therapists) group by 1) o on o.therapist_id = t.id
  -- Nearly everybody's hours are all on one clock; only where they are not does it matter which hold when.
  left join (select x.therapist_id, min(x.zone collate "C") as zone from public.therapist_hours x where x.therapist_id = any (therapists) group by 1
    having min(x.zone collate "C") = max(x.zone collate "C")) z on z.therapist_id = t.id;
  return json_build_object('therapists', coalesce(answer, '[]'), 'limits', json_build_object('beforeMinutes', all_here.before_minutes, 'afterMinutes', all_here.after_minutes,
    'noticeHours', all_here.notice_hours, 'horizonDays', all_here.horizon_days, 'dailyMaximum', all_here.daily_maximum, 'weeklyMaximum', all_here.weekly_maximum));
end $$;
comment on function gate.therapists_asked is 'The limits by which visits are booked in this partnership; and of those therapists whose times the asker may ask for (gate.changed_since refuses the others): their own limits, whether they serve that school, whether an outside calendar is too old to be believed, on which clocks their days are counted (gate.therapist_zone), and their days at schools of this partnership. Those of other partnerships are the database''s own word, when a time is taken.';

create function gate.place_asked(student uuid, school uuid, place text) returns json
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_generic_plan' as $$
declare
  seen boolean := exists (select from public.person_seen p where p.partnership_id = public.ctx_partnership() and p.person_id = student and p.seer_id = any (public.ctx_seers()) and p.during @> public.clock_now());
begin
  return json_build_object('now', extract(epoch from public.clock_now())::float8 * 1000,
    'where', case place when 'school'
      then (select json_build_object('zone', o.zone, 'state', o.state) from public.organisation o where o.partnership_id = public.ctx_partnership() and o.id = school and o.kind = 'school')
      else (select json_build_object('zone', s.home_zone, 'state', s.home_state) from public.student s where s.partnership_id = public.ctx_partnership() and s.id = student and seen) end,
    'lessons', case when place = 'school' then gate.protected_lessons(student, school) else '[]' end);
end $$;
comment on function gate.place_asked is 'Now, where the student would sit (zone and state: the school''s, or at home the student''s, for whoever sees the student), and which lessons they are not taken out of (gate.protected_lessons).';
grant execute on function gate.therapists_asked, gate.place_asked to hallway_app;
reset role;

-- Every question about booked visits to come asks one of these two; what is past lies behind where the index is entered.
create index appointment_begins on public.appointment (partnership_id, lower(during)) where state = 'booked';
create index appointment_ends on public.appointment (partnership_id, upper(during)) where state = 'booked';
