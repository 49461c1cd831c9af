import { sql } from 'drizzle-orm';
import { nowOf, type Actor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { usualRules } from '../scheduling/booking-rules.ts';
import { candidateTimes, type CandidateTimes } from '../scheduling/candidate-times.server.ts';
import type { PlaceRefusal } from '../scheduling/candidate-place.server.ts';
import type { CareToBook } from '../scheduling/care-to-book.server.ts';
import { guardianWindowsOf } from '../scheduling/guardian-windows.server.ts';
import { slotsByDay } from '../scheduling/slots-by-day.ts';
import { mondayOf, slotWeeks, weekToShow, type SlotWeek } from '../scheduling/slot-weeks.ts';
import { timesToMove } from '../scheduling/times-to-move.server.ts';
import type { VisitToMove } from '../scheduling/visit-to-move.server.ts';
import { intersect, subtract } from '../time/interval.ts';
import { openTime } from '../time/weekly-hours.ts';
import { localDay, wallTime } from '../time/zone.ts';
import { earliestForFamily, type FamilyRules } from './family-rules.ts';

/** A time that a family can take: when, and nothing of whose calendars left it open. */
export type FamilyTime = { readonly startMs: number; readonly endMs: number };

/** One week of them on the clock of the place; `earlier` and `later` are the Mondays of the weeks around it that have some. */
export type FamilyWeek = { readonly ok: true; readonly zone: string; readonly week: SlotWeek<{ date: string; slots: FamilyTime[] }> | null; readonly earlier: string | null; readonly later: string | null };

/** The product acts for this guardian and about this child: it finds times that the guardian could not look up themselves. */
export function forGuardian({ personId, partnershipId }: Extract<Actor, { kind: 'guardian' }>, studentId: string): Actor {
  return { kind: 'for-guardian', personId, partnershipId, studentId };
}

/** The open times of the next visit that are the acting guardian's to take: at home within their own windows, and not too soon. */
export async function timesForFamily(tx: Tx, care: CareToBook, rules: FamilyRules): Promise<FamilyTimes | PlaceRefusal> {
  return ofFamily(tx, care, rules, await candidateTimes(tx, care, usualRules));
}

/** The same for a visit that moves; another room at its own time is nothing to a family. */
export async function timesToMoveForFamily(tx: Tx, visit: VisitToMove, rules: FamilyRules): Promise<FamilyTimes | PlaceRefusal> {
  const times = await ofFamily(tx, visit, rules, await timesToMove(tx, visit, usualRules));
  return times.ok ? { ...times, times: times.times.filter(({ startMs }) => startMs !== visit.startMs) } : times;
}

export type FamilyTimes = { readonly ok: true; readonly zone: string; readonly times: readonly FamilyTime[] };

async function ofFamily(tx: Tx, { studentId, place }: { studentId: string; place: 'school' | 'home' }, rules: FamilyRules, found: CandidateTimes | PlaceRefusal): Promise<FamilyTimes | PlaceRefusal> {
  if (!found.ok) return found;
  const earliestMs = earliestForFamily(rules, (await nowOf(tx)).epochMilliseconds);
  const inTime = found.slots.map(({ startMs, endMs }) => ({ startMs, endMs })).filter(({ startMs }) => startMs >= earliestMs);
  return { ok: true, zone: found.zone, times: place === 'home' ? await inOwnWindows(tx, studentId, inTime) : inTime };
}

async function inOwnWindows(tx: Tx, studentId: string, times: readonly FamilyTime[]): Promise<FamilyTime[]> {
  const [first, last] = [times[0], times.at(-1)];
  if (!first || !last) return [];
  const [me] = await tx.execute<{ id: string }>(sql`select ctx_person() as id`);
  const own = (await guardianWindowsOf(tx, studentId)).filter(({ guardianId }) => guardianId === me?.id);
  const open = own.flatMap((window) => openTime([window], window.zone, {
    fromMs: localDay(window.zone, wallTime(window.zone, first.startMs).date).fromMs, untilMs: localDay(window.zone, wallTime(window.zone, last.endMs).date).untilMs,
  }));
  return times.filter(({ startMs, endMs }) => open.some((window) => intersect([window], [{ fromMs: startMs, untilMs: endMs }]).length > 0 && subtract([{ fromMs: startMs, untilMs: endMs }], [window]).length === 0));
}

/** The week of these times to show: that of the Monday asked for, or the next that has some. */
export function weekOf({ zone, times }: FamilyTimes, asked: string | null): FamilyWeek {
  const weeks = slotWeeks(slotsByDay(times, zone));
  const at = weekToShow(weeks, asked);
  return { ok: true, zone, week: weeks[at] ?? null, earlier: weeks[at - 1]?.monday ?? null, later: weeks[at + 1]?.monday ?? null };
}

/** The Monday of the week in which an instant lies on the clock of a place. */
export function mondayAt(zone: string, ms: number): string {
  return mondayOf(wallTime(zone, ms).date);
}
