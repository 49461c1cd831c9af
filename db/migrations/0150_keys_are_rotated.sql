-- Which version of the installation's key seals now; keys of a lower version are being wrapped anew.

alter table public.installation add column key_version int not null default 1 check (key_version > 0);
comment on column public.installation.key_version is 'The version of the installation''s key that wraps new keys. Only the owner raises it, when a rotation begins.';

create function public.key_version_to_seal() returns int language plpgsql volatile set search_path = '' as $$
begin
  perform pg_catalog.pg_advisory_xact_lock_shared(pg_catalog.hashtextextended('hallway key version', 0));
  return (select i.key_version from public.installation i);
end $$;
comment on function public.key_version_to_seal is 'The version that seals, held until this transaction ends: who raises it waits for all who seal with the one before, so that none of theirs is missed.';
grant execute on function public.key_version_to_seal to hallway_app;

create function public.a_key_is_wrapped_by_the_newest() returns trigger language plpgsql set search_path = '' as $$
begin
  if new.key_version <> public.key_version_to_seal() then perform public.refuse('a_key_is_wrapped_by_the_newest'); end if;
  return new;
end $$;
comment on function public.a_key_is_wrapped_by_the_newest is 'Trigger: nothing is wrapped with a key that is being laid down.';
create trigger a_key_is_wrapped_by_the_newest before insert or update of wrapped, key_version on public.data_key
  for each row when (new.wrapped is not null) execute function public.a_key_is_wrapped_by_the_newest();
