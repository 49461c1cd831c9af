import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { HallwayContext } from '../http/load-context.ts';
import { endVisit } from './end-visit.server.ts';
import { proposeAttendance } from './propose-attendance.server.ts';
import { recordRollCall } from './record-evidence.server.ts';
import { roomService } from './room-service.server.ts';
import { roomOf } from './room-of.server.ts';
import { visitChanged } from './visit-changes.server.ts';

/**
 * The therapist ends the visit for everybody. Who is in the room at that moment is asked first and kept, so that the attendance is right
 * before the video server's own word about it comes; then nobody gets a pass any more, and the room is closed.
 *
 * @returns false when the acting therapist has no such running visit
 */
export async function endForAll(context: Pick<HallwayContext, 'db' | 'config'>, { actor, partnership }: { actor: Actor; partnership: { id: string } }, appointmentId: string): Promise<boolean> {
  const { db, config } = context;
  const visit = await asActor(db, actor, 'visit.end', (tx) => roomOf(tx, appointmentId));
  if (!visit) return false;
  const rooms = config.video ? roomService(config.video) : null;
  const job: Actor = { kind: 'job', partnershipId: partnership.id };
  const askedMs = Date.now();
  const there = await rooms?.whoIsIn(visit.room);
  if (there?.ok) await asActor(db, job, 'visit.reconcile', (tx) => recordRollCall(tx, visit, there.sessions, askedMs, true));
  await asActor(db, actor, 'visit.end', async (tx) => {
    await endVisit(tx, visit.visitId);
    await proposeAttendance(tx, visit.visitId);
  });
  await rooms?.close(visit.room);
  visitChanged(appointmentId);
  return true;
}
