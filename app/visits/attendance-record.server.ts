import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { proposedCause, type AttendanceCause } from './absence-cause.ts';
import { deriveAttendance } from './attendance.server.ts';
import type { AttendanceStatus, Party } from './attendance.ts';
import { intervalSet, type IntervalSet } from '../time/interval.ts';

/** One participant's line: what the evidence shows and what the therapist said, if they did. Instants are ISO text. */
export type AttendanceLine = {
  personId: string;
  part: Party;
  name: string;
  minutes: number;
  stays: { from: string; until: string }[];
  /** Minutes of which nobody knows. */
  doubtMinutes: number;
  proposed: { status: AttendanceStatus; cause: AttendanceCause | null } | null;
  confirmed: { status: AttendanceStatus; cause: AttendanceCause | null } | null;
};

/** `seen` is false when the video server saw nobody at all (a visit by phone, say): then nothing is suggested. */
export type AttendanceRecord = { visitId: string; minutesTogether: number; lines: AttendanceLine[]; stillOn: boolean; seen: boolean };

/** For reading: a page loaded anew is no leaving, so gaps of less than a minute are not shown (they are not counted as minutes either). */
function withoutBlinks(stays: IntervalSet): IntervalSet {
  const gaps = stays.slice(1).map((stay, n) => ({ fromMs: stays[n]?.untilMs ?? stay.fromMs, untilMs: stay.fromMs }));
  return intervalSet([...stays, ...gaps.filter((gap) => gap.untilMs - gap.fromMs < 60_000)]);
}

/** The attendance of a visit as its therapist confirms it; null when they have no such visit. */
export async function attendanceRecord(tx: Tx, visitId: string): Promise<AttendanceRecord | null> {
  const derived = await deriveAttendance(tx, visitId);
  if (!derived) return null;
  const ids = derived.participants.map((who) => who.participantId);
  const people = await tx.execute<{ id: string; name: string; status: AttendanceStatus | null; cause: AttendanceCause | null }>(sql`
    select p.id, coalesce(s.preferred_name, p.given_name) || ' ' || p.family_name as name, a.status, a.cause
    from person p
    left join student s on s.partnership_id = ctx_partnership() and s.id = p.id
    left join attendance a on a.partnership_id = ctx_partnership() and a.visit_id = ${visitId}::uuid and a.person_id = p.id
    where p.id = any(${sql.param(ids)}::uuid[])`);
  const lines = derived.participants.map((who): AttendanceLine => {
    const person = people.find((one) => one.id === who.participantId);
    return {
      personId: who.participantId,
      part: who.party,
      name: person?.name ?? '',
      minutes: who.minutes,
      stays: withoutBlinks(who.intervals).map(({ fromMs, untilMs }) => ({ from: new Date(fromMs).toISOString(), until: new Date(untilMs).toISOString() })),
      doubtMinutes: Math.round(who.doubts.reduce((sum, doubt) => sum + doubt.untilMs - doubt.fromMs, 0) / 60_000),
      proposed: who.proposed && { status: who.proposed.status, cause: who.proposed.cause && proposedCause(who.proposed.cause, who.party) },
      confirmed: person?.status ? { status: person.status, cause: person.cause } : null,
    };
  });
  return { visitId, minutesTogether: derived.minutesTogether, lines, stillOn: lines.some((line) => line.proposed === null), seen: lines.some((line) => line.stays.length > 0) };
}
