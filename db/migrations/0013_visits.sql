-- The live meeting: waiting room, start gate, presence, attendance.

create table public.visit (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  appointment_id uuid not null,
  student_id uuid not null,
  therapist_id uuid not null references public.person,
  room_name text not null unique,
  epoch int not null default 1 check (epoch > 0),
  media_key_sealed bytea not null,
  state text not null default 'open' check (state in ('open', 'live', 'ended')),
  opened_at timestamptz not null default public.clock_now(),
  live_at timestamptz,
  ended_at timestamptz,
  primary key (partnership_id, id),
  foreign key (partnership_id, appointment_id) references public.appointment,
  foreign key (partnership_id, student_id) references public.student,
  constraint an_appointment_is_met_once unique (partnership_id, appointment_id),
  constraint a_visit_is_live_after_its_gate check ((state <> 'open' or live_at is null) and (state <> 'live' or live_at is not null) and (state = 'ended') = (ended_at is not null))
);
comment on table public.visit is 'The video meeting of an appointment. room_name is opaque; the media key is for participants only and never passes the media server.';
comment on column public.visit.epoch is 'Raised when the key and room change, because somebody was sent out.';

create table public.visit_place (
  partnership_id uuid not null references public.partnership,
  visit_id uuid not null,
  n int not null,
  state_code text not null references reference.state,
  answers_sealed bytea not null,
  confirmed_at timestamptz not null default public.clock_now(),
  confirmed_by uuid not null references public.person,
  primary key (partnership_id, visit_id, n),
  foreign key (partnership_id, visit_id) references public.visit
);
comment on table public.visit_place is 'The start gate: who is present, where, an adult on site, a call-back number. Each revision is a new row (n).';

create table public.visit_participant (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  visit_id uuid not null,
  person_id uuid not null references public.person,
  part text not null check (part in ('therapist', 'student', 'guardian', 'interpreter')),
  identity text not null unique,
  device_sha256 bytea,
  waiting_since timestamptz,
  admitted_at timestamptz,
  admitted_by uuid references public.person,
  left_at timestamptz,
  last_seen_at timestamptz,
  primary key (partnership_id, id),
  foreign key (partnership_id, visit_id) references public.visit,
  constraint one_seat_a_person unique (partnership_id, visit_id, person_id),
  constraint an_admission_names_who check ((admitted_at is null) = (admitted_by is null))
);
comment on table public.visit_participant is 'A person in the waiting room or the visit; identity is what the media server knows them by.';

create table public.visit_code (
  partnership_id uuid not null references public.partnership,
  appointment_id uuid not null,
  student_id uuid not null,
  school_id uuid not null,
  code text not null check (code ~ '^[0-9]{6}$'),
  during tstzrange not null check (not isempty(during)),
  primary key (partnership_id, appointment_id, student_id),
  foreign key (partnership_id, appointment_id) references public.appointment,
  constraint a_code_is_its_student_s foreign key (partnership_id, appointment_id, student_id) references public.appointment_student,
  foreign key (partnership_id, student_id) references public.student,
  foreign key (partnership_id, school_id) references public.organisation,
  constraint a_code_opens_one_door exclude using gist (partnership_id with =, school_id with =, code with =, during with &&)
);
comment on table public.visit_code is 'The short code a student types at the kiosk, good only in the visit''s window and at that school.';

create table public.code_attempt (
  partnership_id uuid not null references public.partnership,
  kiosk_id uuid not null,
  at timestamptz not null default public.clock_now(),
  id uuid not null default gen_random_uuid(),
  primary key (partnership_id, kiosk_id, id),
  foreign key (partnership_id, kiosk_id) references public.kiosk
);
comment on table public.code_attempt is 'Codes typed in vain at a kiosk, to slow guessing.';
create index code_attempt_recent on public.code_attempt (partnership_id, kiosk_id, at);

