-- Therapists: licenses, languages, concerns, hours.

create table public.license (
  partnership_id uuid not null references public.partnership,
  id uuid not null default gen_random_uuid(),
  therapist_id uuid not null references public.person,
  state text not null references reference.state,
  kind text not null check (kind in ('counselor', 'social_worker', 'psychologist', 'marriage_family', 'privilege')),
  number text not null check (btrim(number) <> ''),
  during daterange not null check (not isempty(during) and lower(during) is not null and upper(during) is not null),
  verified_on date,
  primary key (partnership_id, id),
  constraint one_license_of_a_kind_at_a_time exclude using gist (partnership_id with =, therapist_id with =, state with =, kind with =, during with &&)
);
comment on table public.license is 'A license or compact privilege to practise in a state, from a day to a day. Decided by where the student sits.';
create index license_in_force on public.license using gist (partnership_id, therapist_id, state, during);

create table public.therapist_language (
  partnership_id uuid not null references public.partnership,
  therapist_id uuid not null references public.person,
  language text not null references reference.language,
  primary key (partnership_id, therapist_id, language)
);
comment on table public.therapist_language is 'Languages a therapist can hold a visit in.';

create table public.therapist_concern (
  partnership_id uuid not null references public.partnership,
  therapist_id uuid not null references public.person,
  concern text not null references reference.concern,
  experience int not null default 2 check (experience between 1 and 3),
  primary key (partnership_id, therapist_id, concern)
);
comment on table public.therapist_concern is 'What a therapist helps with; experience 1 some, 2 often, 3 much.';

create table public.therapist_hours (
  id uuid primary key default gen_random_uuid(),
  therapist_id uuid not null references public.person,
  weekday int not null check (weekday between 1 and 7),
  from_time time not null,
  until_time time not null,
  zone text not null,
  during daterange not null default daterange(null, null),
  constraint hours_end_after_they_begin check (from_time < until_time),
  constraint therapist_hours_do_not_overlap exclude using gist (therapist_id with =, weekday with =, int4range((extract(epoch from from_time) / 60)::int, (extract(epoch from until_time) / 60)::int) with &&, during with &&)
);
comment on table public.therapist_hours is 'A therapist''s weekly hours, wall time of their zone; installation-wide, the person''s own, whichever partnership books.';
create trigger zone_exists before insert or update of zone on public.therapist_hours for each row execute function public.zone_exists();

call upkeep.guard('public.license');
call upkeep.guard('public.therapist_language');
call upkeep.guard('public.therapist_concern');
call upkeep.guard('public.therapist_hours');
call upkeep.open_to_gate('public.license');
call upkeep.open_to_gate('public.therapist_hours');

grant select, insert, update, delete on public.license, public.therapist_language, public.therapist_concern, public.therapist_hours to hallway_app;
do $$ declare t text; begin
  foreach t in array array['license', 'therapist_language', 'therapist_concern'] loop
    execute format('create policy seen on public.%I for select to hallway_app using (partnership_id = public.ctx_partnership() and (therapist_id = public.ctx_person() or public.ctx_is(''coordinator'', ''agency_administrator'', ''privacy_officer'', ''job'')))', t);
    execute format('create policy written on public.%I for all to hallway_app using (partnership_id = public.ctx_partnership() and ((therapist_id = public.ctx_person() and public.ctx_is(''therapist'')) or public.ctx_is(''agency_administrator'', ''coordinator'', ''job'')))', t);
  end loop;
end $$;
create policy own on public.therapist_hours for all to hallway_app using (therapist_id = public.ctx_person() and public.ctx_is('therapist'));
create policy seen on public.therapist_hours for select to hallway_app using (exists (
  select from public.engagement e where e.partnership_id = public.ctx_partnership() and e.therapist_id = therapist_hours.therapist_id));
create policy kept on public.therapist_hours for all to hallway_app using (public.ctx_is('agency_administrator', 'job') and exists (
  select from public.engagement e where e.partnership_id = public.ctx_partnership() and e.therapist_id = therapist_hours.therapist_id));
