-- A therapist sees a student in their care while the agency engages them: with the engagement ends what it opened, though care itself is for the
-- coordinator to hand on. And whoever was ended at this moment (0141) is in office no more.

set role hallway_gate;
create function gate.care_is_seen(partnership uuid, engagement uuid, began timestamptz, ended timestamptz) returns tstzrange language sql stable security definer set search_path = '' as $$
  select tstzrange(began, ended) * gate.days_as_instants(e.during, p.zone)
  from public.engagement e join public.partnership p on p.id = e.partnership_id where e.partnership_id = partnership and e.id = engagement
$$;
comment on function gate.care_is_seen is 'When a therapist sees a student by an episode of care: from when it began until it ended, within the days of the engagement.';

create or replace function gate.episode_takes_a_place() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    if not exists (select from public.offer o where o.partnership_id = new.partnership_id and o.id = new.offer_id and o.state = 'accepted'
      and o.therapist_id = new.therapist_id and o.engagement_id = new.engagement_id and o.referral_id = new.referral_id)
      or not exists (select from public.referral r where r.partnership_id = new.partnership_id and r.id = new.referral_id and r.student_id = new.student_id) then
      perform public.refuse('care_begins_with_an_accepted_offer');
    end if;
    -- From here on the agency's therapist sees who the student is: only as the family lets the school tell it.
    if not gate.consent_in_force(new.student_id, 'release_to_agency', new.agency_id, public.clock_now()) then perform public.refuse('a_release_names_the_agency'); end if;
    if not exists (select from public.engagement e join public.partnership p on p.id = e.partnership_id
      where e.partnership_id = new.partnership_id and e.id = new.engagement_id and e.during @> (public.clock_now() at time zone p.zone)::date) then
      perform public.refuse('care_begins_within_an_engagement');
    end if;
    update public.engagement set caseload_count = caseload_count + 1 where partnership_id = new.partnership_id and id = new.engagement_id;
    insert into public.person_seen (partnership_id, person_id, seer_id, reason, reason_id, during)
    values (new.partnership_id, new.student_id, new.therapist_id, 'care', new.id, gate.care_is_seen(new.partnership_id, new.engagement_id, new.began_at, new.ended_at));
  elsif new.ended_at is distinct from old.ended_at then
    if old.ended_at is not null then perform public.refuse('an_ended_episode_stays_ended'); end if;
    if new.ended_at > public.clock_now() then perform public.refuse('care_ends_when_it_ends'); end if;
    update public.engagement set caseload_count = caseload_count - 1 where partnership_id = new.partnership_id and id = new.engagement_id;
    update public.person_seen set during = gate.care_is_seen(new.partnership_id, new.engagement_id, new.began_at, new.ended_at) where partnership_id = new.partnership_id and reason = 'care' and reason_id = new.id;
  end if;
  return null;
end $$;

create function gate.an_engagement_bounds_its_care() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update public.person_seen s set during = gate.care_is_seen(new.partnership_id, new.id, c.began_at, c.ended_at)
  from public.episode_of_care c
  where c.partnership_id = new.partnership_id and c.engagement_id = new.id and s.partnership_id = c.partnership_id and s.reason = 'care' and s.reason_id = c.id;
  return null;
end $$;
comment on function gate.an_engagement_bounds_its_care is 'Trigger: when an engagement is ended, or goes on for longer, so does what its care lets the therapist see.';

create or replace function gate.may_own(partnership uuid, referral uuid, who uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.referral r join public.partnership p on p.id = r.partnership_id
    join public.membership m on m.partnership_id = r.partnership_id and m.person_id = who and m.ended_at is null and m.during @> (public.clock_now() at time zone p.zone)::date
    where r.partnership_id = partnership and r.id = referral and (m.role in ('coordinator', 'privacy_officer') or (m.role = 'counselor' and m.organisation_id = r.school_id)
      or (m.role = 'therapist' and (
        exists (select from public.offer o where o.partnership_id = r.partnership_id and o.referral_id = r.id and o.therapist_id = who and o.state in ('open', 'accepted'))
        or exists (select from public.episode_of_care e where e.partnership_id = r.partnership_id and e.referral_id = r.id and e.therapist_id = who and e.ended_at is null)))))
$$;

create or replace function gate.coordinator_now(preferred uuid) returns uuid language sql stable security definer set search_path = '' as $$
  select m.person_id from public.membership m join public.partnership p on p.id = m.partnership_id
  where m.partnership_id = public.ctx_partnership() and m.role = 'coordinator' and m.ended_at is null and m.during @> (public.clock_now() at time zone p.zone)::date
  order by m.person_id is distinct from preferred, lower(m.during), m.id limit 1
$$;

create or replace function gate.who_answers(referral uuid, part text) returns uuid language sql stable security definer set search_path = '' as $$
  select m.person_id from public.referral r
  join public.membership m on m.partnership_id = r.partnership_id and m.role = part and (part = 'coordinator' or m.organisation_id = r.school_id)
  join public.partnership p on p.id = r.partnership_id
  where r.partnership_id = public.ctx_partnership() and r.id = referral and part in ('counselor', 'coordinator') and m.ended_at is null and m.during @> (public.clock_now() at time zone p.zone)::date
    and exists (select from public.person_seen s where s.partnership_id = r.partnership_id and s.person_id = r.student_id and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now())
  order by m.id <> r.referred_by, m.person_id is distinct from public.ctx_person(), lower(m.during), m.id limit 1
$$;
reset role;
create trigger bounds_its_care after update of during on public.engagement for each row when (new.during is distinct from old.during) execute function gate.an_engagement_bounds_its_care();
update public.person_seen s set during = tstzrange(c.began_at, c.ended_at) * tstzrange(lower(e.during)::timestamp at time zone p.zone, upper(e.during)::timestamp at time zone p.zone)
from public.episode_of_care c join public.engagement e on e.partnership_id = c.partnership_id and e.id = c.engagement_id join public.partnership p on p.id = c.partnership_id
where s.partnership_id = c.partnership_id and s.reason = 'care' and s.reason_id = c.id;
