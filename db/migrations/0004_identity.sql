-- Installation, partnerships, organisations, people, memberships, engagements, and who may see whom.

create table public.installation (
  one boolean primary key default true check (one),
  kind text not null default 'real' check (kind in ('real', 'demo', 'test')),
  demo_partnership_id uuid,
  era int not null default 1,
  system_identifier text not null
);
comment on table public.installation is 'One row: what this database is for. kind demo or test lets the owner move the clock; era changes when the data lands in another cluster (restore).';

create table public.partnership (
  id uuid primary key default gen_random_uuid(),
  name text not null check (btrim(name) <> ''),
  zone text not null,
  default_language text not null default 'en' references reference.language,
  list_id uuid not null unique default gen_random_uuid(),
  made_up boolean not null default false,
  small_group_under int not null default 10 check (small_group_under >= 2),
  created_at timestamptz not null default public.clock_now()
);
comment on table public.partnership is 'Districts and agencies that run Hallway together; the tenant.';
comment on column public.partnership.list_id is 'Seer id of those who see the partnership''s whole list (coordinator, privacy officer, jobs).';
comment on column public.partnership.small_group_under is 'Groups smaller than this are never shown in aggregates.';
alter table public.installation add foreign key (demo_partnership_id) references public.partnership;

create table public.organisation (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  kind text not null check (kind in ('district', 'school', 'agency')),
  name text not null check (btrim(name) <> ''),
  parent_id uuid,
  state text references reference.state,
  zone text,
  phone text,
  source text,
  sourced_id text,
  created_at timestamptz not null default public.clock_now(),
  primary key (partnership_id, id),
  foreign key (partnership_id, parent_id) references public.organisation,
  unique nulls distinct (partnership_id, source, sourced_id),
  constraint outside_records_name_source_and_id check ((source is null) = (sourced_id is null))
);
comment on table public.organisation is 'A district, school or agency of a partnership. A school without state and zone cannot be booked.';
comment on column public.organisation.source is 'Which outside roster it came from; with sourced_id its key there.';

create table public.person (
  id uuid primary key default gen_random_uuid(),
  given_name text not null check (btrim(given_name) <> ''),
  family_name text not null check (btrim(family_name) <> ''),
  email text check (email ~ '^[^@\s]+@[^@\s]+$'),
  phone text,
  language text not null default 'en' references reference.language,
  made_up boolean not null default false,
  created_at timestamptz not null default public.clock_now()
);
comment on table public.person is 'A human, once for the installation, however many roles. What a partnership may see of them is decided by person_seen.';
comment on column public.person.made_up is 'Not a real person: the only kind that a demo database accepts.';
create index person_name on public.person using gin ((given_name || ' ' || family_name) gin_trgm_ops);
create index person_email on public.person (lower(email));

create table public.person_seen (
  partnership_id uuid not null references public.partnership,
  person_id uuid not null references public.person,
  seer_id uuid not null,
  reason text not null check (reason in ('membership', 'engagement', 'enrolment', 'student', 'guardianship', 'guardian', 'care')),
  reason_id uuid not null,
  during tstzrange not null default tstzrange(null, null),
  primary key (partnership_id, person_id, seer_id, reason, reason_id)
);
comment on table public.person_seen is 'Which seer (partnership, school, whole list, therapist, guardian) has a reason to see which person, and when. Kept by triggers on what gives the reason; every policy about people asks it.';
create index person_seen_by on public.person_seen (partnership_id, seer_id, person_id);

create table public.membership (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  person_id uuid not null references public.person,
  organisation_id uuid not null,
  role text not null references reference.role,
  during daterange not null check (not isempty(during) and lower(during) is not null),
  source text,
  sourced_id text,
  created_at timestamptz not null default public.clock_now(),
  primary key (partnership_id, id),
  foreign key (partnership_id, organisation_id) references public.organisation,
  unique nulls distinct (partnership_id, source, sourced_id),
  constraint outside_records_name_source_and_id check ((source is null) = (sourced_id is null)),
  constraint one_membership_at_a_time exclude using gist (partnership_id with =, person_id with =, organisation_id with =, role with =, during with &&)
);
comment on table public.membership is 'A person works for an organisation in a role, from a day to a day. A request acts under exactly one.';

