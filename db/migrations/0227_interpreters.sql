-- Interpreters: people with languages and weekly hours of whom a visit takes one, like a room. They belong to a partnership; one who interprets in
-- two is one person, in one place at once (occupancy excludes across), and neither partnership learns why they are taken.

create table public.interpreter (
  partnership_id uuid not null references public.partnership,
  person_id uuid not null references public.person,
  during daterange not null check (not isempty(during) and lower(during) is not null),
  primary key (partnership_id, person_id)
);
comment on table public.interpreter is 'Who interprets in a partnership, from a day until the first day on which they no longer do. Days are those of the zone of their hours.';

create table public.interpreter_language (
  partnership_id uuid not null references public.partnership,
  person_id uuid not null,
  language text not null references reference.language,
  primary key (partnership_id, person_id, language),
  foreign key (partnership_id, person_id) references public.interpreter
);
comment on table public.interpreter_language is 'Languages that an interpreter brings to English.';

create table public.interpreter_hours (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  weekday int not null check (weekday between 1 and 7),
  from_time time not null,
  until_time time not null,
  zone text not null,
  during daterange not null default daterange(null, null) check (not isempty(during)),
  primary key (partnership_id, id),
  foreign key (partnership_id, person_id) references public.interpreter,
  constraint an_interpreter_s_hours_end_after_they_begin check (from_time < until_time),
  constraint interpreter_hours_do_not_overlap exclude using gist (partnership_id with =, person_id with =, weekday with =,
    int4range((extract(epoch from from_time) / 60)::int, (extract(epoch from until_time) / 60)::int) with &&, during with &&)
);
comment on table public.interpreter_hours is 'When an interpreter can be booked by this partnership: wall time of the zone, while during holds.';
create trigger zone_exists before insert or update of zone on public.interpreter_hours for each row execute function public.zone_exists();

create table public.interpreter_away (
  partnership_id uuid not null references public.partnership,
  id uuid not null,
  person_id uuid not null,
  during tstzrange not null check (not isempty(during) and lower_inc(during) and not upper_inc(during) and lower(during) is not null and upper(during) is not null),
  zone text not null,
  primary key (partnership_id, id),
  foreign key (partnership_id, person_id) references public.interpreter,
  constraint an_interpreter_comes_back check (upper(during) - lower(during) <= interval '400 days')
);
comment on table public.interpreter_away is 'When an interpreter cannot be booked although their hours say so. Visits that are booked keep standing until somebody moves them.';
create index interpreter_away_by_time on public.interpreter_away using gist (partnership_id, person_id, during);
create trigger zone_exists before insert or update of zone on public.interpreter_away for each row execute function public.zone_exists();

create table public.interpreter_need (
  partnership_id uuid not null references public.partnership,
  referral_id uuid not null,
  language text references reference.language,
  decided_by uuid references public.person,
  decided_at timestamptz not null default public.clock_now(),
  primary key (partnership_id, referral_id),
  foreign key (partnership_id, referral_id) references public.referral
);
comment on table public.interpreter_need is 'Whether the visits of a referral take an interpreter, and for which language; no row: nobody has decided, no language: they take none. A therapist who speaks it needs none.';
create function public.decided_by_who_acts() returns trigger language plpgsql set search_path = '' as $$
begin
  new.decided_by := public.ctx_person();
  new.decided_at := public.clock_now();
  return new;
end $$;
comment on function public.decided_by_who_acts is 'Trigger: whoever says what a referral needs is who decided it, whatever they say.';
create trigger decided_by_who_acts before insert or update on public.interpreter_need for each row when (public.ctx_role() is not null) execute function public.decided_by_who_acts();

do $$ declare t text; begin
  foreach t in array array['interpreter', 'interpreter_language', 'interpreter_hours', 'interpreter_away', 'interpreter_need'] loop
    call upkeep.guard(format('public.%I', t)::regclass);
    call upkeep.open_to_gate(format('public.%I', t)::regclass, case t when 'interpreter' then 'select, insert' else 'select' end);
    continue when t = 'interpreter_need';
    execute format('create policy seen on public.%I for select to hallway_app using (partnership_id = public.ctx_partnership()
      and public.ctx_is(''coordinator'', ''privacy_officer'', ''counselor'', ''front_office'', ''therapist'', ''job''))', t);
    execute format('create policy kept on public.%I for all to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is(''coordinator'', ''job''))', t);
  end loop;
