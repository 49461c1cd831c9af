import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { isoText } from '../occupancy/taken.server.ts';
import type { TimeAsked } from './care-to-book.server.ts';

/** The guardians whom a visit takes that begins then: those who want to sit in there and will still have access. */
export async function whoSitsIn(tx: Tx, { studentId, place, sitsIn, agencyId }: Pick<TimeAsked, 'studentId' | 'place' | 'sitsIn' | 'agencyId'>, startMs: number): Promise<string[]> {
  if (sitsIn.length === 0) return [];
  const rows = await tx.execute<{ id: string }>(sql`select g as id from gate.sits_in_at(${studentId}::uuid, ${place}, ${isoText(startMs)}::timestamptz, ${agencyId}::uuid) g`);
  return rows.map(({ id }) => id);
}
