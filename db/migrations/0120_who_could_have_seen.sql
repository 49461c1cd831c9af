-- Who could have seen a record is answered from the rows that let them. A row that is changed or taken away leaves behind what it had allowed until then.

alter table public.person_seen add column since timestamptz;
alter table public.person_seen alter column since set default public.clock_now();
comment on column public.person_seen.since is 'Since when the row says so, whatever days it names; null: since before this was kept.';

create table public.person_seen_past (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  person_id uuid not null references public.person,
  seer_id uuid not null,
  reason text not null,
  reason_id uuid not null,
  during tstzrange not null check (not isempty(during)),
  primary key (partnership_id, id)
);
comment on table public.person_seen_past is 'What a row of person_seen about a student had allowed before it was changed or taken away. No policy lets anybody see a person by it.';
create index person_seen_past_of on public.person_seen_past (partnership_id, person_id);

create table public.membership_past (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  membership_id uuid not null,
  person_id uuid not null references public.person,
  organisation_id uuid not null,
  role text not null references reference.role,
  during tstzrange not null check (not isempty(during)),
  primary key (partnership_id, id),
  foreign key (partnership_id, organisation_id) references public.organisation
);
comment on table public.membership_past is 'When a membership could be acted under, as it stood before it was changed or taken away: one that is ended for days gone by was open until that moment.';

call upkeep.guard('public.person_seen_past');
call upkeep.guard('public.membership_past');
call upkeep.open_to_gate('public.person_seen_past', 'select, insert, delete');
call upkeep.open_to_gate('public.membership_past', 'select, insert');
grant select on public.person_seen_past, public.membership_past to hallway_app;

do $$ declare t text; begin
  foreach t in array array['person_seen', 'person_seen_past', 'membership_past'] loop
    execute format('create policy accounted on public.%I for select to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is(''coordinator'', ''privacy_officer''))', t);
  end loop;
end $$;
create policy accounted on public.link for select to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('privacy_officer') and kind = 'visit');

set role hallway_gate;
create function gate.was_seen(during tstzrange, since timestamptz) returns tstzrange language sql stable set search_path = '' as $$
  select during * tstzrange(since, greatest(since, public.clock_now()))
$$;
comment on function gate.was_seen is 'What a row of person_seen has allowed from when it was written until now.';

create function gate.what_was_seen_is_kept() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  was tstzrange;
  before public.person_seen_past;
begin
  if tg_op <> 'INSERT' then
    was := gate.was_seen(old.during, old.since);
    if tg_op = 'UPDATE' and (new.person_id, new.seer_id, new.reason, new.reason_id) = (old.person_id, old.seer_id, old.reason, old.reason_id)
      and gate.was_seen(new.during, old.since) = was then
      new.since := old.since;
      return new;
    end if;
    if not isempty(was) and old.reason in ('student', 'enrolment', 'guardianship', 'care') then
      insert into public.person_seen_past (partnership_id, person_id, seer_id, reason, reason_id, during)
      values (old.partnership_id, old.person_id, old.seer_id, old.reason, old.reason_id, was);
    end if;
    if tg_op = 'DELETE' then return old; end if;
    new.since := public.clock_now();
    return new;
  end if;
  -- Taken away a moment ago and put back as it was: what is written anew with each import does not become a history of its own.
  new.since := public.clock_now();
  select * into before from public.person_seen_past x
    where x.partnership_id = new.partnership_id and x.person_id = new.person_id and x.seer_id = new.seer_id and x.reason = new.reason and x.reason_id = new.reason_id
      and upper(x.during) = new.since and x.during = gate.was_seen(new.during, lower(x.during))
    limit 1;
  if found then
    delete from public.person_seen_past x where x.partnership_id = before.partnership_id and x.id = before.id;
    new.since := lower(before.during);
  end if;
  return new;
end $$;
comment on function gate.what_was_seen_is_kept is 'Trigger: a reason to see a student that changes or goes leaves what it had allowed until now in person_seen_past; since is the database''s own word.';

create function gate.when_in_office(days daterange, zone text, created_at timestamptz, ended_at timestamptz, as_of timestamptz) returns tstzrange language sql stable set search_path = '' as $$
  select case when created_at < coalesce(ended_at, as_of) then gate.days_as_instants(days, zone) * tstzrange(created_at, coalesce(ended_at, as_of)) else 'empty' end
$$;
comment on function gate.when_in_office is 'When a membership could be acted under, up to a moment.';

create function gate.what_office_was_held_is_kept() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  zone text;
  was tstzrange;
begin
  select p.zone into zone from public.partnership p where p.id = old.partnership_id;
  was := gate.when_in_office(old.during, zone, old.created_at, old.ended_at, public.clock_now());
  if isempty(was) then return null; end if;
  if tg_op = 'UPDATE' then
    if (new.person_id, new.organisation_id, new.role) = (old.person_id, old.organisation_id, old.role)
      and gate.when_in_office(new.during, zone, new.created_at, new.ended_at, public.clock_now()) @> was then
      return null;
    end if;
  end if;
  insert into public.membership_past (partnership_id, membership_id, person_id, organisation_id, role, during)
  values (old.partnership_id, old.id, old.person_id, old.organisation_id, old.role, was);
  return null;
end $$;
comment on function gate.what_office_was_held_is_kept is 'Trigger: a membership that is changed or taken away leaves when it could be acted under until now in membership_past.';
reset role;

create trigger is_kept before insert or update or delete on public.person_seen for each row execute function gate.what_was_seen_is_kept();
create trigger is_kept after update or delete on public.membership for each row execute function gate.what_office_was_held_is_kept();
