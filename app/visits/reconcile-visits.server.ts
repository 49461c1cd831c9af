import { sql } from 'drizzle-orm';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Database, Tx } from '../../db/connect.server.ts';
import { endVisit } from './end-visit.server.ts';
import { proposeAttendance } from './propose-attendance.server.ts';
import { recordRollCall } from './record-evidence.server.ts';
import type { RoomService } from './room-service.server.ts';
import { visitChanged } from './visit-changes.server.ts';
import { closesAfterMinutes } from './visit-window.ts';

type OnVisit = { id: string; appointmentId: string; room: string; ended: boolean; past: boolean };

/** After a visit ended its room is still asked for so long, for word that was lost. */
const askedAfterEndMinutes = 15;

/**
 * Sets right what webhooks did not tell: asks the video server who is in each running visit, ends visits whose time is over and whose room is
 * empty, closes rooms of ended visits, and proposes attendance. Every part of it may run twice.
 *
 * @param rooms null without a video server: visits still end, and attendance says so
 * @returns how many visits were looked at
 */
export async function reconcilePartnership(db: Database, partnershipId: string, rooms: RoomService | null, nowMs: () => number): Promise<number> {
  const job: Actor = { kind: 'job', partnershipId };
  const visits = await asActor(db, job, 'visit.reconcile', runningVisits);
  for (const visit of visits) await reconcile(db, job, visit, rooms, nowMs);
  return visits.length;
}

async function runningVisits(tx: Tx): Promise<OnVisit[]> {
  return tx.execute<OnVisit>(sql`
    select v.id, v.appointment_id as "appointmentId", v.room_name as room, v.state = 'ended' as ended,
      clock_now() >= upper(a.during) + make_interval(mins => ${closesAfterMinutes}) as past
    from visit v join appointment a on a.partnership_id = v.partnership_id and a.id = v.appointment_id
    where v.partnership_id = ctx_partnership() and (v.state <> 'ended' or v.ended_at > clock_now() - make_interval(mins => ${askedAfterEndMinutes}))`);
}

async function reconcile(db: Database, job: Actor, visit: OnVisit, rooms: RoomService | null, nowMs: () => number): Promise<void> {
  const askedMs = nowMs();
  const there = rooms ? await rooms.whoIsIn(visit.room) : null;
  const present = there?.ok ? there.sessions : null;
  const changed = await asActor(db, job, 'visit.reconcile', async (tx) => {
    if (present) await recordRollCall(tx, { visitId: visit.id, room: visit.room }, present, askedMs);
    // While the video server cannot be asked nobody is sent home, unless the time is over anyway.
    const over = !visit.ended && visit.past && (present === null || present.length === 0);
    if (over) await endVisit(tx, visit.id);
    if (over || visit.ended) await proposeAttendance(tx, visit.id);
    return over;
  });
  if (visit.ended && present && present.length > 0) await rooms?.close(visit.room);
  if (changed) visitChanged(visit.appointmentId);
}
