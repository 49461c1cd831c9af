-- The doors: each checks who is asking and states the context of the transaction, or refuses.

set role hallway_gate;
create function gate.state_context(partnership uuid, person uuid, membership uuid, organisation uuid, acting_as text, seers uuid[], purpose text) returns void language plpgsql set search_path = '' as $$
begin
  perform set_config('app.partnership', coalesce(partnership::text, ''), true), set_config('app.person', coalesce(person::text, ''), true),
    set_config('app.membership', coalesce(membership::text, ''), true), set_config('app.organisation', coalesce(organisation::text, ''), true),
    set_config('app.role', coalesce(acting_as, ''), true), set_config('app.seers', coalesce(seers::text, ''), true), set_config('app.purpose', coalesce(purpose, ''), true),
    set_config('app.appointment', '', true), set_config('app.kiosk', '', true), set_config('app.link', '', true), set_config('app.reason', '', true);
end $$;
comment on function gate.state_context is 'Sets the whole context for this transaction, so that nothing of an earlier one is left.';

create function gate.enter_as_person(person uuid) returns void language plpgsql security definer set search_path = '' as $$
begin
  perform gate.state_context(null, person, null, null, 'person', null, 'choose a membership');
end $$;
comment on function gate.enter_as_person is 'Somebody signed in who has not said for whom they act: sees their own memberships and nothing else.';

create function gate.enter_as_member(person uuid, membership uuid, purpose text) returns void language plpgsql security definer set search_path = '' as $$
declare
  m public.membership;
  p public.partnership;
begin
  select * into m from public.membership x where x.id = membership and x.person_id = person;
  if not found then perform public.refuse('a_member_acts_under_a_current_membership'); end if;
  select * into p from public.partnership x where x.id = m.partnership_id;
  if not m.during @> (public.clock_now() at time zone p.zone)::date then perform public.refuse('a_member_acts_under_a_current_membership'); end if;
  perform gate.state_context(m.partnership_id, person, m.id, m.organisation_id, m.role, case
    when m.role in ('coordinator', 'privacy_officer') then array[m.partnership_id, p.list_id]
    when m.role in ('counselor', 'front_office') then array[m.partnership_id, m.organisation_id]
    when m.role = 'therapist' then array[m.partnership_id, person]
    else array[m.partnership_id] end, purpose);
end $$;
comment on function gate.enter_as_member is 'A person acts under one current membership; role, organisation and what they may see follow from it.';

create function gate.enter_as_guardian(person uuid, partnership uuid, purpose text) returns void language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from public.guardianship g join public.partnership p on p.id = g.partnership_id
    where g.partnership_id = partnership and g.guardian_id = person and g.confirmed_at is not null and g.access_right and g.during @> (public.clock_now() at time zone p.zone)::date) then
    perform public.refuse('a_guardian_acts_while_confirmed');
  end if;
  perform gate.state_context(partnership, person, null, null, 'guardian', array[partnership, person], purpose);
end $$;
comment on function gate.enter_as_guardian is 'A guardian with a confirmed guardianship acts for their own children.';

create function gate.enter_as_job(partnership uuid, purpose text) returns void language plpgsql security definer set search_path = '' as $$
declare
  p public.partnership;
begin
  select * into p from public.partnership x where x.id = partnership;
  if not found then perform public.refuse('a_job_acts_in_a_partnership'); end if;
  perform gate.state_context(p.id, null, null, null, 'job', array[p.id, p.list_id], purpose);
end $$;
comment on function gate.enter_as_job is 'The product''s own work: mail, sweeping, reconciling, import, seed.';

create function gate.enter_by_link(token bytea, kind_expected text, purpose text) returns void language plpgsql security definer set search_path = '' as $$
declare
  l public.link;
begin
  select * into l from public.link x where x.token_sha256 = token and x.kind = kind_expected and x.kind in ('invitation', 'visit');
  if not found then perform public.refuse('a_link_is_known'); end if;
  if l.revoked_at is not null then perform public.refuse('a_link_is_not_revoked'); end if;
  if l.spent_at is not null then perform public.refuse('a_link_is_spent_once'); end if;
  if l.expires_at <= public.clock_now() then perform public.refuse('a_link_ends_in_time'); end if;
  if l.begins_at > public.clock_now() then perform public.refuse('a_link_begins_in_time'); end if;
  if l.kind = 'invitation' or l.part = 'guardian' then
    -- Of the child that the link is about: access to another one opens nothing here.
    if not exists (select from public.guardianship g where g.partnership_id = l.partnership_id and g.guardian_id = l.person_id and g.confirmed_at is not null and g.access_right
      and (exists (select from public.consent_request r where r.partnership_id = l.partnership_id and r.id = l.consent_request_id and r.student_id = g.student_id)
        or exists (select from public.appointment_student s where s.partnership_id = l.partnership_id and s.appointment_id = l.appointment_id and s.student_id = g.student_id))
      and g.during @> (public.clock_now() at time zone (select p.zone from public.partnership p where p.id = l.partnership_id))::date) then
      perform public.refuse('a_guardian_acts_while_confirmed');
    end if;
  end if;
  perform gate.state_context(l.partnership_id, l.person_id, null, null, case when l.kind = 'invitation' then 'guardian' else 'visitor' end,
    case when l.kind = 'invitation' then array[l.partnership_id, l.person_id] else array[l.partnership_id] end, purpose);
  perform set_config('app.link', l.id::text, true), set_config('app.appointment', coalesce(l.appointment_id::text, ''), true);
