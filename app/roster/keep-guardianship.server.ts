import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import type { Channel, Relationship } from './guardianship.ts';

/** What staff say of a guardian when they confirm them. */
export interface GuardianConfirmed {
  relationship: Relationship;
  decisionRight: boolean;
  accessRight: boolean;
  courtOrder: boolean;
  language: string;
  channels: Channel[];
  email: string | null;
  phone: string | null;
}

/**
 * Staff confirm (or correct) a guardianship: only now it grants what is said here. Who holds the right to decide may see as well.
 * The address of one who works here too, or whom another partnership knows, is theirs to change: it stays.
 * Returns false when the student has no such guardianship.
 */
export async function confirmGuardianship(tx: Tx, studentId: string, guardianshipId: string, said: GuardianConfirmed): Promise<boolean> {
  const [row] = await tx.execute<{ guardianId: string }>(sql`
    update guardianship set relationship = ${said.relationship}, decision_right = ${said.decisionRight}, access_right = ${said.accessRight || said.decisionRight}, court_order = ${said.courtOrder},
      language = ${said.language}, channels = ${sql.param(said.channels)}::text[], confirmed_at = clock_now(), confirmed_by = ctx_membership()
    where partnership_id = ctx_partnership() and student_id = ${studentId} and id = ${guardianshipId} returning guardian_id "guardianId"`);
  if (!row) return false;
  await tx.execute(sql`update person set email = ${said.email}, phone = ${said.phone}, language = ${said.language} where id = ${row.guardianId} and gate.may_change_person(id)`);
  await record(tx, { action: 'guardianship.confirmed', studentId, subject: { kind: 'guardianship', id: guardianshipId }, body: { decisionRight: said.decisionRight, accessRight: said.accessRight || said.decisionRight } });
  return true;
}

/** Staff add a guardian whom no roster names, and confirm them at once. */
export async function addGuardian(tx: Tx, studentId: string, name: { givenName: string; familyName: string; madeUp: boolean }, said: GuardianConfirmed): Promise<string> {
  const [guardianId, guardianshipId] = [randomUUID(), randomUUID()];
  await tx.execute(sql`insert into person (id, given_name, family_name, email, phone, language, made_up) values (${guardianId}, ${name.givenName}, ${name.familyName}, ${said.email}, ${said.phone}, ${said.language}, ${name.madeUp})`);
  await tx.execute(sql`
    insert into guardianship (partnership_id, id, student_id, guardian_id, relationship, during)
    select ctx_partnership(), ${guardianshipId}, ${studentId}, ${guardianId}, ${said.relationship}, daterange((clock_now() at time zone pa.zone)::date, null) from partnership pa where pa.id = ctx_partnership()`);
  await record(tx, { action: 'guardianship.proposed', studentId, subject: { kind: 'guardianship', id: guardianshipId } });
  await confirmGuardianship(tx, studentId, guardianshipId, said);
  return guardianshipId;
}

/** The guardianship ends today: from now on it grants nothing. Returns false when there is none such. */
export async function endGuardianship(tx: Tx, studentId: string, guardianshipId: string): Promise<boolean> {
  const ended = await tx.execute(sql`
    update guardianship g set decision_right = false, access_right = false,
      during = daterange(lower(g.during), greatest((clock_now() at time zone pa.zone)::date, lower(g.during) + 1))
    from partnership pa where pa.id = g.partnership_id and g.partnership_id = ctx_partnership() and g.student_id = ${studentId} and g.id = ${guardianshipId} returning g.id`);
  if (ended.length === 0) return false;
  await record(tx, { action: 'guardianship.ended', studentId, subject: { kind: 'guardianship', id: guardianshipId } });
  return true;
}
