-- A guardian never sees what another guardian was asked; whether their own no ends the referral still depends on it.

set role hallway_gate;
create function gate.another_guardian_is_asked(request uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.consent_request mine join public.consent_request other on other.partnership_id = mine.partnership_id and other.referral_id = mine.referral_id and other.id <> mine.id
    where mine.partnership_id = public.ctx_partnership() and mine.id = request and mine.guardian_id = public.ctx_person() and other.guardian_id <> mine.guardian_id
      and other.state in ('sent', 'viewed', 'signed'))
$$;
comment on function gate.another_guardian_is_asked is 'Whether another guardian was asked for the same referral and has not said no: then the acting guardian''s no goes to a person instead of closing it.';
grant execute on function gate.another_guardian_is_asked to hallway_app;
reset role;
