-- A membership can be ended at once: not with the day, but with this moment.

alter table public.membership add column ended_at timestamptz;
comment on column public.membership.ended_at is 'Ended at this very moment; null: it runs until its last day. Only where it began and ended on one day does "during" still hold that day.';

-- Replaces the one of 0015: asks for ended_at as well.
set role hallway_gate;
create or replace function gate.enter_as_member(person uuid, membership uuid, purpose text) returns void language plpgsql security definer set search_path = '' as $$
declare
  m public.membership;
  p public.partnership;
begin
  select * into m from public.membership x where x.id = membership and x.person_id = person;
  if not found or m.ended_at is not null then perform public.refuse('a_member_acts_under_a_current_membership'); end if;
  select * into p from public.partnership x where x.id = m.partnership_id;
  if not m.during @> (public.clock_now() at time zone p.zone)::date then perform public.refuse('a_member_acts_under_a_current_membership'); end if;
  perform gate.state_context(m.partnership_id, person, m.id, m.organisation_id, m.role, case
    when m.role in ('coordinator', 'privacy_officer') then array[m.partnership_id, p.list_id]
    when m.role in ('counselor', 'front_office') then array[m.partnership_id, m.organisation_id]
    when m.role = 'therapist' then array[m.partnership_id, person]
    else array[m.partnership_id] end, purpose);
end $$;

create function gate.end_membership_now(membership uuid) returns uuid language plpgsql security definer set search_path = '' as $$
declare
  m public.membership;
  today date;
begin
  select (public.clock_now() at time zone p.zone)::date into today from public.partnership p where p.id = public.ctx_partnership();
  select * into m from public.membership x where x.partnership_id = public.ctx_partnership() and x.id = membership and x.during @> today and x.ended_at is null for update;
  if not found then return null; end if;
  -- A range of days cannot be empty: what began today keeps today, and the moment tells that it is over.
  perform gate.end_membership(m.id, greatest(today - 1, lower(m.during)));
  update public.membership x set ended_at = public.clock_now() where x.partnership_id = m.partnership_id and x.id = m.id;
  return m.person_id;
end $$;
comment on function gate.end_membership_now is 'Ends a current membership of the acting partnership at this moment, and tells whose it was; null when there is none such. Sign-ins and presence are the caller''s.';
grant execute on function gate.end_membership_now to hallway_app;
reset role;
