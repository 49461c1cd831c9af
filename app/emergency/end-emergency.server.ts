import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';

/**
 * Ends an emergency access before its hour is over: by who opened it, when it is not needed any more, or by who reviews it, when it should not go on.
 * One that is over already stays as it is, and nobody is told off for it.
 */
export async function endEmergency(tx: Tx, accessId: string): Promise<{ ok: true } | { ok: false; reason: 'not-found' }> {
  const [ended] = await tx.execute<{ studentId: string }>(sql`
    update emergency_access set ended_at = clock_now(), ended_by = ctx_person()
    where partnership_id = ctx_partnership() and id = ${accessId}::uuid and ended_at is null and ends_at > clock_now() returning student_id as "studentId"`);
  if (ended) {
    await record(tx, { action: 'emergency.ended', studentId: ended.studentId, subject: { kind: 'emergency-access', id: accessId } });
    return { ok: true };
  }
  const [there] = await tx.execute(sql`select from emergency_access where partnership_id = ctx_partnership() and id = ${accessId}::uuid`);
  return there ? { ok: true } : { ok: false, reason: 'not-found' };
}
