-- Students and what a roster says about them.

create table public.student (
  partnership_id uuid not null references public.partnership,
  id uuid not null references public.person,
  birth_date date,
  grade text,
  preferred_name text check (btrim(preferred_name) <> ''),
  preferred_name_seen_by text not null default 'care_team' check (preferred_name_seen_by in ('care_team', 'school', 'everyone')),
  home_state text references reference.state,
  home_zone text,
  created_at timestamptz not null default public.clock_now(),
  primary key (partnership_id, id)
);
comment on table public.student is 'A person who is a student of this partnership; id is the person''s.';
comment on column public.student.preferred_name_seen_by is 'care_team: counselor and therapist, not the family; school: all who see the student at school; everyone: guardians too.';
comment on column public.student.home_state is 'Where a home visit takes place: decides license and law.';

create table public.school_year (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  title text not null,
  during daterange not null check (not isempty(during)),
  source text,
  sourced_id text,
  primary key (partnership_id, id),
  unique nulls distinct (partnership_id, source, sourced_id)
);
comment on table public.school_year is 'A school year; bell schedules, consents and caseload limits name theirs.';

create table public.term (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  school_year_id uuid,
  title text not null,
  kind text not null check (kind in ('term', 'semester', 'grading_period', 'other')),
  during daterange not null check (not isempty(during)),
  source text,
  sourced_id text,
  primary key (partnership_id, id),
  foreign key (partnership_id, school_year_id) references public.school_year,
  unique nulls distinct (partnership_id, source, sourced_id)
);
comment on table public.term is 'A part of a school year.';

create table public.enrolment (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  student_id uuid not null,
  school_id uuid not null,
  during daterange not null check (not isempty(during) and lower(during) is not null),
  source text,
  sourced_id text,
  primary key (partnership_id, id),
  foreign key (partnership_id, student_id) references public.student,
  foreign key (partnership_id, school_id) references public.organisation,
  unique nulls distinct (partnership_id, source, sourced_id),
  constraint outside_records_name_source_and_id check ((source is null) = (sourced_id is null)),
  constraint one_enrolment_at_a_school_at_a_time exclude using gist (partnership_id with =, student_id with =, school_id with =, during with &&)
);
comment on table public.enrolment is 'A student at a school, from a day to a day. The school''s access begins and ends with it.';

create table public.class (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  school_id uuid not null,
  title text not null,
  course_code text,
  course_title text,
  periods text[] not null default '{}',
  source text,
  sourced_id text,
  primary key (partnership_id, id),
  foreign key (partnership_id, school_id) references public.organisation,
  unique nulls distinct (partnership_id, source, sourced_id)
);
comment on table public.class is 'A class (section) at a school.';
comment on column public.class.course_code is 'Text: codes begin with zeros.';

create table public.class_term (
  partnership_id uuid not null references public.partnership,
  class_id uuid not null,
  term_id uuid not null,
  primary key (partnership_id, class_id, term_id),
  foreign key (partnership_id, class_id) references public.class on delete cascade,
  foreign key (partnership_id, term_id) references public.term
);
comment on table public.class_term is 'The terms a class runs in; a class may have none.';

create table public.class_enrolment (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  class_id uuid not null,
  person_id uuid not null references public.person,
  part text not null check (part in ('student', 'teacher', 'other')),
  during daterange check (not isempty(during)),
  source text,
  sourced_id text,
  primary key (partnership_id, id),
  foreign key (partnership_id, class_id) references public.class,
  unique nulls distinct (partnership_id, source, sourced_id)
);
comment on table public.class_enrolment is 'Who is in a class, as student or teacher.';

create table public.roster_person (
  partnership_id uuid not null references public.partnership,
  source text not null,
  sourced_id text not null,
  person_id uuid not null references public.person,
  active boolean not null default true,
  primary key (partnership_id, source, sourced_id)
);
comment on table public.roster_person is 'The outside key of a person: which row of which roster they are.';

