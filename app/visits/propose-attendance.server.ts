import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { deriveAttendance } from './attendance.server.ts';

/**
 * Writes what the evidence shows for each participant, as a proposal. May be called whenever new evidence came: it replaces an earlier
 * proposal and never touches what the therapist confirmed. Nothing is written while people can still come, or for a cancelled appointment.
 *
 * @returns whether there is a proposal now
 */
export async function proposeAttendance(tx: Tx, visitId: string): Promise<boolean> {
  const derived = await deriveAttendance(tx, visitId);
  if (!derived) return false;
  let fresh = 0;
  for (const who of derived.participants) {
    if (!who.proposed) continue;
    const first = who.intervals[0];
    const last = who.intervals.at(-1);
    const [row] = await tx.execute<{ fresh: boolean }>(sql`
      insert into attendance (partnership_id, visit_id, person_id, part, proposed, first_joined_at, last_left_at, minutes)
      values (ctx_partnership(), ${visitId}::uuid, ${who.participantId}::uuid, ${who.party}, ${who.proposed.status},
        ${first ? new Date(first.fromMs).toISOString() : null}::timestamptz, ${last ? new Date(last.untilMs).toISOString() : null}::timestamptz, ${who.minutes})
      on conflict (partnership_id, visit_id, person_id) do update
        set proposed = excluded.proposed, first_joined_at = excluded.first_joined_at, last_left_at = excluded.last_left_at, minutes = excluded.minutes
        where attendance.status is null
      returning xmax = 0 as fresh`);
    if (row?.fresh) fresh += 1;
  }
  if (fresh > 0) await record(tx, { action: 'attendance.recorded', studentId: derived.studentId, subject: { kind: 'visit', id: visitId }, body: { count: fresh } });
  return derived.participants.some((who) => who.proposed !== null);
}