create table public.engagement (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  therapist_id uuid not null references public.person,
  agency_id uuid not null,
  during daterange not null check (not isempty(during) and lower(during) is not null),
  caseload_limit int not null check (caseload_limit >= 0),
  caseload_count int not null default 0 check (caseload_count >= 0),
  places text[] not null default '{school,home}' check (places <@ '{school,home}' and cardinality(places) > 0),
  ages int4range not null default int4range(5, 20) check (not isempty(ages)),
  identity text[] not null default '{}' check (identity <@ '{woman,man,nonbinary}'),
  primary key (partnership_id, id),
  foreign key (partnership_id, agency_id) references public.organisation,
  constraint engagement_of_its_therapist unique (partnership_id, id, therapist_id),
  constraint one_engagement_at_a_time exclude using gist (partnership_id with =, therapist_id with =, during with &&),
  constraint caseload_never_above_limit check (caseload_count <= caseload_limit)
);
comment on table public.engagement is 'A therapist works for an agency in a partnership: what makes them bookable there.';
comment on column public.engagement.caseload_count is 'Open episodes of care; kept by the trigger on episode_of_care, so that two acceptances queue on this row.';
comment on column public.engagement.identity is 'What the therapist says of themselves that a family may ask for.';
comment on column public.engagement.ages is 'Ages in years the therapist sees, half-open: [11,19) is 11 to 18.';

call upkeep.guard('public.installation');
call upkeep.guard('public.partnership');
call upkeep.guard('public.organisation');
call upkeep.guard('public.person');
call upkeep.guard('public.person_seen');
call upkeep.guard('public.membership');
call upkeep.guard('public.engagement');
call upkeep.open_to_gate('public.installation');
call upkeep.open_to_gate('public.partnership');
call upkeep.open_to_gate('public.organisation', 'select, insert, update');
call upkeep.open_to_gate('public.person', 'select, insert, update');
call upkeep.open_to_gate('public.person_seen', 'select, insert, update, delete');
call upkeep.open_to_gate('public.membership', 'select, insert, update');
call upkeep.open_to_gate('public.engagement', 'select, insert, update');

create trigger zone_exists before insert or update of zone on public.partnership for each row execute function public.zone_exists();
create trigger zone_exists before insert or update of zone on public.organisation for each row execute function public.zone_exists();

-- A demo holds the demo and nothing else.
set role hallway_gate;
create function gate.demo_holds_only_the_demo() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if (select i.kind from public.installation i) = 'demo' and not new.made_up then
    perform public.refuse('a_demo_holds_only_made_up_people');
  end if;
  return new;
end $$;
reset role;
create function public.demo_begins_empty() returns trigger language plpgsql set search_path = '' as $$
begin
  if new.kind = 'demo' and (tg_op = 'INSERT' or old.kind <> 'demo')
    and (exists (select from public.person p where not p.made_up) or exists (select from public.partnership p where not p.made_up)) then
    perform public.refuse('a_demo_holds_only_made_up_people');
  end if;
  return new;
end $$;
create trigger demo_begins_empty before insert or update on public.installation for each row execute function public.demo_begins_empty();
create trigger demo_holds_only_the_demo before insert or update on public.person for each row execute function gate.demo_holds_only_the_demo();
create trigger demo_holds_only_the_demo before insert or update on public.partnership for each row execute function gate.demo_holds_only_the_demo();
insert into public.installation (system_identifier) select system_identifier::text from pg_control_system();

create procedure upkeep.set_clock(ahead interval) language plpgsql set search_path = '' as $$
begin
  if (select kind from public.installation) not in ('demo', 'test') then
    perform public.refuse('only_a_demo_or_test_clock_moves');
  end if;
  execute format('create or replace function public.clock_now() returns timestamptz language sql stable parallel safe return now() + interval %L', ahead::text);
end $$;
comment on procedure upkeep.set_clock is 'Moves the clock of a demo or test database. Only the owner reaches it.';

