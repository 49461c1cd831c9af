-- What changed for whom: a log that says whose free time is to be worked out anew, so that processes may keep what they worked out.

create table public.resource_change (
  xid xid8 not null default pg_current_xact_id(),
  resource_id uuid,
  days daterange,
  at timestamptz not null default now(),
  constraint days_are_some check (not isempty(days))
);
comment on table public.resource_change is 'Appended by trigger when something changes from which free time is worked out. A reader that keeps what it worked out takes its snapshot along and asks gate.changed_since before it uses it. Rows are pruned after an hour.';
comment on column public.resource_change.xid is 'The transaction that changed it. A counter would move before the commit, and readers would miss rows.';
comment on column public.resource_change.resource_id is 'Therapist, student, guardian, interpreter: person; room; a school''s day: organisation. Null: everything, which is what is left of rows that were pruned.';
comment on column public.resource_change.days is 'UTC days on which it may have changed; null for all.';
comment on column public.resource_change.at is 'Real time, also in a demo: only pruning goes by it.';
create index resource_change_xid on public.resource_change (xid);
alter table public.resource_change set (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 1000);
call upkeep.guard('public.resource_change');
call upkeep.open_to_gate('public.resource_change', 'select, insert, delete');

create procedure upkeep.marks_changed(t regclass, resource_expression text, days_expression text default 'null') language plpgsql set search_path = '' as $$
declare
  n int := (select count(*) + 1 from pg_catalog.pg_trigger g where g.tgrelid = t and g.tgname like 'marks\_changed%');
  f text := (select format('gate.%I', 'marks_' || c.relname || '_changed' || case n when 1 then '' else '_' || n end) from pg_catalog.pg_class c where c.oid = t);
  part text := 'select unnest(''{}''::uuid[] || (%s)) id, (%s)::daterange days';
begin
  set role hallway_gate;
  execute format($f$
    create function %1$s() returns trigger language plpgsql security definer set search_path = '' as $body$
    declare
      before %2$s;
      after %2$s;
    begin
      if tg_op = 'UPDATE' and old is not distinct from new then return null; end if;
      if tg_op <> 'INSERT' then before := old; end if;
      if tg_op <> 'DELETE' then after := new; end if;
      insert into public.resource_change (resource_id, days) select distinct x.id, x.days from (
        %3$s where tg_op <> 'INSERT' union all
        %4$s where tg_op <> 'DELETE') x where x.id is not null;
      return null;
    end $body$ $f$, f, t,
    format(part, regexp_replace(resource_expression, '\mr\.', 'before.', 'g'), regexp_replace(days_expression, '\mr\.', 'before.', 'g')),
    format(part, regexp_replace(resource_expression, '\mr\.', 'after.', 'g'), regexp_replace(days_expression, '\mr\.', 'after.', 'g')));
  reset role;
  execute format('create trigger %I after insert or update or delete on %s for each row execute function %s()', 'marks_changed' || case n when 1 then '' else '_' || n end, t, f);
end $$;
comment on procedure upkeep.marks_changed is 'Every table from which free time is worked out calls this: its changes are logged for the resource (an expression of the row r: one id or several) and the UTC days (all when not said; for occupancy, those of the range). What the expressions read must be open to the gate.';

set role hallway_gate;
create function gate.utc_days(range tstzrange) returns daterange language sql immutable parallel safe set search_path = '' as $$
  select daterange((lower(range) at time zone 'UTC')::date, ((upper(range) - interval '1 microsecond') at time zone 'UTC')::date, '[]')
$$;
comment on function gate.utc_days is 'The UTC days that a range touches; without end where the range has none.';
grant execute on function gate.utc_days to hallway_app;
reset role;

