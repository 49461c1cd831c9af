-- A therapist's answer sets the referral's next action by the partnership's own limits, as every other move does, and not by days written into a gate.

call upkeep.open_to_gate('public.referral_limit');

set role hallway_gate;
create function gate.referral_due_on(school uuid, state_entered text, urgency_of text) returns date language sql stable security definer set search_path = '' as $$
  with limits as (
    select (public.clock_now() at time zone coalesce(o.zone, p.zone))::date as today, coalesce(l.limit_days, s.limit_days, 0) as own, u.within_days as promised,
      s.code in ('received', 'triaged', 'awaiting_consent', 'waiting', 'offered', 'accepted') as before_first_visit
    from public.organisation o join public.partnership p on p.id = o.partnership_id
      join reference.referral_state s on s.code = state_entered join reference.urgency u on u.code = urgency_of
      left join public.referral_limit l on l.partnership_id = o.partnership_id and l.state = s.code
    where o.partnership_id = public.ctx_partnership() and o.id = school
  ), due as (select today + case when before_first_visit then least(own, promised) else own end as day from limits)
  -- Saturday and Sunday become the Monday after, as schools are shut.
  select day + greatest(0, 8 - extract(isodow from day)::int) * (extract(isodow from day) > 5)::int from due
$$;
comment on function gate.referral_due_on is 'The day by which the owner of a referral that enters that state today should act: the partnership''s limit, shortened by urgency before the first visit, on the school''s calendar. The same rule as nextActionOn in app/referrals/next-action.ts.';

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
  update public.referral set state = 'accepted', owner_id = o.made_by, next_action_on = gate.referral_due_on(r.school_id, 'accepted', r.urgency)
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
  update public.referral r set state = 'waiting', owner_id = o.made_by, next_action_on = gate.referral_due_on(r.school_id, 'waiting', r.urgency)
  where r.partnership_id = o.partnership_id and r.id = o.referral_id;
end $$;
grant execute on function gate.referral_due_on to hallway_app;
reset role;