create table public.media_event (
  partnership_id uuid not null references public.partnership,
  id text not null,
  visit_id uuid not null,
  kind text not null check (kind in ('joined', 'left', 'seen', 'missing', 'room_finished', 'other')),
  room text not null,
  identity text,
  session_id text,
  joined_at timestamptz,
  at timestamptz not null,
  source text not null check (source in ('webhook', 'poll')),
  received_at timestamptz not null default clock_timestamp(),
  primary key (partnership_id, id),
  foreign key (partnership_id, visit_id) references public.visit
);
comment on table public.media_event is 'What the media server said about who was there, each event once: unasked (webhook: joined, left, room_finished) or when asked (poll: seen, missing). at has whole seconds and cannot order events; it is the portal''s clock, moved from the media server''s real one when the word came.';
comment on column public.media_event.session_id is 'The media server''s own id of one connection; a person who comes back has a new one.';

create table public.attendance (
  partnership_id uuid not null references public.partnership,
  visit_id uuid not null,
  person_id uuid not null references public.person,
  part text not null check (part in ('therapist', 'student', 'guardian', 'interpreter')),
  proposed text not null check (proposed in ('attended', 'late', 'left_early', 'absent')),
  status text check (status in ('attended', 'late', 'left_early', 'absent')),
  cause text check (cause in ('student_absent', 'assembly', 'therapist', 'room', 'network', 'family', 'ill', 'other')),
  first_joined_at timestamptz,
  last_left_at timestamptz,
  minutes int not null default 0 check (minutes >= 0),
  confirmed_at timestamptz,
  confirmed_by uuid references public.person,
  primary key (partnership_id, visit_id, person_id),
  foreign key (partnership_id, visit_id) references public.visit,
  constraint an_absence_has_a_cause check (status is distinct from 'absent' or cause is not null),
  constraint attendance_is_confirmed_by_someone check ((confirmed_at is null) = (confirmed_by is null) and (status is null) = (confirmed_at is null))
);
comment on table public.attendance is 'Per participant: what the media server showed (proposed) and what the therapist confirmed (status).';

do $$ declare t text; begin
  foreach t in array array['visit', 'visit_place', 'visit_participant', 'visit_code', 'code_attempt', 'media_event', 'attendance'] loop
    call upkeep.guard(format('public.%I', t)::regclass);
    execute format('grant select, insert, update on public.%I to hallway_app', t);
  end loop;
end $$;
revoke update on public.visit_place, public.media_event, public.code_attempt from hallway_app;
call upkeep.open_to_gate('public.visit');
call upkeep.open_to_gate('public.visit_place');
call upkeep.open_to_gate('public.visit_participant');
call upkeep.open_to_gate('public.visit_code');
call upkeep.open_to_gate('public.code_attempt', 'select, insert');

set role hallway_gate;
create function gate.admission_keeps_the_promises() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  v public.visit;
  a public.appointment;
  where_now text;
begin
  if tg_op = 'UPDATE' and (new.visit_id, new.person_id, new.part, new.identity) is distinct from (old.visit_id, old.person_id, old.part, old.identity) then
    perform public.refuse('a_seat_stays_whose_it_is');
  end if;
  -- A visitor is seated as what their link says they are, and nobody but the therapist as the therapist.
  if tg_op = 'INSERT' and ((new.part = 'therapist') <> exists (select from public.visit x where x.partnership_id = new.partnership_id and x.id = new.visit_id and x.therapist_id = new.person_id)
    or (public.ctx_is('visitor') and not exists (select from public.link l where l.partnership_id = new.partnership_id and l.id = public.ctx_link() and l.person_id = new.person_id and l.part = new.part))) then
    perform public.refuse('a_seat_stays_whose_it_is');
  end if;
  if (tg_op = 'INSERT' and new.admitted_at is not null or tg_op = 'UPDATE' and new.admitted_at is distinct from old.admitted_at) and not public.ctx_is('therapist', 'job') then
    perform public.refuse('only_the_therapist_admits');
  end if;
  if new.admitted_at is null or (tg_op = 'UPDATE' and old.admitted_at is not null) then return new; end if;
  select * into v from public.visit x where x.partnership_id = new.partnership_id and x.id = new.visit_id;
  select * into a from public.appointment x where x.partnership_id = v.partnership_id and x.id = v.appointment_id;
  if v.state = 'ended' or a.state not in ('booked', 'in_progress') then perform public.refuse('an_ended_visit_admits_nobody'); end if;
  if new.part <> 'therapist' then
    select p.state_code into where_now from public.visit_place p where p.partnership_id = v.partnership_id and p.visit_id = v.id order by p.n desc limit 1;
    if where_now is null then perform public.refuse('nobody_is_admitted_before_the_start_gate'); end if;
    if not gate.licensed(v.therapist_id, where_now, (public.clock_now() at time zone a.zone)::date) then perform public.refuse('no_visit_without_license'); end if;
    if not gate.consent_in_force(v.student_id, 'service', a.agency_id, public.clock_now()) or not gate.consent_in_force(v.student_id, 'telehealth', a.agency_id, public.clock_now()) then
      perform public.refuse('no_visit_without_consent');
    end if;
  elsif new.person_id <> v.therapist_id then
    perform public.refuse('a_seat_stays_whose_it_is');
  end if;
  return new;
