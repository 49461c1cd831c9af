-- Who may be connected, and the schemas they meet. Passwords are set by the migration runner, which alone knows them.
do $$
declare r text;
begin
  foreach r in array array['hallway_app', 'hallway_auth', 'hallway_sealer'] loop
    if not exists (select from pg_roles where rolname = r) then
      execute format('create role %I login nosuperuser nobypassrls nocreatedb nocreaterole', r);
    end if;
  end loop;
  if not exists (select from pg_roles where rolname = 'hallway_gate') then
    create role hallway_gate nologin nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
  -- The owner may write functions as the gate, but never reads through it by accident.
  execute format('grant hallway_gate to %I with inherit false, set true', current_user);
  execute format('revoke temporary on database %I from public', current_database());
  execute format('alter role hallway_app in database %I set transaction_timeout = ''60s''', current_database());
  execute format('alter role hallway_app in database %I set idle_in_transaction_session_timeout = ''30s''', current_database());
end $$;

create extension if not exists btree_gist;
create extension if not exists pg_trgm;
create extension if not exists pgcrypto;

revoke all on schema public from public;
grant usage on schema public to hallway_app, hallway_gate, hallway_sealer;

create schema auth;
grant usage on schema auth to hallway_auth;
comment on schema auth is 'Sign-in: accounts, sessions, factors. Only hallway_auth sees it.';

create schema reference;
grant usage on schema reference to hallway_app, hallway_gate;
comment on schema reference is 'Code lists that never change at run time. Read-only for everyone but the owner.';

create schema gate;
grant usage on schema gate to hallway_app, hallway_sealer;
comment on schema gate is 'The few functions that decide and may see more than the person asking. They answer yes, no or a named refusal, never rows.';

create schema if not exists upkeep;
comment on schema upkeep is 'Procedures for migrations. Nobody but the owner may use it.';

-- Functions are nobody's until granted; a gate's are the owner's as well, who hangs them on tables as triggers.
alter default privileges revoke execute on functions from public;
do $$
declare owner text := current_user;
begin
  set role hallway_gate;
  alter default privileges revoke execute on functions from public;
  execute format('alter default privileges grant execute on functions to %I', owner);
  reset role;
end $$;
grant usage, create on schema gate to hallway_gate;

create procedure upkeep.guard(t regclass) language plpgsql set search_path = '' as $$
declare
  k record;
  cols text;
begin
  execute format('alter table %s enable row level security', t);
  execute format('alter table %s force row level security', t);
  execute format('create policy owner on %s to %I using (true) with check (true)', t, current_user);
  -- Every foreign key gets the index that its checks and joins need, unless one begins with the same columns.
  for k in select c.conname, c.conkey from pg_catalog.pg_constraint c where c.conrelid = t and c.contype = 'f' loop
    if not exists (
      select from pg_catalog.pg_index i
      where i.indrelid = t and i.indpred is null
        and (i.indkey::int2[])[0:array_length(k.conkey, 1) - 1] @> k.conkey
        and (i.indkey::int2[])[0:array_length(k.conkey, 1) - 1] <@ k.conkey
    ) then
      select string_agg(pg_catalog.quote_ident(a.attname), ', ' order by u.n) into cols
      from unnest(k.conkey) with ordinality u(att, n)
      join pg_catalog.pg_attribute a on a.attrelid = t and a.attnum = u.att;
      execute format('create index on %s (%s)', t, cols);
    end if;
  end loop;
end $$;
comment on procedure upkeep.guard is 'What every table is born with: forced row-level security, a policy for the owner (who would otherwise be blind), an index for each foreign key.';

create procedure upkeep.open_to_gate(t regclass, privileges text default 'select') language plpgsql set search_path = '' as $$
begin
  execute format('grant %s on %s to hallway_gate', privileges, t);
  execute format('create policy gate on %s to hallway_gate using (true) with check (true)', t);
end $$;
comment on procedure upkeep.open_to_gate is 'A table that a gate reads or writes: the grant and the policy, which are of no use one without the other.';
