import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import type { Interval } from '../time/interval.ts';

/** A booked visit to come; epoch milliseconds, and the clock where the student will sit. */
export type BookedVisit = { readonly id: string; readonly student: string; readonly startMs: number; readonly endMs: number; readonly zone: string };

/** What of the therapist's time stands against a visit: they are away, their outside calendar is busy, they are at another school, or the visit's agency engages them no more. */
export type AgainstVisit = BookedVisit & { readonly because: 'away' | 'busy' | 'elsewhere' | 'let-go' };

const columns = sql`a.id, called(p.given_name, s.preferred_name, s.preferred_name_seen_by) || ' ' || p.family_name as student,
  (extract(epoch from lower(a.during)) * 1000)::float8 as "startMs", (extract(epoch from upper(a.during)) * 1000)::float8 as "endMs", a.zone`;
const joins = sql`join appointment_student x on x.partnership_id = a.partnership_id and x.appointment_id = a.id
  join student s on s.partnership_id = x.partnership_id and s.id = x.student_id join person p on p.id = s.id`;

/** Booked visits that their therapist can no longer hold, of those whom the reader sees: they stay booked until somebody moves them. The other half of `mustMove`, which asks the school's time. */
export async function visitsAgainstTime(tx: Tx): Promise<AgainstVisit[]> {
  return [...await tx.execute<AgainstVisit>(sql`
    select ${columns}, m.because from (select m.appointment_id, m.because from gate.therapist_cannot_hold() m where m.because is not null
        and m.appointment_id not in (select g.appointment_id from gate.therapist_let_go() g)
      union all select g.appointment_id, 'let-go' from gate.therapist_let_go() g) m
      join appointment a on a.partnership_id = ctx_partnership() and a.id = m.appointment_id ${joins}
    order by lower(a.during), a.id limit 200`)];
}

/** A therapist's booked visits to come that touch the interval: what saving time off would leave to be moved. */
export function visitsWithin(tx: Tx, therapistId: string, { fromMs, untilMs }: Interval): Promise<BookedVisit[]> {
  return bookedVisits(tx, sql`a.therapist_id = ${therapistId} and a.during && tstzrange(${new Date(fromMs).toISOString()}::timestamptz, ${new Date(untilMs).toISOString()}::timestamptz)`);
}

async function bookedVisits(tx: Tx, which: SQL): Promise<BookedVisit[]> {
  return [...await tx.execute<BookedVisit>(sql`select ${columns} from appointment a ${joins}
    where a.partnership_id = ctx_partnership() and a.state = 'booked' and upper(a.during) > clock_now() and ${which} order by lower(a.during), a.id`)];
}
