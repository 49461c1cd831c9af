import { calendarValue, utcOffsetMs, wallMsOf } from './calendar-value.ts';
import { lineOf, valueOf, type Component } from './component.ts';
import { recurrenceRule, type RecurrenceRule } from './recurrence-rule.ts';
import { recurrences, type Budget } from './recurrences.ts';

/** More than the whole history of any zone has. */
const mostObservances = 300;

/** Turns wall time into an instant; both as milliseconds. */
export type CalendarZone = { readonly instantOf: (wallMs: number) => number };

/** From an onset on, the clock of the zone is `toMs` ahead of UTC; before it, `fromMs`. */
type Onset = { readonly atMs: number; readonly fromMs: number; readonly toMs: number };
type Observance = { readonly fromMs: number; readonly toMs: number; readonly onsets: readonly number[]; readonly rule: RecurrenceRule | null; readonly firstMs: number };

/**
 * A zone as the file itself explains it (VTIMEZONE), or null when that explains nothing. The hour that comes twice is the first of the two; a time
 * that never comes is read with the offset before the jump (RFC 5545, 3.3.5). What it takes
 * to find the clock is spent from the file's one budget; when that is used up, times are read in UTC, and whoever reads the file tells that it ended.
 */
export function fileZone(component: Component, budget: Budget): CalendarZone | null {
  const observances = component.parts.filter(({ name }) => name === 'STANDARD' || name === 'DAYLIGHT').flatMap((part) => observanceOf(part) ?? []);
  if (observances.length === 0 || observances.length > mostObservances) return null;
  const byYear = new Map<number, Onset[]>();
  return {
    instantOf(wallMs) {
      if (budget.steps <= 0) return wallMs;
      const year = new Date(wallMs).getUTCFullYear();
      let onsets = byYear.get(year);
      if (!onsets) byYear.set(year, onsets = observances.flatMap((observance) => onsetsOf(observance, year, budget)).sort((a, b) => a.atMs - b.atMs));
      budget.steps -= Math.ceil(onsets.length / 50);
      return read(onsets, wallMs);
    },
  };
}

function read(onsets: readonly Onset[], wallMs: number): number {
  let offsetMs = onsets[0]?.fromMs ?? 0;
  for (const { atMs, toMs } of onsets) {
    if (wallMs - offsetMs < atMs) return wallMs - offsetMs;
    if (wallMs - toMs < atMs) return wallMs - offsetMs;
    offsetMs = toMs;
  }
  return wallMs - offsetMs;
}

function observanceOf(part: Component): Observance | null {
  const first = calendarValue(valueOf(part, 'DTSTART'));
  const fromMs = utcOffsetMs(valueOf(part, 'TZOFFSETFROM'));
  const toMs = utcOffsetMs(valueOf(part, 'TZOFFSETTO'));
  if (!first || fromMs === null || toMs === null) return null;
  const named = part.lines.filter(({ name }) => name === 'RDATE').flatMap(({ value }) => value.split(',')).flatMap((text) => calendarValue(text) ?? []);
  const ruleLine = lineOf(part, 'RRULE');
  const onsets = [first, ...named].map((value) => value.wallMs - (value.kind === 'time' && value.utc ? 0 : fromMs));
  return { fromMs, toMs, onsets, firstMs: first.wallMs, rule: ruleLine ? recurrenceRule(ruleLine.value) : null };
}

/** Every onset that matters for a year: what comes by name, and what the rule brings near that year (or ever, where the rule ends). */
function onsetsOf({ fromMs, toMs, onsets, rule, firstMs }: Observance, year: number, budget: Budget): Onset[] {
  budget.steps -= onsets.length;
  const untilMs = wallMsOf(year + 2, 1, 1) ?? Infinity;
  const until = rule?.until ?? null;
  const ends = until !== null || (rule?.count ?? null) !== null;
  const isOver = (wallMs: number) => until !== null && (until.kind === 'time' && until.utc ? wallMs - fromMs > until.wallMs : wallMs > until.wallMs);
  const ruled = rule ? recurrences(rule, firstMs, { fromMs: ends ? firstMs : wallMsOf(Math.max(1, year - 2), 1, 1) ?? firstMs, untilMs }, isOver, budget).starts : [];
  return [...new Set([...onsets, ...ruled.map((wallMs) => wallMs - fromMs)])].filter((atMs) => atMs < untilMs).map((atMs) => ({ atMs, fromMs, toMs }));
}
