import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { peopleOf, type Seat } from './people.server.ts';
import { startGateOf, type StartGate } from './start-gate.server.ts';
import { therapistVisit, type TherapistVisit } from './therapist-visit.server.ts';

/** All that the therapist's page is told. */
export type TherapistWord = { visit: TherapistVisit; gate: StartGate | null; people: Seat[]; consentInForce: boolean };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Null when the acting therapist has no such appointment. */
export async function therapistWord(tx: Tx, appointmentId: string): Promise<TherapistWord | null> {
  const visit = uuid.test(appointmentId) ? await therapistVisit(tx, appointmentId) : null;
  if (!visit) return null;
  const [consent] = await tx.execute<{ ok: boolean }>(sql`
    select gate.consent_in_force(${visit.student.id}::uuid, 'service', a.agency_id, clock_now()) and gate.consent_in_force(${visit.student.id}::uuid, 'telehealth', a.agency_id, clock_now()) as ok
    from appointment a where a.partnership_id = ctx_partnership() and a.id = ${appointmentId}::uuid`);
  return {
    visit,
    gate: visit.visit ? await startGateOf(tx, { id: visit.visit.id, studentId: visit.student.id }) : null,
    people: visit.visit ? await peopleOf(tx, visit.visit.id) : [],
    consentInForce: consent?.ok === true,
  };
}
