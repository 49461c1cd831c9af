-- What time it is, and on whose behalf a transaction runs.

create function public.clock_now() returns timestamptz language sql stable parallel safe return now();
comment on function public.clock_now is 'Now. In a demo or test database the owner replaces the body with now() + an offset (upkeep.set_clock); a setting or a table could be cheated or would cost.';
grant execute on function public.clock_now to public;

create function public.ctx_partnership() returns uuid language sql stable parallel safe return nullif(current_setting('app.partnership', true), '')::uuid;
create function public.ctx_person() returns uuid language sql stable parallel safe return nullif(current_setting('app.person', true), '')::uuid;
create function public.ctx_membership() returns uuid language sql stable parallel safe return nullif(current_setting('app.membership', true), '')::uuid;
create function public.ctx_organisation() returns uuid language sql stable parallel safe return nullif(current_setting('app.organisation', true), '')::uuid;
create function public.ctx_appointment() returns uuid language sql stable parallel safe return nullif(current_setting('app.appointment', true), '')::uuid;
create function public.ctx_kiosk() returns uuid language sql stable parallel safe return nullif(current_setting('app.kiosk', true), '')::uuid;
create function public.ctx_link() returns uuid language sql stable parallel safe return nullif(current_setting('app.link', true), '')::uuid;
create function public.ctx_role() returns text language sql stable parallel safe return nullif(current_setting('app.role', true), '');
create function public.ctx_seers() returns uuid[] language sql stable parallel safe return nullif(current_setting('app.seers', true), '')::uuid[];

comment on function public.ctx_partnership is 'The one partnership this transaction acts in; null without a context, so no rows.';
comment on function public.ctx_person is 'The person acting.';
comment on function public.ctx_membership is 'The membership a member acts under.';
comment on function public.ctx_organisation is 'The organisation of that membership: a counselor''s school, a therapist''s agency.';
comment on function public.ctx_appointment is 'The one appointment that a visit link or a kiosk code opens.';
comment on function public.ctx_kiosk is 'The paired device acting.';
comment on function public.ctx_link is 'The link acting.';
comment on function public.ctx_role is 'counselor, front_office, therapist, coordinator, agency_administrator, privacy_officer, staff, guardian, visitor, kiosk, job, webhook.';
comment on function public.ctx_seers is 'The ids under which the actor sees people (person_seen.seer_id): partnership, school, whole list, self.';
grant execute on function public.ctx_partnership, public.ctx_person, public.ctx_membership, public.ctx_organisation, public.ctx_appointment,
  public.ctx_kiosk, public.ctx_link, public.ctx_role, public.ctx_seers to public;

create function public.refuse(promise text, detail text default null) returns void language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = 'HW000', constraint = promise, message = promise, detail = coalesce(detail, '');
end $$;
comment on function public.refuse is 'Ends the statement with a refusal named after the promise it keeps, just as a broken constraint would (SQLSTATE HW000, constraint name = promise).';
grant execute on function public.refuse to public;

create function public.never_changes() returns trigger language plpgsql set search_path = '' as $$
begin
  perform public.refuse('signed_and_logged_never_change', tg_table_name);
end $$;
comment on function public.never_changes is 'Trigger for tables whose rows are written once: signatures, audit entries, disclosures, published texts.';

create function public.zone_exists() returns trigger language plpgsql set search_path = '' as $$
begin
  if new.zone is not null and not exists (select from pg_catalog.pg_timezone_names n where n.name = new.zone and n.name like '%/%') then
    perform public.refuse('zone_is_an_iana_name', new.zone);
  end if;
  return new;
end $$;
comment on function public.zone_exists is 'Trigger: the column zone holds an IANA name that PostgreSQL knows.';
