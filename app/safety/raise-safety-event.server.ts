import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { contextOf } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { sealText } from '../sealed/sealed-text.server.ts';
import { writeSafetyReport, type SafetyReport } from './safety-report.ts';

/** Whom it is about and what was seen. `referralId` when there is a referral: the event stands beside it and never moves it. */
export type SafetyEventRaised = { studentId: string; schoolId: string; referralId: string | null; report: SafetyReport };

/**
 * Opens a safety event in the caller's transaction, so that danger and what showed it are written together or not at all.
 *
 * Nobody outside is told by it: Hallway shows who to call, people call (reference "start gate": an emergency never discloses by itself).
 * Front office may raise one and cannot read it afterwards.
 *
 * @returns the event's id, whose page says what to do now
 */
export async function raiseSafetyEvent(tx: Tx, { studentId, schoolId, referralId, report }: SafetyEventRaised): Promise<string> {
  const id = randomUUID();
  const { partnershipId, personId } = await contextOf(tx);
  const what = await sealText(tx, { studentId, regime: 'school', table: 'safety_event', column: 'what_sealed', rowId: id }, writeSafetyReport(report));
  await tx.execute(sql`insert into safety_event (partnership_id, id, student_id, school_id, referral_id, raised_by, what_sealed)
    values (${partnershipId}, ${id}, ${studentId}, ${schoolId}, ${referralId}, ${personId}, ${what})`);
  await record(tx, {
    action: 'safety-event.raised', studentId, subject: { kind: 'safety-event', id },
    body: { signals: report.signals.length, ...(referralId && { referralId }) },
  });
  return id;
}
