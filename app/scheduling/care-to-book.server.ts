import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import type { PlaceAsked } from './candidate-place.server.ts';

/** What a time is looked for: where, with whom, of whose care; `instead` are the appointments that it would replace, so they stand in nobody's way. */
export type TimeAsked = PlaceAsked & { readonly therapistId: string; readonly agencyId: string; readonly instead: readonly Instead[] };

/** An appointment or hold that would be given up, and what it takes. */
export type Instead = { readonly id: string; readonly resources: readonly string[] };

/** An open episode of care and what a visit in it takes. `holds` are the actor's own: somebody else's stand in the way like any booking. `interpreterLast` interpreted at its last visit: kept when they are free. */
export type CareToBook = TimeAsked & { readonly referralId: string; readonly episodeId: string; readonly interpreterLast: string | null; readonly holds: readonly Hold[] };

/** A time that the actor holds for this episode, not ended yet. */
export type Hold = Instead & { readonly startMs: number; readonly endMs: number; readonly heldUntilMs: number; readonly roomId: string | null };

/** The open care of a referral, as far as the actor sees it; null when there is none (not accepted yet, closed, or not theirs). */
export async function careToBook(tx: Tx, referralId: string): Promise<CareToBook | null> {
  const [row] = await tx.execute<Omit<CareToBook, 'instead'>>(sql`
    select r.id as "referralId", e.id as "episodeId", e.therapist_id as "therapistId", e.agency_id as "agencyId", e.student_id as "studentId", r.school_id as "schoolId", r.place, gate.interpreter_for(r.id, e.therapist_id) as interpreter,
      coalesce((select json_agg(g) from gate.sits_in_at(e.student_id, r.place, clock_now(), e.agency_id) g), '[]'::json) as "sitsIn",
      (select o.resource_id from appointment a join occupancy o on o.partnership_id = a.partnership_id and o.appointment_id = a.id and o.kind = 'interpreter'
        where a.partnership_id = e.partnership_id and a.episode_id = e.id and a.state <> 'cancelled' order by lower(a.during) desc limit 1) as "interpreterLast",
      coalesce((select json_agg(json_build_object('id', a.id, 'startMs', extract(epoch from lower(a.during)) * 1000, 'endMs', extract(epoch from upper(a.during)) * 1000,
        'heldUntilMs', extract(epoch from a.held_until) * 1000, 'roomId', a.room_id,
        'resources', (select json_agg(o.resource_id) from occupancy o where o.partnership_id = a.partnership_id and o.appointment_id = a.id and o.released_at is null)) order by a.made_at)
        from appointment a where a.partnership_id = e.partnership_id and a.episode_id = e.id and a.state = 'held' and a.held_until > clock_now() and a.made_by = ctx_person()), '[]'::json) as holds
    from referral r join episode_of_care e on e.partnership_id = r.partnership_id and e.referral_id = r.id and e.ended_at is null
    where r.partnership_id = ctx_partnership() and r.id = ${referralId}`);
  return row ? { ...row, instead: row.holds } : null;
}
