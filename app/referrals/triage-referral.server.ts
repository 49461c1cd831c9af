import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { once, type KeyReused } from '../messages/once.server.ts';
import { dangerSignals } from '../safety/danger-signals.ts';
import { raiseSafetyEvent } from '../safety/raise-safety-event.server.ts';
import { readSafetyAnswers, safetyQuestions, writeSafetyAnswers, type SafetyAnswers } from '../safety/safety-questions.ts';
import { openText, sealText } from '../sealed/sealed-text.server.ts';
import { moveReferral } from './move-referral.server.ts';
import type { Triage } from './referral-form.ts';

export type Triaged = { ok: true; safetyEventId: string | null } | { ok: false; reason: 'not-found' | 'moved-on' } | KeyReused;

/**
 * A counselor looks at a referral once more before the family is written to: how soon, and the safety questions to which nobody knew the
 * answer. Only those can be answered here; what was said before stays as it was said. A yes opens the crisis path, as it does at the start.
 */
export function triageReferral(tx: Tx, referralId: string, { key, ...triage }: Triage): Promise<Triaged> {
  return once<Triaged>(tx, { key, action: 'referral.triage', body: { referralId, ...triage } as never }, async (inner) => {
    const [found] = await inner.execute<{ studentId: string; schoolId: string; safety: Buffer }>(sql`
      select student_id as "studentId", school_id as "schoolId", safety_sealed as safety from referral
      where partnership_id = ctx_partnership() and id = ${referralId}::uuid for update`);
    if (!found) return { ok: false, reason: 'not-found' };
    const place = { studentId: found.studentId, regime: 'school', table: 'referral', column: 'safety_sealed', rowId: referralId } as const;
    const before = readSafetyAnswers(await openText(inner, place, found.safety) ?? '{}');
    const after = answeredNow(before, triage.safety ?? {});
    await inner.execute(sql`update referral set urgency = ${triage.urgency}, safety_sealed = ${await sealText(inner, place, writeSafetyAnswers(after))} where id = ${referralId}::uuid`);
    const moved = await moveReferral(inner, { referralId, to: 'triaged' });
    if (!moved.ok) return moved;
    const signals = dangerSignals(after).signals.filter((question) => before[question] === 'unknown');
    const safetyEventId = signals.length === 0 ? null
      : await raiseSafetyEvent(inner, { studentId: found.studentId, schoolId: found.schoolId, referralId, report: { signals, words: '' } });
    return { ok: true, safetyEventId };
  });
}

function answeredNow(before: SafetyAnswers, now: Partial<SafetyAnswers>): SafetyAnswers {
  return Object.fromEntries(safetyQuestions.map((question) => [question, before[question] === 'unknown' ? (now[question] ?? 'unknown') : before[question]])) as SafetyAnswers;
}
