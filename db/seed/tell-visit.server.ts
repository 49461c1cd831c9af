import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { linkToken, tokenSha256 } from '../../app/identity/link-token.server.ts';
import { makeLink } from '../../app/identity/links.server.ts';
import type { AttendanceCause } from '../../app/visits/absence-cause.ts';
import { admit } from '../../app/visits/admit.server.ts';
import { confirmAttendance, type Confirmed } from '../../app/visits/confirm-attendance.server.ts';
import { endVisit } from '../../app/visits/end-visit.server.ts';
import { openVisit } from '../../app/visits/open-visit.server.ts';
import { recordEvent } from '../../app/visits/record-evidence.server.ts';
import { answerStartGate } from '../../app/visits/start-gate.server.ts';
import { takeSeat } from '../../app/visits/take-seat.server.ts';
import { doorsOf } from '../../app/visits/visit-window.ts';
import { asActor, nowOf, type Actor } from '../as-actor.server.ts';
import type { Tx } from '../connect.server.ts';
import { therapistOf } from './tell-care.server.ts';
import { left, must, type Telling } from './telling.ts';

/** The visit that is booked takes place: both come, the start gate is answered, they talk until the bell, and attendance is confirmed. */
export async function holdVisit(telling: Telling): Promise<void> {
  const { db, partnershipId, until, student } = telling;
  const { startMs, endMs } = notBehindNow(telling);
  const therapist = therapistOf(telling);
  const job: Actor = { kind: 'job', partnershipId };
  await until(Temporal.Instant.fromEpochMilliseconds(startMs));
  const visitId = await openedVisit(telling, job);
  const studentSeat = await asActor(db, await asStudent(telling, job), 'visit.arrive', (tx) => takeSeat(tx, { visitId, part: 'student' }));
  await asActor(db, therapist, 'visit.admit', async (tx) => {
    await takeSeat(tx, { visitId, part: 'therapist' });
    const [place] = await tx.execute<{ room: string | null; adult: string | null; phone: string | null }>(sql`
      select r.name room, r.adult_on_site adult, r.adult_phone phone from appointment a left join room r on r.partnership_id = a.partnership_id and r.id = a.room_id
      where a.partnership_id = ctx_partnership() and a.id = ${left(telling, 'appointment').id}`);
    const answers = { present: 'The student, alone', where: place?.room ?? 'At home', state: 'OH', adult: place?.adult ?? 'A parent, next door', callBack: place?.phone ?? '614-555-0100' } as const;
    await answerStartGate(tx, { id: visitId, studentId: student.studentId }, answers);
    must(await admit(tx, { visitId, seatId: studentSeat }));
  });
  await until(Temporal.Instant.fromEpochMilliseconds(endMs).add({ minutes: 1 }));
  await asActor(db, job, 'visit.webhook', (tx) => recordPresence(tx, visitId, startMs, endMs));
  await concludeVisit(telling, visitId, [{ personId: therapist.personId, status: 'attended', cause: null }, { personId: student.studentId, status: 'attended', cause: null }]);
}

/** The therapist comes, the student does not: the visit was not held. */
export async function findNobody(telling: Telling, cause: AttendanceCause): Promise<void> {
  const { db, partnershipId, until, student } = telling;
  const { startMs, endMs } = notBehindNow(telling);
  const therapist = therapistOf(telling);
  await until(Temporal.Instant.fromEpochMilliseconds(startMs));
  const visitId = await openedVisit(telling, { kind: 'job', partnershipId });
  await asActor(db, therapist, 'visit.arrive', (tx) => takeSeat(tx, { visitId, part: 'therapist' }));
  await until(Temporal.Instant.fromEpochMilliseconds(endMs).add({ minutes: 1 }));
  await concludeVisit(telling, visitId, [{ personId: therapist.personId, status: 'attended', cause: null }, { personId: student.studentId, status: 'absent', cause }]);
}

function notBehindNow(telling: Telling): { startMs: number; endMs: number } {
  const appointment = left(telling, 'appointment');
  if (appointment.endMs > telling.now.epochMilliseconds - 120_000) throw new Error(`the visit of ${telling.student.name} lies in the future`);
  return appointment;
}

async function openedVisit(telling: Telling, job: Actor): Promise<string> {
  const visitId = await asActor(telling.db, job, 'visit.open', (tx) => openVisit(tx, left(telling, 'appointment').id));
  if (!visitId) throw new Error('a booked visit opens');
  return visitId;
}

async function asStudent(telling: Telling, job: Actor): Promise<Actor> {
  const { db, config, student } = telling;
  const { id: appointmentId, startMs, endMs } = left(telling, 'appointment');
  const doors = doorsOf({ fromMs: startMs, untilMs: endMs });
  const linkId = randomUUID();
  await asActor(db, job, 'visit.prepare', (tx) => makeLink(tx, config, {
    kind: 'visit', personId: student.studentId, part: 'student', appointmentId, beginsAt: new Date(doors.fromMs).toISOString(), expiresAt: new Date(doors.untilMs).toISOString(),
  }, linkId));
  return { kind: 'link', link: 'visit', tokenSha256: tokenSha256(linkToken(config.key, 'visit', linkId)) as Buffer };
}

/** What the video server would have said: both were there from the second minute to the last. Its clock is the real one. */
async function recordPresence(tx: Tx, visitId: string, startMs: number, endMs: number): Promise<void> {
  const realMs = Date.now() - (await nowOf(tx)).epochMilliseconds;
  const [visit] = await tx.execute<{ room: string }>(sql`select room_name as room from visit where partnership_id = ctx_partnership() and id = ${visitId}::uuid`);
  const seats = await tx.execute<{ identity: string }>(sql`select identity from visit_participant where partnership_id = ctx_partnership() and visit_id = ${visitId}::uuid`);
  if (!visit) throw new Error('a visit has a room');
  for (const { identity } of seats) {
    const session = { sessionId: `PA_${randomUUID()}`, identity, joinedAtMs: null };
    for (const [kind, atMs] of [['joined', startMs + 60_000], ['left', endMs]] as const) {
      await recordEvent(tx, { visitId, room: visit.room }, { eventId: `EV_${randomUUID()}`, kind, room: visit.room, atMs: atMs + realMs, session });
    }
  }
}

async function concludeVisit(telling: Telling, visitId: string, confirmed: Confirmed[]): Promise<void> {
  await asActor(telling.db, therapistOf(telling), 'attendance.confirm', async (tx) => {
    await endVisit(tx, visitId);
    must(await confirmAttendance(tx, visitId, confirmed));
  });
}
