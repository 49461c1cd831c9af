import { Temporal } from 'temporal-polyfill';
import { z } from '../http/schema.ts';

const text = z.string().trim().max(100).catch('');
const uuid = z.uuid().nullable().catch(null);

/**
 * What of the trail is asked for. `student` and `person`: any part of a name, or empty; in an address they stand sealed, as `asked`. `studentId`: one student,
 * when a page links here. `day`: a calendar day (`YYYY-MM-DD`) or empty. `before`: the entry after whose time nothing is shown, for paging back.
 */
const filter = z.object({
  student: text,
  studentId: uuid,
  person: text,
  day: z.iso.date().catch(''),
  asked: z.string().max(2000).catch(''),
  kind: z.enum(['all', 'seen', 'done']).catch('all'),
  before: uuid,
});

export type TrailFilter = z.infer<typeof filter>;

/** Reads a filter from an address, and the names that its `asked` held; whatever is not understood counts as not asked for. */
export function trailFilter(search: URLSearchParams, named: Readonly<Record<string, string>> = {}): TrailFilter {
  const { student = '', person = '' } = named;
  return filter.parse({ ...Object.fromEntries(['asked', 'studentId', 'day', 'kind', 'before'].map((name) => [name, search.get(name) ?? ''])), student, person });
}

/** Whether anything at all was asked for, paging aside. */
export function asksForSomething({ student, studentId, person, day, kind }: TrailFilter): boolean {
  return student !== '' || studentId !== null || person !== '' || day !== '' || kind !== 'all';
}

/** The same search as an address asks for it, from its first page on: what is exported is all that fits. */
export function exported({ asked, studentId, day, kind }: TrailFilter): URLSearchParams {
  return new URLSearchParams(Object.entries({ asked, studentId: studentId ?? '', day, kind: kind === 'all' ? '' : kind }).filter(([, value]) => value !== ''));
}

/** A calendar day in a zone as the trail's clock writes instants: half-open, ISO text in UTC with six decimals, which sorts as the time does. */
export function dayOnTheClock(day: string, zone: string): { from: string; until: string } {
  const begins = (date: Temporal.PlainDate): string => date.toZonedDateTime(zone).toInstant().toString({ smallestUnit: 'microsecond' });
  const date = Temporal.PlainDate.from(day);
  return { from: begins(date), until: begins(date.add({ days: 1 })) };
}