call upkeep.marks_changed('public.occupancy', 'r.resource_id', 'gate.utc_days(r.blocked)');
call upkeep.marks_changed('public.therapist_hours', 'r.therapist_id');
call upkeep.marks_changed('public.guardian_window', 'array[r.student_id, r.guardian_id]');
-- A school's room comes, goes or has other hours: its own time, and the list of rooms that the school has.
call upkeep.marks_changed('public.room', 'array[r.id, r.school_id]');
call upkeep.marks_changed('public.room_hours', 'r.room_id');
call upkeep.marks_changed('public.bell_schedule', 'r.school_id');
call upkeep.marks_changed('public.day_type', '(select b.school_id from public.bell_schedule b where b.partnership_id = r.partnership_id and b.id = r.bell_schedule_id)');
call upkeep.marks_changed('public.period', '(select b.school_id from public.day_type d join public.bell_schedule b on b.partnership_id = d.partnership_id and b.id = d.bell_schedule_id where d.partnership_id = r.partnership_id and d.id = r.day_type_id)');
-- A school that gets another zone has other hours everywhere.
call upkeep.marks_changed('public.organisation', 'array_append(array(select o.id from public.room o where o.partnership_id = r.partnership_id and o.school_id = r.id), r.id)');

set role hallway_gate;
create function gate.may_ask_about(resource uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select public.ctx_is('coordinator', 'therapist', 'counselor', 'front_office', 'job') and (
    exists (select from public.person_seen s where s.partnership_id = public.ctx_partnership() and s.person_id = resource and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now())
    or exists (select from public.room m where m.partnership_id = public.ctx_partnership() and m.id = resource)
    or exists (select from public.organisation o where o.partnership_id = public.ctx_partnership() and o.id = resource)) is true
$$;
comment on function gate.may_ask_about is 'Whether the asker may know when a person, a room or a school is free. The same rule as in gate.busy.';

create function gate.changed_since(since xid8, resources uuid[]) returns table (resource_id uuid, xid xid8, days daterange, refused boolean) language sql stable security definer set search_path = '' as $$
  with refused as materialized (
    select r.id from unnest(resources) r(id)
    where not public.ctx_is('coordinator', 'therapist', 'counselor', 'front_office', 'job') or public.ctx_role() is null or not (
      exists (select from public.person_seen s where s.partnership_id = public.ctx_partnership() and s.person_id = r.id and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now())
      or exists (select from public.room m where m.partnership_id = public.ctx_partnership() and m.id = r.id)
      or exists (select from public.organisation o where o.partnership_id = public.ctx_partnership() and o.id = r.id)))
  select f.id, null::xid8, null::daterange, true from refused f
  union all select c.resource_id, c.xid, c.days, false from public.resource_change c
  where c.xid >= since and (c.resource_id is null or c.resource_id = any (resources)) and not exists (select from refused f where f.id = c.resource_id)
$$;
comment on function gate.changed_since is 'What transactions since then (the xmin of the reader''s own snapshot) logged about these resources: ids and days, never who or why. Those whose time the asker may not ask about come back as refused (gate.may_ask_about, for many at once). A row without resource means everything.';

create function gate.busy_stands(resource uuid, asked tstzrange) returns tstzrange language sql stable security definer set search_path = '' as $$
  select tstzrange(max(o.held_until) filter (where o.held_until <= public.clock_now()), min(o.held_until) filter (where o.held_until > public.clock_now()))
  from public.occupancy o where gate.may_ask_about(resource) and o.resource_id = resource and o.blocked && asked and o.released_at is null and o.held_until is not null
$$;
comment on function gate.busy_stands is 'For which clock an answer of gate.busy stands while nobody writes: from the end of the last hold until the end of the next, as a hold ends by time alone.';

create function gate.prune_resource_changes() returns void language sql security definer set search_path = '' as $$
  with pruned as (
    delete from public.resource_change where public.ctx_is('job') and (at < now() - interval '1 hour' or xid > pg_snapshot_xmax(pg_current_snapshot())) returning xid
  ), past as (select max(p.xid) as xid from pruned p where p.xid <= pg_snapshot_xmax(pg_current_snapshot()))
  insert into public.resource_change (xid) select p.xid from past p where p.xid is not null
$$;
comment on function gate.prune_resource_changes is 'Takes away what is older than an hour, and numbers that another cluster gave. One row without resource stays for all of them, so that a reader who comes after longer than that works everything out anew.';
grant execute on function gate.changed_since, gate.busy_stands, gate.prune_resource_changes to hallway_app;
reset role;
