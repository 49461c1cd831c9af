-- A guardian's sign-in link: ten minutes, once, in the browser that asked for it.

drop function gate.spend_sign_in_link(bytea);

set role hallway_gate;
create function gate.enter_by_sign_in_link(token bytea, device bytea, purpose text) returns void language plpgsql security definer set search_path = '' as $$
declare
  l public.link;
begin
  -- The lock makes the second of two who press at once see that the first has spent it.
  select * into l from public.link x where x.token_sha256 = token and x.kind = 'sign_in' for update;
  if not found then perform public.refuse('a_link_is_known'); end if;
  if l.revoked_at is not null then perform public.refuse('a_link_is_not_revoked'); end if;
  if l.spent_at is not null then perform public.refuse('a_link_is_spent_once'); end if;
  if l.expires_at <= public.clock_now() then perform public.refuse('a_link_ends_in_time'); end if;
  if l.device_sha256 is distinct from device then perform public.refuse('a_link_stays_with_its_browser'); end if;
  update public.link x set spent_at = public.clock_now() where x.partnership_id = l.partnership_id and x.id = l.id;
  perform gate.enter_as_guardian(l.person_id, l.partnership_id, purpose);
end $$;
comment on function gate.enter_by_sign_in_link is 'Uses up a sign-in link and enters as its guardian; exactly one of two who try gets in, and only from the browser that asked.';

create function gate.sign_in_link_state(token bytea, device bytea) returns text language sql stable security definer set search_path = '' as $$
  select coalesce((select case
    when x.spent_at is not null then 'spent' when x.revoked_at is not null or x.expires_at <= public.clock_now() then 'ended'
    when x.device_sha256 is distinct from device then 'elsewhere' else 'good' end
  from public.link x where x.token_sha256 = token and x.kind = 'sign_in'), 'unknown')
$$;
comment on function gate.sign_in_link_state is 'Whether a sign-in link would let its holder in, without using it up: a mail scanner opens pages too.';
reset role;

set role hallway_gate;
grant execute on function gate.enter_by_sign_in_link, gate.sign_in_link_state to hallway_app;
reset role;
