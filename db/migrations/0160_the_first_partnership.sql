-- The first partnership of an installation for real use: founded once, by whoever reads the code in the terminal of the launcher.

create table public.set_up_code (
  one boolean primary key default true check (one),
  code_sha256 bytea not null check (length(code_sha256) = 32),
  made_at timestamptz not null default public.clock_now()
);
comment on table public.set_up_code is 'At most one row: what the code hashes to that founds the first partnership. The launcher replaces it at each start while there is none; founding deletes it. Installation-wide.';
call upkeep.guard('public.set_up_code');
call upkeep.open_to_gate('public.set_up_code', 'select, delete');
grant insert on public.partnership to hallway_gate;

set role hallway_gate;
create function gate.awaits_set_up() returns boolean language sql stable security definer set search_path = '' as $$
  select i.kind <> 'demo' and not exists (select from public.partnership) from public.installation i
$$;
comment on function gate.awaits_set_up is 'Whether nobody has set this installation up yet. A demo never waits for it.';

create function gate.found_partnership(code bytea, id uuid, name text, zone text, language text) returns void language plpgsql security definer set search_path = '' as $$
begin
  if (select i.kind from public.installation i) = 'demo' then perform public.refuse('a_demo_is_not_set_up'); end if;
  -- Whoever takes the code away first has it; a second one waits here, and then finds neither code nor a need for one.
  delete from public.set_up_code c where c.code_sha256 = found_partnership.code;
  if not found and not exists (select from public.partnership) then perform public.refuse('a_set_up_code_is_known'); end if;
  if exists (select from public.partnership) then perform public.refuse('the_first_partnership_is_founded_once'); end if;
  insert into public.partnership (id, name, zone, default_language) values (found_partnership.id, found_partnership.name, found_partnership.zone, found_partnership.language);
  perform gate.enter_as_job(found_partnership.id, 'set-up');
end $$;
comment on function gate.found_partnership is 'Founds the first partnership with the code from the terminal, and enters as its job, so that its first district and coordinator come in the same transaction. Refused: in a demo, when there is a partnership, with another code.';
grant execute on function gate.awaits_set_up, gate.found_partnership to hallway_app;
reset role;
