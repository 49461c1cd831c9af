-- What is today and what is to come, found by index. Under row-level security PostgreSQL looks at a range only after the policies, so that a page
-- that asks for today read every visit there ever was; a gate names those in a stretch of time, and the policies judge them one by one as before.

set role hallway_gate;
create function gate.appointments_in(within tstzrange) returns setof uuid language sql stable security definer set search_path = '' rows 100 as $$
  select a.id from public.appointment a
  where a.partnership_id = public.ctx_partnership() and a.during && within
    and public.ctx_is('coordinator', 'agency_administrator', 'privacy_officer', 'counselor', 'front_office', 'therapist', 'job')
    and (public.ctx_emergency() is not null
      or ((not public.ctx_is('therapist') or a.therapist_id = public.ctx_person()) and (not public.ctx_is('counselor', 'front_office') or a.school_id = public.ctx_organisation())))
$$;
comment on function gate.appointments_in is 'Which appointments of the partnership, whatever their state, have any of that time: ids alone, of a therapist their own and of a school its own. Who they are is for the policies on appointment: the asker joins them.';
grant execute on function gate.appointments_in to hallway_app;
reset role;

-- Whose care a visit belongs to is asked of every episode on the caseload.
create index appointment_of_episode on public.appointment (partnership_id, episode_id);
