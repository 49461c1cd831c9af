-- The ways in for members: passkeys, a password together with an authenticator's codes, recovery codes; and what a session remembers of how it began.

alter table auth.session drop constraint session_way_check;
alter table auth.session add constraint session_way_check check (way in ('demo', 'link', 'password', 'passkey', 'sso'));
alter table auth.session add column role text;
alter table auth.session add column strong_at timestamptz;
alter table auth.session add constraint administrators_use_a_passkey check (way <> 'password' or membership_id is null
  or (role is not null and role not in ('coordinator', 'agency_administrator', 'privacy_officer')));
comment on column auth.session.role is 'The role of the membership chosen, as it was then.';
comment on column auth.session.strong_at is 'When the person last showed a strong factor in this session; null: never (a mailed link).';

create table auth.passkey (
  id uuid primary key,
  name text,
  public_key text not null,
  user_id uuid not null references auth."user" on delete cascade,
  credential_id text not null unique,
  counter bigint not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  created_at timestamptz not null default now(),
  aaguid text,
  last_used_at timestamptz
);
comment on table auth.passkey is 'A passkey: the public half of a key that stays with the person''s device or password manager.';
comment on column auth.passkey.name is 'What the person calls it, to tell one from another.';

create table auth.authenticator (
  user_id uuid primary key references auth."user" on delete cascade,
  sealed bytea not null,
  last_step bigint not null default 0 check (last_step >= 0),
  made_at timestamptz not null default now()
);
comment on table auth.authenticator is 'The second half of a password: an app that shows a new code every 30 seconds.';
comment on column auth.authenticator.sealed is 'The secret shared with the app, sealed with the installation''s key.';
comment on column auth.authenticator.last_step is 'The newest 30-second step (since 1970) whose code was accepted: that one and all before it are used up.';

create table auth.recovery_code (
  user_id uuid not null references auth."user" on delete cascade,
  code_hmac bytea not null check (length(code_hmac) = 32),
  primary key (user_id, code_hmac)
);
comment on table auth.recovery_code is 'Codes that stand in for the authenticator once each. Only a keyed hash is kept; a used one is deleted.';

do $$ declare t text; begin
  foreach t in array array['passkey', 'authenticator', 'recovery_code'] loop
    call upkeep.guard(format('auth.%s', t)::regclass);
    execute format('create policy sign_in on auth.%s to hallway_auth using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on auth.%s to hallway_auth', t);
  end loop;
end $$;

-- A password is half a key: where there is one, its other half is there too when the transaction ends.
create function auth.a_password_has_its_second_half() returns trigger language plpgsql set search_path = '' as $$
declare
  who uuid := case when tg_op = 'DELETE' then old.user_id else new.user_id end;
begin
  if exists (select from auth.account a where a.user_id = who and a.password is not null)
    and not exists (select from auth.authenticator x where x.user_id = who) then
    raise exception using errcode = 'HW000', constraint = 'a_password_has_its_second_half', message = 'a_password_has_its_second_half', detail = '';
  end if;
  return null;
end $$;
comment on function auth.a_password_has_its_second_half is 'Trigger: nobody has a password without an authenticator.';
create constraint trigger a_password_has_its_second_half after insert or update on auth.account deferrable initially deferred
  for each row execute function auth.a_password_has_its_second_half();
create constraint trigger a_password_has_its_second_half after delete or update on auth.authenticator deferrable initially deferred
  for each row execute function auth.a_password_has_its_second_half();
