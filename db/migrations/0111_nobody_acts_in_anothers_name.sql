-- Who confirmed, offered, asked, admitted: the one who acts, and nobody else's name. What is done by itself (a job, a webhook) confirms nothing.

create function public.names_who_acts() returns trigger language plpgsql set search_path = '' as $$
declare
  column_named text;
  acting text := case tg_argv[0] when 'membership' then public.ctx_membership() else public.ctx_person() end;
  named text;
begin
  for i in 1 .. tg_nargs - 1 loop
    column_named := tg_argv[i];
    named := to_jsonb(new) ->> column_named;
    if named is not null and named is distinct from acting and (tg_op = 'INSERT' or named is distinct from to_jsonb(old) ->> column_named) then
      perform public.refuse('nobody_acts_in_anothers_name', tg_table_name || '.' || column_named);
    end if;
  end loop;
  return new;
end $$;
comment on function public.names_who_acts is 'Trigger (who, columns …): what these columns newly say is the acting person, or the acting membership. Unchanged they may stay.';

do $$ declare
  rule record;
  columns text;
begin
  for rule in select * from (values
    ('guardianship', 'membership', '{confirmed_by}'::text[]), ('referral', 'membership', '{referred_by}'), ('consent_request', 'person', '{asked_by}'), ('offer', 'person', '{made_by}'),
    ('kiosk', 'person', '{made_by}'), ('roster_import', 'person', '{by_person}'), ('disclosure', 'person', '{by_person}'), ('appointment', 'person', '{made_by,ended_by}'),
    ('visit_place', 'person', '{confirmed_by}'), ('visit_participant', 'person', '{admitted_by}'), ('attendance', 'person', '{confirmed_by}')) r(t, who, named) loop
    select string_agg(quote_ident(c), ', ') into columns from unnest(rule.named) c;
    execute format('create trigger names_who_acts before insert or update of %s on public.%I for each row when (public.ctx_role() is not null) execute function public.names_who_acts(%L, %s)',
      columns, rule.t, rule.who, (select string_agg(quote_literal(c), ', ') from unnest(rule.named) c));
  end loop;
end $$;

-- What was confirmed changes only with the name of who changes it: who attended, and rights that a guardian is given (taking them away needs none).
create function public.confirmed_anew_by_who_changes_it() returns trigger language plpgsql set search_path = '' as $$
begin
  if new.confirmed_by is distinct from (case tg_argv[0] when 'membership' then public.ctx_membership() else public.ctx_person() end) then
    perform public.refuse('nobody_acts_in_anothers_name', tg_table_name);
  end if;
  return new;
end $$;
comment on function public.confirmed_anew_by_who_changes_it is 'Trigger (who): whoever changes what somebody confirmed confirms it themselves.';
create trigger confirmed_anew before update on public.guardianship for each row
  when (public.ctx_role() is not null and (new.decision_right > old.decision_right or new.access_right > old.access_right or new.court_order < old.court_order or new.confirmed_at <> old.confirmed_at or (old.confirmed_at is null and new.confirmed_at is not null)))
  execute function public.confirmed_anew_by_who_changes_it('membership');
create trigger confirmed_anew before update on public.attendance for each row
  when (public.ctx_role() is not null and (new.status, new.cause, new.confirmed_at) is distinct from (old.status, old.cause, old.confirmed_at))
  execute function public.confirmed_anew_by_who_changes_it('person');
