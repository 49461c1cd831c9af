-- A guardian of a sibling stays when a student is erased; what was to be written to them about that student does not.

alter table public.outbox add column student_id uuid;
alter table public.outbox add foreign key (partnership_id, student_id) references public.student;
create index outbox_about on public.outbox (partnership_id, student_id);
comment on column public.outbox.student_id is 'Whom the message tells of; null: of no student.';

-- What waits from before says it by the event that it names.
update public.outbox o set student_id = q.student_id from public.link l join public.consent_request q on q.partnership_id = l.partnership_id and q.id = l.consent_request_id
  where o.state in ('promised', 'dead') and o.dedupe_key = 'consent-invitation:' || l.id and l.partnership_id = o.partnership_id;
update public.outbox o set student_id = x.student_id from public.link l join public.appointment_student x on x.partnership_id = l.partnership_id and x.appointment_id = l.appointment_id
  where o.state in ('promised', 'dead') and o.dedupe_key = 'visit-link:' || l.id and l.partnership_id = o.partnership_id;
update public.outbox o set student_id = x.student_id from public.appointment_student x
  where o.state in ('promised', 'dead') and o.template in ('booking-confirmed', 'booking-cancelled') and split_part(o.dedupe_key, ':', 2) = x.appointment_id::text and x.partnership_id = o.partnership_id;

call upkeep.open_to_gate('public.erasure');
set role hallway_gate;
create function gate.nothing_about_the_erased() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.erasure x where x.partnership_id = new.partnership_id and x.student_id = new.student_id and x.regime = 'both') then return null; end if;
  return new;
end $$;
comment on function gate.nothing_about_the_erased is 'Trigger: what is promised about a student whose whole record was erased is not promised at all.';
reset role;
create trigger nothing_about_the_erased before insert on public.outbox for each row when (new.student_id is not null) execute function gate.nothing_about_the_erased();

create function upkeep.drop_messages_about_the_erased() returns trigger language plpgsql set search_path = '' as $$
begin
  update public.outbox o set state = 'dropped', sealed = null, last_error = 'erased'
    where o.partnership_id = new.partnership_id and o.student_id = new.student_id and o.state in ('promised', 'dead');
  return null;
end $$;
comment on function upkeep.drop_messages_about_the_erased is 'Trigger: what waits and tells of a student goes with their record, whoever it is for.';
create trigger drops_what_waits after insert on public.erasure for each row when (new.regime = 'both') execute function upkeep.drop_messages_about_the_erased();