end $$;
call upkeep.open_to_gate('public.therapist_language');
grant select on public.interpreter to hallway_app;
grant update (during) on public.interpreter to hallway_app;
grant select, insert, delete on public.interpreter_language, public.interpreter_away to hallway_app;
grant select, insert, delete on public.interpreter_hours to hallway_app;
grant update (during) on public.interpreter_hours to hallway_app;
grant select, insert, update on public.interpreter_need to hallway_app;
-- Who sees the referral: its counselor, its therapist, the partnership's list.
create policy decided on public.interpreter_need for all to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'counselor', 'therapist', 'job')
  and exists (select from public.referral r where r.partnership_id = interpreter_need.partnership_id and r.id = interpreter_need.referral_id));

call upkeep.marks_changed('public.interpreter', 'r.person_id');
call upkeep.marks_changed('public.interpreter_hours', 'r.person_id');
call upkeep.marks_changed('public.interpreter_away', 'r.person_id', 'gate.utc_days(r.during)');

alter table public.person_seen drop constraint person_seen_reason_check;
alter table public.person_seen add constraint person_seen_reason_check check (reason in ('membership', 'engagement', 'enrolment', 'student', 'guardianship', 'guardian', 'care', 'emergency', 'interpreter'));

set role hallway_gate;
create function gate.interpreter_is_a_reason() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into public.person_seen (partnership_id, person_id, seer_id, reason, reason_id) values (new.partnership_id, new.person_id, new.partnership_id, 'interpreter', new.person_id);
  return null;
end $$;
comment on function gate.interpreter_is_a_reason is 'Trigger: who works in the partnership sees its interpreters, those let go too, as booked visits name them.';

create function gate.add_interpreter(person uuid, from_day date, accepted_by_interpreter boolean default false) returns void language plpgsql security definer set search_path = '' as $$
begin
  if public.ctx_is('coordinator', 'job') is not true or (accepted_by_interpreter and not public.ctx_is('job')) then perform public.refuse('interpreters_are_added_by_those_who_may'); end if;
  if exists (select from public.student s where s.id = person) then perform public.refuse('a_student_interprets_for_nobody'); end if;
  if not accepted_by_interpreter and exists (select from public.person_seen s where s.person_id = person)
    and not exists (select from public.person_seen s where s.person_id = person and s.partnership_id = public.ctx_partnership()) then
    perform public.refuse('a_person_elsewhere_is_invited');
  end if;
  if not accepted_by_interpreter and exists (select from public.guardianship g where g.partnership_id = public.ctx_partnership() and g.guardian_id = person)
    and not exists (select from public.membership m where m.partnership_id = public.ctx_partnership() and m.person_id = person)
    and not exists (select from public.engagement e where e.partnership_id = public.ctx_partnership() and e.therapist_id = person) then
    perform public.refuse('a_guardian_interprets_only_if_they_accept');
  end if;
  insert into public.interpreter (partnership_id, person_id, during) values (public.ctx_partnership(), person, daterange(from_day, null));
end $$;
comment on function gate.add_interpreter is 'A person interprets in the acting partnership from a day on. Nobody makes a student, a person whom only another partnership knows, or one who is here as a guardian alone visible to all who work here.';

create function gate.interpreter_for(referral uuid, therapist uuid) returns text language sql stable security definer set search_path = '' as $$
  select n.language from public.interpreter_need n join public.referral r on r.partnership_id = n.partnership_id and r.id = n.referral_id
  where n.partnership_id = public.ctx_partnership() and n.referral_id = referral and n.language is not null
    and exists (select from public.person_seen s where s.partnership_id = n.partnership_id and s.person_id = r.student_id and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now())
    and not exists (select from public.therapist_language l where l.partnership_id = n.partnership_id and l.therapist_id = therapist and l.language = n.language)
$$;
comment on function gate.interpreter_for is 'For which language a visit of that referral with that therapist takes an interpreter; null for none. To whoever sees the student: a front office that changes a room sees no referral.';

create function gate.why_not_interpreter(interpreter uuid, wanted text, during tstzrange) returns text language sql stable security definer set search_path = '' as $$
  select case
    when not exists (select from public.interpreter_language l where l.partnership_id = public.ctx_partnership() and l.person_id = interpreter and l.language = wanted) then 'an_interpreter_speaks_the_language'
    when exists (select from public.interpreter_away w where w.partnership_id = public.ctx_partnership() and w.person_id = interpreter and w.during && why_not_interpreter.during)
      or not coalesce((select range_agg(tstzrange((d.on_day + h.from_time) at time zone h.zone, (d.on_day + h.until_time) at time zone h.zone)) @> why_not_interpreter.during
        from public.interpreter_hours h join public.interpreter i on i.partnership_id = h.partnership_id and i.person_id = h.person_id
        cross join lateral (select (lower(why_not_interpreter.during) at time zone h.zone)::date as on_day) d
        where h.partnership_id = public.ctx_partnership() and h.person_id = interpreter and h.weekday = extract(isodow from d.on_day)::int and h.during @> d.on_day and i.during @> d.on_day), false)
      then 'an_interpreter_is_there' end
