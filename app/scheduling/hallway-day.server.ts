import { sql } from 'drizzle-orm';
import { nowOf } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { rangeSql } from '../occupancy/taken.server.ts';
import type { Feature } from '../rooms/room-features.ts';
import { roomTimesOf } from '../rooms/rooms.server.ts';
import { bellsOf } from '../school-time/bells.server.ts';
import { dayTypeOn, schoolDayOn, type BellSchedule, type DayKind, type SchoolPeriod } from '../school-time/school-day.ts';
import type { Interval, IntervalSet } from '../time/interval.ts';
import { intersect, intervalSet, subtract } from '../time/interval.ts';
import { openTime } from '../time/weekly-hours.ts';
import { addDays, localDay } from '../time/zone.ts';
import { usualRules } from './booking-rules.ts';
import { doorsOf, type RoomDoor, type RoomUse, type UseKind } from './hallway-doors.ts';

/** What the drawing says of a use: of a visit whose initials and with whom, of another use what it is; ids lead to their pages. */
export type KeptUse = {
  readonly appointmentId?: string;
  readonly roomUseId?: string;
  readonly outOfOrderId?: string;
  readonly initials?: string | null;
  readonly therapist?: string | null;
  /** How a visit that is over went, for whoever may know. */
  readonly attendance?: 'attended' | 'late' | 'left_early' | 'absent' | null;
  readonly heldUntilMs?: number | null;
  readonly mine?: boolean;
  readonly code?: string;
  readonly words?: string;
  /** Last instant of what is drawn on this day only in part; null: nobody knows the end. */
  readonly endMs?: number | null;
};

export type HallwayRoom = { readonly id: string; readonly name: string; readonly seats: number; readonly features: readonly Feature[]; readonly doors: readonly RoomDoor<KeptUse>[] };

/** A school's day drawn as rooms × periods, as far as the reader may know it. `dayTypeName` is null when there is no school. */
export type HallwayDay = {
  readonly zone: string;
  readonly date: string;
  readonly nowMs: number;
  readonly dayTypeName: string | null;
  readonly kind: DayKind | null;
  readonly periods: readonly SchoolPeriod[];
  /** When school is out on a usual day, in minutes of the school's clock; null when no other day is more usual. */
  readonly usualEndMinute: number | null;
  readonly rooms: readonly HallwayRoom[];
  readonly before: string;
  readonly after: string;
};

type Row = KeptUse & { what: UseKind; roomId: string; fromMs: number; untilMs: number | null; key: string };

/** Reads a school's day in a handful of queries, however many rooms it has. What takes a room and is not the reader's to know is taken, no more. */
export async function hallwayDay(tx: Tx, school: { readonly id: string; readonly zone: string }, date: string): Promise<HallwayDay> {
  const day = localDay(school.zone, date);
  const [now, bells, rooms, uses] = [await nowOf(tx), await bellsOf(tx, school.id), await roomTimesOf(tx, school.id, day), await usesOf(tx, school.id, day)];
  const dayType = dayTypeOn(bells, date);
  const periods = schoolDayOn(bells, school.zone, date)?.periods ?? [];
  const ofRoom = Map.groupBy(uses, ({ roomId }) => roomId);
  return {
    zone: school.zone, date, nowMs: now.epochMilliseconds, dayTypeName: dayType?.name ?? null, kind: dayType?.kind ?? null, periods, usualEndMinute: usualEnd(bells, dayType),
    rooms: rooms.map(({ id, name, seats, equipment, accessibility, hours, taken }) => {
      const known = (ofRoom.get(id) ?? []).map(({ key, what, fromMs, untilMs, roomId: _room, ...kept }): RoomUse<KeptUse> => ({ key, what, fromMs, untilMs: untilMs ?? day.untilMs, kept: { ...kept, endMs: untilMs } }));
      const drawn = known.flatMap((use) => (use.what === 'out-of-order' ? duringSchool(periods, use).map((part) => ({ ...use, ...part })) : [use]));
      const unknown = subtract(taken, intervalSet(known)).map((one): RoomUse<KeptUse> => ({ ...one, key: 'taken', what: 'taken', kept: {} }));
      return { id, name, seats, features: [...equipment, ...accessibility], doors: doorsOf(periods, { openTime: openTime(hours, school.zone, day), uses: [...drawn, ...unknown] }, day, usualRules.shortestVisitMinutes) };
    }),
    before: schoolDayBeside(bells, date, -1), after: schoolDayBeside(bells, date, 1),
  };
}

