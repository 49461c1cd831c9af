-- A link ends with the right of whoever holds it. A student's link to a visit at home is mailed to a guardian: it knows to whom, ends with that
-- guardian's access however that ends, and the other guardian's links live on. Nobody is let into a visit as a guardian who is none any more.

alter table public.link add column sent_to uuid references public.person;
comment on column public.link.sent_to is 'Who was sent it, where that is not the person it is for: the guardian who holds a student''s link. Null: the person it is for, or nobody.';
create index on public.link (sent_to);
update public.link l set sent_to = o.person_id from public.outbox o
where l.kind = 'visit' and l.part = 'student' and o.partnership_id = l.partnership_id and o.dedupe_key = 'visit-link:' || l.id and o.person_id <> l.person_id;

set role hallway_gate;
create function gate.guardian_has_access(partnership uuid, student uuid, guardian uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from public.guardianship g join public.partnership p on p.id = g.partnership_id
    where g.partnership_id = partnership and g.student_id = student and g.guardian_id = guardian and g.confirmed_at is not null and g.access_right
      and g.during @> (public.clock_now() at time zone p.zone)::date)
$$;
comment on function gate.guardian_has_access is 'Whether this guardian holds a confirmed access right for this student now.';

create function gate.student_is_in(partnership uuid, appointment uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from public.visit v join public.visit_participant s on s.partnership_id = v.partnership_id and s.visit_id = v.id
    where v.partnership_id = partnership and v.appointment_id = appointment and v.state <> 'ended' and s.part = 'student' and s.admitted_at is not null)
$$;
comment on function gate.student_is_in is 'Whether the student of this appointment was let into a visit that is not over. Nothing puts a student out then: cutting off one in distress would do harm.';

create function gate.link_has_its_holder(l public.link) returns boolean language sql stable security definer set search_path = '' as $$
  select case
    when l.kind = 'invitation' then exists (select from public.consent_request r where r.partnership_id = l.partnership_id and r.id = l.consent_request_id
      and gate.guardian_has_access(l.partnership_id, r.student_id, l.person_id))
    when l.kind = 'visit' and (l.part = 'guardian' or l.sent_to <> l.person_id) then
      exists (select from public.appointment_student s where s.partnership_id = l.partnership_id and s.appointment_id = l.appointment_id
        and gate.guardian_has_access(l.partnership_id, s.student_id, coalesce(l.sent_to, l.person_id)))
      or (l.part = 'student' and gate.student_is_in(l.partnership_id, l.appointment_id))
    else true end
$$;
comment on function gate.link_has_its_holder is 'Whether the guardian who holds a link still has access to the child that it is about: access to another one opens nothing here. True for a link that no guardian holds.';

create function gate.revoke_links_without_holder(partnership uuid, holder uuid default null) returns int language plpgsql security definer set search_path = '' as $$
declare
  n int;
begin
  update public.link l set revoked_at = public.clock_now()
  where l.partnership_id = partnership and l.revoked_at is null and l.expires_at > public.clock_now() and l.kind in ('invitation', 'visit')
    and (holder is null or coalesce(l.sent_to, l.person_id) = holder) and not gate.link_has_its_holder(l);
  get diagnostics n = row_count;
  return n;
end $$;
comment on function gate.revoke_links_without_holder is 'Ends the open links whose holder has lost the right to them. Returns how many.';

create function gate.end_links_without_holder() returns int language sql security definer set search_path = '' as $$
  select gate.revoke_links_without_holder(public.ctx_partnership())
$$;
comment on function gate.end_links_without_holder is 'The same for the acting partnership: for rights that end by their own day, of which no trigger hears.';

create function gate.links_end_with_the_right() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform gate.revoke_links_without_holder(old.partnership_id, old.guardian_id);
  return null;
end $$;
comment on function gate.links_end_with_the_right is 'Trigger: whatever takes a guardian''s access to a child, the links they hold for that child end with it.';

create function gate.guardian_is_let_in_with_access() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from public.visit v where v.partnership_id = new.partnership_id and v.id = new.visit_id and gate.guardian_has_access(new.partnership_id, v.student_id, new.person_id)) then
    perform public.refuse('a_guardian_acts_while_confirmed');
  end if;
  return new;
end $$;
comment on function gate.guardian_is_let_in_with_access is 'Trigger: a guardian is admitted to a visit of a child only while they have access to that child.';

create or replace function gate.enter_by_link(token bytea, kind_expected text, purpose text) returns void language plpgsql security definer set search_path = '' as $$
declare
  l public.link;
begin
  select * into l from public.link x where x.token_sha256 = token and x.kind = kind_expected and x.kind in ('invitation', 'visit');
  if not found then perform public.refuse('a_link_is_known'); end if;
  -- Before anything else: whoever has lost the right to it is told so, and not only that the link was made useless.
  if not gate.link_has_its_holder(l) then perform public.refuse('a_guardian_acts_while_confirmed'); end if;
  if l.revoked_at is not null then perform public.refuse('a_link_is_not_revoked'); end if;
  if l.spent_at is not null then perform public.refuse('a_link_is_spent_once'); end if;
  if l.expires_at <= public.clock_now() then perform public.refuse('a_link_ends_in_time'); end if;
  if l.begins_at > public.clock_now() then perform public.refuse('a_link_begins_in_time'); end if;
  perform gate.state_context(l.partnership_id, l.person_id, null, null, case when l.kind = 'invitation' then 'guardian' else 'visitor' end,
    case when l.kind = 'invitation' then array[l.partnership_id, l.person_id] else array[l.partnership_id] end, purpose);
  perform set_config('app.link', l.id::text, true), set_config('app.appointment', coalesce(l.appointment_id::text, ''), true);
end $$;
create function gate.may_be_there(student uuid, guardian uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select gate.guardian_has_access(public.ctx_partnership(), student, guardian)
$$;
comment on function gate.may_be_there is 'Whether a guardian has access to a student of the acting partnership now, and so may be in their visit.';
grant execute on function gate.end_links_without_holder, gate.may_be_there to hallway_app;
reset role;
create trigger links_end after update or delete on public.guardianship for each row execute function gate.links_end_with_the_right();
create trigger let_in_with_access before insert or update of admitted_at on public.visit_participant for each row
  when (new.part = 'guardian' and new.admitted_at is not null) execute function gate.guardian_is_let_in_with_access();
