import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { bellsOf } from '../school-time/bells.server.ts';
import { schoolDays } from '../school-time/school-day.ts';
import { intersect, intervalSet, union, type Interval, type IntervalSet } from '../time/interval.ts';
import { openTime } from '../time/weekly-hours.ts';
import { interpreterTimesOf } from '../interpreters/interpreter-times.server.ts';
import { guardianWindowsOf } from './guardian-windows.server.ts';
import { roomTimesOf } from '../rooms/rooms.server.ts';
import { rangeSql, setOf, takenSql, type Pairs } from '../occupancy/taken.server.ts';
import { therapistTimesOf } from './therapist-times.server.ts';

/**
 * Whose time can be asked for. A person (a student) has no hours, only what takes them; a guardian who sits in with a student is there in their own
 * windows for them, or at any time where they named none; a family's windows are those of all guardians of the student; a school is open in its bookable periods.
 */
export type Loadable =
  | { readonly kind: 'therapist' | 'interpreter' | 'person' | 'family'; readonly id: string }
  | { readonly kind: 'guardian'; readonly id: string; readonly studentId: string }
  | { readonly kind: 'room'; readonly id: string; readonly schoolId: string; readonly zone: string }
  | { readonly kind: 'school'; readonly id: string; readonly zone: string };

/** Open and taken time within what was asked, and for which clock it stands while nobody writes. */
export type LoadedTime = { readonly open: IntervalSet | 'always'; readonly taken: IntervalSet; readonly stands: { readonly fromMs: number; readonly untilMs: number } };

/** One and the same person may be asked for as a student and for their family's windows; a guardian for each child. */
export const loadedKey = (one: Loadable): string => (one.kind === 'guardian' ? `guardian ${one.id} ${one.studentId}` : `${one.kind} ${one.id}`);

const always = { fromMs: -Infinity, untilMs: Infinity };

/** Works out everybody's time from rules and bookings, as the asker may see them; by `loadedKey`. */
export async function loadTime(tx: Tx, wanted: readonly Loadable[], within: Interval): Promise<Map<string, LoadedTime>> {
  const times = new Map<string, LoadedTime>();
  const stands = await standing(tx, wanted.flatMap(({ kind, id }) => (kind === 'family' || kind === 'school' ? [] : [id])), within);
  const add = (one: Loadable, open: IntervalSet | 'always', taken: IntervalSet) => times.set(loadedKey(one), { open, taken, stands: stands.get(one.id) ?? always });
  const therapists = wanted.flatMap(({ kind, id }) => (kind === 'therapist' ? [id] : []));
  if (therapists.length > 0) for (const [id, { open, taken }] of await therapistTimesOf(tx, therapists, within)) add({ kind: 'therapist', id }, open, taken);
  const interpreters = wanted.flatMap(({ kind, id }) => (kind === 'interpreter' ? [id] : []));
  if (interpreters.length > 0) for (const [id, { open, taken }] of await interpreterTimesOf(tx, interpreters, within)) add({ kind: 'interpreter', id }, open, taken);
  const people = wanted.filter((one) => one.kind === 'person' || one.kind === 'guardian');
  const takenOf = people.length > 0 ? await takenBy(tx, people.map(({ id }) => id), within) : new Map<string, IntervalSet>();
  for (const one of people) add(one, one.kind === 'guardian' ? await sittingTime(tx, one, within) : 'always', takenOf.get(one.id) ?? []);
  for (const [schoolId, rooms] of Map.groupBy(wanted.flatMap((one) => (one.kind === 'room' ? [one] : [])), (one) => one.schoolId)) {
    const asked = new Set(rooms.map(({ id }) => id));
    for (const room of await roomTimesOf(tx, schoolId, within)) if (asked.has(room.id)) add({ ...rooms[0]!, id: room.id }, openTime(room.hours, rooms[0]!.zone, within), room.taken);
  }
  for (const one of wanted) {
    if (one.kind === 'school') add(one, intervalSet(schoolDays(await bellsOf(tx, one.id), one.zone, within).flatMap((day) => day.periods.filter((period) => period.bookable))), []);
    else if (one.kind === 'family') add(one, union(...(await guardianWindowsOf(tx, one.id)).map((window) => intersect(openTime([window], window.zone, within), [within]))), []);
  }
  return times;
}

/** When a guardian can sit in with a student: in windows of their own. Whoever named none is taken at their word at any time. */
async function sittingTime(tx: Tx, { id, studentId }: Extract<Loadable, { kind: 'guardian' }>, within: Interval): Promise<IntervalSet | 'always'> {
  const own = (await guardianWindowsOf(tx, studentId)).filter(({ guardianId }) => guardianId === id);
  return own.length === 0 ? 'always' : union(...own.map((window) => intersect(openTime([window], window.zone, within), [within])));
}

async function takenBy(tx: Tx, people: readonly string[], within: Interval): Promise<Map<string, IntervalSet>> {
  const rows = await tx.execute<{ id: string; taken: Pairs }>(sql`select p.id, ${takenSql(sql`p.id`, within)} as taken from unnest(${sql.param([...people])}::uuid[]) p(id)`);
  return new Map(rows.map(({ id, taken }) => [id, setOf(taken)]));
}

async function standing(tx: Tx, resources: readonly string[], within: Interval): Promise<Map<string, { fromMs: number; untilMs: number }>> {
  if (resources.length === 0) return new Map();
  const rows = await tx.execute<{ id: string; from: number | null; until: number | null }>(sql`
    select r.id, (extract(epoch from lower(s.stands)) * 1000)::float8 as from, (extract(epoch from upper(s.stands)) * 1000)::float8 as until
    from unnest(${sql.param([...resources])}::uuid[]) r(id) cross join lateral (select gate.busy_stands(r.id, ${rangeSql(within)}) as stands) s
    where lower(s.stands) is not null or upper(s.stands) is not null`);
  return new Map(rows.map(({ id, from, until }) => [id, { fromMs: from ?? -Infinity, untilMs: until ?? Infinity }]));
}
