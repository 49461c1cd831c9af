-- A roster on its way in: its rows wait in a table of their own while they are checked against each other, so that memory does not grow with the file.

alter table public.roster_import add column rows_read int not null default 0 check (rows_read >= 0);
alter table public.roster_import add column rows_in_files int check (rows_in_files >= 0);
alter table public.roster_import add column touched_at timestamptz not null default now();
comment on column public.roster_import.rows_read is 'How far a running import is, of rows_in_files.';
comment on column public.roster_import.touched_at is 'When the running import last said so, in real time: one that fell silent has stopped, and nothing of it was kept.';

alter table public.roster_refusal add column kept boolean not null default false;
comment on column public.roster_refusal.kept is 'True: the row was kept, but not all that it says. False: it was left out.';

alter table public.roster_person add column said text;
comment on column public.roster_person.said is 'Digest of what the roster last said of the person (names, email, phone): only when that changes is the person changed.';

create unlogged table public.roster_row (
  partnership_id uuid not null,
  import_id uuid not null,
  kind text not null,
  id text not null,
  refers_to text,
  also_to text,
  file text not null,
  line int not null,
  counted text,
  own boolean not null,
  may_be_cut boolean not null,
  data jsonb not null,
  notes text[] not null,
  refused text,
  ready boolean not null default false,
  target uuid,
  primary key (partnership_id, import_id, kind, id)
);
comment on table public.roster_row is 'The rows of an import while it runs, in one transaction: filled, checked, carried over and emptied again. Not logged and without foreign keys: nobody else ever sees one.';
comment on column public.roster_row.own is 'The row decides for its line: if it is left out, the line counts as left out.';
comment on column public.roster_row.refers_to is 'What it hangs on: a role on a person, a class place on a class, a class on a school, two people on each other.';
comment on column public.roster_row.also_to is 'The second thing it hangs on: a role on an organisation, a class place on a person.';
comment on column public.roster_row.ready is 'Checked, and wanted: this becomes a record.';
comment on column public.roster_row.target is 'The id of the record that it is or becomes.';
create index roster_row_refers on public.roster_row (partnership_id, import_id, kind, refers_to);
call upkeep.guard('public.roster_row');
-- maintain: the import has the freshly filled table analysed, or its joins would be planned for an empty one (and take a hundred times as long).
grant select, insert, update, delete, maintain on public.roster_row to hallway_app;
create policy importer on public.roster_row for all to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'privacy_officer', 'job'));
