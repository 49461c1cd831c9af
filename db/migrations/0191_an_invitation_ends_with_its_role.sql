-- A role that is ended ends at that moment (0141); so does the invitation to it, also on the day on which both began.

set role hallway_gate;
create or replace function gate.enter_by_staff_invitation(token bytea, accept boolean, purpose text) returns void language plpgsql security definer set search_path = '' as $$
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
  if m.ended_at is not null or upper(m.during) <= (public.clock_now() at time zone (select p.zone from public.partnership p where p.id = l.partnership_id))::date then perform public.refuse('a_link_ends_in_time'); end if;
  if accept then update public.link x set spent_at = public.clock_now() where x.partnership_id = l.partnership_id and x.id = l.id; end if;
  perform gate.state_context(l.partnership_id, l.person_id, m.id, m.organisation_id, 'invited', '{}', purpose);
  perform set_config('app.link', l.id::text, true);
end $$;
reset role;
