-- Who agreed to what, until when.

create table public.consent_document (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  purpose text not null check (purpose in ('service', 'telehealth', 'release_to_agency', 'release_to_school')),
  version int not null check (version > 0),
  required boolean not null,
  published_at timestamptz not null default public.clock_now(),
  primary key (partnership_id, id),
  constraint a_version_is_published_once unique (partnership_id, purpose, version)
);
comment on table public.consent_document is 'One thing a family is asked, in one version. required: without a yes nothing can be booked.';

create table public.consent_text (
  partnership_id uuid not null references public.partnership,
  document_id uuid not null,
  language text not null references reference.language,
  title text not null,
  summary text not null,
  body text not null,
  sha256 bytea not null check (length(sha256) = 32),
  primary key (partnership_id, document_id, language),
  foreign key (partnership_id, document_id) references public.consent_document
);
comment on table public.consent_text is 'The words of a consent document in one language, with places for names in braces. Never changes once published.';

create table public.consent_request (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  referral_id uuid not null,
  student_id uuid not null,
  guardian_id uuid not null references public.person,
  school_id uuid not null,
  language text not null references reference.language,
  state text not null default 'draft' check (state in ('draft', 'sent', 'viewed', 'signed', 'declined', 'withdrawn', 'superseded', 'expired')),
  asked_by uuid not null references public.person,
  asked_at timestamptz not null default public.clock_now(),
  sent_at timestamptz,
  viewed_at timestamptz,
  answered_at timestamptz,
  wants_to_talk_at timestamptz,
  ends_on date not null,
  primary key (partnership_id, id),
  foreign key (partnership_id, referral_id) references public.referral,
  foreign key (partnership_id, student_id) references public.student,
  foreign key (partnership_id, school_id) references public.organisation
);
comment on table public.consent_request is 'A guardian is asked to agree, in their language: draft, sent, viewed, signed (or declined), then withdrawn, superseded or expired.';
comment on column public.consent_request.ends_on is 'The day from which the consents no longer hold.';
create unique index one_open_request_a_guardian on public.consent_request (partnership_id, referral_id, guardian_id) where state in ('draft', 'sent', 'viewed', 'signed');

create table public.consent_request_agency (
  partnership_id uuid not null references public.partnership,
  request_id uuid not null,
  agency_id uuid not null,
  primary key (partnership_id, request_id, agency_id),
  foreign key (partnership_id, request_id) references public.consent_request,
  foreign key (partnership_id, agency_id) references public.organisation
);
comment on table public.consent_request_agency is 'The agencies a request names: those that serve the school that day. Another agency needs a new signature.';

create table public.consent_signature (
  partnership_id uuid not null references public.partnership,
  id uuid not null,
  request_id uuid not null,
  student_id uuid not null,
  signer_id uuid not null references public.person,
  capacity text not null check (capacity in ('guardian', 'minor', 'adult_student')),
  guardianship_id uuid,
  language text not null references reference.language,
  text_sealed bytea not null,
  text_sha256 bytea not null check (length(text_sha256) = 32),
  signed_name_sealed bytea not null,
  signed_at timestamptz not null default public.clock_now(),
  hmac bytea not null check (length(hmac) = 32),
  primary key (partnership_id, id),
  foreign key (partnership_id, request_id) references public.consent_request,
  foreign key (partnership_id, student_id) references public.student,
  foreign key (partnership_id, guardianship_id) references public.guardianship,
  constraint a_request_is_signed_once unique (partnership_id, request_id)
);
comment on table public.consent_signature is 'The exact text, language and name that were signed, when and by whom. Written once.';
comment on column public.consent_signature.hmac is 'Over request, signer, capacity, language, text hash, time and every answer, with the audit key.';

create table public.consent (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  request_id uuid not null,
  signature_id uuid not null,
  student_id uuid not null,
  purpose text not null check (purpose in ('service', 'telehealth', 'release_to_agency', 'release_to_school')),
  document_id uuid not null,
  agency_id uuid not null,
  school_id uuid not null,
  answer boolean not null,
  during tstzrange not null check (not isempty(during) and lower(during) is not null and upper(during) is not null),
  withdrawn_at timestamptz,
  withdrawn_by uuid references public.person,
  primary key (partnership_id, id),
  foreign key (partnership_id, request_id) references public.consent_request,
  foreign key (partnership_id, signature_id) references public.consent_signature,
  foreign key (partnership_id, student_id) references public.student,
  foreign key (partnership_id, document_id) references public.consent_document,
  foreign key (partnership_id, agency_id) references public.organisation,
  foreign key (partnership_id, school_id) references public.organisation,
  constraint each_purpose_is_answered_once unique (partnership_id, request_id, purpose, agency_id),
  constraint a_withdrawal_names_who check ((withdrawn_at is null) = (withdrawn_by is null))
);
comment on table public.consent is 'One answer of a signed request: purpose, parties (agency, school), yes or no, from when to when.';
create index consent_in_force on public.consent (partnership_id, student_id, purpose, agency_id);

