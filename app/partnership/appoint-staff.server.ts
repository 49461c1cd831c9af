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
}

/**
 * Gives a person a role at an organisation of the acting partnership; a therapist is engaged by the agency as well, with an empty practice that
 * they fill in themselves. The database refuses whom only another partnership knows (`a_person_elsewhere_is_invited`) and the same role twice
 * (`one_membership_at_a_time`).
 *
 * @returns the person's id
 */
export async function appointStaff(tx: Tx, { who, organisationId, role, from }: Appointment): Promise<{ personId: string; membershipId: string }> {
  const personId = 'personId' in who ? who.personId : randomUUID();
  if (!('personId' in who)) {
    await tx.execute(sql`insert into person (id, given_name, family_name, email, made_up) values (${personId}, ${who.givenName}, ${who.familyName}, ${who.email}, ${who.madeUp})`);
  }
  const membershipId = randomUUID();
  const days = sql`daterange(${from}::date, null)`;
  await tx.execute(sql`select gate.add_membership(${membershipId}::uuid, ${personId}::uuid, ${organisationId}::uuid, ${role}, ${days})`);
  if (role === 'therapist') {
    await tx.execute(sql`select gate.engage(gen_random_uuid(), ${personId}::uuid, ${organisationId}::uuid, ${days}, '{school,home}'::text[], '[5,20)'::int4range, ${FIRST_CASELOAD_PLACES})`);
  }
  await record(tx, { action: 'staff.changed', subject: { kind: 'membership', id: membershipId }, body: { role, organisationId } });
  return { personId, membershipId };
}

/** Places on a new therapist's caseload until they say otherwise. */
const FIRST_CASELOAD_PLACES = 10;

/** The person no longer works there in that role after today. Returns false when there is no such current membership. */
export async function endAppointment(tx: Tx, membershipId: string): Promise<boolean> {
  const [row] = await tx.execute<{ today: string }>(sql`
    select (clock_now() at time zone p.zone)::date::text today from membership m join partnership p on p.id = m.partnership_id
    where m.partnership_id = ctx_partnership() and m.id = ${membershipId} and m.during @> (clock_now() at time zone p.zone)::date and lower(m.during) <= (clock_now() at time zone p.zone)::date`);
  if (!row) return false;
  await tx.execute(sql`select gate.end_membership(${membershipId}::uuid, ${row.today}::date)`);
  await record(tx, { action: 'staff.changed', subject: { kind: 'membership', id: membershipId }, body: { ended: row.today } });
  return true;
}
