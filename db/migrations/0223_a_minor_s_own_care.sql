-- Care that rests on a student's own consent alone (45 CFR 164.502(g)(3)): no guardian sees it, is told of it, holds a link to it or acts in it.
-- A guardian's yes to the same agency makes it theirs too. Nothing tells a guardian that something is kept from them.

set role hallway_gate;
create function gate.consented_alone(partnership uuid, student uuid, agency uuid, within tstzrange) returns boolean language sql stable security definer set search_path = '' as $$
  select coalesce(bool_or(s.capacity <> 'guardian') and not bool_or(s.capacity = 'guardian' and (c.withdrawn_at is null or c.withdrawn_at > lower(within))), false)
  from public.consent c join public.consent_signature s on s.partnership_id = c.partnership_id and s.id = c.signature_id
  where c.partnership_id = partnership and c.student_id = student and c.purpose = 'service' and c.answer and c.during && within and (agency is null or c.agency_id = agency)
$$;
comment on function gate.consented_alone is 'Whether a student''s care by that agency (null: by any) rested in that time on their own consent and on no guardian''s. Their own counts after it was taken back too: what was private stays so.';

create function gate.visit_is_private(appointment uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from public.appointment a join public.appointment_student x on x.partnership_id = a.partnership_id and x.appointment_id = a.id
    where a.partnership_id = public.ctx_partnership() and a.id = visit_is_private.appointment and gate.consented_alone(a.partnership_id, x.student_id, a.agency_id, a.during))
$$;
comment on function gate.visit_is_private is 'Whether guardians neither see that visit nor are told of it.';

create function gate.care_is_private(episode uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from public.episode_of_care e
    where e.partnership_id = public.ctx_partnership() and e.id = episode and gate.consented_alone(e.partnership_id, e.student_id, e.agency_id, tstzrange(e.began_at, e.ended_at, '[]')))
$$;
comment on function gate.care_is_private is 'Whether guardians do not see that care.';

create function gate.referral_is_private(referral uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from public.consent_request q join public.consent c on c.partnership_id = q.partnership_id and c.request_id = q.id and c.purpose = 'service' and c.answer
      join public.consent_signature s on s.partnership_id = c.partnership_id and s.id = c.signature_id and s.capacity <> 'guardian'
      where q.partnership_id = public.ctx_partnership() and q.referral_id = referral)
    and not exists (select from public.consent_request q where q.partnership_id = public.ctx_partnership() and q.referral_id = referral and q.guardian_id <> q.student_id and q.state in ('sent', 'viewed', 'signed', 'withdrawn'))
$$;
comment on function gate.referral_is_private is 'Whether guardians do not see that referral: the student said yes to it themselves, and no guardian is asked or has agreed.';

create function gate.disclosure_is_private(disclosure uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from public.disclosure d, unnest(array[d.from_organisation_id, d.to_organisation_id]) agency
    where d.partnership_id = public.ctx_partnership() and d.id = disclosure_is_private.disclosure and d.basis <> 'emergency'
      and agency is not null and gate.consented_alone(d.partnership_id, d.student_id, agency, tstzrange(d.at, d.at, '[]')))
$$;
comment on function gate.disclosure_is_private is 'Whether guardians do not see that something was given to, or came from, an agency: in an emergency they always do.';
grant execute on function gate.visit_is_private, gate.care_is_private, gate.referral_is_private, gate.disclosure_is_private to hallway_app;
reset role;

create policy not_a_minor_s_own on public.appointment as restrictive for all to hallway_app using (public.ctx_is('guardian') is not true or not gate.visit_is_private(id));
create policy not_a_minor_s_own on public.episode_of_care as restrictive for select to hallway_app using (public.ctx_is('guardian') is not true or not gate.care_is_private(id));
create policy not_a_minor_s_own on public.referral as restrictive for select to hallway_app using (public.ctx_is('guardian') is not true or not gate.referral_is_private(id));
create policy not_a_minor_s_own on public.disclosure as restrictive for select to hallway_app using (public.ctx_is('guardian') is not true or not gate.disclosure_is_private(id));
