-- An offer keeps within what the family lets the school tell; a school's own terms keep within their school year.

set role hallway_gate;
create function gate.an_offer_keeps_within_the_release() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (
    select from public.engagement e join public.referral r on r.partnership_id = e.partnership_id and r.id = new.referral_id
    where e.partnership_id = new.partnership_id and e.id = new.engagement_id and gate.consent_in_force(r.student_id, 'release_to_agency', e.agency_id, public.clock_now())) then
    perform public.refuse('a_release_names_the_agency');
  end if;
  return new;
end $$;
comment on function gate.an_offer_keeps_within_the_release is 'Trigger: a student is offered only to an agency that the family''s release names; another one needs a new signature first, as care could not begin.';

create function gate.a_school_s_terms_end_with_their_year() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  delete from public.term t where t.partnership_id = new.partnership_id and t.school_year_id = new.id and t.school_id is not null and not t.during && new.during;
  update public.term t set during = t.during * new.during
  where t.partnership_id = new.partnership_id and t.school_year_id = new.id and t.school_id is not null and not t.during <@ new.during;
  return null;
end $$;
comment on function gate.a_school_s_terms_end_with_their_year is 'Trigger: a school year that is shortened, by hand or by a roster, shortens the terms that schools have of their own in it; what lay outside is gone.';
reset role;
call upkeep.open_to_gate('public.term', 'select, update, delete');
call upkeep.open_to_gate('public.school_year');
create trigger within_the_release before insert on public.offer for each row when (public.ctx_role() is not null) execute function gate.an_offer_keeps_within_the_release();
create trigger bounds_the_schools_terms after update of during on public.school_year for each row when (new.during is distinct from old.during) execute function gate.a_school_s_terms_end_with_their_year();

-- What was kept before this did not follow its year.
delete from public.term t using public.school_year y where t.school_id is not null and y.partnership_id = t.partnership_id and y.id = t.school_year_id and not t.during && y.during;
update public.term t set during = t.during * y.during from public.school_year y
where t.school_id is not null and y.partnership_id = t.partnership_id and y.id = t.school_year_id and not t.during <@ y.during;
