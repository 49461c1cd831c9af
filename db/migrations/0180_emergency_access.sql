-- Somebody must see a student whom they may not see, now, because of a danger (HIPAA 164.312(a)(2)(ii), FERPA 99.36): for an hour at most, with a
-- reason, told to others at once, and looked at by somebody else afterwards. The row is its own review: no access without one.

create table public.emergency_access (
  partnership_id uuid not null references public.partnership,
  id uuid not null,
  student_id uuid not null,
  school_id uuid not null,
  opened_by uuid not null references public.person,
  membership_id uuid not null,
  organisation_id uuid not null,
  opened_at timestamptz not null default public.clock_now(),
  ends_at timestamptz not null default public.clock_now() + interval '60 minutes',
  ended_at timestamptz,
  ended_by uuid references public.person,
  threat text not null check (threat in ('self_harm', 'harm_to_others', 'harmed_by_others', 'medical', 'missing', 'other')),
  parties text[] not null check (parties <@ '{only_me,school_team,guardian,emergency_services,police,hospital,child_protection,crisis_line}' and cardinality(parties) > 0),
  reason_sealed bytea,
  outcome text check (outcome in ('appropriate', 'not_appropriate')),
  reviewed_at timestamptz,
  reviewed_by uuid references public.person,
  words_sealed bytea,
  primary key (partnership_id, id),
  foreign key (partnership_id, student_id) references public.student,
  foreign key (partnership_id, school_id) references public.organisation,
  foreign key (partnership_id, membership_id) references public.membership,
  foreign key (partnership_id, organisation_id) references public.organisation,
  constraint an_emergency_lasts_an_hour_at_most check (ends_at > opened_at and ends_at <= opened_at + interval '60 minutes'),
  constraint an_emergency_ends_within_its_time check (ended_at between opened_at and ends_at),
  constraint an_end_names_who_and_when check (ended_by is null or ended_at is not null),
  constraint a_review_has_its_time_and_author check (num_nulls(outcome, reviewed_at, reviewed_by) in (0, 3) and (words_sealed is null or outcome is not null)),
  constraint a_review_comes_afterwards check (reviewed_at >= coalesce(ended_at, ends_at)),
  constraint nobody_reviews_themselves check (reviewed_by <> opened_by),
  constraint one_emergency_at_a_time exclude using gist (partnership_id with =, student_id with =, membership_id with =, tstzrange(opened_at, coalesce(ended_at, ends_at)) with &&)
);
comment on table public.emergency_access is 'Break-glass: a member saw a student whom they may not see, to answer a danger; ends by itself, and waits for the review of somebody else.';
comment on column public.emergency_access.school_id is 'Whose record it is: the school where the student is enrolled, or was last.';
comment on column public.emergency_access.organisation_id is 'Where who opened it works: to whom the record was given.';
comment on column public.emergency_access.ended_at is 'When it was ended before its time: by who opened it, by a reviewer, or with the membership (then ended_by is null).';
comment on column public.emergency_access.threat is 'The threat to health or safety (FERPA 99.36), as a code.';
comment on column public.emergency_access.parties is 'Who was to be told because of it (FERPA 99.32(a)(5)), as codes.';
comment on column public.emergency_access.reason_sealed is 'Why, in words, with the school''s key of the student. Null only within the transaction that opens it.';
create index emergency_to_review on public.emergency_access (partnership_id, opened_at) where outcome is null;
create index student_by_birth_date on public.student (partnership_id, birth_date);

call upkeep.guard('public.emergency_access');
call upkeep.open_to_gate('public.emergency_access', 'select, insert, update');
call upkeep.open_to_gate('public.audit_entry');
call upkeep.open_to_gate('public.disclosure');
call upkeep.open_to_gate('public.outbox');

-- What was opened stays as it was opened; it ends once and is reviewed once.
create function public.an_emergency_moves_on() returns trigger language plpgsql set search_path = '' as $$
declare
  may_change text[] := '{reason_sealed,ended_at,ended_by,outcome,reviewed_at,reviewed_by,words_sealed}';
