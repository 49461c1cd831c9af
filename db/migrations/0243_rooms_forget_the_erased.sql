-- What was said of a room and names a student goes when their record is erased: words that were written before they were enrolled, or after they left.

create or replace procedure upkeep.erase_student(in_partnership uuid, erasure_id uuid, student uuid, which text, why text) language plpgsql set search_path = '' as $$
declare
  today date;
  person uuid;
begin
  if exists (select from public.erasure x where x.partnership_id = in_partnership and x.id = erasure_id) then return; end if;
  insert into public.erasure (partnership_id, id, student_id, regime, reason) values (in_partnership, erasure_id, student, which, why);
  -- A key that was never made is destroyed as well, so that nothing can be sealed from now on.
  insert into public.data_key (partnership_id, id, student_id, regime, key_version, destroyed_at)
    select in_partnership, gen_random_uuid(), student, r, i.key_version, public.clock_now() from unnest(array['school', 'clinical']) r, public.installation i where which in (r, 'both')
    on conflict on constraint one_key_a_student_and_regime do update set wrapped = null, destroyed_at = excluded.destroyed_at where data_key.wrapped is not null;
  if which <> 'both' then return; end if;

  select (public.clock_now() at time zone p.zone)::date into today from public.partnership p where p.id = in_partnership;
  update public.room_use u set words = '' from public.person p, public.student s where u.partnership_id = in_partnership and u.words <> '' and p.id = student and s.partnership_id = in_partnership and s.id = student
    and (gate.is_named(u.words, p.given_name, p.family_name) or gate.is_named(u.words, s.preferred_name, p.family_name));
  update public.room_out_of_order o set words = '' from public.person p, public.student s where o.partnership_id = in_partnership and o.words <> '' and p.id = student and s.partnership_id = in_partnership and s.id = student
    and (gate.is_named(o.words, p.given_name, p.family_name) or gate.is_named(o.words, s.preferred_name, p.family_name));
  update public.student s set birth_date = null, grade = null, preferred_name = null, home_state = null, home_zone = null where s.partnership_id = in_partnership and s.id = student;
  delete from public.roster_refusal f using public.roster_person r where r.partnership_id = in_partnership and r.person_id = student and f.partnership_id = r.partnership_id and f.what = r.sourced_id;
  delete from public.roster_person r where r.partnership_id = in_partnership and r.person_id = student;
  delete from public.guardian_window w where w.partnership_id = in_partnership and w.student_id = student;
  delete from public.lesson l where l.partnership_id = in_partnership and l.student_id = student;
  delete from public.class_enrolment c where c.partnership_id = in_partnership and c.person_id = student;
  update public.enrolment e set source = null, sourced_id = null,
      during = case when upper_inf(e.during) or upper(e.during) > today then daterange(lower(e.during), greatest(today, lower(e.during) + 1)) else e.during end
    where e.partnership_id = in_partnership and e.student_id = student;
  update public.guardianship g set decision_right = false, access_right = false, channels = '{}', source = null, sourced_id = null where g.partnership_id = in_partnership and g.student_id = student;
  for person in select student union select g.guardian_id from public.guardianship g where g.partnership_id = in_partnership and g.student_id = student loop
    if not upkeep.is_still_needed(person) then call upkeep.forget_person(person); end if;
  end loop;
end $$;
