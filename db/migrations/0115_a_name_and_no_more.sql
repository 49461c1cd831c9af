-- Families, visitors and devices know the people they deal with by name. A front office knows a therapist by name and not by what they are:
-- who comes is its business, why is not.

drop policy own on public.membership;
create policy own on public.membership for select to hallway_app using (partnership_id = public.ctx_partnership() and (
  public.ctx_is('coordinator', 'privacy_officer', 'counselor', 'therapist', 'agency_administrator', 'job') or (public.ctx_is('front_office') and role not in ('therapist', 'agency_administrator'))));

drop policy own on public.organisation;
create policy own on public.organisation for select to hallway_app using (partnership_id = public.ctx_partnership() and (kind <> 'agency' or not public.ctx_is('front_office', 'kiosk', 'visitor', 'webhook')));

set role hallway_gate;
create function gate.name_of_staff(who uuid) returns text language sql stable security definer set search_path = '' as $$
  select p.given_name || ' ' || p.family_name from public.person p
  where p.id = who and case public.ctx_role()
    when 'visitor' then exists (select from public.appointment a where a.partnership_id = public.ctx_partnership() and a.id = public.ctx_appointment() and a.therapist_id = who)
    when 'guardian' then
      exists (select from public.consent_request r where r.partnership_id = public.ctx_partnership() and r.guardian_id = public.ctx_person() and r.asked_by = who)
      or exists (select from public.episode_of_care e join public.person_seen s on s.partnership_id = e.partnership_id and s.person_id = e.student_id
        where e.partnership_id = public.ctx_partnership() and e.therapist_id = who and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now())
    else false end
$$;
comment on function gate.name_of_staff is 'The name of somebody whom the acting guardian or visitor deals with: who asked them, their child''s therapist, the therapist of their visit. Null for everybody else, and never more than a name.';

create function gate.who_answers(referral uuid, part text) returns uuid language sql stable security definer set search_path = '' as $$
  select m.person_id from public.referral r
  join public.membership m on m.partnership_id = r.partnership_id and m.role = part and (part = 'coordinator' or m.organisation_id = r.school_id)
  join public.partnership p on p.id = r.partnership_id
  where r.partnership_id = public.ctx_partnership() and r.id = referral and part in ('counselor', 'coordinator') and m.during @> (public.clock_now() at time zone p.zone)::date
    and exists (select from public.person_seen s where s.partnership_id = r.partnership_id and s.person_id = r.student_id and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now())
  order by m.id <> r.referred_by, m.person_id is distinct from public.ctx_person(), lower(m.during), m.id limit 1
$$;
comment on function gate.who_answers is 'The counselor or coordinator to whom a referral comes next: who referred while they are in office, else who acts, else the longest-serving. A family moves a referral without seeing who works here. Null when nobody is in office, or the student is not the actor''s to see.';

create or replace function gate.enter_as_guardian(person uuid, partnership uuid, purpose text) returns void language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from public.guardianship g join public.partnership p on p.id = g.partnership_id
    where g.partnership_id = partnership and g.guardian_id = person and g.confirmed_at is not null and g.access_right and g.during @> (public.clock_now() at time zone p.zone)::date) then
    perform public.refuse('a_guardian_acts_while_confirmed');
  end if;
  perform gate.state_context(partnership, person, null, null, 'guardian', array[person], purpose);
end $$;

create or replace function gate.enter_by_link(token bytea, kind_expected text, purpose text) returns void language plpgsql security definer set search_path = '' as $$
declare
  l public.link;
begin
  select * into l from public.link x where x.token_sha256 = token and x.kind = kind_expected and x.kind in ('invitation', 'visit');
  if not found then perform public.refuse('a_link_is_known'); end if;
  -- Before anything else: whoever has lost the right to it is told so, and not only that the link was made useless.
  if not gate.link_has_its_holder(l) then perform public.refuse('a_guardian_acts_while_confirmed'); end if;
  if l.revoked_at is not null then perform public.refuse('a_link_is_not_revoked'); end if;
  if l.spent_at is not null then perform public.refuse('a_link_is_spent_once'); end if;
  if l.expires_at <= public.clock_now() then perform public.refuse('a_link_ends_in_time'); end if;
  if l.begins_at > public.clock_now() then perform public.refuse('a_link_begins_in_time'); end if;
  perform gate.state_context(l.partnership_id, l.person_id, null, null, case when l.kind = 'invitation' then 'guardian' else 'visitor' end,
    case when l.kind = 'invitation' then array[l.person_id] else '{}'::uuid[] end, purpose);
  perform set_config('app.link', l.id::text, true), set_config('app.appointment', coalesce(l.appointment_id::text, ''), true);
end $$;
grant execute on function gate.name_of_staff, gate.who_answers to hallway_app;
reset role;