end $$;
comment on function gate.enter_by_link is 'Whoever holds a link acts for its person, in what the link opens: an invitation as the guardian, a visit link in its one appointment.';

create function gate.spend_sign_in_link(token bytea) returns uuid language plpgsql security definer set search_path = '' as $$
declare
  who uuid;
begin
  update public.link l set spent_at = public.clock_now() where l.token_sha256 = token and l.kind = 'sign_in' and l.spent_at is null and l.revoked_at is null and l.expires_at > public.clock_now()
  returning l.person_id into who;
  if who is null then perform public.refuse('a_link_is_spent_once'); end if;
  return who;
end $$;
comment on function gate.spend_sign_in_link is 'Uses up a sign-in link; exactly one of two who try gets the person''s id.';

create function gate.enter_as_kiosk(secret bytea, purpose text) returns void language plpgsql security definer set search_path = '' as $$
declare
  k public.kiosk;
begin
  select * into k from public.kiosk x where x.secret_sha256 = secret and x.revoked_at is null;
  if not found then perform public.refuse('a_kiosk_is_paired'); end if;
  perform gate.state_context(k.partnership_id, null, null, k.school_id, 'kiosk', null, purpose);
  perform set_config('app.kiosk', k.id::text, true);
end $$;
comment on function gate.enter_as_kiosk is 'A paired device acts for its room; it sees no person.';

create function gate.pair_kiosk(code text, secret bytea) returns void language plpgsql security definer set search_path = '' as $$
begin
  update public.kiosk k set secret_sha256 = secret, paired_at = public.clock_now(), pairing_code = null, pairing_until = null
  where k.pairing_code = code and k.pairing_until > public.clock_now() and k.paired_at is null and k.revoked_at is null;
  if not found then perform public.refuse('a_pairing_code_works_once'); end if;
end $$;
comment on function gate.pair_kiosk is 'A device becomes the kiosk of a room; the code is used up.';

create function gate.visit_by_code(code_typed text) returns uuid language plpgsql security definer set search_path = '' as $$
declare
  c public.visit_code;
begin
  if public.ctx_kiosk() is null then perform public.refuse('a_kiosk_is_paired'); end if;
  if (select count(*) from public.code_attempt t where t.partnership_id = public.ctx_partnership() and t.kiosk_id = public.ctx_kiosk() and t.at > public.clock_now() - interval '5 minutes') >= 8 then
    perform public.refuse('codes_are_not_guessed');
  end if;
  select x.* into c from public.visit_code x join public.appointment a on a.partnership_id = x.partnership_id and a.id = x.appointment_id
  where x.partnership_id = public.ctx_partnership() and x.school_id = public.ctx_organisation() and x.code = code_typed and x.during @> public.clock_now() and a.state in ('booked', 'in_progress');
  if not found then
    insert into public.code_attempt (partnership_id, kiosk_id) values (public.ctx_partnership(), public.ctx_kiosk());
    return null;
  end if;
  perform set_config('app.appointment', c.appointment_id::text, true), set_config('app.person', c.student_id::text, true);
  return c.appointment_id;
end $$;
comment on function gate.visit_by_code is 'A kiosk asks which appointment a code opens; null (and a counted attempt) when none. Commit afterwards, or the attempt is not counted.';

create function gate.enter_as_webhook(room text, purpose text) returns boolean language plpgsql security definer set search_path = '' as $$
declare
  v public.visit;
begin
  select * into v from public.visit x where x.room_name = room;
  if not found then return false; end if;
  perform gate.state_context(v.partnership_id, null, null, null, 'webhook', array[v.partnership_id], purpose);
  return true;
end $$;
comment on function gate.enter_as_webhook is 'The media server speaks about a room; false when no visit has it.';

create function gate.demo_is_on() returns boolean language sql stable security definer set search_path = '' as $$
  select i.kind = 'demo' and not exists (select from public.person p where not p.made_up) and not exists (select from public.partnership p where not p.made_up)
  from public.installation i
