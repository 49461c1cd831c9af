-- When somebody is busy beside what would be given up: a hold that another choice replaces, a visit that moves. Taking its range away from busy times
-- showed as free what lies beneath it (time off that touches a pause, a room out of order), to be refused when it was taken.

set role hallway_gate;
create function gate.busy_besides(resource uuid, asked tstzrange, besides uuid[]) returns tstzmultirange language sql stable security definer set search_path = '' as $$
  select coalesce(range_agg(x.taken * asked), '{}'::tstzmultirange) from (
    select o.blocked as taken from public.occupancy o
    where o.resource_id = resource and o.blocked && asked and o.released_at is null and (o.held_until is null or o.held_until > public.clock_now())
      and (o.partnership_id <> public.ctx_partnership() or o.appointment_id is null or o.appointment_id <> all (besides))
    union all select t.during from public.time_off t where t.therapist_id = resource and t.during && asked
    union all select b.during from public.outside_busy b where b.therapist_id = resource and b.during && asked
    union all select r.during from public.room_out_of_order r where r.room_id = resource and r.during && asked) x
  where public.ctx_is('coordinator', 'therapist', 'counselor', 'front_office', 'job') and (
      exists (select from public.room r where r.partnership_id = public.ctx_partnership() and r.id = resource)
      or exists (select from public.person_seen s where s.partnership_id = public.ctx_partnership() and s.person_id = resource and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now()))
$$;
comment on function gate.busy_besides is 'When a person or room is taken within the range by anything but these appointments of the asker''s partnership, whoever booked them, merged; never by whom or why: a booking, another use, time out of order, time off and an outside calendar look the same. Nothing about those whom the asker does not see.';

create or replace function gate.busy(resource uuid, asked tstzrange) returns tstzmultirange language sql stable security definer set search_path = '' as $$
  select gate.busy_besides(resource, asked, '{}')
$$;
comment on function gate.busy is 'When a person or room is taken within the range, as gate.busy_besides says: the one definition is there.';
grant execute on function gate.busy_besides to hallway_app;
reset role;
