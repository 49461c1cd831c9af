-- An agency's administrator gives therapists their role at that agency, ends it, invites them, and answers for their licenses. At no other agency, and no other role.

set role hallway_gate;
create or replace function gate.add_membership(id uuid, person uuid, organisation uuid, role_given text, days daterange, source_named text default null, sourced text default null) returns void language plpgsql security definer set search_path = '' as $$
begin
  if public.ctx_role() is null or not public.ctx_role() = any ('{coordinator,privacy_officer,agency_administrator,job}') then perform public.refuse('staff_are_added_by_those_who_may'); end if;
  if public.ctx_role() = 'agency_administrator' and (organisation is distinct from public.ctx_organisation() or role_given is distinct from 'therapist' or source_named is not null) then
    perform public.refuse('staff_are_added_by_those_who_may', 'agency');
  end if;
  if exists (select from public.person_seen s where s.person_id = person)
    and not exists (select from public.person_seen s where s.person_id = person and s.partnership_id = public.ctx_partnership()) then
    perform public.refuse('a_person_elsewhere_is_invited');
  end if;
  insert into public.membership (partnership_id, id, person_id, organisation_id, role, during, source, sourced_id)
  values (public.ctx_partnership(), id, person, organisation, role_given, days, source_named, sourced);
end $$;

create or replace function gate.end_membership(membership uuid, last_day date) returns void language plpgsql security definer set search_path = '' as $$
declare
  m public.membership;
begin
  if public.ctx_role() is null or not public.ctx_role() = any ('{coordinator,privacy_officer,agency_administrator,job}') then perform public.refuse('staff_are_added_by_those_who_may'); end if;
  if public.ctx_role() = 'agency_administrator' and not gate.is_own_therapist(membership) then perform public.refuse('staff_are_added_by_those_who_may', 'agency'); end if;
  update public.membership x set during = daterange(lower(x.during), last_day + 1) where x.partnership_id = public.ctx_partnership() and x.id = membership returning x.* into m;
  if m.role = 'therapist' then
    update public.engagement e set during = daterange(lower(e.during), greatest(last_day, lower(e.during)) + 1)
    where e.partnership_id = m.partnership_id and e.therapist_id = m.person_id and e.agency_id = m.organisation_id and (upper_inf(e.during) or upper(e.during) > last_day + 1);
  end if;
end $$;

create function gate.is_own_therapist(membership uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select public.ctx_role() = 'agency_administrator' and exists (
    select from public.membership m where m.partnership_id = public.ctx_partnership() and m.id = membership and m.organisation_id = public.ctx_organisation() and m.role = 'therapist')
$$;
comment on function gate.is_own_therapist is 'Whether an agency''s administrator acts and this is a therapist''s role at their own agency: what they may give, invite to and end.';

create or replace function gate.end_membership_now(membership uuid) returns uuid language plpgsql security definer set search_path = '' as $$
declare
  m public.membership;
  today date;
begin
  select (public.clock_now() at time zone p.zone)::date into today from public.partnership p where p.id = public.ctx_partnership();
  -- What an agency's administrator may not end is to them as unknown as what is not there.
  select * into m from public.membership x where x.partnership_id = public.ctx_partnership() and x.id = membership and x.during @> today and x.ended_at is null
    and (public.ctx_role() is distinct from 'agency_administrator' or gate.is_own_therapist(x.id)) for update;
  if not found then return null; end if;
  -- A range of days cannot be empty: what began today keeps today, and the moment tells that it is over.
  perform gate.end_membership(m.id, greatest(today - 1, lower(m.during)));
  update public.membership x set ended_at = public.clock_now() where x.partnership_id = m.partnership_id and x.id = m.id;
  return m.person_id;
end $$;
grant execute on function gate.is_own_therapist to hallway_app;
reset role;

alter policy made on public.link with check (partnership_id = public.ctx_partnership() and case
  when membership_id is not null then (public.ctx_is('coordinator', 'privacy_officer', 'job') or gate.is_own_therapist(membership_id)) and exists (
    select from public.membership m where m.partnership_id = link.partnership_id and m.id = link.membership_id and m.person_id = link.person_id)
  when kind = 'invitation' then public.ctx_is('counselor', 'coordinator', 'guardian', 'job') and exists (
    select from public.consent_request r where r.partnership_id = link.partnership_id and r.id = link.consent_request_id and r.guardian_id = link.person_id)
  when kind = 'visit' then public.ctx_is('coordinator', 'job') or (public.ctx_is('kiosk') and part = 'student' and person_id = public.ctx_person() and appointment_id = public.ctx_appointment())
  else public.ctx_is('job') end);
alter policy kept on public.link using (partnership_id = public.ctx_partnership() and (id = public.ctx_link() or public.ctx_is('job') or case
  when membership_id is not null then public.ctx_is('coordinator', 'privacy_officer') or gate.is_own_therapist(membership_id)
  when kind = 'invitation' then exists (select from public.consent_request r where r.partnership_id = link.partnership_id and r.id = link.consent_request_id)
  when kind = 'visit' then public.ctx_is('coordinator') or (public.ctx_is('kiosk') and appointment_id = public.ctx_appointment())
  else false end));
alter policy changed on public.link using (partnership_id = public.ctx_partnership() and (id = public.ctx_link() or public.ctx_is('job') or case
  when membership_id is not null then public.ctx_is('coordinator', 'privacy_officer') or gate.is_own_therapist(membership_id)
  when kind = 'invitation' then exists (select from public.consent_request r where r.partnership_id = link.partnership_id and r.id = link.consent_request_id)
  when kind = 'visit' then public.ctx_is('coordinator')
  else false end));

-- Who saw a license, beside when. What is changed of it is to be seen anew.
alter table public.license add column verified_by uuid references public.person;
comment on column public.license.verified_on is 'The day on which somebody of the agency, or a coordinator, saw the license itself; null: only the therapist says so.';
comment on column public.license.verified_by is 'Who saw it; null with a day: a job, or before this was kept.';
create index on public.license (verified_by);
alter table public.license add constraint a_license_names_who_saw_it check (verified_by is null or verified_on is not null);

create function public.who_saw_a_license_says_so() returns trigger language plpgsql set search_path = '' as $$
begin
  if new.verified_on is null then new.verified_by := null;
  elsif tg_op = 'INSERT' or new.verified_on is distinct from old.verified_on then new.verified_by := public.ctx_person();
  else new.verified_by := old.verified_by;
  end if;
  return new;
end $$;
comment on function public.who_saw_a_license_says_so is 'Trigger: who confirmed a license is who acts, and nobody else can be named.';
create trigger z_who_saw_it before insert or update on public.license for each row when (public.ctx_role() is not null) execute function public.who_saw_a_license_says_so();
