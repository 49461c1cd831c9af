import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import type { Limits } from './limits.ts';
import type { Whereabouts } from './whereabouts.ts';

/** What finding times asks of a therapist beside their calendar: the limits by which they are booked, and where they are. */
export type TherapistAsked = Whereabouts & { readonly limits: Limits };

/**
 * Limits and whereabouts of many therapists for a visit at that school or at home of its student, in one question. Those whose times the asker may
 * not ask for are missing. On-site days of other partnerships are the database's own word, when a time is taken.
 */
export async function therapistsAsked(tx: Tx, therapistIds: readonly string[], { schoolId, place }: { schoolId: string; place: 'school' | 'home' }): Promise<Map<string, TherapistAsked>> {
  const [row] = await tx.execute<{ asked: (TherapistAsked & { id: string })[] }>(sql`select gate.therapists_asked(${`{${therapistIds.join(',')}}`}::uuid[], ${schoolId}::uuid, ${place}) as asked`);
  return new Map(row?.asked.map(({ id, ...asked }) => [id, asked]));
}
