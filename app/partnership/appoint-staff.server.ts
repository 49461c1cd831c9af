import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import type { MemberRole } from '../identity/permissions.ts';

/** Somebody to be appointed: known here already (on a roster, say), or new. */
export type Appointee = { personId: string } | { givenName: string; familyName: string; email: string; madeUp: boolean };

export interface Appointment {
  who: Appointee;
  organisationId: string;
  role: MemberRole;
  /** First day, `YYYY-MM-DD`. */
  from: string;
  /** Last day, where it is known beforehand. */
  lastDay?: string | null;
}

/**
 * Gives a person a role at an organisation of the acting partnership; a therapist is engaged by the agency as well, with an empty practice that
 * they fill in themselves. The database refuses whom only another partnership knows (`a_person_elsewhere_is_invited`) and the same role twice
 * (`one_membership_at_a_time`).
 *
 * @returns the person and the membership that begins
 */
export async function appointStaff(tx: Tx, { who, organisationId, role, from, lastDay = null }: Appointment): Promise<{ personId: string; membershipId: string }> {
  const personId = 'personId' in who ? who.personId : randomUUID();
  if (!('personId' in who)) {
    await tx.execute(sql`insert into person (id, given_name, family_name, email, made_up) values (${personId}, ${who.givenName}, ${who.familyName}, ${who.email}, ${who.madeUp})`);
  }
  const membershipId = randomUUID();
  const days = sql`daterange(${from}::date, ${lastDay}::date + 1)`;
  await tx.execute(sql`select gate.add_membership(${membershipId}::uuid, ${personId}::uuid, ${organisationId}::uuid, ${role}, ${days})`);
  if (role === 'therapist') {
    await tx.execute(sql`select gate.engage(gen_random_uuid(), ${personId}::uuid, ${organisationId}::uuid, ${days}, '{school,home}'::text[], '[5,20)'::int4range, ${FIRST_CASELOAD_PLACES})`);
  }
  await record(tx, { action: 'staff.changed', subject: { kind: 'membership', id: membershipId }, body: { role, organisationId } });
  return { personId, membershipId };
}

/** Places on a new therapist's caseload until they say otherwise. */
const FIRST_CASELOAD_PLACES = 10;
