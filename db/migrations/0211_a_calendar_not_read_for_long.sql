-- Whether a therapist can be asked for at all: what matching needs to know of an outside calendar, and no more.

set role hallway_gate;
create function gate.outside_calendar_is_stale(therapist uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select gate.may_ask_about(therapist) and exists (select from public.outside_calendar c where c.therapist_id = therapist and (c.read_at is null or c.read_at < public.clock_now()
    - make_interval(hours => coalesce((select r.stale_hours from public.visit_rules r where r.partnership_id = public.ctx_partnership()), 24))))
$$;
comment on function gate.outside_calendar_is_stale is 'Whether the therapist''s outside calendar was not read for longer than the partnership allows; false where there is none, or the asker may not ask about them.';
grant execute on function gate.outside_calendar_is_stale to hallway_app;
reset role;
