/**
 * What the clock on the wall of a zone shows in each minute of a stretch of time, as the system (`Intl`) knows it. For tests alone: it shares
 * nothing with `zone.ts`, and the rule for hours that come twice is looked up minute by minute instead of worked out.
 */
export type ObviousClock = { readonly fromMs: number; readonly dates: readonly string[]; readonly minutes: readonly number[]; readonly days: ReadonlyMap<string, { readonly weekday: number; readonly first: number; readonly last: number }> };

const MINUTE_MS = 60_000;
const clocks = new Map<string, Intl.DateTimeFormat>();

/** What the clock shows at an instant, to the minute. */
export function shownAt(zone: string, ms: number): { date: string; minute: number } {
  const shows = clocks.get(zone) ?? new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });
  clocks.set(zone, shows);
  const part = Object.fromEntries(shows.formatToParts(ms).map(({ type, value }) => [type, value]));
  return { date: `${part['year']}-${part['month']}-${part['day']}`, minute: Number(part['hour']) * 60 + Number(part['minute']) };
}

/** The clock from an instant on, which lies on a quarter of an hour; clocks jump on quarters alone, in between they run. */
export function obviousClock(zone: string, fromMs: number, minuteCount: number): ObviousClock {
  const clock = { fromMs, dates: [] as string[], minutes: [] as number[], days: new Map<string, { weekday: number; first: number; last: number }>() };
  for (let quarter = 0; quarter < minuteCount; quarter += 15) {
    const { date, minute } = shownAt(zone, fromMs + quarter * MINUTE_MS);
    const day = clock.days.get(date) ?? { weekday: new Date(`${date}T00:00:00Z`).getUTCDay() || 7, first: quarter, last: quarter };
    clock.days.set(date, { ...day, last: quarter + 14 });
    for (let n = 0; n < 15; n++) {
      clock.dates.push(date);
      clock.minutes.push(minute + n);
    }
  }
  return clock;
}

/** Marks the minutes of one date in which it is open by the clock: none after the end was shown, none before something earlier than the start is shown again. */
export function markOpen(marks: Uint8Array, clock: ObviousClock, date: string, startMinute: number, endMinute: number): void {
  const { first, last } = clock.days.get(date) ?? { first: 0, last: -1 };
  const open = new Uint8Array(Math.max(0, last - first + 1));
  for (let at = first; at <= last && clock.minutes[at]! < endMinute; at++) open[at - first] = 1;
  for (let at = last; at >= first && clock.minutes[at]! >= startMinute; at--) if (open[at - first] === 1) marks[at] = 1;
}

/** Marks the minutes of one date that are closed by the clock: all from the first that shows the start or later to the last that shows less than the end. */
export function markClosed(marks: Uint8Array, clock: ObviousClock, date: string, startMinute: number, endMinute: number): void {
  const { first, last } = clock.days.get(date) ?? { first: 0, last: -1 };
  const begun = new Uint8Array(Math.max(0, last - first + 1));
  for (let at = first, has = false; at <= last; at++) begun[at - first] = Number((has ||= clock.minutes[at]! >= startMinute));
  for (let at = last, goesOn = false; at >= first; at--) if ((goesOn ||= clock.minutes[at]! < endMinute) && begun[at - first] === 1) marks[at] = 1;
}