begin
  if to_jsonb(new) - may_change is distinct from to_jsonb(old) - may_change or (old.reason_sealed is not null and new.reason_sealed is distinct from old.reason_sealed) then
    perform public.refuse('an_emergency_stays_as_opened');
  end if;
  if new.reason_sealed is distinct from old.reason_sealed and old.opened_by is distinct from public.ctx_person() then
    perform public.refuse('nobody_acts_in_anothers_name', 'emergency_access.reason_sealed');
  end if;
  if (new.ended_at, new.ended_by) is distinct from (old.ended_at, old.ended_by)
    and (old.ended_at is not null or old.ends_at <= public.clock_now() or new.ended_at is distinct from public.clock_now()) then
    perform public.refuse('an_emergency_ends_once');
  end if;
  if (new.outcome, new.reviewed_at, new.reviewed_by, new.words_sealed) is distinct from (old.outcome, old.reviewed_at, old.reviewed_by, old.words_sealed) then
    if old.outcome is not null then perform public.refuse('an_emergency_is_reviewed_once'); end if;
    if not coalesce(public.ctx_is('coordinator', 'privacy_officer'), false) or new.reviewed_at is distinct from public.clock_now() then
      perform public.refuse('nobody_acts_in_anothers_name', 'emergency_access.reviewed_by');
    end if;
  end if;
  return new;
end $$;
comment on function public.an_emergency_moves_on is 'Trigger: the reason is given once, by who opened it; the end comes once and now; the review once, now, by those who review.';
create trigger moves_on before update on public.emergency_access for each row when (public.ctx_role() is not null) execute function public.an_emergency_moves_on();
create trigger names_who_acts before insert or update of opened_by, ended_by, reviewed_by on public.emergency_access for each row
  when (public.ctx_role() is not null) execute function public.names_who_acts('person', 'opened_by', 'ended_by', 'reviewed_by');

set role hallway_gate;
create function gate.reviews_emergencies(partnership uuid, who uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from public.membership m join public.partnership p on p.id = m.partnership_id
    where m.partnership_id = partnership and m.person_id = who and m.role in ('coordinator', 'privacy_officer') and m.ended_at is null and m.during @> (public.clock_now() at time zone p.zone)::date)
$$;
comment on function gate.reviews_emergencies is 'Whether somebody is a coordinator or privacy officer of a partnership now.';

create function gate.an_emergency_is_opened_whole() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from public.emergency_access e where e.partnership_id = new.partnership_id and e.id = new.id and e.reason_sealed is not null) then
    perform public.refuse('an_emergency_has_a_reason');
  end if;
  if not exists (select from public.audit_entry a where a.partnership_id = new.partnership_id and a.student_id = new.student_id and a.action = 'emergency.opened'
    and a.actor_id = new.opened_by and a.body ->> 'subjectId' = new.id::text) then
    perform public.refuse('an_emergency_leaves_an_entry');
  end if;
  if new.school_id <> new.organisation_id and not exists (select from public.disclosure d where d.partnership_id = new.partnership_id and d.student_id = new.student_id and d.basis = 'emergency'
    and d.from_organisation_id = new.school_id and d.to_organisation_id = new.organisation_id and d.by_person = new.opened_by and d.at = new.opened_at) then
    perform public.refuse('an_emergency_is_accounted_for');
  end if;
  if exists (select from public.membership m where m.partnership_id = new.partnership_id and m.role in ('coordinator', 'privacy_officer') and m.person_id <> new.opened_by
    and gate.reviews_emergencies(m.partnership_id, m.person_id)
    and not exists (select from public.outbox o where o.partnership_id = m.partnership_id and o.person_id = m.person_id and o.dedupe_key = 'emergency:' || new.id || ':' || m.person_id)) then
    perform public.refuse('an_emergency_gives_notice');
  end if;
  return null;
end $$;
comment on function gate.an_emergency_is_opened_whole is 'Trigger, at commit: no emergency access without its reason, its entry in the trail, its line in the accounting of disclosures, and a notice to each other person who reviews.';

create function gate.spelled(name text) returns text language sql immutable set search_path = '' as $$
  select lower(translate(regexp_replace(normalize(btrim(regexp_replace(name, '\s+', ' ', 'g')), NFD), '[\u0300-\u036f]', '', 'g'), 'đĐ’', 'dD'''))
$$;
comment on function gate.spelled is 'A name as it is compared when nobody has time for accents, capitals or spaces.';

create function gate.open_emergency(access uuid, given text, family text, born date, danger text, told text[]) returns uuid language plpgsql security definer set search_path = '' as $$
declare
  today date;
  candidates uuid[];
  enrolled_now uuid[];
  student uuid;
  running uuid;
