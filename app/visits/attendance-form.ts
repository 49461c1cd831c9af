import { z } from '../http/schema.ts';
import { attendanceCauses } from './absence-cause.ts';
import type { Confirmed } from './confirm-attendance.server.ts';

export const attendanceStatuses = ['attended', 'late', 'left_early', 'absent'] as const;

const status = z.enum(attendanceStatuses);
const cause = z.enum(attendanceCauses);

/** Names of the form's fields for one participant. */
export const statusField = (personId: string): string => `status.${personId}`;
export const causeField = (personId: string): string => `cause.${personId}`;

/** Reads the attendance form: a status for each participant, and a cause where that is `absent`. Null when a participant has none. */
export function readAttendance(form: FormData, personIds: readonly string[]): Confirmed[] | null {
  const lines = personIds.map((personId): Confirmed | null => {
    const said = status.safeParse(form.get(statusField(personId)));
    if (!said.success) return null;
    const why = cause.safeParse(form.get(causeField(personId)));
    return { personId, status: said.data, cause: said.data === 'absent' && why.success ? why.data : null };
  });
  return lines.every((line) => line !== null) ? lines : null;
}
