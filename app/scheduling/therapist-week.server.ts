import { sql } from 'drizzle-orm';
import { nowOf } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { rangeSql } from '../occupancy/taken.server.ts';
import { addDays, localDay, wallTime } from '../time/zone.ts';
import { hallwayMark } from './hallway-mark.server.ts';
import { mondayOf } from './slot-weeks.ts';

/** A visit or hold in a therapist's week, with its place as they know it. */
export type WeekVisit = {
  readonly id: string;
  readonly state: 'held' | 'booked' | 'in_progress' | 'completed' | 'not_held';
  readonly place: 'school' | 'home';
  readonly room: string | null;
  readonly school: string;
  readonly initials: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly heldUntilMs: number | null;
  readonly waiting: boolean;
};
export type WeekOff = { readonly startMs: number; readonly endMs: number };

/** A therapist's own week on their own clock, at every school and at home; `days` are its dates, Monday first, the weekend only when something lies on it. */
export type TherapistWeek = {
  readonly zone: string;
  readonly nowMs: number;
  readonly monday: string;
  readonly days: readonly { readonly date: string; readonly visits: readonly WeekVisit[]; readonly off: readonly WeekOff[] }[];
  readonly mark: string;
  readonly events: string;
};

/** The week around a date. The policies give a therapist their own visits and nobody else's. */
export async function therapistWeek(tx: Tx, date: string, zone: string): Promise<TherapistWeek> {
  const monday = mondayOf(date);
  const within = weekOf(monday, zone);
  const range = rangeSql(within);
  const [now, mark] = [await nowOf(tx), await hallwayMark(tx, within, null)];
  const visits = await tx.execute<WeekVisit>(sql`
    select a.id, a.state, a.place, r.name as room, o.name as school, (extract(epoch from lower(a.during)) * 1000)::float8 as "startMs", (extract(epoch from upper(a.during)) * 1000)::float8 as "endMs", (extract(epoch from a.held_until) * 1000)::float8 as "heldUntilMs",
      string_agg(distinct left(called(p.given_name, s.preferred_name, s.preferred_name_seen_by), 1) || '.' || left(p.family_name, 1) || '.', ' ') as initials,
      a.state = 'booked' and exists (select from visit i join visit_participant v on v.partnership_id = i.partnership_id and v.visit_id = i.id where i.partnership_id = a.partnership_id and i.appointment_id = a.id
        and v.part <> 'therapist' and v.waiting_since is not null and v.admitted_at is null and v.left_at is null) as waiting
    from appointment a join organisation o on o.partnership_id = a.partnership_id and o.id = a.school_id
      join appointment_student x on x.partnership_id = a.partnership_id and x.appointment_id = a.id join student s on s.partnership_id = x.partnership_id and s.id = x.student_id join person p on p.id = x.student_id
      left join room r on r.partnership_id = a.partnership_id and r.id = a.room_id
    where a.partnership_id = ctx_partnership() and a.therapist_id = ctx_person() and a.during && ${range} and (a.state in ('booked', 'in_progress', 'completed', 'not_held') or (a.state = 'held' and a.held_until > clock_now()))
    group by a.partnership_id, a.id, r.name, o.name order by lower(a.during)`);
  const off = await tx.execute<WeekOff>(sql`
    select (extract(epoch from lower(t.during)) * 1000)::float8 as "startMs", (extract(epoch from upper(t.during)) * 1000)::float8 as "endMs" from time_off t where t.therapist_id = ctx_person() and t.during && ${range} order by 1`);
  if (visits.length > 0) await record(tx, { action: 'appointment.listed', body: { count: visits.length } });
  const days = Array.from({ length: 7 }, (_, n) => addDays(monday, n)).map((day) => {
    const { fromMs, untilMs } = localDay(zone, day);
    return {
      date: day, visits: visits.filter(({ startMs }) => wallTime(zone, startMs).date === day),
      off: off.filter((one) => one.startMs < untilMs && fromMs < one.endMs).map((one) => ({ startMs: Math.max(one.startMs, fromMs), endMs: Math.min(one.endMs, untilMs) })),
    };
  });
  return { zone, nowMs: now.epochMilliseconds, monday, days: days.filter((day, n) => n < 5 || day.visits.length > 0), mark, events: `/hallway/week/events?date=${monday}` };
}

/** The seven local days from a Monday on. */
export function weekOf(monday: string, zone: string): { fromMs: number; untilMs: number } {
  return { fromMs: localDay(zone, monday).fromMs, untilMs: localDay(zone, addDays(monday, 7)).fromMs };
}