create table public.guardianship (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  student_id uuid not null,
  guardian_id uuid not null references public.person,
  relationship text not null check (relationship in ('mother', 'father', 'parent', 'stepparent', 'grandparent', 'aunt_uncle', 'sibling', 'foster_parent', 'legal_guardian', 'other')),
  decision_right boolean not null default false,
  access_right boolean not null default false,
  court_order boolean not null default false,
  during daterange not null check (not isempty(during) and lower(during) is not null),
  language text not null default 'en' references reference.language,
  channels text[] not null default '{}' check (channels <@ '{email,phone,letter}'),
  source text,
  sourced_id text,
  confirmed_at timestamptz,
  confirmed_by uuid,
  primary key (partnership_id, id),
  foreign key (partnership_id, student_id) references public.student,
  foreign key (partnership_id, confirmed_by) references public.membership,
  unique nulls distinct (partnership_id, source, sourced_id),
  constraint nobody_is_their_own_guardian check (student_id <> guardian_id),
  constraint rights_come_with_confirmation check (confirmed_at is not null or not (decision_right or access_right)),
  constraint a_confirmation_names_who check ((confirmed_at is null) = (confirmed_by is null)),
  constraint one_guardianship_at_a_time exclude using gist (partnership_id with =, student_id with =, guardian_id with =, during with &&)
);
comment on table public.guardianship is 'A grown-up''s bond to a student. A roster proposes it; staff confirm it; until then it grants nothing.';
comment on column public.guardianship.decision_right is 'May consent for the student.';
comment on column public.guardianship.access_right is 'May see that the student is in care, and join.';
comment on column public.guardianship.court_order is 'A court order says something about this bond; staff look before they act.';

create table public.roster_import (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  source text not null,
  format text not null,
  state text not null check (state in ('running', 'done', 'refused')),
  by_person uuid references public.person,
  started_at timestamptz not null default public.clock_now(),
  finished_at timestamptz,
  counts jsonb not null default '{}',
  refused_why text,
  primary key (partnership_id, id)
);
comment on table public.roster_import is 'One import of a roster: what was read, what was left out. counts: {orgs|users|classes|enrollments: {read, refused}}.';

create table public.roster_refusal (
  partnership_id uuid not null references public.partnership,
  import_id uuid not null,
  n int not null,
  file text not null,
  line int,
  reason text not null,
  what text,
  primary key (partnership_id, import_id, n),
  foreign key (partnership_id, import_id) references public.roster_import on delete cascade
);
comment on table public.roster_refusal is 'A row of a roster file that was left out: file, line, coded reason, and the sourced id it named.';

do $$ declare t text; begin
  foreach t in array array['student', 'school_year', 'term', 'enrolment', 'class', 'class_term', 'class_enrolment', 'roster_person', 'guardianship', 'roster_import', 'roster_refusal'] loop
    call upkeep.guard(format('public.%I', t)::regclass);
  end loop;
end $$;
call upkeep.open_to_gate('public.student', 'select, insert, update');
call upkeep.open_to_gate('public.enrolment', 'select, insert, update');
call upkeep.open_to_gate('public.guardianship', 'select, insert, update');

-- Reasons to see a student: the partnership's list always; a school while enrolled; a guardian while confirmed with access.
set role hallway_gate;
create function gate.student_is_a_reason() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into public.person_seen (partnership_id, person_id, seer_id, reason, reason_id)
  select new.partnership_id, new.id, p.list_id, 'student', new.id from public.partnership p where p.id = new.partnership_id;
  return null;
end $$;
create function gate.days_as_instants(days daterange, zone text) returns tstzrange language sql stable set search_path = '' as $$
  select tstzrange(lower(days)::timestamp at time zone zone, upper(days)::timestamp at time zone zone)
$$;
create function gate.enrolment_is_a_reason() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op <> 'INSERT' then
    delete from public.person_seen where partnership_id = old.partnership_id and reason = 'enrolment' and reason_id = old.id;
  end if;
  if tg_op <> 'DELETE' then
    insert into public.person_seen (partnership_id, person_id, seer_id, reason, reason_id, during)
    select new.partnership_id, new.student_id, new.school_id, 'enrolment', new.id, gate.days_as_instants(new.during, coalesce(o.zone, p.zone))
    from public.partnership p join public.organisation o on o.partnership_id = p.id and o.id = new.school_id
    where p.id = new.partnership_id;
  end if;
  return null;