$$;
comment on function gate.demo_is_on is 'Whether this is a demo database that holds nothing but the demo; only then may anyone sign in by one click.';

create function gate.demo_partnership() returns uuid language sql stable security definer set search_path = '' as $$
  select i.demo_partnership_id from public.installation i where gate.demo_is_on()
$$;

create function gate.partnerships_with_work() returns setof uuid language sql stable security definer set search_path = '' as $$
  select p.id from public.partnership p order by p.id
$$;
comment on function gate.partnerships_with_work is 'The ids of all partnerships, for jobs that go through each of them.';

-- Whoever may insert these could make any person visible by knowing an id; so they go in here, with the reason checked.
create function gate.add_membership(id uuid, person uuid, organisation uuid, role_given text, days daterange, source_named text default null, sourced text default null) returns void language plpgsql security definer set search_path = '' as $$
begin
  if public.ctx_role() is null or not public.ctx_role() = any ('{coordinator,privacy_officer,job}') then perform public.refuse('staff_are_added_by_those_who_may'); end if;
  if exists (select from public.person_seen s where s.person_id = person)
    and not exists (select from public.person_seen s where s.person_id = person and s.partnership_id = public.ctx_partnership()) then
    perform public.refuse('a_person_elsewhere_is_invited');
  end if;
  insert into public.membership (partnership_id, id, person_id, organisation_id, role, during, source, sourced_id)
  values (public.ctx_partnership(), id, person, organisation, role_given, days, source_named, sourced);
end $$;
comment on function gate.add_membership is 'A new membership in the acting partnership, for a person new to the installation or already known here.';

create function gate.end_membership(membership uuid, last_day date) returns void language plpgsql security definer set search_path = '' as $$
begin
  if public.ctx_role() is null or not public.ctx_role() = any ('{coordinator,privacy_officer,job}') then perform public.refuse('staff_are_added_by_those_who_may'); end if;
  update public.membership m set during = daterange(lower(m.during), last_day + 1) where m.partnership_id = public.ctx_partnership() and m.id = membership;
end $$;
comment on function gate.end_membership is 'The membership ends after last_day.';

create function gate.engage(id uuid, therapist uuid, agency uuid, days daterange, places_served text[], ages_seen int4range, caseload int, accepted_by_therapist boolean default false) returns void language plpgsql security definer set search_path = '' as $$
begin
  if public.ctx_role() is null or not public.ctx_role() = any ('{coordinator,agency_administrator,job}') then perform public.refuse('staff_are_added_by_those_who_may'); end if;
  if accepted_by_therapist and public.ctx_role() <> 'job' then perform public.refuse('staff_are_added_by_those_who_may'); end if;
  if not accepted_by_therapist and exists (select from public.person_seen s where s.person_id = therapist)
    and not exists (select from public.person_seen s where s.person_id = therapist and s.partnership_id = public.ctx_partnership()) then
    perform public.refuse('a_person_elsewhere_is_invited');
  end if;
  insert into public.engagement (partnership_id, id, therapist_id, agency_id, during, places, ages, caseload_limit)
  values (public.ctx_partnership(), id, therapist, agency, days, places_served, ages_seen, caseload);
end $$;
comment on function gate.engage is 'A therapist is engaged by an agency in the acting partnership. accepted_by_therapist: they are engaged elsewhere too and said yes (invitation); only a job may claim it.';

create function gate.a_person_elsewhere_is_invited() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  who uuid := (to_jsonb(new) ->> tg_argv[0])::uuid;
begin
  if exists (select from public.person_seen s where s.person_id = who)
    and not exists (select from public.person_seen s where s.person_id = who and s.partnership_id = new.partnership_id) then
    perform public.refuse('a_person_elsewhere_is_invited');
  end if;
  return new;
end $$;
comment on function gate.a_person_elsewhere_is_invited is 'Trigger: a row that makes a person visible here may not name one whom only another partnership knows.';
reset role;
create trigger a_person_elsewhere_is_invited before insert on public.student for each row execute function gate.a_person_elsewhere_is_invited('id');
create trigger a_person_elsewhere_is_invited before insert on public.guardianship for each row execute function gate.a_person_elsewhere_is_invited('guardian_id');

set role hallway_gate;
grant execute on function gate.enter_as_person, gate.enter_as_member, gate.enter_as_guardian, gate.enter_as_job, gate.enter_by_link, gate.spend_sign_in_link, gate.enter_as_kiosk,
  gate.pair_kiosk, gate.visit_by_code, gate.enter_as_webhook, gate.demo_is_on, gate.demo_partnership, gate.partnerships_with_work, gate.add_membership, gate.end_membership, gate.engage to hallway_app;
reset role;