end $$;

create function gate.may_join(participant uuid) returns boolean language plpgsql stable security definer set search_path = '' as $$
declare
  v public.visit;
  a public.appointment;
  p public.visit_participant;
  where_now text;
begin
  select * into p from public.visit_participant x where x.partnership_id = public.ctx_partnership() and x.id = participant and x.person_id = public.ctx_person();
  if not found then return false; end if;
  select * into v from public.visit x where x.partnership_id = p.partnership_id and x.id = p.visit_id;
  select * into a from public.appointment x where x.partnership_id = v.partnership_id and x.id = v.appointment_id;
  if v.state = 'ended' or a.state not in ('booked', 'in_progress') or p.admitted_at is null then return false; end if;
  if p.part = 'therapist' then return true; end if;
  select x.state_code into where_now from public.visit_place x where x.partnership_id = v.partnership_id and x.visit_id = v.id order by x.n desc limit 1;
  if not gate.licensed(v.therapist_id, where_now, (public.clock_now() at time zone a.zone)::date) then perform public.refuse('no_visit_without_license'); end if;
  if not gate.consent_in_force(v.student_id, 'service', a.agency_id, public.clock_now()) or not gate.consent_in_force(v.student_id, 'telehealth', a.agency_id, public.clock_now()) then
    perform public.refuse('no_visit_without_consent');
  end if;
  return true;
end $$;
comment on function gate.may_join is 'Asked each time before a media token is made: is the acting person admitted to a running visit, with consent and license in force now? A named refusal, or false for all else.';

create function gate.visit_goes_along() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.state is distinct from old.state then
    if not (old.state || '>' || new.state) = any (array['open>live', 'live>ended', 'open>ended']) then perform public.refuse('a_visit_goes_one_way', old.state || ' to ' || new.state); end if;
    if new.state = 'live' then
      if not exists (select from public.visit_place p where p.partnership_id = new.partnership_id and p.visit_id = new.id) then perform public.refuse('nobody_is_admitted_before_the_start_gate'); end if;
    end if;
  end if;
  if (new.appointment_id, new.student_id, new.therapist_id) is distinct from (old.appointment_id, old.student_id, old.therapist_id) then perform public.refuse('a_visit_stays_whose_it_is'); end if;
  return new;
end $$;

create function gate.visit_opens_for_a_booked_appointment() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  a public.appointment;
begin
  select * into a from public.appointment x where x.partnership_id = new.partnership_id and x.id = new.appointment_id;
  if a.state not in ('booked', 'in_progress') or a.therapist_id <> new.therapist_id
    or not exists (select from public.appointment_student s where s.partnership_id = a.partnership_id and s.appointment_id = a.id and s.student_id = new.student_id) then
    perform public.refuse('a_visit_opens_for_a_booked_appointment');
  end if;
  if public.clock_now() < lower(a.during) - interval '15 minutes' or public.clock_now() > upper(a.during) + interval '30 minutes' then
    perform public.refuse('a_visit_opens_in_its_window');
  end if;
  if not gate.consent_in_force(new.student_id, 'service', a.agency_id, public.clock_now()) or not gate.consent_in_force(new.student_id, 'telehealth', a.agency_id, public.clock_now()) then
    perform public.refuse('no_visit_without_consent');
  end if;
  return new;
