import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';

export type School = { readonly id: string; readonly name: string; readonly zone: string | null; readonly state: string | null };

/**
 * The school that a page about rooms or bells is for. People of a school have theirs; a coordinator chooses one (`?school=`), the first by name
 * unless said otherwise. `schools` is what there is to choose from, empty when there is no choice.
 */
export async function schoolAsked(tx: Tx, organisation: { id: string; kind: string }, request: Request): Promise<{ school: School | null; schools: School[] }> {
  const schools = [...await tx.execute<School>(sql`select id, name, zone, state from organisation where partnership_id = ctx_partnership() and kind = 'school' order by name`)];
  if (organisation.kind === 'school') return { school: schools.find((one) => one.id === organisation.id) ?? null, schools: [] };
  const asked = new URL(request.url).searchParams.get('school');
  return { school: schools.find((one) => one.id === asked) ?? schools[0] ?? null, schools: schools.length > 1 ? schools : [] };
}

/** Whether somebody of this organisation looks after that school's rooms and bells: the school's own people, or the partnership's coordinator. */
export function looksAfter(organisation: { id: string; kind: string }, schoolId: string): boolean {
  return organisation.kind !== 'school' || organisation.id === schoolId;
}
