-- Erasure: the keys of what was written are destroyed, and who it was about is no longer named.

create table public.erasure (
  partnership_id uuid not null references public.partnership,
  id uuid not null,
  student_id uuid not null,
  regime text not null check (regime in ('school', 'clinical', 'both')),
  reason text not null check (reason in ('family-request', 'retention-ended', 'court-order')),
  at timestamptz not null default public.clock_now(),
  primary key (partnership_id, id),
  foreign key (partnership_id, student_id) references public.student
);
comment on table public.erasure is 'A student''s record that was erased. The same list is kept beside the keys, outside the database, and applied again to a copy that is brought back.';
call upkeep.guard('public.erasure');
create trigger never_changes before update or delete on public.erasure for each row execute function public.never_changes();
create trigger never_emptied before truncate on public.erasure for each statement execute function public.never_changes();
grant select on public.erasure to hallway_app;
create policy administrators on public.erasure for select to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'privacy_officer', 'job'));

create function upkeep.why_not_erase(in_partnership uuid, student uuid) returns text language sql stable set search_path = '' as $$
  select case
    when not exists (select from public.student s where s.partnership_id = in_partnership and s.id = student) then 'unknown'
    when exists (select from public.referral r where r.partnership_id = in_partnership and r.student_id = student and r.state <> 'closed') then 'referral-open'
    when exists (select from public.episode_of_care e where e.partnership_id = in_partnership and e.student_id = student and e.ended_at is null) then 'in-care'
    when exists (select from public.safety_event e where e.partnership_id = in_partnership and e.student_id = student and e.state <> 'resolved') then 'safety-event-open'
  end
$$;
comment on function upkeep.why_not_erase is 'Why a student''s record cannot be erased now: unknown, referral-open, in-care, safety-event-open. Null: it can.';

create procedure upkeep.forget_person(person uuid) language plpgsql set search_path = '' as $$
begin
  update public.person p set given_name = '—', family_name = left(p.id::text, 8), email = null, phone = null where p.id = person;
  update public.link l set revoked_at = public.clock_now() where l.person_id = person and l.revoked_at is null;
  update public.outbox o set state = 'dropped', sealed = null, last_error = 'erased' where o.person_id = person and o.state in ('promised', 'dead');
  delete from public.roster_refusal f using public.roster_person r where r.person_id = person and f.partnership_id = r.partnership_id and f.what = r.sourced_id;
  delete from public.roster_person r where r.person_id = person;
  delete from auth."user" u where u.id = person;
end $$;
comment on procedure upkeep.forget_person is 'A person''s names, addresses and ways in are gone; their id stays, as what was logged and signed names it.';

create procedure upkeep.erase_student(in_partnership uuid, erasure_id uuid, student uuid, which text, why text) language plpgsql set search_path = '' as $$
declare
  today date;
  guardian uuid;
begin
  if exists (select from public.erasure x where x.partnership_id = in_partnership and x.id = erasure_id) then return; end if;
  insert into public.erasure (partnership_id, id, student_id, regime, reason) values (in_partnership, erasure_id, student, which, why);
  -- A key that was never made is destroyed as well, so that nothing can be sealed from now on.
  insert into public.data_key (partnership_id, id, student_id, regime, key_version, destroyed_at)
    select in_partnership, gen_random_uuid(), student, r, i.key_version, public.clock_now() from unnest(array['school', 'clinical']) r, public.installation i where which in (r, 'both')
    on conflict on constraint one_key_a_student_and_regime do update set wrapped = null, destroyed_at = excluded.destroyed_at where data_key.wrapped is not null;
  if which <> 'both' then return; end if;

  select (public.clock_now() at time zone p.zone)::date into today from public.partnership p where p.id = in_partnership;
  call upkeep.forget_person(student);
  update public.student s set birth_date = null, grade = null, preferred_name = null, home_state = null, home_zone = null where s.partnership_id = in_partnership and s.id = student;
  delete from public.guardian_window w where w.partnership_id = in_partnership and w.student_id = student;
  delete from public.class_enrolment c where c.partnership_id = in_partnership and c.person_id = student;
  update public.enrolment e set source = null, sourced_id = null,
      during = case when upper_inf(e.during) or upper(e.during) > today then daterange(lower(e.during), greatest(today, lower(e.during) + 1)) else e.during end
    where e.partnership_id = in_partnership and e.student_id = student;
  update public.guardianship g set decision_right = false, access_right = false, channels = '{}', source = null, sourced_id = null where g.partnership_id = in_partnership and g.student_id = student;
  -- A guardian of nobody else, who does not work here either, is known for this student's sake alone.
  for guardian in select distinct g.guardian_id from public.guardianship g where g.partnership_id = in_partnership and g.student_id = student
      and not exists (select from public.membership m where m.person_id = g.guardian_id) and not exists (select from public.engagement w where w.therapist_id = g.guardian_id)
      and not exists (select from public.student s where s.id = g.guardian_id)
      and not exists (select from public.guardianship o where o.guardian_id = g.guardian_id and (o.partnership_id, o.student_id) <> (g.partnership_id, g.student_id)
        and not exists (select from public.erasure x where x.partnership_id = o.partnership_id and x.student_id = o.student_id and x.regime = 'both')) loop
    call upkeep.forget_person(guardian);
  end loop;
end $$;
comment on procedure upkeep.erase_student is 'Destroys the data keys of a regime; with both, names and contact data of the student, and of guardians of nobody else, as well. What was logged, disclosed and signed stays, by id. Once for each erasure_id; asks no leave (why_not_erase).';
