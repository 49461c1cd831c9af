-- What the product does for a guardian (0237) acts as the product itself, in a context that names one child. Here it is kept to that child by construction:
-- it writes no table but those that a booking is made of, whichever function it would write through, and these only of that child. It reads of no other
-- child. What follows from a booking by triggers (a referral that goes on, a log of changes) is the database's own and not asked.

set role hallway_gate;
create function gate.not_for_a_guardian() returns trigger language plpgsql set search_path = '' as $$
begin
  perform public.refuse('a_family_writes_of_its_child_alone', tg_table_name);
  return null;
end $$;
comment on function gate.not_for_a_guardian is 'Trigger on every table that no booking writes: nothing of it is written for a guardian.';

create function gate.of_the_guardian_s_child(appointment uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from public.appointment_student x where x.partnership_id = public.ctx_partnership() and x.appointment_id = appointment and x.student_id = public.ctx_for_student())
$$;
comment on function gate.of_the_guardian_s_child is 'Whether an appointment is the child''s whom it is about, when the product acts for a guardian.';
grant execute on function gate.of_the_guardian_s_child to hallway_app;
reset role;

do $$ declare t record; begin
  for t in select c.oid::regclass as name, c.relname, exists (select from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attname = 'student_id' and not a.attisdropped) as of_a_student
    from pg_catalog.pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') loop
    if t.relname <> all (array['appointment', 'appointment_student', 'occupancy', 'outbox', 'audit_entry', 'idempotency']) then
      execute format('create trigger a_not_for_a_guardian before insert or update or delete on %s for each statement when (public.ctx_for_student() is not null and pg_catalog.pg_trigger_depth() = 0) execute function gate.not_for_a_guardian()', t.name);
    end if;
    continue when not t.of_a_student;
    execute format('create policy of_the_guardian_s_child on %s as restrictive for select to hallway_app using (public.ctx_for_student() is null or student_id = public.ctx_for_student())', t.name);
  end loop;
end $$;

create policy of_the_guardian_s_child on public.student as restrictive for select to hallway_app using (public.ctx_for_student() is null or id = public.ctx_for_student());
create policy booked_for_the_child on public.appointment_student as restrictive for insert to hallway_app with check (public.ctx_for_student() is null or student_id = public.ctx_for_student());
create policy booked_for_the_child on public.occupancy as restrictive for insert to hallway_app with check (public.ctx_for_student() is null or gate.of_the_guardian_s_child(appointment_id));
create policy freed_for_the_child on public.occupancy as restrictive for update to hallway_app using (public.ctx_for_student() is null or gate.of_the_guardian_s_child(appointment_id));
create policy promised_of_the_child on public.outbox as restrictive for insert to hallway_app with check (public.ctx_for_student() is null or student_id is not distinct from public.ctx_for_student());
create policy sent_by_the_product on public.outbox as restrictive for update to hallway_app using (public.ctx_for_student() is null);
create policy written_of_the_child on public.audit_entry as restrictive for insert to hallway_app
  with check (public.ctx_for_student() is null or (body ->> 'studentId')::uuid is not distinct from public.ctx_for_student());
create policy one_s_own_for_a_guardian on public.idempotency as restrictive for all to hallway_app using (public.ctx_for_student() is null or actor_id = public.ctx_person());
