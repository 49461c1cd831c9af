-- Somebody who works here cannot sign in any more. A second person makes sure of them, and then they set up their sign-in anew.

create table public.recovery_request (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  person_id uuid not null references public.person,
  asked_at timestamptz not null default public.clock_now(),
  answer text check (answer in ('confirmed', 'declined')),
  answered_at timestamptz,
  answered_by uuid,
  answered_by_person uuid references public.person,
  primary key (partnership_id, id),
  foreign key (partnership_id, answered_by) references public.membership,
  constraint an_answer_has_its_time_and_author check (num_nulls(answer, answered_at, answered_by, answered_by_person) in (0, 4)),
  constraint nobody_recovers_themselves check (answered_by_person <> person_id)
);
comment on table public.recovery_request is 'Somebody asked for help to sign in; works for seven days. Confirming it takes their ways in and their sessions from them and invites them anew.';
create unique index one_open_recovery_a_person on public.recovery_request (partnership_id, person_id) where answer is null;

call upkeep.guard('public.recovery_request');
grant select, insert, delete on public.recovery_request to hallway_app;
grant update (answer, answered_at, answered_by, answered_by_person) on public.recovery_request to hallway_app;
create policy asked on public.recovery_request for insert to hallway_app with check (partnership_id = public.ctx_partnership() and public.ctx_is('job') and answer is null);
create policy seen on public.recovery_request for select to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'privacy_officer', 'job'));
create policy answered on public.recovery_request for update to hallway_app
  using (partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'privacy_officer') and answer is null and asked_at > public.clock_now() - interval '7 days')
  with check (answered_by = public.ctx_membership() and answered_by_person = public.ctx_person());
create policy lapsed on public.recovery_request for delete to hallway_app
  using (partnership_id = public.ctx_partnership() and public.ctx_is('job') and answer is null and asked_at <= public.clock_now() - interval '7 days');