end $$;
create function gate.guardianship_is_a_reason() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op <> 'INSERT' then
    delete from public.person_seen where partnership_id = old.partnership_id and reason in ('guardianship', 'guardian') and reason_id = old.id;
  end if;
  if tg_op <> 'DELETE' then
    if new.confirmed_at is not null and new.access_right then
      insert into public.person_seen (partnership_id, person_id, seer_id, reason, reason_id, during)
      select new.partnership_id, new.student_id, new.guardian_id, 'guardianship', new.id, gate.days_as_instants(new.during, p.zone)
      from public.partnership p where p.id = new.partnership_id;
    end if;
    -- The partnership's list sees the guardian; other seers reach guardians through the student (policy on person).
    insert into public.person_seen (partnership_id, person_id, seer_id, reason, reason_id)
    select new.partnership_id, new.guardian_id, p.list_id, 'guardian', new.id from public.partnership p where p.id = new.partnership_id;
  end if;
  return null;
end $$;
reset role;
set role hallway_gate;
create function gate.a_zone_moves_its_days() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update public.person_seen s set during = gate.days_as_instants(e.during, coalesce(new.zone, p.zone))
  from public.enrolment e join public.partnership p on p.id = e.partnership_id
  where e.partnership_id = new.partnership_id and e.school_id = new.id and s.partnership_id = e.partnership_id and s.person_id = e.student_id and s.seer_id = e.school_id
    and s.reason = 'enrolment' and s.reason_id = e.id;
  return null;
end $$;
comment on function gate.a_zone_moves_its_days is 'Trigger: a school that moves to another zone sees its students by the days of that zone.';
reset role;
create trigger a_zone_moves_its_days after update of zone on public.organisation for each row when (new.zone is distinct from old.zone) execute function gate.a_zone_moves_its_days();
create trigger is_a_reason after insert on public.student for each row execute function gate.student_is_a_reason();
create trigger is_a_reason after insert or update of student_id, school_id, during or delete on public.enrolment for each row execute function gate.enrolment_is_a_reason();
create trigger is_a_reason after insert or update or delete on public.guardianship for each row execute function gate.guardianship_is_a_reason();

create function public.guardianship_stays_whose_it_is() returns trigger language plpgsql set search_path = '' as $$
begin
  perform public.refuse('a_guardianship_stays_whose_it_is');
  return null;
end $$;
comment on function public.guardianship_stays_whose_it_is is 'Trigger: a guardianship names the same two people for good; passed on, it would make a person visible here whom only another partnership knows.';
create trigger stays_whose_it_is before update on public.guardianship for each row
  when ((new.student_id, new.guardian_id) is distinct from (old.student_id, old.guardian_id)) execute function public.guardianship_stays_whose_it_is();

create function public.home_zone_exists() returns trigger language plpgsql set search_path = '' as $$
begin
  if not exists (select from pg_catalog.pg_timezone_names n where n.name = new.home_zone and n.name like '%/%') then
    perform public.refuse('zone_is_an_iana_name', new.home_zone);
  end if;
  return new;
end $$;
create trigger home_zone_exists before insert or update of home_zone on public.student for each row when (new.home_zone is not null) execute function public.home_zone_exists();

-- Policies of the app.
create function public.ctx_is(variadic roles text[]) returns boolean language sql stable parallel safe return public.ctx_role() = any (roles);
comment on function public.ctx_is is 'Whether the actor has one of these roles.';
grant execute on function public.ctx_is to public;

grant select, insert, update on public.student to hallway_app;
create policy seen on public.student for select to hallway_app using (partnership_id = public.ctx_partnership() and exists (
  select from public.person_seen s where s.partnership_id = public.ctx_partnership() and s.person_id = student.id and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now()));
