-- What a therapist's changed time does to booked visits, theirs in other partnerships too: those are counted, never shown.

set role hallway_gate;
create function gate.what_stands_against(a public.appointment) returns text language sql stable security definer set search_path = '' as $$
  select case
    when exists (select from public.time_off t where t.therapist_id = a.therapist_id and t.during && a.during)
      or case when exists (select from public.therapist_day d where d.therapist_id = a.therapist_id and d.day = (lower(a.during) at time zone d.zone)::date)
        then not exists (select from public.therapist_day d where d.therapist_id = a.therapist_id and d.day = (lower(a.during) at time zone d.zone)::date
          and d.from_time <= (lower(a.during) at time zone d.zone)::time and (d.until_time >= (upper(a.during) at time zone d.zone)::time or d.until_time = '24:00'))
        else not gate.within_weekly_hours(a.therapist_id, a.during) end then 'away'
    when exists (select from public.outside_busy b where b.therapist_id = a.therapist_id and b.during && a.during) then 'busy'
    when exists (select from public.on_site_day o where o.therapist_id = a.therapist_id and o.weekday = extract(isodow from lower(a.during) at time zone z.zone)::int
      and o.during @> (lower(a.during) at time zone z.zone)::date and not (a.place = 'school' and o.partnership_id = a.partnership_id and o.school_id = a.school_id)) then 'elsewhere'
    when exists (select from public.therapist_school s where s.partnership_id = a.partnership_id and s.therapist_id = a.therapist_id)
      and not exists (select from public.therapist_school s where s.partnership_id = a.partnership_id and s.therapist_id = a.therapist_id and s.school_id = a.school_id) then 'not-served' end
  from (select gate.therapist_zone(a.therapist_id, a.zone, lower(a.during)) as zone) z
$$;
comment on function gate.what_stands_against is 'What about its therapist''s time stands against a booked visit now (away: time off, or no hours then; busy: an outside calendar; elsewhere: at another school that day; not-served: that school no longer), or null. Asked by other gates alone.';

create or replace function gate.therapist_cannot_hold() returns table (appointment_id uuid, because text) language sql stable security definer set search_path = '' as $$
  select a.id, gate.what_stands_against(a) from public.appointment a
  where a.partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'therapist', 'counselor', 'job') and a.state = 'booked' and lower(a.during) > public.clock_now()
    and (not public.ctx_is('therapist') or a.therapist_id = public.ctx_person())
$$;
comment on function gate.therapist_cannot_hold is 'Booked visits to come and what about their therapist''s time stands against each (gate.what_stands_against; null: nothing); a therapist''s own alone. Nothing to those who book nothing. The asker joins them with the appointments that they see.';

create function gate.own_visits_elsewhere_against_time() returns setof tstzrange language sql stable security definer set search_path = '' as $$
  select a.during from public.appointment a
  where public.ctx_is('therapist') and a.therapist_id = public.ctx_person() and a.partnership_id <> public.ctx_partnership() and a.state = 'booked' and lower(a.during) > public.clock_now()
    and gate.what_stands_against(a) is not null
$$;
comment on function gate.own_visits_elsewhere_against_time is 'When the acting therapist has booked visits of other partnerships against which their own time stands: to be counted. They know that they are taken then; with whom and why belongs to where it was booked.';
grant execute on function gate.own_visits_elsewhere_against_time to hallway_app;
reset role;