$$;
comment on function gate.why_not_interpreter is 'The promise that keeps an interpreter from a visit at that time: the language, else their hours, days or time away; null when none does. What takes them is not asked here.';

create function gate.interpreter_is_asked_again() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  taken record;
  broken text;
begin
  for taken in select o.resource_id, n.language from public.occupancy o
    join public.episode_of_care e on e.partnership_id = new.partnership_id and e.id = new.episode_id
    join public.interpreter_need n on n.partnership_id = e.partnership_id and n.referral_id = e.referral_id
    where o.partnership_id = new.partnership_id and o.appointment_id = new.id and o.kind = 'interpreter' and o.released_at is null
  loop
    broken := gate.why_not_interpreter(taken.resource_id, taken.language, new.during);
    if broken is not null then perform public.refuse(broken); end if;
  end loop;
  return null;
end $$;
comment on function gate.interpreter_is_asked_again is 'Trigger: a hold becomes an appointment only if its interpreter still has that time and language.';

create function gate.interprets_at(partnership uuid, appointment uuid, person uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from public.occupancy o join public.interpreter i on i.partnership_id = o.partnership_id and i.person_id = o.resource_id join public.partnership p on p.id = o.partnership_id
    where o.partnership_id = partnership and o.appointment_id = appointment and o.kind = 'interpreter' and o.resource_id = person and o.released_at is null
      and i.during @> (public.clock_now() at time zone p.zone)::date)
$$;
comment on function gate.interprets_at is 'Whether a person interprets in the partnership today and is taken by that appointment.';

create function gate.may_interpret_at(appointment uuid, person uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select gate.interprets_at(public.ctx_partnership(), appointment, person)
$$;
comment on function gate.may_interpret_at is 'The same in the acting partnership.';

create or replace function gate.link_has_its_holder(l public.link) returns boolean language sql stable security definer set search_path = '' as $$
  select case
    when l.kind = 'invitation' then exists (select from public.consent_request r where r.partnership_id = l.partnership_id and r.id = l.consent_request_id
      and gate.guardian_has_access(l.partnership_id, r.student_id, l.person_id))
    when l.kind = 'visit' and l.part = 'interpreter' then gate.interprets_at(l.partnership_id, l.appointment_id, l.person_id)
    when l.kind = 'visit' and (l.part = 'guardian' or l.sent_to <> l.person_id) then
      exists (select from public.appointment_student s join public.appointment a on a.partnership_id = s.partnership_id and a.id = s.appointment_id
        where s.partnership_id = l.partnership_id and s.appointment_id = l.appointment_id
          and gate.guardian_has_access(l.partnership_id, s.student_id, coalesce(l.sent_to, l.person_id)) and not gate.consented_alone(l.partnership_id, s.student_id, a.agency_id, a.during))
      or (l.part = 'student' and gate.student_is_in(l.partnership_id, l.appointment_id))
    else true end
$$;
comment on function gate.link_has_its_holder is 'Whether whoever holds a link still has the right to it: a guardian access to the child that it is about, an interpreter the visit that takes them. True for a link that neither holds.';

create function gate.links_end_with_interpreting() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform gate.revoke_links_without_holder(new.partnership_id, new.person_id);
  return null;
end $$;
comment on function gate.links_end_with_interpreting is 'Trigger: whoever interprets here no more holds no link to a visit. One let go from a later day on keeps theirs until then.';
grant execute on function gate.add_interpreter, gate.interpreter_for, gate.why_not_interpreter, gate.may_interpret_at to hallway_app;
reset role;

create trigger is_a_reason after insert on public.interpreter for each row execute function gate.interpreter_is_a_reason();
create trigger links_end after update of during on public.interpreter for each row execute function gate.links_end_with_interpreting();
create trigger asks_the_interpreter_again after update of state on public.appointment for each row
  when (old.state = 'held' and new.state = 'booked') execute function gate.interpreter_is_asked_again();
