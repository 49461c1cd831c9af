import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import type { OrganisationKind } from './organisations.server.ts';

/** Why an organisation does not end yet; the page says each in words. */
export const endingRefusals = {
  care_goes_on_there: 'care', students_are_enrolled_there: 'students', people_work_there: 'people', organisations_belong_to_it: 'others', an_organisation_is_known: 'not-found',
} as const;

/** Only a school belongs to another organisation, a district of the partnership that takes part. */
async function parentFor(tx: Tx, kind: OrganisationKind, parentId: string | null): Promise<string | null | 'not-there'> {
  if (kind !== 'school' || parentId === null) return null;
  const found = await tx.execute(sql`select from organisation where partnership_id = ctx_partnership() and id = ${parentId} and kind = 'district' and ended_at is null`);
  return found.count > 0 ? parentId : 'not-there';
}

/** Adds a district, school or agency that no roster brings. Null when the district it names is not there. */
export async function addOrganisation(tx: Tx, { kind, name, parentId }: { kind: OrganisationKind; name: string; parentId: string | null }): Promise<string | null> {
  const parent = await parentFor(tx, kind, parentId);
  if (parent === 'not-there') return null;
  const id = randomUUID();
  await tx.execute(sql`insert into organisation (partnership_id, id, kind, name, parent_id) values (ctx_partnership(), ${id}, ${kind}, ${name}, ${parent})`);
  await record(tx, { action: 'organisation.added', subject: { kind: 'organisation', id }, body: { organisationKind: kind } });
  return id;
}

/** Changes name and district. What a roster keeps stays the roster's. False when there is no such organisation to change. */
export async function changeOrganisation(tx: Tx, id: string, { name, parentId }: { name: string; parentId: string | null }): Promise<boolean> {
  const [there] = await tx.execute<{ kind: OrganisationKind }>(sql`select kind from organisation where partnership_id = ctx_partnership() and id = ${id} and source is null`);
  const parent = there && (await parentFor(tx, there.kind, parentId));
  if (!there || parent === 'not-there') return false;
  await tx.execute(sql`update organisation set name = ${name}, parent_id = ${parent ?? null} where partnership_id = ctx_partnership() and id = ${id}`);
  await record(tx, { action: 'organisation.changed', subject: { kind: 'organisation', id } });
  return true;
}

/** It takes part no longer. The database refuses while anybody is there, see {@link endingRefusals}. */
export async function endOrganisation(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`select gate.end_organisation(${id}::uuid)`);
  await record(tx, { action: 'organisation.ended', subject: { kind: 'organisation', id } });
}

/** It takes part again; one that does already stays as it is. False when there is no such organisation. */
export async function reopenOrganisation(tx: Tx, id: string): Promise<boolean> {
  const [there] = await tx.execute<{ ended: boolean }>(sql`select ended_at is not null ended from organisation where partnership_id = ctx_partnership() and id = ${id}`);
  if (!there?.ended) return there !== undefined;
  await tx.execute(sql`select gate.reopen_organisation(${id}::uuid)`);
  await record(tx, { action: 'organisation.changed', subject: { kind: 'organisation', id }, body: { reopened: true } });
  return true;
}
