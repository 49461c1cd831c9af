import { sql } from 'drizzle-orm';
import { instantText } from '../../db/range.server.ts';
import type { Tx } from '../../db/connect.server.ts';

/** An appointment with the names that its reader may know. Instants are ISO 8601; `zone` is the clock where the student will sit. */
export type Appointment = {
  readonly id: string;
  readonly referralId: string;
  readonly studentId: string;
  readonly student: string;
  readonly therapist: string;
  readonly state: 'held' | 'booked' | 'in_progress' | 'completed' | 'not_held' | 'cancelled';
  readonly place: 'school' | 'home';
  readonly school: string;
  readonly room: string | null;
  readonly adultOnSite: string | null;
  /** Who interprets at it, and which guardians sit in, as far as the reader knows their names. */
  readonly interpreters: readonly string[];
  readonly sitsIn: readonly string[];
  readonly startsAt: string;
  readonly endsAt: string;
  readonly zone: string;
  readonly bookedAt: string | null;
  readonly bookedBy: string | null;
  /** Its last move: when, by whom, and when it began before; the same start where only the room changed. */
  readonly movedAt: string | null;
  readonly movedBy: string | null;
  readonly movedFrom: string | null;
  readonly endedAt: string | null;
  readonly endedBy: string | null;
  readonly endedBecause: string | null;
};

const taking = (kind: 'interpreter' | 'guardian') => sql`array(select w.given_name || ' ' || w.family_name from occupancy y join person w on w.id = y.resource_id
  where y.partnership_id = a.partnership_id and y.appointment_id = a.id and y.kind = ${kind} and y.released_at is null order by w.family_name, w.given_name)`;

/** One appointment; null when there is none of this id or it is not the actor's to see. A person whom the actor may not see has no name here. */
export async function appointmentOf(tx: Tx, appointmentId: string): Promise<Appointment | null> {
  const [row] = await tx.execute<Appointment & Record<string, unknown>>(sql`
    select a.id, e.referral_id as "referralId", x.student_id as "studentId", called(p.given_name, s.preferred_name, s.preferred_name_seen_by) || ' ' || p.family_name as student, coalesce(t.given_name || ' ' || t.family_name, gate.name_of_staff(a.therapist_id)) as therapist,
      a.state, a.place, o.name as school, r.name as room, nullif(concat_ws(', ', r.adult_on_site, r.adult_phone), '') as "adultOnSite", ${taking('interpreter')} as interpreters, ${taking('guardian')} as "sitsIn", lower(a.during)::text as "startsAt", upper(a.during)::text as "endsAt", a.zone,
      a.booked_at::text as "bookedAt", b.given_name || ' ' || b.family_name as "bookedBy", a.moved_at::text as "movedAt", m.given_name || ' ' || m.family_name as "movedBy", lower(a.moved_from)::text as "movedFrom",
      a.ended_at::text as "endedAt", c.given_name || ' ' || c.family_name as "endedBy", a.ended_because as "endedBecause"
    from appointment a
    join organisation o on o.partnership_id = a.partnership_id and o.id = a.school_id
    left join episode_of_care e on e.partnership_id = a.partnership_id and e.id = a.episode_id
    left join appointment_student x on x.partnership_id = a.partnership_id and x.appointment_id = a.id
    left join student s on s.partnership_id = x.partnership_id and s.id = x.student_id left join person p on p.id = x.student_id
    left join person t on t.id = a.therapist_id left join person b on b.id = a.made_by left join person m on m.id = a.moved_by left join person c on c.id = a.ended_by
    left join room r on r.partnership_id = a.partnership_id and r.id = a.room_id
    where a.partnership_id = ctx_partnership() and a.id = ${appointmentId}`);
  if (!row) return null;
  const text = (at: string | null) => at && instantText(at);
  return { ...row, startsAt: instantText(row.startsAt), endsAt: instantText(row.endsAt), bookedAt: text(row.bookedAt), movedAt: text(row.movedAt), movedFrom: text(row.movedFrom), endedAt: text(row.endedAt) };
}
