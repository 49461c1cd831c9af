import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';

/** An emergency access that runs: whose, until when, and what time it is (ISO instants of the database's clock). */
export type EmergencyNow = { id: string; studentId: string; student: string; now: string; endsAt: string };

/** The acting member's own access of that id, while it runs. Null afterwards, and for anybody else's. Asked for the purpose `emergency.read`, or no name is to be seen. */
export async function emergencyNow(tx: Tx, accessId: string): Promise<EmergencyNow | null> {
  const [row] = await running(tx, sql`e.id = ${accessId}::uuid`);
  return row ?? null;
}

/** Why the acting member sees this student, where nothing but an emergency shows them; null when they see them anyway, or not at all. */
export async function emergencyFor(tx: Tx, studentId: string): Promise<EmergencyNow | null> {
  const [row] = await running(tx, sql`e.student_id = ${studentId}::uuid and not exists (
    select from person_seen s where s.partnership_id = e.partnership_id and s.person_id = e.student_id and s.seer_id = any (ctx_seers()) and s.during @> clock_now())`);
  return row ?? null;
}

/** All that the acting member has open now, the first to end first. */
export async function emergenciesNow(tx: Tx): Promise<EmergencyNow[]> {
  return running(tx, sql`true`);
}

async function running(tx: Tx, which: SQL): Promise<EmergencyNow[]> {
  return [...await tx.execute<EmergencyNow>(sql`
    select e.id, e.student_id as "studentId", called(p.given_name, s.preferred_name, s.preferred_name_seen_by) || ' ' || p.family_name as student,
      to_json(clock_now()) #>> '{}' as now, to_json(e.ends_at) #>> '{}' as "endsAt"
    from emergency_access e join student s on s.partnership_id = e.partnership_id and s.id = e.student_id join person p on p.id = s.id
    where e.partnership_id = ctx_partnership() and e.membership_id = ctx_membership() and e.ended_at is null and e.ends_at > clock_now() and ${which} order by e.ends_at`)];
}