do $$ declare t text; begin
  foreach t in array array['consent_document', 'consent_text', 'consent_request', 'consent_request_agency', 'consent_signature', 'consent'] loop
    call upkeep.guard(format('public.%I', t)::regclass);
  end loop;
end $$;
call upkeep.open_to_gate('public.consent_request');
call upkeep.open_to_gate('public.consent_request_agency');
call upkeep.open_to_gate('public.consent_document');
call upkeep.open_to_gate('public.consent_signature');
call upkeep.open_to_gate('public.consent');

create trigger never_changes before update or delete on public.consent_document for each row execute function public.never_changes();
create trigger never_changes before update or delete on public.consent_text for each row execute function public.never_changes();
create trigger never_changes before update or delete on public.consent_signature for each row execute function public.never_changes();
create trigger never_emptied before truncate on public.consent_signature for each statement execute function public.never_changes();

create function public.consent_only_ends() returns trigger language plpgsql set search_path = '' as $$
begin
  if tg_op = 'DELETE' or old.withdrawn_at is not null
    or (to_jsonb(new) - 'withdrawn_at' - 'withdrawn_by') is distinct from (to_jsonb(old) - 'withdrawn_at' - 'withdrawn_by') then
    perform public.refuse('signed_and_logged_never_change', 'consent');
  end if;
  if public.ctx_role() is not null and new.withdrawn_at is not null and new.withdrawn_by is distinct from public.ctx_person() then
    perform public.refuse('a_withdrawal_names_who');
  end if;
  return new;
end $$;
create trigger only_ends before update or delete on public.consent for each row execute function public.consent_only_ends();

create function public.consent_request_moves_on() returns trigger language plpgsql set search_path = '' as $$
begin
  if new.state is distinct from old.state and not (old.state || '>' || new.state) = any (array[
    'draft>sent', 'draft>superseded', 'sent>viewed', 'sent>signed', 'sent>declined', 'sent>superseded', 'sent>expired', 'viewed>signed', 'viewed>declined', 'viewed>superseded', 'viewed>expired',
    'signed>withdrawn', 'signed>superseded', 'signed>expired']) then
    perform public.refuse('a_consent_request_moves_on', old.state || ' to ' || new.state);
  end if;
  if (new.referral_id, new.student_id, new.guardian_id, new.school_id, new.ends_on) is distinct from (old.referral_id, old.student_id, old.guardian_id, old.school_id, old.ends_on) then
    perform public.refuse('a_consent_request_moves_on', 'parties');
  end if;
  return new;
end $$;
create trigger moves_on before update on public.consent_request for each row execute function public.consent_request_moves_on();

set role hallway_gate;
create function gate.may_decide(student uuid, guardian uuid, at timestamptz) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from public.guardianship g join public.partnership p on p.id = g.partnership_id
    where g.partnership_id = public.ctx_partnership() and g.student_id = student and g.guardian_id = guardian
      and g.confirmed_at is not null and g.decision_right and g.during @> (at at time zone p.zone)::date)
$$;
comment on function gate.may_decide is 'Whether this guardian holds a confirmed decision right for this student at that instant.';

create function gate.consent_in_force(student uuid, purpose_asked text, agency uuid, at timestamptz) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.consent c
    join public.consent_request r on r.partnership_id = c.partnership_id and r.id = c.request_id and r.state = 'signed'
    join public.consent_signature s on s.partnership_id = c.partnership_id and s.id = c.signature_id
    where c.partnership_id = public.ctx_partnership() and c.student_id = student and c.purpose = purpose_asked and c.agency_id = agency
      and c.answer and c.during @> at and (c.withdrawn_at is null or c.withdrawn_at > at)
      and gate.may_decide(student, s.signer_id, public.clock_now()))
$$;
comment on function gate.consent_in_force is 'The one question: is there a yes to this purpose, for this student and agency, in force at that instant, from somebody who still may decide?';

create function gate.only_who_may_decide_signs() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  -- Nobody signs for another; a minor or adult student signs for themselves.
  if new.signer_id is distinct from public.ctx_person() or (new.capacity <> 'guardian' and new.signer_id <> new.student_id)
    or (new.capacity = 'guardian' and not gate.may_decide(new.student_id, new.signer_id, public.clock_now())) then
    perform public.refuse('only_who_may_decide_signs');
  end if;
  if not exists (select from public.consent_request r where r.partnership_id = new.partnership_id and r.id = new.request_id
    and r.student_id = new.student_id and r.guardian_id = new.signer_id and r.state in ('sent', 'viewed')) then
    perform public.refuse('a_signature_answers_an_open_request');
  end if;
  return new;
end $$;

