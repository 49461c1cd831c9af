import { bellsInForce, type BellSchedule } from './school-day.ts';

/** One line to fill in: a period, on one kind of day or (null) on all. */
export type TimetablePlace = { readonly periodName: string; readonly dayTypeName: string | null };
export type TimetableLine = TimetablePlace & { readonly course: string; readonly protected: boolean };

/** A class that the roster has the student in, with the periods that the roster gives it. */
export type RosterClass = { readonly title: string; readonly periods: readonly string[] };

/**
 * The lines of a timetable from a day on: each period once, in the order of the day; where kinds of day take turns, each of theirs by itself. Periods
 * that no visit can take (lunch, a break) have none.
 */
export function timetablePlaces(bells: readonly BellSchedule[], date: string): TimetablePlace[] {
  const { dayTypes } = bellsInForce(bells, date) ?? bells.find((one) => one.fromDate > date) ?? bells.at(-1) ?? { dayTypes: [] };
  const inTurn = dayTypes.filter(({ turn }) => turn != null).toSorted((a, b) => (a.turn ?? 0) - (b.turn ?? 0));
  const ofTurns = inTurn.flatMap(({ name, periods }) => inOrder(periods).map((period) => ({ periodName: period.name, dayTypeName: name })));
  const known = new Set(ofTurns.map(({ periodName }) => periodName));
  const others = inOrder(dayTypes.filter(({ turn }) => turn == null).flatMap(({ periods }) => periods)).map(({ name }) => name).filter((name) => !known.has(name));
  return [...ofTurns, ...[...new Set(others)].map((periodName) => ({ periodName, dayTypeName: null }))];
}

const inOrder = (periods: BellSchedule['dayTypes'][number]['periods']) => periods.filter(({ bookable }) => bookable).toSorted((a, b) => a.startMinute - b.startMinute);

export const samePlace = (a: TimetablePlace, b: TimetablePlace): boolean => a.periodName === b.periodName && a.dayTypeName === b.dayTypeName;

/** The class that the roster puts into a period, by the period's name or the number in it; null when it names none or several. */
export function classIn(classes: readonly RosterClass[], periodName: string): string | null {
  const number = /\d+/.exec(periodName)?.[0];
  const found = classes.filter(({ periods }) => periods.some((period) => period.trim().toLowerCase() === periodName.toLowerCase() || (number !== undefined && period.trim() === number)));
  return found.length === 1 ? found[0]?.title ?? null : null;
}

/** What is shown to fill in: what is kept; where nothing is kept yet, what the roster says, not protected. Kept lines of periods that are gone stay in sight. */
export function timetableToType(places: readonly TimetablePlace[], kept: readonly TimetableLine[], classes: readonly RosterClass[]): TimetableLine[] {
  const gone = kept.filter((line) => !places.some((place) => samePlace(place, line)));
  return [...places.map((place) => kept.find((line) => samePlace(place, line)) ?? { ...place, course: kept.length === 0 ? classIn(classes, place.periodName) ?? '' : '', protected: false }), ...gone];
}
