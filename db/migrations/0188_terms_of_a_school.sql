-- A school may have term dates of its own in a school year; there they win over its partnership's.

alter table public.term add column school_id uuid;
alter table public.term add foreign key (partnership_id, school_id) references public.organisation;
create index on public.term (partnership_id, school_id);
comment on column public.term.school_id is 'The school whose own term it is; null: of all schools of the partnership that have none of their own in that school year.';
alter table public.term add constraint a_school_s_own_term_is_kept_by_hand check (school_id is null or (source is null and school_year_id is not null and kind = 'term'));
alter table public.term add constraint one_term_at_a_time_at_a_school exclude using gist (partnership_id with =, school_id with =, school_year_id with =, during with &&) where (school_id is not null);

create function public.a_school_s_term_lies_within_its_year() returns trigger language plpgsql set search_path = '' as $$
begin
  if not exists (select from public.organisation o where o.partnership_id = new.partnership_id and o.id = new.school_id and o.kind = 'school') then perform public.refuse('a_term_belongs_to_a_school'); end if;
  if not exists (select from public.school_year y where y.partnership_id = new.partnership_id and y.id = new.school_year_id and y.during @> new.during) then
    perform public.refuse('a_term_lies_within_its_school_year');
  end if;
  return new;
end $$;
create trigger within_its_year before insert or update on public.term for each row when (new.school_id is not null) execute function public.a_school_s_term_lies_within_its_year();

create function public.terms_at(school uuid) returns setof public.term language sql stable set search_path = '' as $$
  select t.* from public.term t
  where t.partnership_id = public.ctx_partnership() and (t.school_id = school or (t.school_id is null and not exists (
    select from public.term o where o.partnership_id = t.partnership_id and o.school_id = school and o.school_year_id = t.school_year_id)))
$$;
comment on function public.terms_at is 'The terms that hold at a school: its own in a school year in which it has some, else its partnership''s.';
grant execute on function public.terms_at to hallway_app;
