-- A referral is scheduled by its first booked visit and waits to be scheduled again when the last one is gone, whoever booked or cancelled.
-- A front office may cancel and may not move a referral; without this it would rest in a state that is no longer true.

set role hallway_gate;
create function gate.referral_follows_its_visits() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.state = 'booked' then
    update public.referral r set state = 'scheduled', next_action_on = (lower(new.during) at time zone new.zone)::date
    from public.episode_of_care e
    where e.partnership_id = new.partnership_id and e.id = new.episode_id and r.partnership_id = e.partnership_id and r.id = e.referral_id and r.state = 'accepted';
  elsif new.state in ('cancelled', 'not_held') and not exists (
    select from public.appointment a where a.partnership_id = new.partnership_id and a.episode_id = new.episode_id and a.id <> new.id and a.state in ('booked', 'in_progress', 'completed')) then
    perform pg_catalog.set_config('app.reason', new.ended_because, true);
    update public.referral r set state = 'accepted', owner_id = o.made_by, next_action_on = (public.clock_now() at time zone p.zone)::date + 1
    from public.episode_of_care e, public.offer o, public.partnership p
    where e.partnership_id = new.partnership_id and e.id = new.episode_id and o.partnership_id = e.partnership_id and o.id = e.offer_id and p.id = e.partnership_id
      and r.partnership_id = e.partnership_id and r.id = e.referral_id and r.state = 'scheduled';
    perform pg_catalog.set_config('app.reason', '', true);
  end if;
  return null;
end $$;
comment on function gate.referral_follows_its_visits is 'accepted to scheduled with the first booked visit; back to accepted, with the coordinator who made the offer and tomorrow as next action, when none is left.';
reset role;
create trigger referral_follows after insert or update of state on public.appointment for each row execute function gate.referral_follows_its_visits();
