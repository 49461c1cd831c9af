import { z } from '../http/schema.ts';
import type { TimetableLine } from './timetable.ts';

const line = z.object({
  periodName: z.string().trim().min(1).max(40),
  dayTypeName: z.string().trim().max(40).default(''),
  course: z.string().trim().max(100, 'tooLong').default(''),
  protected: z.boolean().default(false),
});

/** A student's timetable for one term, which is named by its first day. `seen` holds what the last look ahead was about. */
export const timetableForm = z.object({ term: z.iso.date(), lines: z.array(line).max(200).default([]), seen: z.string().max(100).optional() });

/** The lines that say something, each period of a kind of day once. */
export function linesTyped(typed: z.output<typeof timetableForm>): TimetableLine[] {
  const said = typed.lines.filter(({ course, protected: isProtected }) => course !== '' || isProtected).map((one) => ({ ...one, dayTypeName: one.dayTypeName === '' ? null : one.dayTypeName }));
  return [...new Map(said.map((one) => [`${one.periodName}|${one.dayTypeName ?? ''}`, one])).values()];
}
