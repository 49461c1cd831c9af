import { sql } from 'drizzle-orm';
import { asActor, type Actor } from '../as-actor.server.ts';
import type { Database } from '../connect.server.ts';

export type Member = Extract<Actor, { kind: 'member' }>;

/** Everybody who acts in the demo's stories, by name. A name that nobody bears is a mistake of ours and throws. */
export interface Cast {
  student: (name: string) => { studentId: string; schoolId: string };
  /** A guardian of that student. */
  guardian: (student: string, name: string) => { guardianId: string };
  /** Who has that role at an organisation. */
  of: (role: 'counselor' | 'front_office', organisationId: string) => Member;
  counselor: (name: string) => Member;
  coordinator: Member;
  privacyOfficer: Member;
  /** As the agency engages them that did so first. */
  therapist: (name: string) => Member;
}

type MemberRow = { name: string; role: string; organisation: string; person: string; membership: string };

/** Looks everybody up once, as a job. */
export async function castOf(db: Database, job: Actor): Promise<Cast> {
  const [members, students, guardians] = await asActor(db, job, 'demo', async (tx) => [
    await tx.execute<MemberRow>(sql`
      select p.given_name || ' ' || p.family_name as name, m.role, m.organisation_id organisation, m.person_id person, m.id membership
      from membership m join person p on p.id = m.person_id join partnership pa on pa.id = m.partnership_id
      where m.partnership_id = ctx_partnership() and m.role <> 'staff' and m.during @> (clock_now() at time zone pa.zone)::date order by lower(m.during), m.created_at`),
    await tx.execute<{ name: string; studentId: string; schoolId: string }>(sql`
      select p.given_name || ' ' || p.family_name as name, s.id "studentId", e.school_id "schoolId"
      from student s join person p on p.id = s.id join enrolment e on e.partnership_id = s.partnership_id and e.student_id = s.id where s.partnership_id = ctx_partnership()`),
    await tx.execute<{ student: string; name: string; guardianId: string }>(sql`
      select s.given_name || ' ' || s.family_name as student, p.given_name || ' ' || p.family_name as name, g.guardian_id "guardianId"
      from guardianship g join person p on p.id = g.guardian_id join person s on s.id = g.student_id where g.partnership_id = ctx_partnership()`),
  ] as const);
  const member = (row: MemberRow | undefined, who: string): Member => {
    const { person, membership } = found(row, who);
    return { kind: 'member', personId: person, membershipId: membership };
  };
  return {
    student: (name) => found(students.find((row) => row.name === name), name),
    guardian: (student, name) => found(guardians.find((row) => row.student === student && row.name === name), `${name} of ${student}`),
    of: (role, organisationId) => member(members.find((row) => row.role === role && row.organisation === organisationId), role),
    counselor: (name) => member(members.find((row) => row.role === 'counselor' && row.name === name), name),
    coordinator: member(members.find((row) => row.role === 'coordinator'), 'coordinator'),
    privacyOfficer: member(members.find((row) => row.role === 'privacy_officer'), 'privacy officer'),
    therapist: (name) => member(members.find((row) => row.role === 'therapist' && row.name === name), name),
  };
}

function found<T>(row: T | undefined, who: string): T {
  if (row === undefined) throw new Error(`the demo has no ${who}`);
  return row;
}