end $$;
reset role;
create trigger opens_for_a_booked_appointment before insert on public.visit for each row execute function gate.visit_opens_for_a_booked_appointment();
create trigger goes_along before update on public.visit for each row execute function gate.visit_goes_along();
create trigger keeps_the_promises before insert or update on public.visit_participant for each row execute function gate.admission_keeps_the_promises();
set role hallway_gate;
grant execute on function gate.may_join to hallway_app;
reset role;

-- Who sees a visit: its therapist, jobs and the media server's word, the family's link; a school only that it was held (attendance).
create policy therapist on public.visit for all to hallway_app using (partnership_id = public.ctx_partnership() and therapist_id = public.ctx_person() and public.ctx_is('therapist'));
create policy machine on public.visit for all to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('job', 'webhook'));
create policy link on public.visit for select to hallway_app using (partnership_id = public.ctx_partnership() and appointment_id = public.ctx_appointment());
call upkeep.let_seers('public.visit', 'held', 'select', 'student_id', '{counselor,coordinator,privacy_officer,guardian}');

create policy visit on public.data_key for select to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('visitor') and regime = 'clinical' and exists (
  select from public.visit v where v.partnership_id = data_key.partnership_id and v.student_id = data_key.student_id and v.appointment_id = public.ctx_appointment()));

create policy therapist on public.visit_place for all to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('therapist', 'job') and exists (
  select from public.visit v where v.partnership_id = visit_place.partnership_id and v.id = visit_place.visit_id));

create policy meeting on public.visit_participant for all to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('therapist', 'job', 'webhook') and exists (
  select from public.visit v where v.partnership_id = visit_participant.partnership_id and v.id = visit_participant.visit_id));
create policy link on public.visit_participant for all to hallway_app using (partnership_id = public.ctx_partnership() and person_id = public.ctx_person() and exists (
  select from public.visit v where v.partnership_id = visit_participant.partnership_id and v.id = visit_participant.visit_id and v.appointment_id = public.ctx_appointment()))
  with check (partnership_id = public.ctx_partnership() and person_id = public.ctx_person() and exists (
  select from public.visit v where v.partnership_id = visit_participant.partnership_id and v.id = visit_participant.visit_id and v.appointment_id = public.ctx_appointment()));

create policy shown on public.visit_code for select to hallway_app using (partnership_id = public.ctx_partnership() and ((school_id = public.ctx_organisation() and public.ctx_is('counselor', 'front_office')) or public.ctx_is('job', 'coordinator')));
create policy made on public.visit_code for insert to hallway_app with check (partnership_id = public.ctx_partnership() and public.ctx_is('job') and exists (
  select from public.appointment a where a.partnership_id = visit_code.partnership_id and a.id = visit_code.appointment_id));
create policy ended on public.visit_code for update to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('job') and exists (
  select from public.appointment a where a.partnership_id = visit_code.partnership_id and a.id = visit_code.appointment_id));
create policy kiosk on public.code_attempt for all to hallway_app using (partnership_id = public.ctx_partnership() and kiosk_id = public.ctx_kiosk());

create policy machine on public.media_event for all to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('job', 'webhook'));
create policy therapist on public.media_event for select to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('therapist') and exists (
  select from public.visit v where v.partnership_id = media_event.partnership_id and v.id = media_event.visit_id));
create policy therapist on public.attendance for all to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('therapist', 'job', 'webhook') and exists (
  select from public.visit v where v.partnership_id = attendance.partnership_id and v.id = attendance.visit_id));
create policy seen on public.attendance for select to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('counselor', 'coordinator', 'privacy_officer', 'guardian') and exists (
  select from public.visit v where v.partnership_id = attendance.partnership_id and v.id = attendance.visit_id));
