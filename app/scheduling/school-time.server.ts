import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { bellsOf } from '../school-time/bells.server.ts';
import { schoolDays, type SchoolDay } from '../school-time/school-day.ts';
import { daysWithin } from '../time/zone.ts';
import type { Interval } from '../time/interval.ts';
import type { Buffer } from './booking-rules.ts';
import { ask, keep } from './kept.server.ts';

/** What finding a time asks of a school: its days with their periods, and its private rooms in use, by name, with the time that each brings itself. */
export type SchoolTime = { readonly zone: string; readonly within: Interval; readonly days: readonly SchoolDay[]; readonly rooms: readonly (Buffer & { readonly id: string; readonly name: string })[] };

/** The school days that have time in the interval, and the rooms: from what is kept, else loaded and kept. */
export async function schoolTimeOf(tx: Tx, schoolId: string, zone: string, within: Interval): Promise<SchoolTime> {
  return (await askSchool(tx, schoolId))(zone, within);
}

/** The same in two steps: whether what is kept still stands is asked together with other things, before zone and interval are known. */
export async function askSchool(tx: Tx, schoolId: string): Promise<(zone: string, within: Interval) => Promise<SchoolTime>> {
  const asked = await ask(tx, [{ kind: 'school', id: schoolId, zone: '' }]);
  return async (zone, within) => {
    if (asked.refused.has(schoolId)) return { zone, within, days: [], rooms: [] };
    const entry = asked.kept[0] ?? null;
    const school = entry?.school;
    if (school && school.zone === zone && school.within.fromMs <= within.fromMs && within.untilMs <= school.within.untilMs) return { ...school, days: daysIn(school.days, zone, within) };
    // Whole local days and some more, so that the next question, a little later, finds it.
    const wide = { fromMs: daysWithin(zone, within)[0]?.fromMs ?? within.fromMs, untilMs: within.untilMs + 7 * 86_400_000 };
    const [bells, rooms] = [
      await bellsOf(tx, schoolId),
      await tx.execute<Buffer & { id: string; name: string }>(sql`select r.id, r.name, r.before_minutes as "beforeMinutes", r.after_minutes as "afterMinutes" from room r where r.partnership_id = ctx_partnership() and r.school_id = ${schoolId} and r.retired_at is null order by r.name`),
    ];
    const loaded: SchoolTime = { zone, within: wide, days: schoolDays(bells, zone, wide), rooms: [...rooms] };
    if (entry) keep(entry, asked, { school: loaded });
    return { ...loaded, days: daysIn(loaded.days, zone, within) };
  };
}

/** Those of the days that have time in the interval. */
export function daysIn(days: readonly SchoolDay[], zone: string, within: Interval): SchoolDay[] {
  const dates = new Set(daysWithin(zone, within).map(({ date }) => date));
  return days.filter(({ date }) => dates.has(date));
}
