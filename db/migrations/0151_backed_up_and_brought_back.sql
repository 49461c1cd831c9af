-- Backups, and what must be known after one was brought back.

alter table public.installation add column timeline int;
alter table public.installation add column settled_era int not null default 1;
alter table public.installation add column backups_by text check (backups_by in ('hallway', 'operator'));
update public.installation set settled_era = era;
comment on column public.installation.era is 'Counts up when transaction numbers begin anew or are used again: the data lands in another cluster, or goes on in another timeline after a backup was brought back.';
comment on column public.installation.timeline is 'The cluster''s timeline when era was last looked at.';
comment on column public.installation.settled_era is 'The era up to which what a new one asks for has been done: messages that went out since are known, the trail says what happened.';
comment on column public.installation.backups_by is 'hallway: the launcher makes backups of its own PostgreSQL. operator: whoever runs the PostgreSQL does. Null until a launcher has said.';

create table public.handed_over (
  partnership_id uuid not null references public.partnership,
  mark bytea not null check (length(mark) = 32),
  at timestamptz not null,
  primary key (partnership_id, mark)
);
comment on table public.handed_over is 'Messages that the mail server took in a time that a restored backup does not know: they are not sent again. Filled from the journal outside the database.';
comment on column public.handed_over.mark is 'Keyed hash of the message''s dedupe_key.';
call upkeep.guard('public.handed_over');
grant select on public.handed_over to hallway_app;
create policy delivering on public.handed_over for select to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('job'));

create table public.backup_run (
  id uuid primary key,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  failed text check (failed ~ '^[a-z-]{1,60}$'),
  bytes bigint check (bytes >= 0),
  constraint a_run_made_something_or_failed check ((failed is null) = (bytes is not null)),
  check (ended_at >= started_at)
);
comment on table public.backup_run is 'A backup that was made, or failed (a coded reason), in real time. Installation-wide; written by the launcher.';
create index backup_run_newest on public.backup_run (ended_at desc);
call upkeep.guard('public.backup_run');
grant select on public.backup_run to hallway_app;
create policy administrators on public.backup_run for select to hallway_app using (public.ctx_partnership() is not null
  and public.ctx_is('coordinator', 'privacy_officer', 'agency_administrator', 'job'));