/** From the first bell to the last: a room that is out of order for days is not drawn through the night, which would leave no width for the day. */
function duringSchool(periods: readonly SchoolPeriod[], one: Interval): IntervalSet {
  return periods.length === 0 ? [one] : intersect([one], [{ fromMs: periods[0]!.fromMs, untilMs: periods.at(-1)!.untilMs }]);
}

const initials = sql`left(called(p.given_name, s.preferred_name, s.preferred_name_seen_by), 1) || '.' || left(p.family_name, 1) || '.'`;
const ms = (instant: ReturnType<typeof sql>) => sql`(extract(epoch from ${instant}) * 1000)::float8`;

/** Visits, holds that last, other uses and times out of order that touch the day; the policies leave what is the reader's. */
async function usesOf(tx: Tx, schoolId: string, day: Interval): Promise<Row[]> {
  const within = rangeSql(day);
  const visits = await tx.execute<Row>(sql`
    select a.id as key, a.id as "appointmentId", a.room_id as "roomId", a.state as what, ${ms(sql`lower(a.during)`)} as "fromMs", ${ms(sql`upper(a.during)`)} as "untilMs", ${ms(sql`a.held_until`)} as "heldUntilMs",
      a.made_by = ctx_person() as mine, t.family_name as therapist, string_agg(distinct ${initials}, ' ') as initials, min(coalesce(n.status, n.proposed)) as attendance
    from appointment a join appointment_student x on x.partnership_id = a.partnership_id and x.appointment_id = a.id
      join student s on s.partnership_id = x.partnership_id and s.id = x.student_id join person p on p.id = x.student_id left join person t on t.id = a.therapist_id
      left join visit v on v.partnership_id = a.partnership_id and v.appointment_id = a.id left join attendance n on n.partnership_id = v.partnership_id and n.visit_id = v.id and n.person_id = x.student_id
    where a.partnership_id = ctx_partnership() and a.school_id = ${schoolId} and a.room_id is not null and a.during && ${within} and (a.state in ('booked', 'in_progress', 'completed', 'not_held') or (a.state = 'held' and a.held_until > clock_now()))
    group by a.partnership_id, a.id, t.family_name`);
  const others = await tx.execute<Row>(sql`
    select u.id as key, 'use' as what, u.id as "roomUseId", null as "outOfOrderId", u.room_id as "roomId", u.kind as code, u.words, ${ms(sql`lower(u.during)`)} as "fromMs", ${ms(sql`upper(u.during)`)} as "untilMs"
    from room_use u where u.partnership_id = ctx_partnership() and u.school_id = ${schoolId} and u.during && ${within} and u.released_at is null
    union all
    select o.id, 'out-of-order', null, o.id, o.room_id, o.reason, o.words, ${ms(sql`lower(o.during)`)}, ${ms(sql`upper(o.during)`)}
    from room_out_of_order o where o.partnership_id = ctx_partnership() and o.school_id = ${schoolId} and o.during && ${within}`);
  return [...visits, ...others];
}

function usualEnd(bells: readonly BellSchedule[], today: ReturnType<typeof dayTypeOn>): number | null {
  const own = bells.find(({ dayTypes }) => today !== null && dayTypes.includes(today));
  const usual = own?.dayTypes.find((one) => (one.kind ?? 'regular') === 'regular' && one !== today);
  return usual && today && (today.kind ?? 'regular') !== 'regular' ? Math.max(...usual.periods.map(({ endMinute }) => endMinute)) : null;
}

/** The next school day that way, as far as two months; else the next date. */
function schoolDayBeside(bells: readonly BellSchedule[], date: string, step: 1 | -1): string {
  for (let away = 1; away <= 62; away++) if (dayTypeOn(bells, addDays(date, away * step))) return addDays(date, away * step);
  return addDays(date, step);
}
