import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import type { MemberRole } from '../identity/permissions.ts';

/** Somebody who sees a safety event in Hallway from the moment it is raised. */
export type Told = Readonly<{ name: string; role: MemberRole }>;

/**
 * The people who see a student's safety events without being told by anyone: the counselors of the school, the coordinators of the
 * partnership, and the therapist in whose care the student is. Nobody else, and nobody outside the partnership.
 */
export async function whoIsTold(tx: Tx, { studentId, schoolId }: { studentId: string; schoolId: string }): Promise<readonly Told[]> {
  const rows = await tx.execute<{ name: string; role: MemberRole }>(sql`
    select distinct p.given_name || ' ' || p.family_name as name, m.role, r.sort
    from membership m
      join reference.role r on r.code = m.role
      join person p on p.id = m.person_id
      join partnership pa on pa.id = m.partnership_id
    where m.partnership_id = ctx_partnership() and m.ended_at is null and m.during @> (clock_now() at time zone pa.zone)::date
      and ((m.role = 'counselor' and m.organisation_id = ${schoolId}::uuid) or m.role = 'coordinator'
        or (m.role = 'therapist' and exists (
          select from episode_of_care e where e.partnership_id = m.partnership_id and e.student_id = ${studentId}::uuid and e.therapist_id = m.person_id and e.ended_at is null)))
    order by r.sort, name`);
  return rows.map(({ name, role }) => ({ name, role }));
}
