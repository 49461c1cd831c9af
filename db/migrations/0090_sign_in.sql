-- Sign-in: who has an account, which sessions are open, how often somebody tried. Only hallway_auth reaches any of it.

create table auth."user" (
  id uuid primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table auth."user" is 'A person who may sign in; id is person.id. No foreign key: the sign-in role must not be able to ask public anything.';
comment on column auth."user".name is 'Empty: names are read from person, by those who may.';
comment on column auth."user".email is 'The address a password or passkey is asked for; for people without one an address that receives nothing (<id>@person.invalid).';

create table auth.session (
  id uuid primary key,
  user_id uuid not null references auth."user" on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  way text not null check (way in ('demo', 'link')),
  membership_id uuid,
  partnership_id uuid,
  constraint a_link_session_has_no_membership check (way <> 'link' or membership_id is null)
);
comment on table auth.session is 'An open session. Ends by sign-off, by its absolute limit (expires_at), or when it has been idle too long (updated_at).';
comment on column auth.session.way is 'How the person showed who they are. A mailed link alone never opens a membership.';
comment on column auth.session.membership_id is 'The membership chosen to act under; null while none is chosen, and always for a guardian.';
comment on column auth.session.partnership_id is 'The partnership in which a guardian''s link was asked for.';
comment on column auth.session.updated_at is 'Last seen, to the minute.';

create table auth.account (
  id uuid primary key,
  account_id text not null,
  provider_id text not null,
  user_id uuid not null references auth."user" on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint one_account_a_provider unique (provider_id, account_id)
);
comment on table auth.account is 'A way in that belongs to a person: a password''s hash, or an identity at a school''s single sign-on.';

create table auth.verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table auth.verification is 'Short-lived proofs of the sign-in library.';
create index verification_by_identifier on auth.verification (identifier);

create table auth.rate_limit (
  id uuid primary key default gen_random_uuid(),
  key text not null unique,
  count int not null,
  last_request bigint not null
);
comment on table auth.rate_limit is 'How often something was tried, by account and by address; survives a restart.';
comment on column auth.rate_limit.key is 'What is counted. Our own keys are a keyed hash, so that no address is stored.';
comment on column auth.rate_limit.last_request is 'Milliseconds since 1970: the last try, or for our own keys the beginning of the window.';

do $$ declare t text; begin
  foreach t in array array['"user"', 'session', 'account', 'verification', 'rate_limit'] loop
    call upkeep.guard(format('auth.%s', t)::regclass);
    execute format('create policy sign_in on auth.%s to hallway_auth using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on auth.%s to hallway_auth', t);
  end loop;
end $$;
