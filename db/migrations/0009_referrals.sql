-- Why a student is here, where the referral stands, and danger.

create table public.referral (
  partnership_id uuid not null references public.partnership,
  id uuid not null,
  student_id uuid not null,
  school_id uuid not null,
  referred_by uuid not null,
  state text not null default 'received' references reference.referral_state,
  owner_id uuid references public.person,
  next_action_on date,
  since timestamptz not null default public.clock_now(),
  concern text not null references reference.concern,
  urgency text not null references reference.urgency,
  language text not null references reference.language,
  place text not null check (place in ('school', 'home')),
  why_sealed bytea not null,
  tried_sealed bytea,
  safety_sealed bytea not null,
  reach text not null check (reach in ('email', 'phone', 'letter')),
  asked_for text[] not null default '{}',
  outcome text references reference.referral_outcome,
  created_at timestamptz not null default public.clock_now(),
  primary key (partnership_id, id),
  foreign key (partnership_id, student_id) references public.student,
  foreign key (partnership_id, school_id) references public.organisation,
  foreign key (partnership_id, referred_by) references public.membership,
  constraint no_referral_rests_unowned check (state = 'closed' or (owner_id is not null and next_action_on is not null)),
  constraint a_closed_referral_has_an_outcome check ((state = 'closed') = (outcome is not null))
);
comment on table public.referral is 'A student, a concern, one state, one owner, one next-action date. Free text is sealed with the school''s key.';
comment on column public.referral.asked_for is 'Codes of what the family asked for in a therapist (woman, man).';
comment on column public.referral.since is 'When it entered its state.';
create unique index one_open_referral_a_student on public.referral (partnership_id, student_id) where state <> 'closed';
create index referral_by_state on public.referral (partnership_id, state, next_action_on);

create table public.referral_step (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  referral_id uuid not null,
  from_state text references reference.referral_state,
  to_state text not null references reference.referral_state,
  at timestamptz not null default public.clock_now(),
  by_person uuid references public.person,
  by_role text not null,
  reason text,
  primary key (partnership_id, id),
  foreign key (partnership_id, referral_id) references public.referral
);
comment on table public.referral_step is 'Each move of a referral; written by trigger. reason is a code, never free text.';

create table public.referral_limit (
  partnership_id uuid not null references public.partnership,
  state text not null references reference.referral_state,
  limit_days int not null check (limit_days between 0 and 365),
  primary key (partnership_id, state)
);
comment on table public.referral_limit is 'A partnership''s own time limit for a state, in days; otherwise reference.referral_state.limit_days.';

create table public.safety_event (
  partnership_id uuid not null references public.partnership,
  id uuid not null,
  student_id uuid not null,
  school_id uuid not null,
  referral_id uuid,
  state text not null default 'raised' check (state in ('raised', 'acknowledged', 'resolved')),
  raised_at timestamptz not null default public.clock_now(),
  raised_by uuid not null references public.person,
  acknowledged_at timestamptz,
  acknowledged_by uuid references public.person,
  resolved_at timestamptz,
  resolved_by uuid references public.person,
  what_sealed bytea not null,
  done_sealed bytea,
  primary key (partnership_id, id),
  foreign key (partnership_id, student_id) references public.student,
  foreign key (partnership_id, school_id) references public.organisation,
  foreign key (partnership_id, referral_id) references public.referral,
  constraint a_safety_event_names_who_and_when check (
    (state = 'raised') = (acknowledged_at is null and resolved_at is null)
    and (acknowledged_at is null) = (acknowledged_by is null) and (resolved_at is null) = (resolved_by is null)
    and (state <> 'resolved' or (acknowledged_at is not null and resolved_at is not null and done_sealed is not null)))
);
comment on table public.safety_event is 'Danger, beside the referral and never instead of a state: raised, acknowledged, resolved, with people, times and what was done.';

