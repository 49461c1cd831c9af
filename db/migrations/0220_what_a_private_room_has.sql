-- What a private room has, who can use it, and how long it needs before and after: time that it brings to everything that takes it.

alter table public.room
  add column equipment text[] not null default '{}' check (equipment <@ '{tablet,laptop,camera,headset,screen,printer,phone,whiteboard,toys,sink}'),
  add column accessibility text[] not null default '{}' check (accessibility <@ '{step_free,wide_door,hearing_loop,quiet,low_light,accessible_toilet}'),
  add column words text not null default '' check (length(words) <= 200),
  add column before_minutes int not null default 0 check (before_minutes between 0 and 60),
  add column after_minutes int not null default 0 check (after_minutes between 0 and 60);
comment on column public.room.equipment is 'What stands in it, by code.';
comment on column public.room.accessibility is 'For whom it is easy to reach and to be in, by code.';
comment on column public.room.words is 'What else is good to know, in the school''s own words.';
comment on column public.room.before_minutes is 'Setting up: nothing else takes the room so long before a visit or another use. Real minutes, part of occupancy.blocked.';
comment on column public.room.after_minutes is 'Turning over: so long after.';

set role hallway_gate;
create function gate.room_brings_its_own_time() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  -- Whoever changes these minutes waits for who takes the room, and the other way round.
  perform public.lock_resources(array[new.resource_id]);
  select tstzrange(lower(new.during) - make_interval(mins => r.before_minutes), upper(new.during) + make_interval(mins => r.after_minutes)) into new.blocked
  from public.room r where r.partnership_id = new.partnership_id and r.id = new.resource_id;
  new.blocked := coalesce(new.blocked, new.during);
  return new;
end $$;
comment on function gate.room_brings_its_own_time is 'Trigger: a room is blocked for what takes it with the room''s own minutes around it, whatever the writer said.';

create function gate.room_keeps_its_pauses() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  taken record;
  blocked_until timestamptz;
  fits tstzrange;
begin
  perform public.lock_resources(array[new.id]);
  update public.occupancy o set blocked = o.during
  where o.resource_id = new.id and o.kind = 'room' and o.released_at is null and lower(o.during) > public.clock_now() and o.blocked <> o.during;
  select max(upper(o.blocked)) into blocked_until from public.occupancy o where o.resource_id = new.id and o.kind = 'room' and o.released_at is null and lower(o.during) <= public.clock_now();
  for taken in
    select o.id, o.during, lead(lower(o.during)) over (order by o.during) as next_from from public.occupancy o
    where o.resource_id = new.id and o.kind = 'room' and o.released_at is null and lower(o.during) > public.clock_now() order by o.during
  loop
    fits := tstzrange(greatest(lower(taken.during) - make_interval(mins => new.before_minutes), blocked_until),
      least(upper(taken.during) + make_interval(mins => new.after_minutes), taken.next_from));
    if fits <> taken.during then update public.occupancy o set blocked = fits where o.id = taken.id; end if;
    blocked_until := upper(fits);
  end loop;
  return null;
end $$;
comment on function gate.room_keeps_its_pauses is 'Trigger: what takes the room from now on gets its new minutes as far as there is room between neighbours; nothing comes to lie over anything else.';
reset role;

create trigger a_room_brings_its_own_time before insert on public.occupancy for each row when (new.kind = 'room') execute function gate.room_brings_its_own_time();
create trigger keeps_its_pauses after update of before_minutes, after_minutes on public.room for each row
  when ((new.before_minutes, new.after_minutes) is distinct from (old.before_minutes, old.after_minutes)) execute function gate.room_keeps_its_pauses();
