-- Offers to therapists, and episodes of care from an accepted one to discharge.

create table public.offer (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  referral_id uuid not null,
  therapist_id uuid not null references public.person,
  engagement_id uuid not null,
  school_id uuid not null,
  state text not null default 'open' check (state in ('open', 'accepted', 'declined', 'expired', 'withdrawn')),
  answer_by timestamptz not null,
  made_at timestamptz not null default public.clock_now(),
  made_by uuid not null references public.person,
  answered_at timestamptz,
  declined_because text check (declined_because in ('no_time', 'not_my_field', 'know_the_family', 'other')),
  age_years int,
  concern text not null references reference.concern,
  urgency text not null references reference.urgency,
  language text not null references reference.language,
  place text not null check (place in ('school', 'home')),
  score jsonb not null,
  primary key (partnership_id, id),
  foreign key (partnership_id, referral_id) references public.referral,
  foreign key (partnership_id, engagement_id) references public.engagement,
  foreign key (partnership_id, school_id) references public.organisation,
  constraint an_offer_rests_on_an_engagement foreign key (partnership_id, engagement_id, therapist_id) references public.engagement (partnership_id, id, therapist_id),
  constraint an_answer_has_its_time check ((state in ('accepted', 'declined')) = (answered_at is not null)),
  constraint a_decline_says_why check ((state = 'declined') = (declined_because is not null))
);
comment on table public.offer is 'A student offered to a therapist: age, concern, language, school, place, and no name until it is accepted.';
comment on column public.offer.score is 'The ranking''s terms at the time, as shown: [{name, weight, value, contribution}].';
create unique index one_offer_at_a_time on public.offer (partnership_id, referral_id) where state in ('open', 'accepted');

create table public.episode_of_care (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  student_id uuid not null,
  referral_id uuid not null,
  offer_id uuid not null,
  therapist_id uuid not null references public.person,
  engagement_id uuid not null,
  agency_id uuid not null,
  began_at timestamptz not null default public.clock_now(),
  ended_at timestamptz,
  primary key (partnership_id, id),
  foreign key (partnership_id, student_id) references public.student,
  foreign key (partnership_id, referral_id) references public.referral,
  foreign key (partnership_id, offer_id) references public.offer,
  foreign key (partnership_id, engagement_id) references public.engagement,
  foreign key (partnership_id, agency_id) references public.organisation,
  constraint an_offer_begins_one_episode unique (partnership_id, offer_id),
  check (ended_at >= began_at)
);
comment on table public.episode_of_care is 'A student in a therapist''s care, from the accepted offer to discharge; takes one place of the caseload.';
create unique index one_open_episode_a_referral on public.episode_of_care (partnership_id, referral_id) where ended_at is null;

create function public.offer_moves_on() returns trigger language plpgsql set search_path = '' as $$
begin
  if new.state in ('accepted', 'declined') and (tg_op = 'INSERT' or old.state = 'open') and public.ctx_role() is not null and not (public.ctx_is('therapist') and new.therapist_id = public.ctx_person()) then
    perform public.refuse('an_offer_is_answered_by_its_therapist');
  end if;
  if tg_op = 'INSERT' then return new; end if;
  if old.state <> 'open' and new.state is distinct from old.state and not (old.state = 'accepted' and new.state = 'withdrawn') then
    perform public.refuse('an_offer_is_answered_once', old.state);
  end if;
  if new.state = 'accepted' and old.state = 'open' and old.answer_by <= public.clock_now() then
    perform public.refuse('an_offer_ends_in_time');
  end if;
  if (to_jsonb(new) - 'state' - 'answered_at' - 'declined_because') is distinct from (to_jsonb(old) - 'state' - 'answered_at' - 'declined_because') then
    perform public.refuse('an_offer_stays_as_made');
  end if;
  return new;
end $$;
create trigger moves_on before insert or update on public.offer for each row execute function public.offer_moves_on();

call upkeep.guard('public.offer');
call upkeep.guard('public.episode_of_care');
call upkeep.open_to_gate('public.offer');
call upkeep.open_to_gate('public.episode_of_care');

