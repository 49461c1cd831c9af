-- Whoever interprets here is still needed, like whoever works here otherwise, though the record of a child of theirs is erased.

create or replace function upkeep.is_still_needed(person uuid) returns boolean language sql stable set search_path = '' as $$
  select exists (select from public.membership m where m.person_id = person) or exists (select from public.engagement w where w.therapist_id = person)
    or exists (select from public.interpreter i where i.person_id = person)
    or exists (select from public.student s where s.id = person
      and not exists (select from public.erasure x where x.partnership_id = s.partnership_id and x.student_id = s.id and x.regime = 'both'))
    or exists (select from public.guardianship o where o.guardian_id = person
      and not exists (select from public.erasure x where x.partnership_id = o.partnership_id and x.student_id = o.student_id and x.regime = 'both'))
$$;
