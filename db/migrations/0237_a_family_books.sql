-- A guardian books and moves visits themselves, within what the partnership allows. They see nobody's calendar: the product finds and takes the time for
-- them, in a context that names them and the one child it is about, and these triggers keep it to that child and to the rules.

create function public.ctx_for_student() returns uuid language sql stable parallel safe return nullif(current_setting('app.for_student', true), '')::uuid;
comment on function public.ctx_for_student is 'The one child it is about, when the product acts for a guardian (gate.enter_for_guardian).';
grant execute on function public.ctx_for_student to public;

set role hallway_gate;
create or replace function gate.state_context(partnership uuid, person uuid, membership uuid, organisation uuid, acting_as text, seers uuid[], purpose text) returns void language plpgsql set search_path = '' as $$
begin
  perform set_config('app.partnership', coalesce(partnership::text, ''), true), set_config('app.person', coalesce(person::text, ''), true),
    set_config('app.membership', coalesce(membership::text, ''), true), set_config('app.organisation', coalesce(organisation::text, ''), true),
    set_config('app.role', coalesce(acting_as, ''), true), set_config('app.seers', coalesce(seers::text, ''), true), set_config('app.purpose', coalesce(purpose, ''), true),
    set_config('app.appointment', '', true), set_config('app.kiosk', '', true), set_config('app.link', '', true), set_config('app.reason', '', true),
    set_config('app.emergency', '', true), set_config('app.opening', '', true), set_config('app.for_student', '', true);
end $$;
reset role;

create table public.family_rules (
  partnership_id uuid primary key references public.partnership,
  books_at_home boolean not null default true,
  moves_at_home boolean not null default true,
  moves_at_school boolean not null default false,
  notice_hours int not null default 24 check (notice_hours between 0 and 336),
  moves_at_most int not null default 2 check (moves_at_most between 1 and 20)
);
comment on table public.family_rules is 'What guardians may do themselves with their children''s visits; no row: the defaults of its columns. Taking a visit back they always may.';
comment on column public.family_rules.notice_hours is 'So long before a visit a family books or moves it themselves; after that they call.';
comment on column public.family_rules.moves_at_most is 'So often one visit is moved by its family.';
call upkeep.guard('public.family_rules');
call upkeep.open_to_gate('public.family_rules');
grant select, insert, update on public.family_rules to hallway_app;
create policy seen on public.family_rules for select to hallway_app using (partnership_id = public.ctx_partnership());
create policy kept on public.family_rules for all to hallway_app using (partnership_id = public.ctx_partnership() and public.ctx_is('coordinator', 'job') and public.ctx_for_student() is null);

alter table public.appointment add column moved_by_family int not null default 0 check (moved_by_family >= 0);
comment on column public.appointment.moved_by_family is 'How often a guardian moved it themselves.';

set role hallway_gate;
create function gate.family_rules() returns public.family_rules language sql stable security definer set search_path = '' as $$
  select coalesce(r.partnership_id, p.id), coalesce(r.books_at_home, true), coalesce(r.moves_at_home, true), coalesce(r.moves_at_school, false), coalesce(r.notice_hours, 24), coalesce(r.moves_at_most, 2)
  from public.partnership p left join public.family_rules r on r.partnership_id = p.id where p.id = public.ctx_partnership()
$$;
comment on function gate.family_rules is 'What guardians may do themselves in the acting partnership, the defaults filled in.';

create function gate.enter_for_guardian(person uuid, partnership uuid, student uuid, purpose text) returns void language plpgsql security definer set search_path = '' as $$
declare
  p public.partnership;
begin
  select * into p from public.partnership x where x.id = enter_for_guardian.partnership;
  if not gate.guardian_has_access(p.id, student, person) then perform public.refuse('a_guardian_acts_while_confirmed'); end if;
  perform gate.state_context(p.id, person, null, null, 'job', array[p.id, p.list_id], purpose);
  perform set_config('app.for_student', student::text, true);
  if exists (select from public.episode_of_care e where e.partnership_id = p.id and e.student_id = enter_for_guardian.student and e.ended_at is null)
    and not exists (select from public.episode_of_care e where e.partnership_id = p.id and e.student_id = enter_for_guardian.student and e.ended_at is null and not gate.care_is_private(e.id)) then
    perform public.refuse('a_guardian_acts_while_confirmed');
  end if;
