import type { Interval } from '../time/interval.ts';
import { addDays, closure, localDay, wallTime } from '../time/zone.ts';
import { minuteOf, wallTimeText } from '../time/wall-minute.ts';

/** The time that is asked about: as the form shows it (`YYYY-MM-DDTHH:MM` on the partnership's clock), and as an interval that ends now at the latest. */
export type SightWindow = { from: string; until: string; asked: Interval; wrong: boolean };

const shape = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/;
const DAYS_AT_FIRST = 30;

/**
 * Reads `from` and `until` of a page's address. What is missing or no moment counts as the last thirty days until now. An hour that a clock
 * change shows twice is taken whole. `wrong`: it would end before it begins.
 */
export function sightWindow(search: URLSearchParams, zone: string, nowMs: number): SightWindow {
  const now = wallTime(zone, nowMs);
  const from = read(search.get('from')) ?? { date: addDays(now.date, -DAYS_AT_FIRST), minute: 0 };
  const until = read(search.get('until')) ?? { date: now.date, minute: Math.min(now.minute + 1, 1439) };
  const day = localDay(zone, from.date);
  const fromMs = closure(zone, from.date, from.minute, 1440)[0]?.fromMs ?? day.untilMs;
  const untilMs = Math.min(nowMs, closure(zone, until.date, 0, until.minute)[0]?.untilMs ?? localDay(zone, until.date).fromMs);
  return { from: written(from), until: written(until), asked: { fromMs, untilMs }, wrong: untilMs <= fromMs };
}

type Moment = { date: string; minute: number };

function read(text: string | null): Moment | null {
  const [, date, time] = shape.exec(text ?? '') ?? [];
  const minute = time === undefined ? null : minuteOf(time);
  if (date === undefined || minute === null || minute >= 1440) return null;
  const at = new Date(`${date}T12:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date) && date > '1970' && date < '2200' ? { date, minute } : null;
}

const written = ({ date, minute }: Moment): string => `${date}T${wallTimeText(minute)}`;