create policy written on public.student for insert to hallway_app with check (partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'privacy_officer', 'job'));
create policy changed on public.student for update to hallway_app using (partnership_id = public.ctx_partnership()
  and public.ctx_is('counselor', 'front_office', 'coordinator', 'privacy_officer', 'job') and exists (
  select from public.person_seen s where s.partnership_id = public.ctx_partnership() and s.person_id = student.id and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now()));

grant select, insert, update on public.enrolment, public.guardianship, public.roster_person, public.school_year, public.term, public.class, public.class_enrolment, public.roster_import to hallway_app;
grant select, insert on public.roster_refusal to hallway_app;
grant select, insert, delete on public.class_term to hallway_app;

create policy seen on public.enrolment for select to hallway_app using (partnership_id = public.ctx_partnership() and (public.ctx_is('job') or exists (
  select from public.person_seen s where s.partnership_id = public.ctx_partnership() and s.person_id = enrolment.student_id and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now())));
create policy written on public.enrolment for insert to hallway_app with check (partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'privacy_officer', 'job'));
create policy changed on public.enrolment for update to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'privacy_officer', 'job'));

create policy seen on public.guardianship for select to hallway_app using (partnership_id = public.ctx_partnership() and (guardian_id = public.ctx_person() or exists (
  select from public.person_seen s where s.partnership_id = public.ctx_partnership() and s.person_id = guardianship.student_id and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now())));
create policy written on public.guardianship for insert to hallway_app with check (partnership_id = public.ctx_partnership()
  and public.ctx_is('counselor', 'front_office', 'coordinator', 'privacy_officer', 'job') and exists (
  select from public.person_seen s where s.partnership_id = public.ctx_partnership() and s.person_id = student_id and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now()));
create policy changed on public.guardianship for update to hallway_app using (partnership_id = public.ctx_partnership()
  and public.ctx_is('counselor', 'front_office', 'coordinator', 'privacy_officer', 'job') and exists (
  select from public.person_seen s where s.partnership_id = public.ctx_partnership() and s.person_id = student_id and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now()));

-- A guardian is seen by those who see the student.
create policy guardian_of_a_student_seen on public.person for select to hallway_app using (exists (
  select from public.guardianship g join public.person_seen s on s.partnership_id = g.partnership_id and s.person_id = g.student_id
  where g.partnership_id = public.ctx_partnership() and g.guardian_id = person.id and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now()));
create policy guardian_changed on public.person for update to hallway_app using (public.ctx_is('counselor', 'front_office', 'coordinator', 'privacy_officer', 'job') and exists (
  select from public.guardianship g join public.person_seen s on s.partnership_id = g.partnership_id and s.person_id = g.student_id
  where g.partnership_id = public.ctx_partnership() and g.guardian_id = person.id and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now()));

create policy own on public.school_year for select to hallway_app using (partnership_id = public.ctx_partnership());
create policy own on public.term for select to hallway_app using (partnership_id = public.ctx_partnership());
create policy written on public.school_year for all to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'privacy_officer', 'job'));
create policy written on public.term for all to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'privacy_officer', 'job'));

create policy own on public.class for select to hallway_app using (partnership_id = public.ctx_partnership() and (public.ctx_is('coordinator', 'privacy_officer', 'job') or school_id = public.ctx_organisation()));
create policy own on public.class_term for select to hallway_app using (partnership_id = public.ctx_partnership() and exists (select from public.class c where c.partnership_id = class_term.partnership_id and c.id = class_term.class_id));
create policy seen on public.class_enrolment for select to hallway_app using (partnership_id = public.ctx_partnership() and (public.ctx_is('job') or exists (
  select from public.person_seen s where s.partnership_id = public.ctx_partnership() and s.person_id = class_enrolment.person_id and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now())));
create policy written on public.class for all to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'privacy_officer', 'job'));
create policy written on public.class_term for all to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'privacy_officer', 'job'));
create policy written on public.class_enrolment for all to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'privacy_officer', 'job'));
create policy importer on public.roster_person for all to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'privacy_officer', 'job'));
create policy importer on public.roster_import for all to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'privacy_officer', 'job'));
create policy importer on public.roster_refusal for all to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'privacy_officer', 'job'));
