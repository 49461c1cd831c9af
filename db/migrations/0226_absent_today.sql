-- A therapist who cannot come today is away today: nothing new is booked, and what is booked lands on somebody's list until it is moved or cancelled.

grant insert on public.time_off to hallway_gate;
set role hallway_gate;
create function gate.therapist_today(therapist uuid) returns table (during tstzrange, zone text, away boolean, visits int) language sql stable security definer set search_path = '' as $$
  select d.during, d.zone, exists (select from public.time_off o where o.therapist_id = therapist and o.during @> d.during),
    (select count(*)::int from public.appointment a where a.partnership_id = public.ctx_partnership() and a.therapist_id = therapist and a.state = 'booked' and a.during && d.during and lower(a.during) > public.clock_now())
  from public.partnership p
    cross join lateral (select gate.therapist_zone(therapist, p.zone, public.clock_now()) as zone) z
    cross join lateral (select z.zone, tstzrange(public.clock_now(), ((public.clock_now() at time zone z.zone)::date + 1)::timestamp at time zone z.zone) as during) d
  where p.id = public.ctx_partnership() and exists (select from public.engagement e where e.partnership_id = p.id and e.therapist_id = therapist and e.during @> (public.clock_now() at time zone p.zone)::date
    and (public.ctx_is('coordinator') or (public.ctx_is('agency_administrator') and e.agency_id = public.ctx_organisation())))
$$;
comment on function gate.therapist_today is 'What is left of a therapist''s local day, whether they are away for all of it, and how many visits of this partnership are booked in it; for a coordinator, and the administrator of an agency that engages them now. No row for anybody else.';

create function gate.therapist_is_absent_today(therapist uuid) returns boolean language plpgsql security definer set search_path = '' as $$
declare
  today record;
begin
  select * into today from gate.therapist_today(therapist);
  if not found then return false; end if;
  perform public.lock_resources(array[therapist]);
  if not today.away then insert into public.time_off (therapist_id, during, zone, reason) values (therapist, today.during, today.zone, 'illness'); end if;
  return true;
end $$;
comment on function gate.therapist_is_absent_today is 'Says that a therapist is away for the rest of their day. Cancels nothing: their visits then stand on the lists of those who can move or cancel them (gate.therapist_cannot_hold).';

create function gate.somebody_opened(appointment uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from public.visit v where v.partnership_id = public.ctx_partnership() and v.appointment_id = somebody_opened.appointment)
$$;
comment on function gate.somebody_opened is 'Whether the visit of an appointment was opened: then its therapist says who came.';
grant execute on function gate.somebody_opened, gate.therapist_today, gate.therapist_is_absent_today to hallway_app;
reset role;
