import { sql } from 'drizzle-orm';
import { nowOf } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { notFound } from '../http/respond.server.ts';

export type School = { readonly id: string; readonly name: string; readonly zone: string | null; readonly state: string | null };

/**
 * The school that a page about rooms or bells is for. People of a school have theirs; a coordinator chooses one (`?school=`), the first by name
 * unless said otherwise. `schools` is what there is to choose from, empty when there is no choice. A school that is asked for and is not theirs is 404.
 */
export async function schoolAsked(tx: Tx, organisation: { id: string; kind: string }, request: Request): Promise<{ school: School | null; schools: School[] }> {
  const schools = [...await tx.execute<School>(sql`select id, name, zone, state from organisation where partnership_id = ctx_partnership() and kind = 'school' and ended_at is null order by name`)];
  const asked = new URL(request.url).searchParams.get('school');
  const theirs = schools.filter((one) => looksAfter(organisation, one.id));
  const school = asked === null ? theirs[0] : theirs.find((one) => one.id === asked);
  if (asked !== null && !school) throw notFound();
  return { school: school ?? null, schools: theirs.length > 1 ? theirs : [] };
}

/** The school that was asked for, on its clock (else on the asker's) and with the date there; 404 where there is none to choose. */
export async function schoolOnItsClock(tx: Tx, who: { zone: string }, { school }: { school: School | null }): Promise<{ id: string; name: string; zone: string; today: string }> {
  if (!school) throw notFound();
  const zone = school.zone ?? who.zone;
  return { id: school.id, name: school.name, zone, today: (await nowOf(tx)).toZonedDateTimeISO(zone).toPlainDate().toString() };
}

/** Whether somebody of this organisation looks after that school's rooms and bells: the school's own people, or the partnership's coordinator. */
export function looksAfter(organisation: { id: string; kind: string }, schoolId: string): boolean {
  return organisation.kind !== 'school' || organisation.id === schoolId;
}

/** On which clock a school is; null when nobody has said yet. */
export async function zoneOfSchool(tx: Tx, schoolId: string): Promise<string | null> {
  const [row] = await tx.execute<{ zone: string | null }>(sql`select zone from organisation where partnership_id = ctx_partnership() and id = ${schoolId}`);
  return row?.zone ?? null;
}
