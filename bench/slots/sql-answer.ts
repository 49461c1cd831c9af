import type postgres from 'postgres';
import type { Loaded } from './load-workload.ts';
import type { Workload } from './workload.ts';

/**
 * The best single SQL statement found for the same questions over the same rows: multiranges from rules and bookings, subtracted and intersected
 * once a resource, starts generated only inside what is left. Run as the owner, without row-level security, prepared, without JIT (which costs
 * more than it gives here). What the product also keeps out (time off, outside calendars, ended holds) is left out: there is none here.
 */
export function sqlTherapists(owner: postgres.Sql, work: Workload, loaded: Loaded) {
  return owner<{ id: string; starts: number[] }[]>`
    with ${asked(owner, work, loaded)}, ${therapistFree(owner)}
    select id, array_agg(s order by s) as starts from free cross join unnest(time) r
    cross join generate_series(ceil(extract(epoch from lower(r)) / ${work.step * 60})::int * ${work.step * 60}, extract(epoch from upper(r))::int - ${work.slot * 60}, ${work.step * 60}) s
    where upper(r) - lower(r) >= make_interval(mins => ${work.slot}) group by id`;
}

export function sqlJoint(owner: postgres.Sql, work: Workload, loaded: Loaded) {
  return owner<{ id: string; starts: number[] }[]>`
    with ${asked(owner, work, loaded)}, school as (
      select range_agg(tstzrange((d.day + p.from_time) at time zone ${work.tz}, (d.day + p.until_time) at time zone ${work.tz})) as time
      from day d join bell_schedule b on b.partnership_id = ${loaded.partnershipId} and b.school_id = ${loaded.schoolId} and b.during @> d.day
      join day_type k on k.partnership_id = b.partnership_id and k.bell_schedule_id = b.id and d.weekday = any (k.weekdays)
      join period p on p.partnership_id = k.partnership_id and p.day_type_id = k.id and p.bookable
      where not exists (select from school_day s where s.partnership_id = b.partnership_id and s.school_id = b.school_id and s.day = d.day and s.closed_for is not null)
    ), family as (
      select range_agg(tstzrange((d.day + w.from_time) at time zone w.zone, (d.day + w.until_time) at time zone w.zone)) as time
      from day d join guardian_window w on w.partnership_id = ${loaded.partnershipId} and w.student_id = ${loaded.studentId} and w.weekday = d.weekday
    ), place as materialized (select school.time * family.time as time from school, family
    ), room_start as materialized (
      select distinct s from (
        select unnest((place.time * coalesce((select range_agg(tstzrange((d.day + h.from_time) at time zone ${work.tz}, (d.day + h.until_time) at time zone ${work.tz}))
            from day d join room_hours h on h.partnership_id = ${loaded.partnershipId} and h.room_id = u.id and h.weekday = d.weekday), '{}'))
          - coalesce((select range_agg(o.blocked) from occupancy o, within w where o.resource_id = u.id and o.blocked && w.time and o.released_at is null), '{}')) r
        from place, unnest(${loaded.roomIds as string[]}::uuid[]) u(id)) x
      cross join generate_series(ceil(extract(epoch from lower(r)) / ${work.step * 60})::int * ${work.step * 60}, extract(epoch from upper(r))::int - ${work.slot * 60}, ${work.step * 60}) s
    ), ${therapistFree(owner)}, therapist_start as materialized (
      select id, s from (select free.id, free.time * place.time as time from free cross join place) f cross join unnest(f.time) r
      cross join generate_series(ceil(extract(epoch from lower(r)) / ${work.step * 60})::int * ${work.step * 60}, extract(epoch from upper(r))::int - ${work.slot * 60}, ${work.step * 60}) s
    )
    select id, array_agg(s order by s) as starts from therapist_start where s in (select room_start.s from room_start) group by id`;
}

const asked = (owner: postgres.Sql, work: Workload, loaded: Loaded) => owner`
  within as (select tstzrange(to_timestamp(${work.from}), to_timestamp(${work.to})) as time),
  day as materialized (select d.day::date as day, extract(isodow from d.day)::int as weekday from generate_series(${work.start}::date, ${work.start}::date + ${work.days - 1}::int, interval '1 day') d(day)),
  therapist as materialized (select u.id from unnest(${loaded.therapists.map(({ personId }) => personId)}::uuid[]) u(id))`;

const therapistFree = (owner: postgres.Sql) => owner`
  open as (
    select id, range_agg(r) as time from (
      select t.id, tstzrange((d.day + h.from_time) at time zone h.zone, (d.day + h.until_time) at time zone h.zone) r
      from therapist t join therapist_hours h on h.therapist_id = t.id join day d on d.weekday = h.weekday and h.during @> d.day
      where (t.id, d.day) not in (select x.therapist_id, x.day from therapist_day x)
      union all select t.id, tstzrange((x.day + x.from_time) at time zone x.zone, (x.day + x.until_time) at time zone x.zone)
      from therapist t join therapist_day x on x.therapist_id = t.id where x.from_time is not null) o group by id
  ), busy as (
    select o.resource_id as id, range_agg(o.blocked) as time from occupancy o, within w
    where o.resource_id in (select id from therapist) and o.kind = 'therapist' and o.blocked && w.time and o.released_at is null group by o.resource_id
  ), free as materialized (
    select open.id, open.time * tstzmultirange(w.time) - coalesce(busy.time, '{}') as time from open cross join within w left join busy on busy.id = open.id)`;
