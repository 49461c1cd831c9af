import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { noLimits, ownAbove, type Limits } from './limits.ts';
import type { Whereabouts } from './whereabouts.ts';

/** What finding times asks of a therapist beside their calendar: the limits by which they are booked here, and where they are. */
export type TherapistAsked = Whereabouts & { readonly limits: Limits };

type Row = { limits: Limits; therapists: readonly (Whereabouts & { readonly id: string; readonly own: Limits | null })[] };

/**
 * Limits and whereabouts of many therapists for a visit at that school or at home of its student, in one question and in the order asked. Of those
 * whose times the asker may not ask for nothing is told. On-site days of other partnerships are the database's own word, when a time is taken.
 */
export async function therapistsAsked(tx: Tx, therapistIds: readonly string[], { schoolId, place }: { schoolId: string; place: 'school' | 'home' }): Promise<Map<string, TherapistAsked>> {
  const [row] = await tx.execute<{ asked: Row }>(sql`select gate.therapists_asked(${`{${therapistIds.join(',')}}`}::uuid[], ${schoolId}::uuid, ${place}) as asked`);
  if (!row) throw new Error('nothing was answered about therapists');
  const { limits, therapists } = row.asked;
  const known = new Map(therapists.map(({ id, own, ...whereabouts }) => [id, { ...whereabouts, limits: ownAbove(own ?? noLimits, limits) }]));
  return new Map(therapistIds.map((id) => [id, known.get(id) ?? { limits, serves: true, stale: false, clocks: [], onSite: [] }]));
}
