import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import type { WhyAgainst } from '../therapist-time/why-against.ts';

/** A booked visit to come; epoch milliseconds, and the clock where the student will sit. */
export type BookedVisit = { readonly id: string; readonly student: string; readonly startMs: number; readonly endMs: number; readonly zone: string };

/** A visit with what of its therapist's time stands against it. */
export type AgainstVisit = BookedVisit & { readonly because: WhyAgainst };

const columns = sql`a.id, called(p.given_name, s.preferred_name, s.preferred_name_seen_by) || ' ' || p.family_name as student,
  (extract(epoch from lower(a.during)) * 1000)::float8 as "startMs", (extract(epoch from upper(a.during)) * 1000)::float8 as "endMs", a.zone`;
const joins = sql`join appointment_student x on x.partnership_id = a.partnership_id and x.appointment_id = a.id
  join student s on s.partnership_id = x.partnership_id and s.id = x.student_id join person p on p.id = s.id`;

/** For which language a booked visit to come has no interpreter who will be there; null when it needs none, has one, or is not the reader's. */
export async function interpreterLacking(tx: Tx, appointmentId: string): Promise<string | null> {
  const [row] = await tx.execute<{ language: string }>(sql`select v.language from gate.visits_without_interpreter() v where v.appointment_id = ${appointmentId}`);
  return row?.language ?? null;
}

/** Booked visits that their therapist (or interpreter) can no longer hold, of those whom the reader sees: they stay booked until somebody moves them. The other half of `mustMove`, which asks the school's time. */
export async function visitsAgainstTime(tx: Tx, most = 200): Promise<AgainstVisit[]> {
  return [...await tx.execute<AgainstVisit>(sql`
    with m as materialized (select m.appointment_id, m.because from gate.therapist_cannot_hold() m where m.because is not null
        and m.appointment_id not in (select g.appointment_id from gate.therapist_let_go() g)
      union all select g.appointment_id, 'let-go' from gate.therapist_let_go() g
      union all select v.appointment_id, 'interpreter' from gate.visits_without_interpreter() v
        where v.appointment_id not in (select c.appointment_id from gate.therapist_cannot_hold() c where c.because is not null union all select g.appointment_id from gate.therapist_let_go() g))
    select ${columns}, m.because from m join appointment a on a.partnership_id = ctx_partnership() and a.id = m.appointment_id ${joins}
    where a.id = any (array(select m.appointment_id from m))
    order by lower(a.during), a.id limit ${most}`)];
}