end $$;
comment on function gate.enter_for_guardian is 'The product finds and takes a time for a guardian with access, of one child: it sees what it must to find one, and writes of that child alone.';

create function gate.a_family_keeps_to_its_rules() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  rules public.family_rules := gate.family_rules();
  earliest timestamptz := public.clock_now() + make_interval(hours => rules.notice_hours);
  confirmed boolean;
begin
  -- Anybody's hold that has ended gives way, as for whoever else takes a time.
  if tg_op = 'UPDATE' and old.state = 'held' and old.held_until <= public.clock_now() and new.state = 'cancelled' and new.ended_because = 'released' then return new; end if;
  if not exists (select from public.episode_of_care e where e.partnership_id = new.partnership_id and e.id = new.episode_id and e.student_id = public.ctx_for_student()) then
    perform public.refuse('a_family_books_for_its_own_child');
  end if;
  if gate.care_is_private(new.episode_id) or gate.consented_alone(new.partnership_id, public.ctx_for_student(), new.agency_id, new.during) then perform public.refuse('a_family_books_for_its_own_child', 'private'); end if;
  if tg_op = 'UPDATE' and old.state = 'held' and old.made_by is distinct from public.ctx_person() then perform public.refuse('a_family_books_for_its_own_child', 'not their hold'); end if;
  -- A hold that becomes an appointment is asked again: what the partnership lets families do, and what the other parent has booked, may have changed since.
  confirmed := tg_op = 'UPDATE' and old.state = 'held' and new.state = 'booked';
  if tg_op = 'INSERT' or confirmed then
    perform public.lock_resources(array[public.ctx_for_student()]);
    if not (new.place = 'home' and rules.books_at_home) then perform public.refuse('a_family_books_where_it_may'); end if;
    if exists (select from public.appointment a where a.partnership_id = new.partnership_id and a.episode_id = new.episode_id and a.state in ('booked', 'in_progress') and upper(a.during) > public.clock_now()) then
      perform public.refuse('a_family_books_the_next_visit');
    end if;
  end if;
  if tg_op = 'UPDATE' and not confirmed then
    if new.state is distinct from old.state and not (old.state = 'held' and new.state = 'cancelled') then perform public.refuse('a_family_books_for_its_own_child', 'a booking and no more'); end if;
    if (new.during, new.room_id) is not distinct from (old.during, old.room_id) then return new; end if;
    if not (case new.place when 'home' then rules.moves_at_home else rules.moves_at_school end) then perform public.refuse('a_family_books_where_it_may'); end if;
    if lower(old.during) < earliest then perform public.refuse('a_family_asks_in_time'); end if;
    if old.moved_by_family >= rules.moves_at_most then perform public.refuse('a_family_moves_so_often'); end if;
    new.moved_by_family := old.moved_by_family + 1;
  end if;
  if lower(new.during) < earliest then perform public.refuse('a_family_asks_in_time'); end if;
  -- Their own windows: what another guardian has said of their time is not theirs to give away.
  if new.place = 'home' and not exists (select from public.guardian_window w where w.partnership_id = new.partnership_id and w.student_id = public.ctx_for_student() and w.guardian_id = public.ctx_person()
    and w.weekday = extract(isodow from lower(new.during) at time zone w.zone)::int
    and w.from_time <= (lower(new.during) at time zone w.zone)::time and w.until_time >= (upper(new.during) at time zone w.zone)::time
    and (lower(new.during) at time zone w.zone)::date = ((upper(new.during) - interval '1 microsecond') at time zone w.zone)::date) then
    perform public.refuse('a_home_visit_lies_in_a_guardian_window', 'their own');
  end if;
  return new;
end $$;
comment on function gate.a_family_keeps_to_its_rules is 'Trigger, for what is done for a guardian: of the child it is about, where and when the partnership lets families book and move, the next visit while none is booked, at home within their own windows; asked anew when a hold is confirmed.';
grant execute on function gate.family_rules, gate.enter_for_guardian to hallway_app;
reset role;
create trigger a_family_keeps_to_its_rules before insert or update on public.appointment for each row when (public.ctx_for_student() is not null) execute function gate.a_family_keeps_to_its_rules();
