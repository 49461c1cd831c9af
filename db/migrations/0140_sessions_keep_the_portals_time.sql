-- Sessions go by the portal's clock, as everything else does: how long ago somebody was there, and how long ago they showed a strong factor.

create function auth.clock_now() returns timestamptz language sql stable return public.clock_now();
comment on function auth.clock_now is 'The portal''s now, for the sign-in role, which sees nothing of schema public.';
grant execute on function auth.clock_now to hallway_auth;

alter table auth.session add column seen_at timestamptz not null default auth.clock_now();
alter table auth.session add column shared_device boolean not null default false;
comment on column auth.session.seen_at is 'When a person last used it, by the portal''s clock, to half a minute: what the idle limit counts from.';
comment on column auth.session.shared_device is 'The person said at sign-in that others use this device too: the idle limit is shorter.';
comment on column auth.session.strong_at is 'When the person last showed a strong factor in this session, by the portal''s clock; null: never (a mailed link).';
comment on column auth.session.updated_at is 'When the row was last changed, in real time; kept by the sign-in library.';

create table auth.ended_session (
  token_sha256 bytea primary key check (length(token_sha256) = 32),
  why text not null check (why in ('idle', 'idle_shared', 'ended_elsewhere', 'access_ended')),
  ended_at timestamptz not null default now()
);
comment on table auth.ended_session is 'Why a session ended that its browser still believes in, so that the sign-in page can say it. Forgotten after a day.';
call upkeep.guard('auth.ended_session');
create policy sign_in on auth.ended_session to hallway_auth using (true) with check (true);
grant select, insert, update, delete on auth.ended_session to hallway_auth;

-- The library writes the times of its own clock; what it means is now.
create function auth.a_session_begins_now() returns trigger language plpgsql set search_path = '' as $$
begin
  new.seen_at := auth.clock_now();
  if new.strong_at is not null then new.strong_at := auth.clock_now(); end if;
  return new;
end $$;
comment on function auth.a_session_begins_now is 'Trigger: the times of a new session are of the portal''s clock.';
create trigger a_session_begins_now before insert on auth.session for each row execute function auth.a_session_begins_now();

-- A jump of up to a quarter of an hour is time that passes, and somebody who sits it out idly is signed off. A longer one, or one back, is a jump in
-- the story of a demo, which nobody sat through: sessions are carried along.
create or replace procedure upkeep.set_clock(ahead interval) language plpgsql set search_path = '' as $$
declare
  jump interval := ahead - (public.clock_now() - now());
begin
  if (select kind from public.installation) not in ('demo', 'test') then
    perform public.refuse('only_a_demo_or_test_clock_moves');
  end if;
  if jump < interval '0' or jump > interval '15 minutes' then
    update auth.session set seen_at = seen_at + jump, strong_at = strong_at + jump;
  end if;
  execute format('create or replace function public.clock_now() returns timestamptz language sql stable parallel safe return now() + interval %L', ahead::text);
end $$;
comment on procedure upkeep.set_clock is 'Moves the clock of a demo or test database; a long jump carries sessions along. Only the owner reaches it.';
