-- The change log asked for hundreds of resources at once: a plan that is kept, one look at who is seen, and therapists' hours for whoever sees
-- their engagement (as the policies of therapist_hours say).

set role hallway_gate;
drop function gate.changed_since(xid8, uuid[]);
create function gate.changed_since(since xid8, resources uuid[], therapists uuid[] default '{}') returns table (resource_id uuid, xid xid8, days daterange, refused boolean)
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_generic_plan' as $$
declare
  here uuid := public.ctx_partnership();
  seers uuid[] := public.ctx_seers();
  now timestamptz := public.clock_now();
begin
  if public.ctx_is('coordinator', 'therapist', 'counselor', 'front_office', 'job') is not true then
    return query select r.id, null::xid8, null::daterange, true from unnest(resources || therapists) r(id);
    return;
  end if;
  return query select r.id, null::xid8, null::daterange, true from (
    select unnest(resources || therapists) as id
    except select s.person_id from public.person_seen s where s.partnership_id = here and s.seer_id = any (seers) and s.person_id = any (resources || therapists) and s.during @> now
    except select m.id from public.room m where m.partnership_id = here and m.id = any (resources)
    except select o.id from public.organisation o where o.partnership_id = here and o.id = any (resources)
    union (
      select unnest(therapists)
      except select e.therapist_id from public.engagement e where e.partnership_id = here and e.therapist_id = any (therapists) and public.ctx_is('coordinator', 'counselor', 'job')
      except select public.ctx_person() where public.ctx_is('therapist'))) r;
  return query select c.resource_id, c.xid, c.days, false from public.resource_change c
    where c.xid >= since and (c.resource_id is null or c.resource_id = any (resources || therapists))
      and (c.resource_id is null or exists (select from public.person_seen s where s.partnership_id = here and s.person_id = c.resource_id and s.seer_id = any (seers) and s.during @> now)
        or exists (select from public.room m where m.partnership_id = here and m.id = c.resource_id) or exists (select from public.organisation o where o.partnership_id = here and o.id = c.resource_id));
end $$;
comment on function gate.changed_since is 'What transactions since then (the xmin of the reader''s own snapshot) logged about these resources: ids and days, never who or why. Those whose time the asker may not ask about come back as refused (gate.may_ask_about, for many at once; of therapists, whose hours are asked as well, those whose engagement the asker does not see). A row without resource means everything.';
grant execute on function gate.changed_since to hallway_app;
reset role;
