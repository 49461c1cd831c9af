import { sql } from 'drizzle-orm';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { HallwayContext } from '../http/load-context.ts';
import { endForAll } from './end-for-all.server.ts';

/**
 * Somebody's access may have ended: when an agency here engages them no more, or they are a therapist of it no more, a visit of its care that they are holding ends
 * for all, at once, whatever other agency they work for. Its room is closed, so that nobody is in it with somebody who may not be there, and nobody waits for
 * somebody who will not come; the student's adult on site and the school are told by their pages.
 *
 * @param personId whose access was ended just now; without it everybody who holds a visit, for what ended by itself or by another way than a page
 * @returns how many visits have ended
 */
export async function endPresence(context: Pick<HallwayContext, 'db' | 'config'>, partnership: { id: string }, personId?: string): Promise<number> {
  const actor: Actor = { kind: 'job', partnershipId: partnership.id };
  const live = await asActor(context.db, actor, 'visit.end', (tx) => tx.execute<{ appointmentId: string }>(sql`
    select v.appointment_id as "appointmentId" from visit v join appointment a on a.partnership_id = v.partnership_id and a.id = v.appointment_id
    where v.partnership_id = ctx_partnership() and v.state = 'live' ${personId === undefined ? sql`` : sql`and v.therapist_id = ${personId}::uuid`}
      and (not gate.engaged_by(v.therapist_id, a.agency_id, (clock_now() at time zone a.zone)::date) or not exists (select from membership m join partnership p on p.id = m.partnership_id
        where m.partnership_id = ctx_partnership() and m.person_id = v.therapist_id and m.organisation_id = a.agency_id and m.role = 'therapist' and m.ended_at is null and m.during @> (clock_now() at time zone p.zone)::date))`));
  for (const { appointmentId } of live) await endForAll(context, { actor, partnership }, appointmentId);
  return live.length;
}
