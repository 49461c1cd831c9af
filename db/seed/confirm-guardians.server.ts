import { sql } from 'drizzle-orm';
import { confirmGuardianship } from '../../app/roster/keep-guardianship.server.ts';
import { asActor, type Actor } from '../as-actor.server.ts';
import type { Database } from '../connect.server.ts';
import type { FamilyOfDemo, GuardianOfDemo } from './more-families.ts';
import { namedFamilies } from './named-families.ts';

/**
 * What the schools know by now of each student's guardians: all those whom stories name, and of the others some whose custody is not plain or
 * who read no English. The rest stays as the roster proposed it.
 */
export function confirmedFamilies(families: readonly FamilyOfDemo[]): ReadonlyMap<string, readonly GuardianOfDemo[]> {
  const custody = (kind: FamilyOfDemo['kind']) => kind === 'separated' || kind === 'grandparent';
  const speaks = (language: string, { guardians }: FamilyOfDemo) => guardians.some((guardian) => guardian.language === language);
  const known = families.filter((family, at) => speaks('vi', family) || (at % 2 === 0 && custody(family.kind)) || (at % 4 === 0 && speaks('es', family)));
  return new Map([
    ...Object.entries(namedFamilies),
    ...known.flatMap(({ children, guardians }) => children.map(({ given, family }) => [`${given} ${family}`, guardians] as const)),
  ]);
}

type Proposed = { id: string; studentId: string; student: string; guardian: string; email: string | null; phone: string | null };

/**
 * One school's front office goes through the guardianships that the roster proposed, and confirms those it knows. Guardians in the order of their
 * ids: two offices that confirm the mother of two siblings at once wait for each other and do not stand in each other's way.
 */
export async function confirmGuardians(db: Database, office: Actor, known: ReadonlyMap<string, readonly GuardianOfDemo[]>): Promise<void> {
  await asActor(db, office, 'guardianship.confirm', async (tx) => {
    const proposed = await tx.execute<Proposed>(sql`
      select g.id, g.student_id "studentId", s.given_name || ' ' || s.family_name as student, p.given_name || ' ' || p.family_name as guardian, p.email, p.phone
      from guardianship g join person s on s.id = g.student_id join person p on p.id = g.guardian_id
      where g.partnership_id = ctx_partnership() and g.confirmed_at is null order by p.id, s.id`);
    for (const { id, studentId, student, guardian, email, phone } of proposed) {
      const said = known.get(student)?.find(({ given, family }) => `${given} ${family}` === guardian);
      if (!said) continue;
      const { relationship, decides, sees, courtOrder, language, channels } = said;
      await confirmGuardianship(tx, studentId, id, { relationship, decisionRight: decides, accessRight: sees, courtOrder, language, channels, email, phone });
    }
  });
}
