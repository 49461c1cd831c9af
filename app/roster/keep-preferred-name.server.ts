import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import type { NameSeenBy } from './name-seen-by.ts';

/** Keeps what a student wants to be called, and before whom; null is the name on the roster. Returns false when the student is not the actor's. */
export async function keepPreferredName(tx: Tx, studentId: string, wanted: { name: string | null; seenBy: NameSeenBy }): Promise<boolean> {
  const kept = await tx.execute(sql`
    update student set preferred_name = ${wanted.name}, preferred_name_seen_by = ${wanted.seenBy} where partnership_id = ctx_partnership() and id = ${studentId} returning id`);
  if (kept.length === 0) return false;
  await record(tx, { action: 'student.changed', studentId, body: { what: 'preferred-name', seenBy: wanted.seenBy } });
  return true;
}