create function public.referral_moves_along_the_chart() returns trigger language plpgsql set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    if new.state not in ('received', 'triaged') then perform public.refuse('a_referral_moves_along_the_chart', 'start'); end if;
  elsif new.state is distinct from old.state then
    if not exists (select from reference.referral_move m where m.from_state = old.state and m.to_state = new.state) then
      perform public.refuse('a_referral_moves_along_the_chart', old.state || ' to ' || new.state);
    end if;
    new.since := public.clock_now();
  end if;
  -- A family's yes, no or withdrawal moves it; its content and every other move are the staff's.
  -- (Deeper down it follows its visits, which a family may cancel.)
  if tg_op = 'UPDATE' and public.ctx_role() = 'guardian' and pg_catalog.pg_trigger_depth() = 1 and (
    (to_jsonb(new) - '{state,since,owner_id,next_action_on,outcome}'::text[]) is distinct from (to_jsonb(old) - '{state,since,owner_id,next_action_on,outcome}'::text[])
    or (new.state = old.state and new.owner_id is distinct from old.owner_id)
    or not (new.state = old.state or new.state = 'awaiting_consent' or old.state = 'awaiting_consent' and (new.state = 'waiting' or new.outcome = 'declined_by_family'))) then
    perform public.refuse('a_family_answers_and_no_more', old.state || ' to ' || new.state);
  end if;
  if tg_op = 'UPDATE' and (new.student_id, new.school_id, new.referred_by, new.created_at) is distinct from (old.student_id, old.school_id, old.referred_by, old.created_at) then
    perform public.refuse('a_referral_stays_whose_it_is');
  end if;
  return new;
end $$;
create trigger moves_along_the_chart before insert or update on public.referral for each row execute function public.referral_moves_along_the_chart();

create function public.safety_event_moves_on() returns trigger language plpgsql set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'raised' then perform public.refuse('a_safety_event_moves_on', 'begins ' || new.state); end if;
    if new.raised_by is distinct from public.ctx_person() then perform public.refuse('a_safety_event_names_who_and_when', 'raised'); end if;
    return new;
  end if;
  if old.state = 'resolved' or (old.state || '>' || new.state) <> all (array['raised>acknowledged', 'raised>resolved', 'acknowledged>resolved']) then
    perform public.refuse('a_safety_event_moves_on', old.state || ' to ' || new.state);
  end if;
  if (new.acknowledged_by is distinct from old.acknowledged_by and new.acknowledged_by is distinct from public.ctx_person())
    or (new.resolved_by is distinct from old.resolved_by and new.resolved_by is distinct from public.ctx_person()) then
    perform public.refuse('a_safety_event_names_who_and_when', new.state);
  end if;
  return new;
end $$;
comment on function public.safety_event_moves_on is 'Trigger: raised, acknowledged, resolved, never back; each by the one who acts.';
create trigger moves_on before insert or update on public.safety_event for each row when (public.ctx_role() is not null) execute function public.safety_event_moves_on();

do $$ declare t text; begin
  foreach t in array array['referral', 'referral_step', 'referral_limit', 'safety_event'] loop
    call upkeep.guard(format('public.%I', t)::regclass);
  end loop;
end $$;
call upkeep.open_to_gate('public.referral', 'select, update');
call upkeep.open_to_gate('public.referral_step', 'select, insert');

set role hallway_gate;
create function gate.referral_move_is_kept() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' or new.state is distinct from old.state then
    insert into public.referral_step (partnership_id, referral_id, from_state, to_state, by_person, by_role, reason)
    values (new.partnership_id, new.id, case when tg_op = 'UPDATE' then old.state end, new.state, public.ctx_person(), coalesce(public.ctx_role(), 'job'),
      coalesce(nullif(current_setting('app.reason', true), ''), new.outcome));
  end if;
  return null;
end $$;
reset role;
create trigger move_is_kept after insert or update of state on public.referral for each row execute function gate.referral_move_is_kept();

grant select, insert on public.referral, public.safety_event to hallway_app;
grant update (state, owner_id, next_action_on, outcome, urgency, safety_sealed) on public.referral to hallway_app;
grant update (state, acknowledged_at, acknowledged_by, resolved_at, resolved_by, done_sealed) on public.safety_event to hallway_app;
grant select on public.referral_step, public.referral_limit to hallway_app;
call upkeep.let_seers('public.referral', 'seen', 'select', 'student_id', '{counselor,coordinator,privacy_officer,therapist,guardian,job}');
call upkeep.let_seers('public.referral', 'written', 'insert', 'student_id', '{counselor,coordinator,job}');
call upkeep.let_seers('public.referral', 'moved', 'update', 'student_id', '{counselor,coordinator,therapist,guardian,job}');
create policy seen on public.referral_step for select to hallway_app using (partnership_id = public.ctx_partnership() and exists (
  select from public.referral r where r.partnership_id = referral_step.partnership_id and r.id = referral_step.referral_id));
create policy own on public.referral_limit for select to hallway_app using (partnership_id = public.ctx_partnership());
call upkeep.let_seers('public.safety_event', 'seen', 'select', 'student_id', '{counselor,coordinator,privacy_officer,therapist,job}');
call upkeep.let_seers('public.safety_event', 'raised', 'insert', 'student_id', '{counselor,front_office,coordinator,therapist,job}');
call upkeep.let_seers('public.safety_event', 'moved', 'update', 'student_id', '{counselor,coordinator,therapist,job}');
