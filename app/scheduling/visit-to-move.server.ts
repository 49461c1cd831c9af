import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import type { TimeAsked } from './care-to-book.server.ts';

/** A visit that is to move, as its reader sees it; `resources` is what it takes now. `sequence` is its calendar's: another one means that somebody moved it. */
export type VisitToMove = TimeAsked & {
  readonly appointmentId: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly zone: string;
  readonly state: string;
  readonly roomId: string | null;
  /** Who interprets at it now. */
  readonly interpreterId: string | null;
  readonly sequence: number;
  readonly resources: readonly string[];
  /** Booked, still to come, and nobody has opened its visit. */
  readonly ahead: boolean;
};

/** The appointment with what it takes; null when there is none of this id, or it is not the actor's to see. The same therapist is kept, the place too. */
export async function visitToMove(tx: Tx, appointmentId: string): Promise<VisitToMove | null> {
  const [row] = await tx.execute<Omit<VisitToMove, 'instead'>>(sql`
    select a.id as "appointmentId", a.therapist_id as "therapistId", a.agency_id as "agencyId", a.school_id as "schoolId", a.place, a.zone, a.state_code as state, a.room_id as "roomId", a.calendar_sequence as sequence,
      gate.interpreter_for(e.referral_id, a.therapist_id) as interpreter,
      (select o.resource_id from occupancy o where o.partnership_id = a.partnership_id and o.appointment_id = a.id and o.kind = 'interpreter' and o.released_at is null) as "interpreterId",
      coalesce((select json_agg(g) from appointment_student x, gate.sits_in_at(x.student_id, a.place, clock_now(), a.agency_id) g where x.partnership_id = a.partnership_id and x.appointment_id = a.id), '[]'::json) as "sitsIn",
      (select x.student_id from appointment_student x where x.partnership_id = a.partnership_id and x.appointment_id = a.id order by x.student_id limit 1) as "studentId",
      (extract(epoch from lower(a.during)) * 1000)::float8 as "startMs", (extract(epoch from upper(a.during)) * 1000)::float8 as "endMs",
      coalesce((select json_agg(o.resource_id) from occupancy o where o.partnership_id = a.partnership_id and o.appointment_id = a.id and o.released_at is null), '[]'::json) as resources,
      a.state = 'booked' and lower(a.during) > clock_now() as ahead
    from appointment a left join episode_of_care e on e.partnership_id = a.partnership_id and e.id = a.episode_id
    where a.partnership_id = ctx_partnership() and a.id = ${appointmentId}`);
  return row ? { ...row, instead: [{ id: row.appointmentId, resources: row.resources }] } : null;
}
