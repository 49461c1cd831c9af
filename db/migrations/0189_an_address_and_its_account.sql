-- The address that somebody signs in with follows the address that they are known by, in the same transaction; whoever changes it, wherever.

grant usage on schema auth to hallway_gate;
grant select (id, email), update (email) on auth."user" to hallway_gate;
grant select (user_id) on auth.passkey, auth.account to hallway_gate;
create policy gate on auth."user" to hallway_gate using (true);
create policy gate on auth.passkey for select to hallway_gate using (true);
create policy gate on auth.account for select to hallway_gate using (true);

set role hallway_gate;
create function gate.sign_in_address_follows() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  -- An account without an address of its own (by passkey alone) has none to follow with.
  update auth."user" u set email = coalesce(lower(new.email), new.id || '@person.invalid') where u.id = new.id and u.email not like '%@person.invalid';
  return null;
exception when unique_violation then
  perform public.refuse('an_address_signs_in_one_person');
  return null;
end $$;
comment on function gate.sign_in_address_follows is 'Trigger: who signs in with a password does so with the address they are known by. Refused when somebody else signs in with it.';

create function gate.has_way_in(who uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from public.person_seen s where s.partnership_id = public.ctx_partnership() and s.person_id = who)
    and (exists (select from auth.passkey k where k.user_id = who) or exists (select from auth.account a where a.user_id = who))
$$;
comment on function gate.has_way_in is 'Whether somebody of the acting partnership has set up how they sign in: their address is then theirs, and no roster''s.';
grant execute on function gate.has_way_in to hallway_app;
reset role;
create trigger z_sign_in_follows after update of email on public.person for each row when (new.email is distinct from old.email) execute function gate.sign_in_address_follows();