begin
  select (public.clock_now() at time zone p.zone)::date into today from public.partnership p where p.id = public.ctx_partnership();
  if not coalesce(public.ctx_is('counselor', 'therapist'), false) or (public.ctx_is('therapist') and not exists (
    select from public.engagement e where e.partnership_id = public.ctx_partnership() and e.therapist_id = public.ctx_person() and e.agency_id = public.ctx_organisation() and e.during @> today)) then
    perform public.refuse('an_emergency_is_opened_by_who_may');
  end if;
  select array_agg(s.id), array_agg(s.id) filter (where exists (
      select from public.enrolment e where e.partnership_id = s.partnership_id and e.student_id = s.id and e.during @> today))
    into candidates, enrolled_now
    from public.student s join public.person p on p.id = s.id
    where s.partnership_id = public.ctx_partnership() and s.birth_date = born
      and gate.spelled(p.family_name) = gate.spelled(family) and gate.spelled(given) in (gate.spelled(p.given_name), gate.spelled(s.preferred_name));
  if cardinality(candidates) > 1 then candidates := enrolled_now; end if;
  if cardinality(candidates) is distinct from 1 then return null; end if;
  student := candidates[1];
  if exists (select from public.person_seen s where s.partnership_id = public.ctx_partnership() and s.person_id = student and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now()) then
    perform public.refuse('an_emergency_is_for_who_may_not_see', student::text);
  end if;
  select e.id into running from public.emergency_access e
    where e.partnership_id = public.ctx_partnership() and e.student_id = student and e.membership_id = public.ctx_membership() and e.ended_at is null and e.ends_at > public.clock_now();
  if found then perform public.refuse('one_emergency_at_a_time', running::text); end if;
  insert into public.emergency_access (partnership_id, id, student_id, school_id, opened_by, membership_id, organisation_id, threat, parties)
  select public.ctx_partnership(), access, student, o.id, public.ctx_person(), public.ctx_membership(), public.ctx_organisation(), danger, told
  from public.organisation o left join lateral (
    select e.during from public.enrolment e where e.partnership_id = o.partnership_id and e.school_id = o.id and e.student_id = student order by e.during @> today desc, lower(e.during) desc limit 1) n on true
  where o.partnership_id = public.ctx_partnership() and (n.during is not null or o.kind = 'district')
  order by n.during @> today desc nulls last, o.id = public.ctx_organisation(), lower(n.during) desc nulls last, o.id limit 1;
  perform set_config('app.opening', access::text, true);
  return access;
end $$;
comment on function gate.open_emergency is 'Opens a student of the acting partnership, named exactly and by birth date, to a counselor or engaged therapist for an hour. Null when nobody, or more than one, is meant: also for a student of elsewhere. A refusal''s detail is for the app: the student whom the actor sees anyway, or the access that runs.';

create function gate.an_emergency_ends_with_its_membership() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.ended_at is not null or not new.during @> (select (public.clock_now() at time zone p.zone)::date from public.partnership p where p.id = new.partnership_id) then
    update public.emergency_access e set ended_at = public.clock_now()
    where e.partnership_id = new.partnership_id and e.membership_id = new.id and e.ended_at is null and e.ends_at > public.clock_now();
  end if;
  return null;
end $$;
comment on function gate.an_emergency_ends_with_its_membership is 'Trigger: whoever works here no more has no emergency access either, from that moment.';

create function gate.an_emergency_ends_with_its_engagement() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update public.emergency_access e set ended_at = public.clock_now()
  from public.partnership p
  where p.id = new.partnership_id and not new.during @> (public.clock_now() at time zone p.zone)::date
    and e.partnership_id = new.partnership_id and e.opened_by = new.therapist_id and e.organisation_id = new.agency_id and e.ended_at is null and e.ends_at > public.clock_now();
  return null;
end $$;
comment on function gate.an_emergency_ends_with_its_engagement is 'Trigger: a therapist whom the agency engages no more has no emergency access for it either.';
grant execute on function gate.open_emergency to hallway_app;
reset role;
create constraint trigger opened_whole after insert on public.emergency_access deferrable initially deferred for each row execute function gate.an_emergency_is_opened_whole();
create trigger emergencies_end after update of during, ended_at on public.membership for each row execute function gate.an_emergency_ends_with_its_membership();
create trigger emergencies_end after update of during on public.engagement for each row execute function gate.an_emergency_ends_with_its_engagement();

grant select on public.emergency_access to hallway_app;
grant update (reason_sealed, ended_at, ended_by, outcome, reviewed_at, reviewed_by, words_sealed) on public.emergency_access to hallway_app;
create policy own on public.emergency_access for select to hallway_app using (partnership_id = public.ctx_partnership() and membership_id = public.ctx_membership() and public.ctx_is('counselor', 'therapist'));
create policy reviewed on public.emergency_access for select to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'privacy_officer'));
create policy ended on public.emergency_access for update to hallway_app using (partnership_id = public.ctx_partnership() and membership_id = public.ctx_membership() and public.ctx_is('counselor', 'therapist'));
create policy review on public.emergency_access for update to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'privacy_officer'));
