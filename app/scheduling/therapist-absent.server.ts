import { sql } from 'drizzle-orm';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Database, Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { isoText } from '../occupancy/taken.server.ts';
import type { BookedVisit } from './visits-against-time.server.ts';

/** What is left of a therapist's day; `visits` counts those of this partnership that are booked in it, `listed` are the ones whose students the reader may know. */
export type TherapistToday = { readonly away: boolean; readonly zone: string; readonly visits: number; readonly listed: readonly BookedVisit[] };

/** A therapist's day from now on, for who may say that they are absent; null for anybody else. */
export async function therapistToday(tx: Tx, therapistId: string): Promise<TherapistToday | null> {
  const [row] = await tx.execute<{ fromMs: number; untilMs: number; zone: string; away: boolean; visits: number }>(sql`
    select (extract(epoch from lower(t.during)) * 1000)::float8 as "fromMs", (extract(epoch from upper(t.during)) * 1000)::float8 as "untilMs", t.zone, t.away, t.visits from gate.therapist_today(${therapistId}::uuid) t`);
  if (!row) return null;
  const listed = await visitsAhead(tx, therapistId, row.untilMs);
  if (listed.length > 0) await record(tx, { action: 'appointment.listed', body: { count: listed.length } });
  return { away: row.away, zone: row.zone, visits: row.visits, listed };
}

/** A therapist's visits that are booked and begin from now on until then, of the students whom the reader sees. */
async function visitsAhead(tx: Tx, therapistId: string, untilMs: number): Promise<BookedVisit[]> {
  return [...await tx.execute<BookedVisit>(sql`
    select a.id, called(p.given_name, s.preferred_name, s.preferred_name_seen_by) || ' ' || p.family_name as student, (extract(epoch from lower(a.during)) * 1000)::float8 as "startMs",
      (extract(epoch from upper(a.during)) * 1000)::float8 as "endMs", a.zone
    from appointment a join appointment_student x on x.partnership_id = a.partnership_id and x.appointment_id = a.id
    join student s on s.partnership_id = x.partnership_id and s.id = x.student_id join person p on p.id = s.id
    where a.partnership_id = ctx_partnership() and a.therapist_id = ${therapistId} and a.state = 'booked' and lower(a.during) > clock_now() and lower(a.during) < ${isoText(untilMs)}::timestamptz
    order by lower(a.during), a.id`)];
}

/**
 * A therapist is absent today: nothing new is booked with them, and nothing is cancelled in silence. Their visits of the day stand on Today of those who can
 * move or cancel each of them. Saying it again changes nothing.
 */
export async function therapistAbsent(db: Database, actor: Actor, therapistId: string): Promise<{ ok: true } | { ok: false; reason: 'not-found' }> {
  return asActor(db, actor, 'therapist.absent', async (tx) => {
    const [row] = await tx.execute<{ absent: boolean }>(sql`select gate.therapist_is_absent_today(${therapistId}::uuid) as absent`);
    if (!row?.absent) return { ok: false, reason: 'not-found' };
    await record(tx, { action: 'therapist.absent', subject: { kind: 'therapist', id: therapistId } });
    return { ok: true };
  });
}
