import type { Tx } from '../../db/connect.server.ts';
import type { Unreadable } from '../calendars/calendar-event.ts';
import type { CalendarReader } from '../calendars/calendar-reader.ts';
import { addDays, localDay } from '../time/zone.ts';
import { changeOfLines, type LineTyped } from './calendar-import-form.ts';
import { calendarLines, type CalendarLine } from './calendar-line.ts';
import { daysEffect, type DaysEffect } from './days-effect.ts';
import { forgetSchoolDays, keepSchoolDays, keptDays } from './keep-school-days.server.ts';
import { recordLook, standingTime } from './standing-visits.server.ts';

/** A calendar file as it was understood: its lines, what of it could not be read, and the dates that were looked at. */
export type CalendarFileRead = { readonly lines: readonly CalendarLine[]; readonly unreadable: readonly Unreadable[]; readonly from: string; readonly last: string };

/** A year back, as what is over still counts in a rotation, and two ahead. */
const [BACK_DAYS, AHEAD_DAYS] = [366, 731];

/** Reads a calendar file on the school's clock; null when it is none. */
export async function readCalendarFile(reader: CalendarReader, bytes: Uint8Array, zone: string, today: string): Promise<CalendarFileRead | null> {
  const [from, last] = [addDays(today, -BACK_DAYS), addDays(today, AHEAD_DAYS)];
  const read = await reader.events(bytes, { zone, within: { fromMs: localDay(zone, from).fromMs, untilMs: localDay(zone, last).untilMs } });
  return read.ok ? { lines: calendarLines(read.events, zone), unreadable: read.unreadable, from, last } : null;
}

/** What the lines would do to days and appointments, before anything is saved. */
export async function lookAtLines(tx: Tx, school: { id: string; zone: string }, lines: readonly LineTyped[]): Promise<DaysEffect> {
  const time = await standingTime(tx, school);
  const change = changeOfLines(lines, time.bells);
  const dates = lines.flatMap(({ from, last }) => [from, last]).sort();
  const effect = daysEffect(change, await keptDays(tx, school.id, dates[0] ?? '2000-01-01', dates.at(-1) ?? '2000-01-01'), time.visits, time);
  await recordLook(tx, effect);
  return effect;
}

/** Keeps what the lines say. */
export async function importLines(tx: Tx, school: { id: string; zone: string }, lines: readonly LineTyped[]): Promise<void> {
  const change = changeOfLines(lines, (await standingTime(tx, school)).bells);
  await keepSchoolDays(tx, school.id, change.say);
  await forgetSchoolDays(tx, school.id, change.forget);
}
