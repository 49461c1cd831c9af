-- Whoever changed somebody's address in the last 30 days does not make sure of that person: each of them, not the last alone. Else a second change by anybody
-- (or their own) would set the first one free.

create table public.address_change (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references public.person,
  changed_by uuid not null references public.person,
  changed_at timestamptz not null default public.clock_now()
);
comment on table public.address_change is 'Who gave whom another address in the last 30 days, where it was not their own. Without the address. Gates alone read and write it.';
call upkeep.guard('public.address_change');
call upkeep.open_to_gate('public.address_change', 'select, insert, delete');
insert into public.address_change (person_id, changed_by, changed_at) select id, address_changed_by, address_changed_at from public.person where address_changed_by is not null;

drop trigger address_knows_its_author on public.person;
set role hallway_gate;
drop function gate.an_address_knows_its_author();
create function gate.a_changed_address_is_kept() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  delete from public.address_change c where c.person_id = new.id and c.changed_at <= public.clock_now() - interval '30 days';
  if public.ctx_person() is distinct from new.id and public.ctx_person() is not null then
    insert into public.address_change (person_id, changed_by) values (new.id, public.ctx_person());
  end if;
  return null;
end $$;
comment on function gate.a_changed_address_is_kept is 'Trigger: a changed address keeps who changed it and when, for 30 days; nobody can leave that out.';

create or replace function gate.who_changed_the_address_does_not_confirm() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if gate.changed_the_address(new.person_id, new.answered_by_person) then perform public.refuse('who_changed_the_address_does_not_confirm'); end if;
  return new;
end $$;

create function gate.changed_the_address(of_person uuid, who uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from public.address_change c where c.person_id = of_person and c.changed_by = who and c.changed_at > public.clock_now() - interval '30 days')
$$;
comment on function gate.changed_the_address is 'Whether one person changed another''s address in the last 30 days.';

create function gate.address_is_mine(of_person uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select gate.changed_the_address(of_person, public.ctx_person())
$$;
comment on function gate.address_is_mine is 'Whether the acting one changed this person''s address in the last 30 days: then somebody else makes sure of them.';
grant execute on function gate.address_is_mine to hallway_app;
reset role;
create trigger address_change_is_kept after update of email on public.person for each row
  when (lower(new.email) is distinct from lower(old.email)) execute function gate.a_changed_address_is_kept();

alter table public.person drop constraint a_changed_address_has_its_author, drop column address_changed_by, drop column address_changed_at;
