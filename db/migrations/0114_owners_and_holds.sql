-- A referral's new owner can see it; a hold ends when its appointment says.

set role hallway_gate;
create function gate.may_own(partnership uuid, referral uuid, who uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.referral r join public.partnership p on p.id = r.partnership_id
    join public.membership m on m.partnership_id = r.partnership_id and m.person_id = who and m.during @> (public.clock_now() at time zone p.zone)::date
    where r.partnership_id = partnership and r.id = referral and (m.role in ('coordinator', 'privacy_officer') or (m.role = 'counselor' and m.organisation_id = r.school_id)
      or (m.role = 'therapist' and (
        exists (select from public.offer o where o.partnership_id = r.partnership_id and o.referral_id = r.id and o.therapist_id = who and o.state in ('open', 'accepted'))
        or exists (select from public.episode_of_care e where e.partnership_id = r.partnership_id and e.referral_id = r.id and e.therapist_id = who and e.ended_at is null)))))
$$;
comment on function gate.may_own is 'Whether somebody can answer for a referral: a coordinator or privacy officer, a counselor of its school, the therapist asked or in whose care the student is; with a membership that is current.';

create function gate.an_owner_can_see_it() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  owner uuid;
begin
  -- Deferred: who owns it at commit, as an offer may be written after the move that it goes with.
  select r.owner_id into owner from public.referral r where r.partnership_id = new.partnership_id and r.id = new.id;
  if owner is not null and not gate.may_own(new.partnership_id, new.id, owner) then perform public.refuse('an_owner_can_see_the_referral'); end if;
  return null;
end $$;
comment on function gate.an_owner_can_see_it is 'Trigger: a referral does not come to rest with somebody who cannot see it. One who has it already and leaves keeps it until it is handed on.';

create function gate.coordinator_now(preferred uuid) returns uuid language sql stable security definer set search_path = '' as $$
  select m.person_id from public.membership m join public.partnership p on p.id = m.partnership_id
  where m.partnership_id = public.ctx_partnership() and m.role = 'coordinator' and m.during @> (public.clock_now() at time zone p.zone)::date
  order by m.person_id is distinct from preferred, lower(m.during), m.id limit 1
$$;
comment on function gate.coordinator_now is 'The coordinator to hand a referral to: this one while they are in office, else the longest-serving.';

create or replace function gate.accept_offer(offer_accepted uuid) returns uuid language plpgsql security definer set search_path = '' as $$
declare
  o public.offer;
  r public.referral;
  e public.engagement;
  episode uuid := gen_random_uuid();
begin
  -- The referral first, as everyone does who moves one: its move ends offers.
  perform from public.referral f where f.partnership_id = public.ctx_partnership() and f.id = (
    select x.referral_id from public.offer x where x.partnership_id = public.ctx_partnership() and x.id = offer_accepted and x.therapist_id = public.ctx_person()) for update;
  select * into o from public.offer where partnership_id = public.ctx_partnership() and id = offer_accepted and therapist_id = public.ctx_person() for update;
  if not found or public.ctx_role() is distinct from 'therapist' then perform public.refuse('an_offer_is_answered_by_its_therapist'); end if;
  if o.state <> 'open' then perform public.refuse('an_offer_is_answered_once', o.state); end if;
  select * into r from public.referral where partnership_id = o.partnership_id and id = o.referral_id for update;
  select * into e from public.engagement where partnership_id = o.partnership_id and id = o.engagement_id for update;
  update public.offer set state = 'accepted', answered_at = public.clock_now() where partnership_id = o.partnership_id and id = o.id;
  insert into public.episode_of_care (partnership_id, id, student_id, referral_id, offer_id, therapist_id, engagement_id, agency_id)
  values (o.partnership_id, episode, r.student_id, r.id, o.id, o.therapist_id, e.id, e.agency_id);
  update public.referral set state = 'accepted', owner_id = coalesce(gate.coordinator_now(o.made_by), owner_id), next_action_on = gate.referral_due_on(r.school_id, 'accepted', r.urgency)
  where partnership_id = r.partnership_id and id = r.id;
  return episode;
end $$;

create or replace function gate.decline_offer(offer_declined uuid, because text) returns void language plpgsql security definer set search_path = '' as $$
declare
  o public.offer;
