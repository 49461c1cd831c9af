import type { Unreadable } from '../calendars/calendar-event.ts';
import { MOST_LINES, type LineToType } from './calendar-import-form.ts';
import type { LineShown } from './calendar-lines-fields.tsx';
import type { DaysEffect } from './days-effect.ts';

/** What the page of a calendar file is answered: why nothing was read, or the lines, what of the file could not be read, and what the lines would do. */
export interface CalendarImportAnswer {
  readonly wrong: 'nothing-chosen' | 'too-large' | 'no-calendar' | 'too-many' | null;
  readonly lines: readonly LineShown[] | null;
  readonly unreadable: readonly Unreadable[];
  readonly read: { readonly from: string; readonly last: string } | null;
  readonly effect: DaysEffect | null;
  readonly seen: string | null;
}

export const noAnswerYet: CalendarImportAnswer = { wrong: null, lines: null, unreadable: [], read: null, effect: null, seen: null };

/** A line as it was typed, shown again; one with a problem first. */
export const lineShown = (line: LineToType, problem: string | null = null): LineShown => ({ ...line, levels: [], problem, group: problem !== null ? 'asks' : line.what === '' ? 'none' : 'recognised' });

/** The lines of a form that cannot be taken as it is, each with what is wrong about it. `errors` is keyed by the fields' names. */
export function linesSent(payload: Readonly<Record<string, unknown>>, errors: Readonly<Record<string, unknown>>): LineShown[] {
  const typed = (payload['lines'] ?? []) as unknown as readonly (Partial<LineToType> | undefined)[];
  return typed.slice(0, MOST_LINES).map((line, at) => lineShown({ from: line?.from ?? '', last: line?.last ?? '', label: line?.label ?? '', what: line?.what ?? '' }, Object.keys(errors).some((field) => field.startsWith(`lines[${at}]`)) ? 'order' : null));
}
