-- Care ends with its referral: when a referral closes, goes back to the family, or has lost its therapist, no offer of it stays open, no place
-- on a caseload stays taken, and the therapist's view of the student ends, whoever moved it (a guardian who withdraws may do none of this).

set role hallway_gate;
create function gate.care_ends_with_its_referral() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  back boolean := new.state = 'awaiting_consent' or (new.state = 'waiting' and old.state in ('accepted', 'scheduled'));
begin
  if not (new.state = 'closed' or back) then return null; end if;
  if exists (select from public.appointment a join public.episode_of_care e on e.partnership_id = a.partnership_id and e.id = a.episode_id
    where e.partnership_id = new.partnership_id and e.referral_id = new.id and e.ended_at is null and a.state = 'booked' and lower(a.during) > public.clock_now()) then
    perform public.refuse('care_ends_without_booked_visits');
  end if;
  with ended as (
    update public.appointment a set state = 'cancelled', held_until = null, ended_at = public.clock_now(), ended_because = 'released'
    from public.episode_of_care e
    where e.partnership_id = new.partnership_id and e.referral_id = new.id and e.ended_at is null and a.partnership_id = e.partnership_id and a.episode_id = e.id and a.state = 'held'
    returning a.partnership_id, a.id
  )
  update public.occupancy o set released_at = public.clock_now() from ended x where o.partnership_id = x.partnership_id and o.appointment_id = x.id and o.released_at is null;
  update public.episode_of_care e set ended_at = public.clock_now() where e.partnership_id = new.partnership_id and e.referral_id = new.id and e.ended_at is null;
  update public.offer o set state = 'withdrawn', answered_at = null where o.partnership_id = new.partnership_id and o.referral_id = new.id and (o.state = 'open' or (back and o.state = 'accepted'));
  return null;
end $$;
comment on function gate.care_ends_with_its_referral is 'Trigger: offers, care and holds of a referral that closes or goes back end with it. Booked visits are cancelled before, by who moves it, so that the family is told; else care_ends_without_booked_visits.';
reset role;
create trigger care_ends after update of state on public.referral for each row when (new.state is distinct from old.state) execute function gate.care_ends_with_its_referral();
