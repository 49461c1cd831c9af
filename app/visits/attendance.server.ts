import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { attendanceOf, type Attendance, type Expected, type Party } from './attendance.ts';
import type { PresenceEvidence } from './presence.ts';

/** A visit's attendance as the evidence shows it at this moment. */
export type DerivedAttendance = Attendance & { visitId: string; studentId: string; appointmentId: string };

type VisitRow = {
  visitId: string; appointmentId: string; studentId: string; therapistId: string; cancelled: boolean;
  startsMs: number; endsMs: number; endedMs: number | null; nowMs: number;
};

/**
 * Derives the attendance of a visit from webhooks and roll calls. Everybody is expected who had a seat, and the therapist and the student in
 * any case. All times are the portal's: what the video server said in the real clock was moved when it was recorded.
 */
export async function deriveAttendance(tx: Tx, visitId: string): Promise<DerivedAttendance | null> {
  const ms = (instant: ReturnType<typeof sql>) => sql`(extract(epoch from ${instant}) * 1000)::float8`;
  const [visit] = await tx.execute<VisitRow>(sql`
    select v.id as "visitId", v.appointment_id as "appointmentId", v.student_id as "studentId", v.therapist_id as "therapistId", a.state = 'cancelled' as cancelled,
      ${ms(sql`lower(a.during)`)} as "startsMs", ${ms(sql`upper(a.during)`)} as "endsMs", ${ms(sql`v.ended_at`)} as "endedMs", ${ms(sql`clock_now()`)} as "nowMs"
    from visit v join appointment a on a.partnership_id = v.partnership_id and a.id = v.appointment_id where v.partnership_id = ctx_partnership() and v.id = ${visitId}::uuid`);
  if (!visit) return null;
  const seats = await tx.execute<{ personId: string; part: Party; identity: string; waitedMs: number | null }>(sql`
    select person_id as "personId", part, identity, ${ms(sql`waiting_since`)} as "waitedMs" from visit_participant where partnership_id = ctx_partnership() and visit_id = ${visitId}::uuid`);
  const evidence = await evidenceOf(tx, visitId, new Map(seats.map((seat) => [seat.identity, seat.personId])));
  const expected: Expected[] = seats.map((seat) => ({
    participantId: seat.personId,
    party: seat.part,
    waitedFromMs: seat.part === 'therapist' ? null : seat.waitedMs,
  }));
  for (const [participantId, party] of [[visit.therapistId, 'therapist'], [visit.studentId, 'student']] as const) {
    if (!expected.some((who) => who.participantId === participantId)) expected.push({ participantId, party, waitedFromMs: null });
  }
  const bothCame = ['therapist', 'student'].every((part) => seats.some((seat) => seat.part === part));
  const derived = attendanceOf(
    {
      startsMs: visit.startsMs,
      endsMs: visit.endsMs,
      endedMs: visit.endedMs,
      cancelled: visit.cancelled,
      videoDown: bothCame && evidence.length === 0,
      expected,
      evidence,
    },
    visit.nowMs,
  );
  return { ...derived, visitId, studentId: visit.studentId, appointmentId: visit.appointmentId };
}

type EventRow = { kind: string; room: string; identity: string | null; sessionId: string | null; joinedAtMs: number | null; atMs: number };

async function evidenceOf(tx: Tx, visitId: string, personByIdentity: ReadonlyMap<string, string>): Promise<PresenceEvidence[]> {
  const rows = await tx.execute<EventRow>(sql`
    select kind, room, identity, session_id as "sessionId", (extract(epoch from joined_at) * 1000)::float8 as "joinedAtMs", (extract(epoch from at) * 1000)::float8 as "atMs"
    from media_event where partnership_id = ctx_partnership() and visit_id = ${visitId}::uuid and kind <> 'other'`);
  return rows.flatMap(({ kind, room, identity, sessionId, joinedAtMs, atMs }): PresenceEvidence[] => {
    if (kind === 'room_finished') return [{ kind: 'room-finished', room, atMs }];
    const participantId = personByIdentity.get(identity ?? '');
    if (!participantId || !sessionId) return [];
    const session = { room, sessionId, participantId, atMs };
    if (kind === 'left' || kind === 'seen') return [{ kind, ...session, joinedAtMs }];
    return kind === 'joined' || kind === 'missing' ? [{ kind, ...session }] : [];
  });
}
