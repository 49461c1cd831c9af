import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import type { Party } from './attendance.ts';
import { opaqueName } from './media-secrets.server.ts';

/**
 * Sits the acting person down in the visit: a student or guardian in the waiting room, the therapist (who needs nobody's leave) in the
 * visit. One seat a person, however many devices. Who comes back after leaving waits anew, unless they were let in before.
 *
 * @returns the seat's id
 */
export async function takeSeat(tx: Tx, { visitId, part }: { visitId: string; part: Party }): Promise<string> {
  const byThemselves = part === 'therapist';
  const [seat] = await tx.execute<{ id: string; fresh: boolean }>(sql`
    insert into visit_participant (partnership_id, id, visit_id, person_id, part, identity, waiting_since, last_seen_at, admitted_at, admitted_by)
    values (ctx_partnership(), ${randomUUID()}::uuid, ${visitId}::uuid, ctx_person(), ${part}, ${opaqueName()}, clock_now(), clock_now(),
      ${byThemselves ? sql`clock_now()` : null}, ${byThemselves ? sql`ctx_person()` : null})
    on conflict on constraint one_seat_a_person do update set last_seen_at = clock_now(), left_at = null,
      waiting_since = case when visit_participant.left_at is null then visit_participant.waiting_since else clock_now() end
    returning id, xmax = 0 as fresh`);
  if (!seat) throw new Error('a seat was neither taken nor found');
  if (seat.fresh && !byThemselves) await record(tx, { action: 'visit.waiting', subject: { kind: 'visit', id: visitId }, body: { part } });
  return seat.id;
}

/** The person is no longer there: they left, or their waiting page was closed. They keep their seat and may come back. */
export async function leaveSeat(tx: Tx, visitId: string): Promise<void> {
  await tx.execute(sql`
    update visit_participant set left_at = clock_now() where partnership_id = ctx_partnership() and visit_id = ${visitId}::uuid and person_id = ctx_person() and left_at is null`);
}

/** The acting person's waiting page is still open. */
export async function stillWaiting(tx: Tx, visitId: string): Promise<void> {
  await tx.execute(sql`
    update visit_participant set last_seen_at = clock_now() where partnership_id = ctx_partnership() and visit_id = ${visitId}::uuid and person_id = ctx_person() and left_at is null`);
}
