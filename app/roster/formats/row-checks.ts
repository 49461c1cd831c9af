import { readCalendarDay } from './calendar-day.ts';
import type { Note, RowRefusal } from './reasons.ts';

const ID_LIMIT = 255;
const NAME_LIMIT = 200;
const EMAIL = /^[^\s@<>"(),;:]+@[^\s@<>"(),;:]+\.[^\s@<>"(),;:]+$/;

/** The first thing wrong with a row's ids, or null. The standard allows 1 to 255 characters; which ones is not held against anybody. */
export function wrongIds(...ids: string[]): RowRefusal | null {
  if (ids.some((id) => id === '')) return 'id-missing';
  return ids.some((id) => id.length > ID_LIMIT) ? 'text-too-long' : null;
}

/** What is wrong with a thing's name or with the two names of a person, or null. */
export function wrongName(...names: string[]): RowRefusal | null {
  if (names.some((name) => name === '')) return 'name-missing';
  return names.some((name) => name.length > NAME_LIMIT) ? 'text-too-long' : null;
}

export type Days = { ok: true; firstDay: string | null; lastDay: string | null } | { ok: false; reason: RowRefusal };

/** First and last day of a thing; either may be blank. */
export function readDays(first: string, last: string): Days {
  const from = readCalendarDay(first);
  const to = readCalendarDay(last);
  if (!from.ok || !to.ok) return { ok: false, reason: 'date-unreadable' };
  if (from.day !== null && to.day !== null && from.day > to.day) return { ok: false, reason: 'ends-before-it-begins' };
  return { ok: true, firstDay: from.day, lastDay: to.day };
}

/** An address that can be written to, in small letters, or null and a note: a bad address does not cost a student their place. */
export function readEmail(cell: string, notes: Note[]): string | null {
  if (cell === '') return null;
  if (cell.length <= 254 && EMAIL.test(cell)) return cell.toLowerCase();
  notes.push('email-unreadable');
  return null;
}

/** Blank is nothing. */
export function orNull(cell: string): string | null {
  return cell === '' ? null : cell;
}