-- Reasons to see people.
set role hallway_gate;
create function gate.membership_is_a_reason() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op <> 'INSERT' then
    delete from public.person_seen where partnership_id = old.partnership_id and reason = 'membership' and reason_id = old.id;
  end if;
  if tg_op <> 'DELETE' then
    insert into public.person_seen (partnership_id, person_id, seer_id, reason, reason_id) values (new.partnership_id, new.person_id, new.partnership_id, 'membership', new.id);
  end if;
  return null;
end $$;
reset role;
create trigger is_a_reason after insert or update of person_id or delete on public.membership for each row execute function gate.membership_is_a_reason();

set role hallway_gate;
create function gate.engagement_is_a_reason() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op <> 'INSERT' then
    delete from public.person_seen where partnership_id = old.partnership_id and reason = 'engagement' and reason_id = old.id;
  end if;
  if tg_op <> 'DELETE' then
    insert into public.person_seen (partnership_id, person_id, seer_id, reason, reason_id) values (new.partnership_id, new.therapist_id, new.partnership_id, 'engagement', new.id);
  end if;
  return null;
end $$;
reset role;
create trigger is_a_reason after insert or update of therapist_id or delete on public.engagement for each row execute function gate.engagement_is_a_reason();

-- Policies of the app. Nothing without a context.
grant select on public.installation to hallway_app;
create policy anyone on public.installation for select to hallway_app using (true);

grant select on public.partnership to hallway_app;
create policy own on public.partnership for select to hallway_app using (id = public.ctx_partnership());
create policy member on public.partnership for select to hallway_app
  using (exists (select from public.membership m where m.partnership_id = partnership.id and m.person_id = public.ctx_person()));

grant select, insert, update on public.organisation to hallway_app;
create policy own on public.organisation for select to hallway_app using (partnership_id = public.ctx_partnership());
create policy member on public.organisation for select to hallway_app
  using (exists (select from public.membership m where m.partnership_id = organisation.partnership_id and m.organisation_id = organisation.id and m.person_id = public.ctx_person()));
create policy written on public.organisation for insert to hallway_app
  with check (partnership_id = public.ctx_partnership() and public.ctx_role() in ('coordinator', 'privacy_officer', 'job'));
create policy changed on public.organisation for update to hallway_app
  using (partnership_id = public.ctx_partnership() and (public.ctx_role() in ('coordinator', 'privacy_officer', 'job') or (public.ctx_role() = 'front_office' and id = public.ctx_organisation())));

grant select on public.person_seen to hallway_app;
create policy own on public.person_seen for select to hallway_app using (partnership_id = public.ctx_partnership() and seer_id = any (public.ctx_seers()));

grant select, insert, update on public.person to hallway_app;
create policy self on public.person for select to hallway_app using (id = public.ctx_person());
create policy seen on public.person for select to hallway_app using (exists (
  select from public.person_seen s where s.partnership_id = public.ctx_partnership() and s.person_id = person.id and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now()));
create policy written on public.person for insert to hallway_app with check (public.ctx_partnership() is not null and public.ctx_role() in ('counselor', 'front_office', 'coordinator', 'agency_administrator', 'privacy_officer', 'job'));
create policy changed on public.person for update to hallway_app using (
  public.ctx_role() in ('counselor', 'front_office', 'coordinator', 'agency_administrator', 'privacy_officer', 'job') and exists (
  select from public.person_seen s where s.partnership_id = public.ctx_partnership() and s.person_id = person.id and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now()));

grant select on public.membership, public.engagement to hallway_app;
create policy own on public.membership for select to hallway_app using (partnership_id = public.ctx_partnership());
create policy self on public.membership for select to hallway_app using (person_id = public.ctx_person());
create policy own on public.engagement for select to hallway_app using (partnership_id = public.ctx_partnership());
grant update (during, caseload_limit, places, ages, identity) on public.engagement to hallway_app;
create policy changed on public.engagement for update to hallway_app
  using (partnership_id = public.ctx_partnership() and (therapist_id = public.ctx_person() or public.ctx_role() in ('agency_administrator', 'coordinator', 'job')));

alter table public.person_seen set (autovacuum_vacuum_scale_factor = 0.05);
