import { sql } from 'drizzle-orm';
import { asActor, contextOf, UnknownRoom } from '../../db/as-actor.server.ts';
import type { Database, Tx } from '../../db/connect.server.ts';
import { proposeAttendance } from './propose-attendance.server.ts';
import { recordEvent } from './record-evidence.server.ts';
import type { VideoEvent } from './verify-webhook.server.ts';
import { visitChanged } from './visit-changes.server.ts';

/**
 * `known`: it was here before and did nothing. `no-visit`: no visit has that room (another installation's, or one that moved to a new room);
 * it is taken and forgotten, else the video server would send it again and again.
 */
export type Heard = 'recorded' | 'known' | 'no-visit';

/**
 * Takes in what the video server said, after its signature was checked, in one transaction: kept once, and the attendance that follows from it.
 *
 * @param onJoined somebody has come into a room of this partnership: whether they may be there is the caller's to see to, also when the word comes again
 */
export async function hearWebhook(db: Database, event: VideoEvent, onJoined: (partnership: { id: string }) => Promise<void> = async () => {}): Promise<Heard> {
  if (!event.room) return 'no-visit';
  try {
    const heard = await asActor(db, { kind: 'webhook', roomName: event.room }, 'visit.webhook', async (tx) => ({ ...(await hear(tx, event)), partnershipId: (await contextOf(tx)).partnershipId }));
    if (event.kind === 'joined' && heard.outcome !== 'no-visit') await onJoined({ id: heard.partnershipId });
    if (heard.appointmentId) visitChanged(heard.appointmentId);
    return heard.outcome;
  } catch (error) {
    if (error instanceof UnknownRoom) return 'no-visit';
    throw error;
  }
}

async function hear(tx: Tx, event: VideoEvent): Promise<{ outcome: Heard; appointmentId: string | null }> {
  const [visit] = await tx.execute<{ id: string; appointmentId: string; ended: boolean }>(sql`
    select id, appointment_id as "appointmentId", state = 'ended' as ended from visit where partnership_id = ctx_partnership() and room_name = ${event.room}`);
  if (!visit) return { outcome: 'no-visit', appointmentId: null };
  if (!(await recordEvent(tx, { visitId: visit.id, room: event.room }, event))) return { outcome: 'known', appointmentId: null };
  if (visit.ended) await proposeAttendance(tx, visit.id);
  return { outcome: 'recorded', appointmentId: visit.appointmentId };
}
