-- A private room out of order: nothing new is booked in it; what is booked stays until somebody moves it.

create table public.room_out_of_order (
  partnership_id uuid not null references public.partnership,
  id uuid not null,
  school_id uuid not null,
  room_id uuid not null,
  during tstzrange not null check (not isempty(during) and lower_inc(during) and not upper_inc(during) and lower(during) is not null),
  reason text not null check (reason in ('heat', 'water', 'light', 'network', 'device', 'furniture', 'building', 'other')),
  words text not null default '' check (length(words) <= 100),
  reported_by uuid references public.person,
  reported_at timestamptz not null default public.clock_now(),
  mended_by uuid references public.person,
  mended_at timestamptz,
  primary key (partnership_id, id),
  constraint out_of_order_is_a_room_of_its_school foreign key (partnership_id, room_id, school_id) references public.room (partnership_id, id, school_id),
  constraint out_of_order_once_at_a_time exclude using gist (partnership_id with =, room_id with =, during with &&)
);
comment on table public.room_out_of_order is 'When a private room cannot be used. No occupancy: booked visits may lie in it and must then be moved. during has no upper bound while nobody knows the end; mended early, it ends then.';
call upkeep.guard('public.room_out_of_order');
call upkeep.open_to_gate('public.room_out_of_order');
grant select, insert, delete on public.room_out_of_order to hallway_app;
grant update (during, reason, words, mended_by, mended_at) on public.room_out_of_order to hallway_app;
create policy seen on public.room_out_of_order for select to hallway_app using (partnership_id = public.ctx_partnership()
  and (public.ctx_is('coordinator', 'therapist', 'job') or (public.ctx_is('counselor', 'front_office') and school_id = public.ctx_organisation())));
create policy school on public.room_out_of_order for all to hallway_app using (partnership_id = public.ctx_partnership()
  and (public.ctx_is('coordinator', 'job') or (public.ctx_is('counselor', 'front_office') and school_id = public.ctx_organisation())));
create trigger names_who_acts before insert or update of reported_by, mended_by on public.room_out_of_order for each row when (public.ctx_role() is not null)
  execute function public.names_who_acts('person', 'reported_by', 'mended_by');
call upkeep.marks_changed('public.room_out_of_order', 'r.room_id', 'gate.utc_days(r.during)');

set role hallway_gate;
create function gate.out_of_order_was_and_stays() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  -- An erasure takes words away whenever they were said.
  if tg_op = 'UPDATE' and public.ctx_role() is null and new.words = '' and to_jsonb(new) - 'words' = to_jsonb(old) - 'words' then return new; end if;
  perform public.lock_resources(array[case tg_op when 'DELETE' then old.room_id else new.room_id end]);
  if tg_op = 'DELETE' then
    if lower(old.during) < public.clock_now() then perform public.refuse('what_was_out_of_order_stays'); end if;
    return old;
  end if;
  if upper(new.during) < public.clock_now()
    or tg_op = 'UPDATE' and (upper(old.during) <= public.clock_now() or lower(old.during) <= public.clock_now() and lower(new.during) <> lower(old.during)) then
    perform public.refuse('what_was_out_of_order_stays');
  end if;
  if new.words <> '' and gate.names_a_student(new.school_id, new.words) then perform public.refuse('a_room_use_names_no_student'); end if;
  return new;
end $$;
comment on function gate.out_of_order_was_and_stays is 'Trigger: what a room was out of order for is over and stays; what is to come may change, and what goes on may end. Who books the room waits, and is waited for.';

create function gate.room_is_in_order() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  -- a_room_brings_its_own_time holds the room's lock and has filled in blocked.
  if exists (select from public.room_out_of_order x where x.partnership_id = new.partnership_id and x.room_id = new.resource_id and x.during && new.blocked) then perform public.refuse('a_room_out_of_order_is_not_booked'); end if;
  return new;
end $$;
comment on function gate.room_is_in_order is 'Trigger: nothing takes a room while it is out of order.';

create function gate.hold_asks_for_the_room_again() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform public.lock_resources(array[new.room_id]);
  if exists (select from public.occupancy o join public.room_out_of_order x on x.partnership_id = o.partnership_id and x.room_id = o.resource_id and x.during && o.blocked
    where o.partnership_id = new.partnership_id and o.appointment_id = new.id and o.kind = 'room' and o.released_at is null) then
    perform public.refuse('a_room_out_of_order_is_not_booked');
  end if;
  return null;
end $$;
comment on function gate.hold_asks_for_the_room_again is 'Trigger: a hold becomes an appointment only if its room did not go out of order meanwhile.';

create or replace function gate.busy(resource uuid, asked tstzrange) returns tstzmultirange language sql stable security definer set search_path = '' as $$
  select coalesce(range_agg(x.taken * asked), '{}'::tstzmultirange) from (
    select o.blocked as taken from public.occupancy o
    where o.resource_id = resource and o.blocked && asked and o.released_at is null and (o.held_until is null or o.held_until > public.clock_now())
    union all select t.during from public.time_off t where t.therapist_id = resource and t.during && asked
    union all select b.during from public.outside_busy b where b.therapist_id = resource and b.during && asked
    union all select r.during from public.room_out_of_order r where r.room_id = resource and r.during && asked) x
  where public.ctx_is('coordinator', 'therapist', 'counselor', 'front_office', 'job') and (
      exists (select from public.room r where r.partnership_id = public.ctx_partnership() and r.id = resource)
      or exists (select from public.person_seen s where s.partnership_id = public.ctx_partnership() and s.person_id = resource and s.seer_id = any (public.ctx_seers()) and s.during @> public.clock_now()))
$$;
comment on function gate.busy is 'When a person or room is taken within the range, whoever booked them, merged; never by whom or why: a booking, another use, time out of order, time off and an outside calendar look the same. Nothing about those whom the asker does not see.';
reset role;

create trigger changes_ahead before insert or update or delete on public.room_out_of_order for each row execute function gate.out_of_order_was_and_stays();
create trigger room_is_in_order before insert on public.occupancy for each row when (new.kind = 'room') execute function gate.room_is_in_order();
create trigger asks_for_the_room_again after update of state on public.appointment for each row
  when (old.state = 'held' and new.state = 'booked' and new.place = 'school') execute function gate.hold_asks_for_the_room_again();
