-- A partnership always has somebody who may manage its staff: each day that is taken from one administrator is another one's too.

set role hallway_gate;
create function gate.an_administrator_stays() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  today date;
  left_over datemultirange := '{}';
begin
  if not old.role = any ('{coordinator,privacy_officer}') or old.ended_at is not null then return null; end if;
  -- Two who leave at once queue here, and the second one sees that the first has gone.
  perform pg_advisory_xact_lock(hashtextextended('administrators ' || old.partnership_id, 0));
  select (public.clock_now() at time zone p.zone)::date into today from public.partnership p where p.id = old.partnership_id;
  if tg_op = 'UPDATE' and new.partnership_id = old.partnership_id and new.role = any ('{coordinator,privacy_officer}') and new.ended_at is null then left_over := datemultirange(new.during); end if;
  if not (select coalesce(range_agg(m.during), '{}') + left_over from public.membership m
    where m.partnership_id = old.partnership_id and m.id <> old.id and m.role = any ('{coordinator,privacy_officer}') and m.ended_at is null)
    @> (datemultirange(old.during * daterange(today, null))) then
    perform public.refuse('an_administrator_stays');
  end if;
  return null;
end $$;
comment on function gate.an_administrator_stays is 'Trigger: a coordinator or privacy officer leaves only where another one is in office on every day that is taken from them; else nobody could let anybody in again.';
reset role;
create trigger an_administrator_stays after update of partnership_id, role, during, ended_at or delete on public.membership for each row execute function gate.an_administrator_stays();
