-- Links that are sent, messages that are promised, requests that are answered once.

create table public.link (
  partnership_id uuid not null references public.partnership,
  id uuid not null,
  kind text not null check (kind in ('invitation', 'sign_in', 'visit')),
  token_sha256 bytea not null unique check (length(token_sha256) = 32),
  person_id uuid not null references public.person,
  part text check (part in ('student', 'guardian', 'interpreter')),
  consent_request_id uuid,
  appointment_id uuid,
  made_at timestamptz not null default public.clock_now(),
  begins_at timestamptz not null default public.clock_now(),
  expires_at timestamptz not null,
  first_opened_at timestamptz,
  spent_at timestamptz,
  device_sha256 bytea check (length(device_sha256) = 32),
  revoked_at timestamptz,
  primary key (partnership_id, id),
  foreign key (partnership_id, consent_request_id) references public.consent_request,
  foreign key (partnership_id, appointment_id) references public.appointment,
  constraint a_link_is_one_of_three check (case kind
    when 'invitation' then consent_request_id is not null and appointment_id is null and spent_at is null and device_sha256 is null
    when 'visit' then appointment_id is not null and part is not null and consent_request_id is null and spent_at is null
    when 'sign_in' then consent_request_id is null and appointment_id is null and expires_at <= begins_at + interval '10 minutes' end),
  check (expires_at > begins_at)
);
comment on table public.link is 'Three kinds, never mixed: invitation (days, opens a page, spends nothing), sign_in (10 minutes, once, by a button), visit (the visit''s window, bound to the device that opened it).';
comment on column public.link.token_sha256 is 'SHA-256 of the token. The token itself is derived from id and the installation''s key when the message is written, and stored nowhere.';

create table public.outbox (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  person_id uuid not null references public.person,
  channel text not null check (channel in ('email')),
  template text not null,
  language text references reference.language,
  sealed bytea,
  dedupe_key text not null check (length(dedupe_key) <= 200),
  state text not null default 'promised' check (state in ('promised', 'sent', 'dropped', 'dead')),
  attempts int not null default 0,
  promised_at timestamptz not null default public.clock_now(),
  not_after timestamptz,
  next_try_at timestamptz not null default now(),
  sent_at timestamptz,
  last_error text,
  primary key (partnership_id, id),
  constraint a_promise_is_made_once unique (partnership_id, dedupe_key),
  constraint a_sent_message_has_its_time check ((state = 'sent') = (sent_at is not null)),
  constraint what_is_done_with_is_wiped check ((sealed is null) = (state in ('sent', 'dropped')))
);
comment on table public.outbox is 'Messages that commit with the change that promises them and are sent at least once. The text is written at delivery, from what is sealed here.';
comment on column public.outbox.language is 'The language asked for; null: the person''s own.';
comment on column public.outbox.sealed is 'What the template needs (times, a link), sealed with the installation''s key; wiped when sent or dropped.';
comment on column public.outbox.next_try_at is 'When to try next, in real time also in a demo; while somebody is trying, when to take it that they died.';
comment on column public.outbox.dedupe_key is 'Names the event that is told of: the same key twice is one message.';
create index outbox_due on public.outbox (next_try_at) where state = 'promised';

create table public.idempotency (
  partnership_id uuid not null references public.partnership,
  actor_id uuid not null,
  key text not null check (length(key) between 8 and 200),
  body_sha256 bytea not null check (length(body_sha256) = 32),
  answer jsonb,
  at timestamptz not null default public.clock_now(),
  primary key (partnership_id, actor_id, key)
);
comment on table public.idempotency is 'The same request twice is one effect: its key, the hash of what was asked, and the answer given.';
create index idempotency_by_age on public.idempotency (at);

call upkeep.guard('public.link');
call upkeep.guard('public.outbox');
call upkeep.guard('public.idempotency');
call upkeep.open_to_gate('public.link', 'select, update');

grant select, insert on public.link to hallway_app;
grant update (first_opened_at, device_sha256, revoked_at) on public.link to hallway_app;
grant select, insert, update on public.outbox to hallway_app;
grant select, insert, update on public.idempotency to hallway_app;
-- Who may open a door in somebody's name: staff and the guardian to a request that they see and for whom it is, the kiosk for who typed the code.
create policy made on public.link for insert to hallway_app with check (partnership_id = public.ctx_partnership() and case kind
  when 'invitation' then public.ctx_is('counselor', 'coordinator', 'guardian', 'job') and exists (
    select from public.consent_request r where r.partnership_id = link.partnership_id and r.id = link.consent_request_id and r.guardian_id = link.person_id)
  when 'visit' then public.ctx_is('coordinator', 'job') or (public.ctx_is('kiosk') and part = 'student' and person_id = public.ctx_person() and appointment_id = public.ctx_appointment())
  else public.ctx_is('job') end);
create policy kept on public.link for select to hallway_app using (partnership_id = public.ctx_partnership() and (id = public.ctx_link() or public.ctx_is('job') or case kind
  when 'invitation' then exists (select from public.consent_request r where r.partnership_id = link.partnership_id and r.id = link.consent_request_id)
  when 'visit' then public.ctx_is('coordinator') or (public.ctx_is('kiosk') and appointment_id = public.ctx_appointment())
  else false end));
create policy changed on public.link for update to hallway_app using (partnership_id = public.ctx_partnership() and (id = public.ctx_link() or public.ctx_is('job') or case kind
  when 'invitation' then exists (select from public.consent_request r where r.partnership_id = link.partnership_id and r.id = link.consent_request_id)
  when 'visit' then public.ctx_is('coordinator')
  else false end));
create policy promised on public.outbox for insert to hallway_app with check (partnership_id = public.ctx_partnership());
create policy seen on public.outbox for select to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'privacy_officer', 'job'));
create policy sent on public.outbox for update to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('job', 'coordinator'));
create policy own on public.idempotency for all to hallway_app using (partnership_id = public.ctx_partnership() and actor_id = coalesce(public.ctx_person(), public.ctx_kiosk(), public.ctx_partnership()));
