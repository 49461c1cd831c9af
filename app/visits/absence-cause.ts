import type { AbsenceCause, Party } from './attendance.ts';

/** Why somebody was absent, as the record keeps it (the therapist may choose another than the proposed one). */
export const attendanceCauses = ['student_absent', 'assembly', 'therapist', 'room', 'network', 'family', 'ill', 'other'] as const;
export type AttendanceCause = (typeof attendanceCauses)[number];

/** The cause to propose for what the evidence shows: by whose side it came about, never simply the student's. */
export function proposedCause(cause: AbsenceCause, party: Party): AttendanceCause {
  if (cause === 'too_short' || cause === 'video_down') return 'network';
  if (cause === 'nobody_came' || cause === 'not_let_in') return 'therapist';
  const ownSide: Record<Party, AttendanceCause> = { therapist: 'therapist', student: 'student_absent', guardian: 'family', interpreter: 'other' };
  return ownSide[party];
}

/** Why an appointment was not held (`appointment.ended_because`), from the cause of the student's absence. */
export function notHeldBecause(cause: AttendanceCause): string {
  const codes: Partial<Record<AttendanceCause, string>> = { student_absent: 'student_absent', ill: 'student_ill', therapist: 'therapist_away', room: 'room_lost', family: 'family_asked', assembly: 'school_closed' };
  return codes[cause] ?? 'other';
}