begin
  -- The referral first, as everyone does who moves one: its move ends offers.
  perform from public.referral f where f.partnership_id = public.ctx_partnership() and f.id = (
    select x.referral_id from public.offer x where x.partnership_id = public.ctx_partnership() and x.id = offer_declined and x.therapist_id = public.ctx_person()) for update;
  select * into o from public.offer where partnership_id = public.ctx_partnership() and id = offer_declined and therapist_id = public.ctx_person() for update;
  if not found or public.ctx_role() is distinct from 'therapist' then perform public.refuse('an_offer_is_answered_by_its_therapist'); end if;
  if o.state <> 'open' then perform public.refuse('an_offer_is_answered_once', o.state); end if;
  update public.offer set state = 'declined', answered_at = public.clock_now(), declined_because = because where partnership_id = o.partnership_id and id = o.id;
  perform set_config('app.reason', 'declined_' || because, true);
  update public.referral r set state = 'waiting', owner_id = coalesce(gate.coordinator_now(o.made_by), r.owner_id), next_action_on = gate.referral_due_on(r.school_id, 'waiting', r.urgency)
  where r.partnership_id = o.partnership_id and r.id = o.referral_id;
end $$;

create or replace function gate.referral_follows_its_visits() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.state = 'booked' then
    update public.referral r set state = 'scheduled', next_action_on = (lower(new.during) at time zone new.zone)::date
    from public.episode_of_care e
    where e.partnership_id = new.partnership_id and e.id = new.episode_id and r.partnership_id = e.partnership_id and r.id = e.referral_id and r.state = 'accepted';
  elsif new.state in ('cancelled', 'not_held') and not exists (
    select from public.appointment a where a.partnership_id = new.partnership_id and a.episode_id = new.episode_id and a.id <> new.id and a.state in ('booked', 'in_progress', 'completed')) then
    perform pg_catalog.set_config('app.reason', new.ended_because, true);
    update public.referral r set state = 'accepted', owner_id = coalesce(gate.coordinator_now(o.made_by), r.owner_id), next_action_on = (public.clock_now() at time zone p.zone)::date + 1
    from public.episode_of_care e, public.offer o, public.partnership p
    where e.partnership_id = new.partnership_id and e.id = new.episode_id and o.partnership_id = e.partnership_id and o.id = e.offer_id and p.id = e.partnership_id
      and r.partnership_id = e.partnership_id and r.id = e.referral_id and r.state = 'scheduled';
    perform pg_catalog.set_config('app.reason', '', true);
  end if;
  return null;
end $$;

create or replace function gate.booking_is_whole() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  a public.appointment;
begin
  -- Deferred: what counts is how the appointment stands at commit, whichever of its rows was touched.
  select * into a from public.appointment x
  where x.partnership_id = new.partnership_id and x.id = (to_jsonb(new) ->> case tg_table_name when 'appointment' then 'id' else 'appointment_id' end)::uuid;
  if a.state in ('held', 'booked', 'in_progress') then
    if not exists (select from public.occupancy o where o.partnership_id = a.partnership_id and o.appointment_id = a.id and o.kind = 'therapist' and o.resource_id = a.therapist_id and o.during = a.during and o.released_at is null)
      or (a.place = 'school' and not exists (select from public.occupancy o where o.partnership_id = a.partnership_id and o.appointment_id = a.id and o.kind = 'room' and o.resource_id = a.room_id and o.during = a.during and o.released_at is null))
      or not exists (select from public.appointment_student s join public.episode_of_care e on e.partnership_id = s.partnership_id and e.student_id = s.student_id
        where s.partnership_id = a.partnership_id and s.appointment_id = a.id and e.id = a.episode_id)
      or exists (select from public.appointment_student s where s.partnership_id = a.partnership_id and s.appointment_id = a.id and not exists (
        select from public.occupancy o where o.partnership_id = s.partnership_id and o.appointment_id = s.appointment_id and o.kind = 'student' and o.resource_id = s.student_id and o.during = a.during and o.released_at is null)) then
      perform public.refuse('an_appointment_takes_all_it_needs');
    end if;
    if exists (select from public.occupancy o where o.partnership_id = a.partnership_id and o.appointment_id = a.id and o.released_at is null and o.held_until is distinct from a.held_until) then
      perform public.refuse('occupancy_follows_its_appointment', 'hold');
    end if;
  elsif a.state in ('cancelled', 'not_held') and exists (select from public.occupancy o where o.partnership_id = a.partnership_id and o.appointment_id = a.id and o.released_at is null) then
    perform public.refuse('a_cancelled_visit_frees_all_it_took');
  end if;
  return null;
end $$;
reset role;
create constraint trigger an_owner_can_see_it after insert or update of owner_id on public.referral deferrable initially deferred for each row execute function gate.an_owner_can_see_it();
create constraint trigger hold_follows after update of held_until on public.occupancy deferrable initially deferred for each row execute function gate.booking_is_whole();
