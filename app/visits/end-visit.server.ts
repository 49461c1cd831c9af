import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';

/**
 * Ends a visit for all: nobody gets a pass any more. The caller closes the room at the video server afterwards, outside the transaction;
 * should that fail, the reconciler does it. Ending twice is once.
 *
 * @returns the room to close; null when there is no such visit
 */
export async function endVisit(tx: Tx, visitId: string): Promise<{ room: string } | null> {
  const [visit] = await tx.execute<{ room: string; studentId: string; ended: boolean }>(sql`
    select room_name as room, student_id as "studentId", state = 'ended' as ended from visit where partnership_id = ctx_partnership() and id = ${visitId}::uuid for update`);
  if (!visit) return null;
  if (!visit.ended) {
    await tx.execute(sql`update visit set state = 'ended', ended_at = clock_now() where partnership_id = ctx_partnership() and id = ${visitId}::uuid`);
    await record(tx, { action: 'visit.ended', studentId: visit.studentId, subject: { kind: 'visit', id: visitId } });
  }
  return { room: visit.room };
}
