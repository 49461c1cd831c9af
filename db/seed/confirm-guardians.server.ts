import { sql } from 'drizzle-orm';
import { confirmGuardianship } from '../../app/roster/keep-guardianship.server.ts';
import { asActor, type Actor } from '../as-actor.server.ts';
import type { Database } from '../connect.server.ts';
import type { FamilyOfDemo, GuardianOfDemo } from './more-families.ts';
import { namedFamilies } from './named-families.ts';

/** Of the families that no story names, one in so many has been to the office; and every second one in which custody is not plain. */
const ONE_IN = 8;

/** What the schools know by now of each student's guardians; those of the other students stay as the roster proposed them. */
export function confirmedFamilies(families: readonly FamilyOfDemo[]): ReadonlyMap<string, readonly GuardianOfDemo[]> {
  const known = families.filter(({ kind, guardians }, at) => at % ONE_IN === 0 || (at % 2 === 0 && (kind === 'separated' || kind === 'grandparent')) || guardians.some(({ language }) => language === 'vi'));
  return new Map([
    ...Object.entries(namedFamilies),
    ...known.flatMap(({ children, guardians }) => children.map(({ given, family }) => [`${given} ${family}`, guardians] as const)),
  ]);
}

type Proposed = { id: string; studentId: string; student: string; guardian: string; email: string | null; phone: string | null };

/** One school's front office goes through the guardianships that the roster proposed, and confirms those it knows. */
export async function confirmGuardians(db: Database, office: Actor, known: ReadonlyMap<string, readonly GuardianOfDemo[]>): Promise<void> {
  await asActor(db, office, 'guardianship.confirm', async (tx) => {
    const proposed = await tx.execute<Proposed>(sql`
      select g.id, g.student_id "studentId", s.given_name || ' ' || s.family_name as student, p.given_name || ' ' || p.family_name as guardian, p.email, p.phone
      from guardianship g join person s on s.id = g.student_id join person p on p.id = g.guardian_id
      where g.partnership_id = ctx_partnership() and g.confirmed_at is null order by student, guardian`);
    for (const { id, studentId, student, guardian, email, phone } of proposed) {
      const said = known.get(student)?.find(({ given, family }) => `${given} ${family}` === guardian);
      if (!said) continue;
      const { relationship, decides, sees, courtOrder, language, channels } = said;
      await confirmGuardianship(tx, studentId, id, { relationship, decisionRight: decides, accessRight: sees, courtOrder, language, channels, email, phone });
    }
  });
}
