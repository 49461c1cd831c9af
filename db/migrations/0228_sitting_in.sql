-- "I want to sit in": a guardian's wish to be at the visits of a child, at school or at home. Their time is then part of the joint time, and they
-- are in one place at once, whichever child it is for. What a visit then takes of them is asked in 0229.

create table public.sits_in (
  partnership_id uuid not null references public.partnership,
  student_id uuid not null,
  guardian_id uuid not null references public.person,
  place text not null check (place in ('school', 'home')),
  said_by uuid references public.person,
  said_at timestamptz not null default public.clock_now(),
  primary key (partnership_id, student_id, guardian_id, place),
  foreign key (partnership_id, student_id) references public.student
);
comment on table public.sits_in is 'A guardian with access wants to be at a child''s visits in that place, from the next one that is booked on. It ends with their access, and then frees what it had taken. A wish alone takes nothing: gate.sits_in_at says when it counts.';
call upkeep.guard('public.sits_in');
call upkeep.open_to_gate('public.sits_in', 'select, delete');
grant select, insert, delete on public.sits_in to hallway_app;
call upkeep.let_seers('public.sits_in', 'seen', 'select', 'student_id', '{counselor,front_office,coordinator,therapist,job}');
call upkeep.let_seers('public.sits_in', 'kept', 'all', 'student_id', '{counselor,coordinator,job}');
create policy own on public.sits_in for all to hallway_app using (partnership_id = public.ctx_partnership() and guardian_id = public.ctx_person() and public.ctx_is('guardian') and exists (
  select from public.person_seen s where s.partnership_id = public.ctx_partnership() and s.person_id = sits_in.student_id and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now()));
create trigger names_who_acts before insert or update of said_by on public.sits_in for each row when (public.ctx_role() is not null)
  execute function public.names_who_acts('person', 'said_by');

set role hallway_gate;
create function gate.guardian_has_access_on(partnership uuid, student uuid, guardian uuid, at timestamptz) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from public.guardianship g join public.partnership p on p.id = g.partnership_id
    where g.partnership_id = partnership and g.student_id = student and g.guardian_id = guardian and g.confirmed_at is not null and g.access_right
      and g.during @> (guardian_has_access_on.at at time zone p.zone)::date)
$$;
comment on function gate.guardian_has_access_on is 'Whether this guardian will hold a confirmed access right for this student then.';

create function gate.sits_in_at(student uuid, place text, at timestamptz, agency uuid default null) returns setof uuid language sql stable security definer set search_path = '' as $$
  select w.guardian_id from public.sits_in w
  where w.partnership_id = public.ctx_partnership() and w.student_id = sits_in_at.student and w.place = sits_in_at.place
    and gate.guardian_has_access_on(w.partnership_id, w.student_id, w.guardian_id, at) and not gate.consented_alone(w.partnership_id, w.student_id, agency, tstzrange(at, at, '[]'))
    and exists (select from public.person_seen s where s.partnership_id = w.partnership_id and s.person_id = w.student_id and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now())
  order by w.guardian_id
$$;
comment on function gate.sits_in_at is 'The guardians whom a visit of that student at that place and time, with that agency (null: not known yet), takes. To whoever sees the student.';

create function gate.guardian_who_sits_in_has_access() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not gate.guardian_has_access(new.partnership_id, new.student_id, new.guardian_id) then perform public.refuse('a_guardian_who_sits_in_has_access'); end if;
  return new;
end $$;

create function gate.seats_are_freed(partnership uuid, student uuid, guardian uuid, place text) returns void language plpgsql security definer set search_path = '' as $$
begin
  perform public.lock_resources(array[guardian]);
  update public.occupancy o set released_at = public.clock_now()
  from public.appointment a join public.appointment_student x on x.partnership_id = a.partnership_id and x.appointment_id = a.id
  where o.partnership_id = seats_are_freed.partnership and o.kind = 'guardian' and o.resource_id = seats_are_freed.guardian and o.released_at is null
    and a.partnership_id = o.partnership_id and a.id = o.appointment_id and x.student_id = seats_are_freed.student and lower(a.during) > public.clock_now()
    and (a.place = seats_are_freed.place or not gate.guardian_has_access_on(a.partnership_id, x.student_id, o.resource_id, lower(a.during)));
end $$;
comment on function gate.seats_are_freed is 'A guardian''s seats at visits to come of that child: those in that place, and wherever they will have no access. The visits stay as they are.';

create function gate.sitting_in_ends() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform gate.seats_are_freed(old.partnership_id, old.student_id, old.guardian_id, old.place);
  return null;
end $$;
comment on function gate.sitting_in_ends is 'Trigger: who no longer wants to sit in is taken by no visit to come.';

create function gate.sitting_in_ends_with_access() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  less uuid[];
  g public.guardianship;
begin
  -- Only what lessens, of those who sit in: an import writes the rest of each row anew and waits for nobody.
  if tg_op = 'DELETE' then
    select array_agg(o.id) into less from before o where o.confirmed_at is not null and o.access_right;
  else
    select array_agg(o.id) into less from before o join after n on n.partnership_id = o.partnership_id and n.id = o.id
    where o.confirmed_at is not null and o.access_right and (n.confirmed_at is null or not n.access_right or not n.during @> o.during);
  end if;
  if less is null then return null; end if;
  select array_agg(o.id) into less from before o where o.id = any (less)
    and (exists (select from public.sits_in w where w.partnership_id = o.partnership_id and w.student_id = o.student_id and w.guardian_id = o.guardian_id)
      or exists (select from public.occupancy y where y.partnership_id = o.partnership_id and y.kind = 'guardian' and y.resource_id = o.guardian_id and y.released_at is null and upper(y.during) > public.clock_now()));
  if less is null then return null; end if;
  -- All at once and sorted, as whoever books takes them.
  perform public.lock_resources(array(select distinct o.guardian_id from before o where o.id = any (less)));
  for g in select o.* from before o where o.id = any (less) loop
    if not gate.guardian_has_access(g.partnership_id, g.student_id, g.guardian_id) then
      delete from public.sits_in w where w.partnership_id = g.partnership_id and w.student_id = g.student_id and w.guardian_id = g.guardian_id;
    end if;
    perform gate.seats_are_freed(g.partnership_id, g.student_id, g.guardian_id, null);
  end loop;
  return null;
end $$;
comment on function gate.sitting_in_ends_with_access is 'Trigger, once for each statement: what takes guardians'' access takes their wish to sit in, and their seats at visits to come; a visit goes on without them.';
grant execute on function gate.sits_in_at to hallway_app;
reset role;

create trigger has_access before insert on public.sits_in for each row execute function gate.guardian_who_sits_in_has_access();
create trigger sitting_in_ends after delete on public.sits_in for each row execute function gate.sitting_in_ends();
create trigger sitting_in_ends after update on public.guardianship referencing old table as before new table as after for each statement execute function gate.sitting_in_ends_with_access();
create trigger sitting_in_ends_too after delete on public.guardianship referencing old table as before for each statement execute function gate.sitting_in_ends_with_access();
