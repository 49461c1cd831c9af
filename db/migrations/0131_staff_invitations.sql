-- An invitation may also be for somebody who is to work here: it opens the page on which they set up how they sign in. Accepted once, by one person.

alter table public.link add column membership_id uuid;
alter table public.link add foreign key (partnership_id, membership_id) references public.membership;
create index on public.link (partnership_id, membership_id);
alter table public.link drop constraint a_link_is_one_of_three;
alter table public.link add constraint a_link_is_one_of_three check (case kind
  when 'invitation' then (consent_request_id is null) <> (membership_id is null) and appointment_id is null and device_sha256 is null and (spent_at is null or membership_id is not null)
  when 'visit' then appointment_id is not null and part is not null and consent_request_id is null and membership_id is null and spent_at is null
  when 'sign_in' then consent_request_id is null and appointment_id is null and membership_id is null and expires_at <= begins_at + interval '10 minutes' end);
comment on column public.link.membership_id is 'An invitation to somebody who is to work here: as what. spent_at is then when they accepted.';

-- Those who may change staff invite, see and withdraw. A member's own invitation is nobody else's part of a link, so the two purposes never mix.
alter policy made on public.link with check (partnership_id = public.ctx_partnership() and case
  when membership_id is not null then public.ctx_is('coordinator', 'privacy_officer', 'job') and exists (
    select from public.membership m where m.partnership_id = link.partnership_id and m.id = link.membership_id and m.person_id = link.person_id)
  when kind = 'invitation' then public.ctx_is('counselor', 'coordinator', 'guardian', 'job') and exists (
    select from public.consent_request r where r.partnership_id = link.partnership_id and r.id = link.consent_request_id and r.guardian_id = link.person_id)
  when kind = 'visit' then public.ctx_is('coordinator', 'job') or (public.ctx_is('kiosk') and part = 'student' and person_id = public.ctx_person() and appointment_id = public.ctx_appointment())
  else public.ctx_is('job') end);
alter policy kept on public.link using (partnership_id = public.ctx_partnership() and (id = public.ctx_link() or public.ctx_is('job') or case
  when membership_id is not null then public.ctx_is('coordinator', 'privacy_officer')
  when kind = 'invitation' then exists (select from public.consent_request r where r.partnership_id = link.partnership_id and r.id = link.consent_request_id)
  when kind = 'visit' then public.ctx_is('coordinator') or (public.ctx_is('kiosk') and appointment_id = public.ctx_appointment())
  else false end));
alter policy changed on public.link using (partnership_id = public.ctx_partnership() and (id = public.ctx_link() or public.ctx_is('job') or case
  when membership_id is not null then public.ctx_is('coordinator', 'privacy_officer')
  when kind = 'invitation' then exists (select from public.consent_request r where r.partnership_id = link.partnership_id and r.id = link.consent_request_id)
  when kind = 'visit' then public.ctx_is('coordinator')
  else false end));

set role hallway_gate;
-- No guardian holds an invitation to work here: it neither opens a family's page nor ends with anybody's guardianship.
create or replace function gate.revoke_links_without_holder(partnership uuid, holder uuid default null) returns int language plpgsql security definer set search_path = '' as $$
declare
  n int;
begin
  update public.link l set revoked_at = public.clock_now()
  where l.partnership_id = partnership and l.revoked_at is null and l.expires_at > public.clock_now() and l.kind in ('invitation', 'visit') and l.membership_id is null
    and (holder is null or coalesce(l.sent_to, l.person_id) = holder) and not gate.link_has_its_holder(l);
  get diagnostics n = row_count;
  return n;
end $$;

create function gate.enter_by_staff_invitation(token bytea, accept boolean, purpose text) returns void language plpgsql security definer set search_path = '' as $$
declare
  l public.link;
  m public.membership;
begin
  -- Whoever accepts first holds the row: a second one waits here, and then finds it accepted.
  if accept then select * into l from public.link x where x.token_sha256 = token and x.kind = 'invitation' and x.membership_id is not null for update;
  else select * into l from public.link x where x.token_sha256 = token and x.kind = 'invitation' and x.membership_id is not null; end if;
  if l.id is null then perform public.refuse('a_link_is_known'); end if;
  if l.spent_at is not null then perform public.refuse('a_link_is_spent_once'); end if;
  if l.revoked_at is not null then perform public.refuse('a_link_is_not_revoked'); end if;
  if l.expires_at <= public.clock_now() then perform public.refuse('a_link_ends_in_time'); end if;
  select * into m from public.membership x where x.partnership_id = l.partnership_id and x.id = l.membership_id;
  if upper(m.during) <= (public.clock_now() at time zone (select p.zone from public.partnership p where p.id = l.partnership_id))::date then perform public.refuse('a_link_ends_in_time'); end if;
  if accept then update public.link x set spent_at = public.clock_now() where x.partnership_id = l.partnership_id and x.id = l.id; end if;
  perform gate.state_context(l.partnership_id, l.person_id, m.id, m.organisation_id, 'invited', '{}', purpose);
  perform set_config('app.link', l.id::text, true);
end $$;
comment on function gate.enter_by_staff_invitation is 'Whoever holds a staff invitation sees whom it is for and as what, and nothing else; with accept it is used up.';
grant execute on function gate.enter_by_staff_invitation to hallway_app;
reset role;