set role hallway_gate;
create function gate.episode_takes_a_place() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    if not exists (select from public.offer o where o.partnership_id = new.partnership_id and o.id = new.offer_id and o.state = 'accepted'
      and o.therapist_id = new.therapist_id and o.engagement_id = new.engagement_id and o.referral_id = new.referral_id)
      or not exists (select from public.referral r where r.partnership_id = new.partnership_id and r.id = new.referral_id and r.student_id = new.student_id) then
      perform public.refuse('care_begins_with_an_accepted_offer');
    end if;
    -- From here on the agency's therapist sees who the student is: only as the family lets the school tell it.
    if not gate.consent_in_force(new.student_id, 'release_to_agency', new.agency_id, public.clock_now()) then perform public.refuse('a_release_names_the_agency'); end if;
    update public.engagement set caseload_count = caseload_count + 1 where partnership_id = new.partnership_id and id = new.engagement_id;
    insert into public.person_seen (partnership_id, person_id, seer_id, reason, reason_id, during)
    values (new.partnership_id, new.student_id, new.therapist_id, 'care', new.id, tstzrange(new.began_at, new.ended_at));
  elsif new.ended_at is distinct from old.ended_at then
    if old.ended_at is not null then perform public.refuse('an_ended_episode_stays_ended'); end if;
    if new.ended_at > public.clock_now() then perform public.refuse('care_ends_when_it_ends'); end if;
    update public.engagement set caseload_count = caseload_count - 1 where partnership_id = new.partnership_id and id = new.engagement_id;
    update public.person_seen set during = tstzrange(new.began_at, new.ended_at) where partnership_id = new.partnership_id and reason = 'care' and reason_id = new.id;
  end if;
  return null;
end $$;

create function gate.accept_offer(offer_accepted uuid) returns uuid language plpgsql security definer set search_path = '' as $$
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
  update public.referral set state = 'accepted', owner_id = o.made_by, next_action_on = (public.clock_now() at time zone p.zone)::date + 3
  from public.partnership p where p.id = o.partnership_id and referral.partnership_id = o.partnership_id and referral.id = r.id;
  return episode;
end $$;
comment on function gate.accept_offer is 'The therapist asked takes the student: offer, episode, caseload place and referral move together, or a named refusal (caseload_never_above_limit, an_offer_ends_in_time). Returns the new episode''s id.';

create function gate.decline_offer(offer_declined uuid, because text) returns void language plpgsql security definer set search_path = '' as $$
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
  update public.referral set state = 'waiting', owner_id = o.made_by, next_action_on = (public.clock_now() at time zone p.zone)::date + 1
  from public.partnership p where p.id = o.partnership_id and referral.partnership_id = o.partnership_id and referral.id = o.referral_id;
end $$;
comment on function gate.decline_offer is 'The therapist asked says no, with a coded reason; the referral waits again with the coordinator who offered it.';
reset role;
create trigger takes_a_place after insert or update of ended_at on public.episode_of_care for each row execute function gate.episode_takes_a_place();
set role hallway_gate;
grant execute on function gate.accept_offer, gate.decline_offer to hallway_app;
reset role;
do $$ begin
  execute 'grant insert, update on public.episode_of_care to hallway_gate';
  execute 'grant update on public.offer to hallway_gate';
end $$;

grant select, insert on public.offer to hallway_app;
grant update (state, answered_at, declined_because) on public.offer to hallway_app;
grant select on public.episode_of_care to hallway_app;
grant update (ended_at) on public.episode_of_care to hallway_app;
create policy therapist on public.offer for select to hallway_app using (partnership_id = public.ctx_partnership() and therapist_id = public.ctx_person());
create policy seen on public.offer for select to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'job'));
create policy counselor on public.offer for select to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('counselor') and exists (
  select from public.referral r where r.partnership_id = offer.partnership_id and r.id = offer.referral_id));
create policy made on public.offer for insert to hallway_app with check (partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'job'));
create policy taken_back on public.offer for update to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'job'));
call upkeep.let_seers('public.episode_of_care', 'seen', 'select', 'student_id', '{counselor,coordinator,privacy_officer,therapist,guardian,job}');
call upkeep.let_seers('public.episode_of_care', 'ended', 'update', 'student_id', '{coordinator,therapist,job}');
