import { addDays } from '../time/zone.ts';
import { withDays, type DaysChange } from './changed-days.ts';
import type { KeptDay } from './different-days.ts';
import { dayTypeOn, type BellSchedule } from './school-day.ts';
import { effectOnVisits, type EffectOnVisits, type SchoolTime, type StandingVisit } from './standing-visits.ts';
import { dayCell, type DayCell } from './term-weeks.ts';

/** A date that would not be what it is. */
export type ChangedDay = { readonly was: DayCell; readonly becomes: DayCell };

/** What a change of the calendar does, before it is saved. `turnsChange`: dates after it that it does not name change too, as their turn does. */
export type DaysEffect = EffectOnVisits & { readonly days: readonly ChangedDay[]; readonly turnsChange: boolean };

/** How far after the last changed date a changed turn must show: every rotation shows it within a few school weeks. */
const LOOK_ON_DAYS = 28;

const same = (a: DayCell, b: DayCell) => JSON.stringify({ ...a, different: false }) === JSON.stringify({ ...b, different: false });

export function daysEffect(change: DaysChange<KeptDay>, kept: readonly KeptDay[], visits: readonly StandingVisit[], before: SchoolTime): DaysEffect {
  const after: SchoolTime = { ...before, bells: withDays(before.bells, change) };
  const dates = [...change.forget, ...change.say.map(({ date }) => date)].sort();
  const days = dates.map((date) => ({ was: cell(before.bells, kept, date), becomes: cell(after.bells, change.say, date) })).filter(({ was, becomes }) => !same(was, becomes));
  const last = dates.at(-1);
  const later = last === undefined ? [] : Array.from({ length: LOOK_ON_DAYS }, (_, n) => addDays(last, n + 1));
  return { ...effectOnVisits(visits, before, after), days, turnsChange: later.some((date) => dayTypeOn(before.bells, date)?.name !== dayTypeOn(after.bells, date)?.name) };
}

const cell = (bells: readonly BellSchedule[], kept: readonly KeptDay[], date: string) => dayCell(bells, kept.find((day) => day.date === date), date);
