import { calendarDuration, calendarValue, dateOf, dayMs, type CalendarValue } from './calendar-value.ts';
import { utc } from './calendar-zone.ts';
import { lineOf, valueOf, type Component } from './component.ts';
import { plainText, type ContentLine } from './content-line.ts';
import type { CalendarZone } from './file-zone.ts';
import { recurrenceRule, type RecurrenceRule } from './recurrence-rule.ts';

/** Why something of a calendar could not be read as written. Whoever the calendar belongs to is told; a busy time is never dropped in silence. */
export type UnreadableReason = 'no-start' | 'bad-end' | 'ends-before-it-starts' | 'bad-rule' | 'bad-extra-date' | 'unknown-zone' | 'recurs-too-often' | 'cut-off';

/** What could not be read; `date` (`YYYY-MM-DD`) is the day it stands on, where that much can be told. */
export type Unreadable = { readonly reason: UnreadableReason; readonly summary: string; readonly date: string | null };

/** A wall time with the zone that it is meant in; of a `date`, the zone is the reader's own and the wall time midnight. */
export type CalendarMoment = { readonly kind: 'date' | 'time'; readonly wallMs: number; readonly zone: CalendarZone };
export const instantOf = ({ wallMs, zone }: CalendarMoment): number => zone.instantOf(wallMs);

/** How long it takes: days on the calendar, then real milliseconds. */
export type EventLength = { readonly days: number; readonly ms: number };

/** A date that is added to a series, with a length of its own where the file gives one (a PERIOD). */
export type ExtraDate = CalendarMoment & { readonly length: EventLength | null };

export type CalendarEvent = {
  readonly uid: string;
  readonly sequence: number;
  readonly summary: string;
  readonly description: string;
  readonly status: 'confirmed' | 'tentative' | 'cancelled';
  readonly transparent: boolean;
  readonly start: CalendarMoment;
  readonly length: EventLength;
  readonly rule: RecurrenceRule | null;
  readonly extraDates: readonly ExtraDate[];
  readonly leftOut: readonly CalendarMoment[];
  /** Which occurrence of its series this event stands for, and whether also for all that follow. */
  readonly insteadOf: (CalendarMoment & { readonly andFollowing: boolean }) | null;
};

export type ReadEvent = { readonly event: CalendarEvent | null; readonly unreadable: readonly Unreadable[] };

/** Reads one VEVENT. What is wrong beside the start is reported and read in the way that keeps more time busy. */
export function calendarEvent(component: Component, zoneNamed: (tzid: string) => CalendarZone | null, own: CalendarZone): ReadEvent {
  const unreadable: Unreadable[] = [];
  const summary = plainText(valueOf(component, 'SUMMARY')).trim();
  const date = /^\d{8}/.test(valueOf(component, 'DTSTART')) ? valueOf(component, 'DTSTART').replace(/^(\d{4})(\d\d)(\d\d).*$/s, '$1-$2-$3') : null;
  const report = (reason: UnreadableReason) => { if (!unreadable.some((known) => known.reason === reason)) unreadable.push({ reason, summary, date }); };
  const zoneOf = (line: ContentLine, otherwise: CalendarZone): CalendarZone => {
    const tzid = line.parameters['TZID'];
    if (tzid === undefined) return otherwise;
    const zone = zoneNamed(tzid);
    if (!zone) report('unknown-zone');
    return zone ?? otherwise;
  };
  const momentOf = (value: CalendarValue, line: ContentLine, otherwise: CalendarZone): CalendarMoment =>
    value.kind === 'date' ? { kind: 'date', wallMs: value.wallMs, zone: own } : { kind: 'time', wallMs: value.wallMs, zone: value.utc ? utc : zoneOf(line, otherwise) };

  const startLine = lineOf(component, 'DTSTART');
  const startValue = startLine && calendarValue(startLine.value);
  if (!startValue) {
    report('no-start');
    return { event: null, unreadable };
  }
  const start = momentOf(startValue, startLine, own);
  const lengthOf = (end: CalendarMoment, from: CalendarMoment): EventLength =>
    from.kind === 'date' && end.kind === 'date' ? { days: Math.round((end.wallMs - from.wallMs) / dayMs), ms: 0 } : { days: 0, ms: instantOf(end) - instantOf(from) };
  const durationOf = (text: string, from: CalendarMoment): EventLength | null => {
    const duration = calendarDuration(text);
    const whole = from.kind === 'date' && duration && duration.ms % dayMs === 0;
    return whole ? { days: duration.days + duration.ms / dayMs, ms: 0 } : duration;
  };
  const moments = (name: string) => component.lines.filter((line) => line.name === name).flatMap((line) => line.value.split(',').map((text) => [text, line] as const));

  const extraDates = moments('RDATE').flatMap(([text, line]): ExtraDate[] => {
    const [from = '', until] = text.split('/');
    const value = calendarValue(from);
    const at = value && momentOf(value, line, start.zone);
    const ended = until === undefined ? null : calendarValue(until);
    const length = at && until !== undefined ? (ended ? lengthOf(momentOf(ended, line, start.zone), at) : durationOf(until, at)) : null;
    if (!at || (until !== undefined && !length)) report('bad-extra-date');
    return at ? [{ ...at, length }] : [];
  });
  const instead = lineOf(component, 'RECURRENCE-ID');
  const insteadValue = instead && calendarValue(instead.value);
  const ruleText = valueOf(component, 'RRULE');
  const rule = ruleText === '' ? null : recurrenceRule(ruleText);
  if (ruleText !== '' && !rule) report('bad-rule');
  const length = ownLength();
  if (length.days < 0 || length.ms < 0) report('ends-before-it-starts');

  function ownLength(): EventLength {
    const line = lineOf(component, 'DTEND');
    const value = line && calendarValue(line.value);
    const usual = start.kind === 'date' ? { days: 1, ms: 0 } : { days: 0, ms: 0 };
    if (value) {
      const found = lengthOf(momentOf(value, line, start.zone), start);
      return start.kind === 'date' && found.days === 0 && found.ms === 0 ? usual : found;
    }
    const text = valueOf(component, 'DURATION');
    const found = text === '' ? null : durationOf(text, start);
    if ((line && line.value.trim() !== '') || (text !== '' && !found)) report('bad-end');
    return found ?? usual;
  }

  const status = valueOf(component, 'STATUS').toUpperCase();
  return {
    unreadable,
    event: {
      uid: valueOf(component, 'UID'), sequence: Number(/^\d{1,9}$/.exec(valueOf(component, 'SEQUENCE'))?.[0] ?? 0), summary, description: plainText(valueOf(component, 'DESCRIPTION')).trim(),
      status: status === 'CANCELLED' ? 'cancelled' : status === 'TENTATIVE' ? 'tentative' : 'confirmed', transparent: valueOf(component, 'TRANSP').toUpperCase() === 'TRANSPARENT',
      start, length, rule, extraDates,
      leftOut: moments('EXDATE').flatMap(([text, line]) => { const value = calendarValue(text); return value ? [momentOf(value, line, start.zone)] : []; }),
      insteadOf: instead && insteadValue ? { ...momentOf(insteadValue, instead, start.zone), andFollowing: instead.parameters['RANGE']?.toUpperCase() === 'THISANDFUTURE' } : null,
    },
  };
}

/** The day a moment stands on, `YYYY-MM-DD`. */
export const dayOf = ({ wallMs }: CalendarMoment): string => dateOf(wallMs);
