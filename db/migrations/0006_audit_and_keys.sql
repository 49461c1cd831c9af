-- The trail, the seals over it, disclosures, and the keys of sealed text.

create table public.data_key (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  student_id uuid not null,
  regime text not null check (regime in ('school', 'clinical')),
  key_version int not null check (key_version > 0),
  wrapped bytea,
  created_at timestamptz not null default public.clock_now(),
  destroyed_at timestamptz,
  primary key (partnership_id, id),
  foreign key (partnership_id, student_id) references public.student,
  constraint one_key_a_student_and_regime unique (partnership_id, student_id, regime),
  constraint a_destroyed_key_is_gone check ((wrapped is null) = (destroyed_at is not null))
);
comment on table public.data_key is 'The key that seals free text about a student, one for the school''s record and one for the therapist''s, wrapped by the installation''s key of that version.';

create function public.current_era() returns int language sql stable parallel safe return (select i.era from public.installation i);
comment on function public.current_era is 'The era that rows of the logs are written in. Only the owner begins a new one, after a restore.';
grant execute on function public.current_era to hallway_app;

create table public.audit_entry (
  partnership_id uuid not null references public.partnership,
  id uuid not null,
  era int not null default public.current_era(),
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null default now(),
  body jsonb not null,
  hmac bytea not null check (length(hmac) = 32),
  student_id uuid generated always as ((body ->> 'studentId')::uuid) stored,
  actor_id uuid generated always as ((body ->> 'personId')::uuid) stored,
  action text generated always as (body ->> 'action') stored,
  clock text collate "C" generated always as (body ->> 'clock') stored,
  primary key (partnership_id, id)
);
comment on table public.audit_entry is 'Who did or saw what, of whom, why. Written once. at is real time, also in a demo, whose own time stands in the body.';
comment on column public.audit_entry.body is 'Canonical content: action, clock, actorKind, personId, membershipId, organisationId, kioskId, linkId, purpose, studentId, subjectKind, subjectId, more; never free text.';
comment on column public.audit_entry.clock is 'clock_now() as the writer had it: ISO 8601 in UTC with six decimals, so that its text sorts as its time.';
create index audit_entry_by_xid on public.audit_entry (era, xid, id);
create index audit_entry_by_student on public.audit_entry (partnership_id, student_id, at desc);
create index audit_entry_by_time on public.audit_entry (partnership_id, at desc, id);
create index audit_entry_by_clock on public.audit_entry (partnership_id, clock);
create index audit_entry_by_actor on public.audit_entry (partnership_id, actor_id, at desc);

create table public.audit_seal (
  n bigint primary key,
  era int not null,
  from_xid xid8 not null,
  to_xid xid8 not null,
  rows int not null check (rows >= 0),
  root bytea not null,
  prev bytea not null check (length(prev) = 32),
  seal bytea not null,
  at timestamptz not null default now(),
  constraint each_window_is_sealed_once unique (era, from_xid),
  check (from_xid <= to_xid)
);
comment on table public.audit_seal is 'Seals over audit entries and disclosures of [from_xid, to_xid): Merkle root chained to the previous seal. Installation-wide.';

create table public.disclosure (
  partnership_id uuid not null references public.partnership,
  id uuid not null,
  era int not null default public.current_era(),
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null default public.clock_now(),
  student_id uuid not null,
  from_organisation_id uuid not null,
  to_organisation_id uuid not null,
  to_person_id uuid references public.person,
  what text not null,
  purpose text not null,
  basis text not null check (basis in ('release', 'emergency', 'law')),
  consent_id uuid,
  by_person uuid references public.person,
  hmac bytea not null check (length(hmac) = 32),
  primary key (partnership_id, id),
  foreign key (partnership_id, student_id) references public.student,
  foreign key (partnership_id, from_organisation_id) references public.organisation,
  foreign key (partnership_id, to_organisation_id) references public.organisation
);
comment on table public.disclosure is 'A record given to another organisation (FERPA 99.32, HIPAA 164.528): what, to whom, on what basis. Written once.';
create index disclosure_by_xid on public.disclosure (era, xid, id);

call upkeep.guard('public.data_key');
call upkeep.guard('public.audit_entry');
call upkeep.guard('public.audit_seal');
call upkeep.guard('public.disclosure');

create trigger never_changes before update or delete on public.audit_entry for each row execute function public.never_changes();
create trigger never_emptied before truncate on public.audit_entry for each statement execute function public.never_changes();
create trigger never_changes before update or delete on public.audit_seal for each row execute function public.never_changes();
create trigger never_emptied before truncate on public.audit_seal for each statement execute function public.never_changes();
create trigger never_changes before update or delete on public.disclosure for each row execute function public.never_changes();
create trigger never_emptied before truncate on public.disclosure for each statement execute function public.never_changes();

grant select, insert on public.data_key to hallway_app;
-- Even that a key exists tells something: it is seen by who sees the student, the clinical one by the therapist (and in the visit itself, 0013).
do $$ declare may text := 'partnership_id = public.ctx_partnership() and public.ctx_is(variadic case regime when ''clinical'' then ''{therapist,job}''::text[]
    else ''{counselor,front_office,coordinator,privacy_officer,therapist,guardian,job}''::text[] end) and exists (
  select from public.person_seen s where s.partnership_id = public.ctx_partnership() and s.person_id = data_key.student_id and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now())';
begin
  execute format('create policy seen on public.data_key for select to hallway_app using (%s)', may);
  execute format('create policy written on public.data_key for insert to hallway_app with check (%s)', may);
end $$;

-- Era, transaction and time of a row are the database's own word.
grant insert (partnership_id, id, body, hmac) on public.audit_entry to hallway_app;
grant select on public.audit_entry to hallway_app;
create policy written on public.audit_entry for insert to hallway_app with check (partnership_id = public.ctx_partnership());
create policy trail on public.audit_entry for select to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'privacy_officer', 'job'));

grant select on public.audit_seal to hallway_app;
create policy anyone on public.audit_seal for select to hallway_app using (public.ctx_partnership() is not null);

grant select on public.disclosure to hallway_app;
grant insert (partnership_id, id, student_id, from_organisation_id, to_organisation_id, to_person_id, what, purpose, basis, consent_id, by_person, hmac) on public.disclosure to hallway_app;
create policy written on public.disclosure for insert to hallway_app with check (partnership_id = public.ctx_partnership());
create policy seen on public.disclosure for select to hallway_app using (partnership_id = public.ctx_partnership()
  and public.ctx_is('counselor', 'coordinator', 'privacy_officer', 'therapist', 'guardian', 'job') and exists (
  select from public.person_seen s where s.partnership_id = public.ctx_partnership() and s.person_id = disclosure.student_id and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now()));

grant select on public.audit_entry, public.disclosure, public.installation to hallway_sealer;
grant select, insert on public.audit_seal to hallway_sealer;
create policy sealer on public.audit_entry for select to hallway_sealer using (true);
create policy sealer on public.disclosure for select to hallway_sealer using (true);
create policy sealer on public.audit_seal for all to hallway_sealer using (true) with check (true);
create policy sealer on public.installation for select to hallway_sealer using (true);