create function gate.answer_belongs_to_its_signature() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (
    select from public.consent_request r
    join public.consent_signature s on s.partnership_id = r.partnership_id and s.request_id = r.id
    join public.consent_request_agency a on a.partnership_id = r.partnership_id and a.request_id = r.id
    join public.consent_document d on d.partnership_id = r.partnership_id
    where r.partnership_id = new.partnership_id and r.id = new.request_id and r.state in ('sent', 'viewed') and r.student_id = new.student_id and r.school_id = new.school_id
      and s.id = new.signature_id and s.signer_id = public.ctx_person() and a.agency_id = new.agency_id and d.id = new.document_id and d.purpose = new.purpose) then
    perform public.refuse('a_signature_answers_an_open_request', 'answer');
  end if;
  return new;
end $$;
comment on function gate.answer_belongs_to_its_signature is 'Trigger: an answer is written by its signer, with their own signature, to a request that is still open, and for an agency that it names.';

create function gate.only_an_open_request_names_agencies() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from public.consent_request r where r.partnership_id = new.partnership_id and r.id = new.request_id and r.state in ('draft', 'sent')) then
    perform public.refuse('a_signature_answers_an_open_request', 'agency');
  end if;
  return new;
end $$;
comment on function gate.only_an_open_request_names_agencies is 'Trigger: another agency needs a new request once somebody has read this one.';
reset role;
create trigger only_who_may_decide_signs before insert on public.consent_signature for each row execute function gate.only_who_may_decide_signs();
create trigger belongs_to_its_signature before insert on public.consent for each row execute function gate.answer_belongs_to_its_signature();
create trigger names_agencies_while_open before insert on public.consent_request_agency for each row when (public.ctx_role() is not null) execute function gate.only_an_open_request_names_agencies();

set role hallway_gate;
grant execute on function gate.consent_in_force, gate.may_decide to hallway_app;
reset role;
grant select, insert on public.consent_document, public.consent_text, public.consent_signature to hallway_app;
grant select, insert on public.consent, public.consent_request, public.consent_request_agency to hallway_app;
create policy seen on public.consent_request_agency for select to hallway_app using (partnership_id = public.ctx_partnership() and exists (
  select from public.consent_request r where r.partnership_id = consent_request_agency.partnership_id and r.id = consent_request_agency.request_id));
create policy asked on public.consent_request_agency for insert to hallway_app with check (partnership_id = public.ctx_partnership() and public.ctx_is('counselor', 'coordinator', 'job'));
grant update (withdrawn_at, withdrawn_by) on public.consent to hallway_app;
grant update (state, sent_at, viewed_at, answered_at, wants_to_talk_at, language) on public.consent_request to hallway_app;
create policy own on public.consent_document for select to hallway_app using (partnership_id = public.ctx_partnership());
create policy own on public.consent_text for select to hallway_app using (partnership_id = public.ctx_partnership());
create policy written on public.consent_document for insert to hallway_app with check (partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'privacy_officer', 'job'));
create policy written on public.consent_text for insert to hallway_app with check (partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'privacy_officer', 'job'));
call upkeep.let_seers('public.consent_request', 'seen', 'select', 'student_id', '{counselor,coordinator,privacy_officer,therapist,job}');
create policy guardian on public.consent_request for select to hallway_app using (partnership_id = public.ctx_partnership() and guardian_id = public.ctx_person() and exists (
  select from public.person_seen s where s.partnership_id = public.ctx_partnership() and s.person_id = consent_request.student_id and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now()));
call upkeep.let_seers('public.consent_request', 'asked', 'insert', 'student_id', '{counselor,coordinator,job}');
call upkeep.let_seers('public.consent_request', 'kept', 'update', 'student_id', '{counselor,coordinator,job}');
create policy answered on public.consent_request for update to hallway_app using (partnership_id = public.ctx_partnership() and guardian_id = public.ctx_person() and public.ctx_is('guardian'));
do $$ declare t text; begin
  foreach t in array array['consent', 'consent_signature'] loop
    call upkeep.let_seers(format('public.%I', t)::regclass, 'seen', 'select', 'student_id', '{counselor,coordinator,privacy_officer,therapist,job}');
    call upkeep.let_seers(format('public.%I', t)::regclass, 'signed', 'insert', 'student_id', '{guardian}');
    -- A guardian sees what they were asked themselves, never what another guardian signed.
    execute format('create policy own on public.%1$I for select to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is(''guardian'') and exists (
      select from public.consent_request r where r.partnership_id = %1$I.partnership_id and r.id = %1$I.request_id))', t);
  end loop;
end $$;
call upkeep.let_seers('public.consent', 'withdrawn', 'update', 'student_id', '{coordinator}');
create policy taken_back on public.consent for update to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('guardian') and exists (
  select from public.consent_request r where r.partnership_id = consent.partnership_id and r.id = consent.request_id));
