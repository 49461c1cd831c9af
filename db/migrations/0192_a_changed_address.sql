-- Whoever's address is changed: what was sent to the old one opens nothing any more; and who changed it does not make sure of that person by the new one.

alter table public.person add column address_changed_by uuid references public.person, add column address_changed_at timestamptz,
  add constraint a_changed_address_has_its_author check ((address_changed_by is null) = (address_changed_at is null));
comment on column public.person.address_changed_by is 'Who gave them the address that they have, where somebody else did in place of another one. Null: nobody did, or they themselves.';
create index on public.person (address_changed_by);

set role hallway_gate;
create function gate.an_address_knows_its_author() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  new.address_changed_by := nullif(public.ctx_person(), new.id);
  new.address_changed_at := case when new.address_changed_by is not null then public.clock_now() end;
  return new;
end $$;
comment on function gate.an_address_knows_its_author is 'Trigger: a changed address keeps who changed it and when; nobody can leave that out.';

create function gate.links_end_with_the_address() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  -- What has not gone out yet goes to the new address, and has to work there.
  update public.link l set revoked_at = public.clock_now()
  where coalesce(l.sent_to, l.person_id) = new.id and l.revoked_at is null and l.spent_at is null and l.expires_at > public.clock_now()
    and not exists (select from public.outbox o where o.partnership_id = l.partnership_id and o.person_id = new.id and o.state in ('promised', 'dead') and o.dedupe_key like '%' || l.id);
  return null;
end $$;
comment on function gate.links_end_with_the_address is 'Trigger: the open links that were sent to an address end when it is no longer this person''s, in every partnership.';

create function gate.who_changed_the_address_does_not_confirm() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.person p where p.id = new.person_id and p.address_changed_by = new.answered_by_person and p.address_changed_at > public.clock_now() - interval '30 days') then
    perform public.refuse('who_changed_the_address_does_not_confirm');
  end if;
  return new;
end $$;
comment on function gate.who_changed_the_address_does_not_confirm is 'Trigger: whoever gave somebody their address in the last 30 days does not also confirm that it is they who ask for help to sign in: that takes two.';
reset role;

create trigger address_knows_its_author before update of email on public.person for each row
  when (lower(new.email) is distinct from lower(old.email)) execute function gate.an_address_knows_its_author();
create trigger z_links_end_with_the_address after update of email on public.person for each row
  when (old.email is not null and lower(new.email) is distinct from lower(old.email)) execute function gate.links_end_with_the_address();
create trigger who_changed_the_address before update of answer on public.recovery_request for each row
  when (new.answer = 'confirmed') execute function gate.who_changed_the_address_does_not_confirm();
