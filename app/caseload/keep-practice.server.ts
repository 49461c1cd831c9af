import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import type { Concern, Identity, Place } from './practice-codes.ts';
import type { SpokenLanguage } from '../i18n/spoken-languages.ts';

export interface PracticeWanted {
  engagementId: string;
  therapistId: string;
  places: Place[];
  /** Youngest and oldest age seen, in years, both included. */
  youngest: number;
  oldest: number;
  caseloadLimit: number;
  identity: Identity[];
  languages: SpokenLanguage[];
  concerns: { concern: Concern; experience: number }[];
}

/**
 * A therapist's own words about their practice, kept as a whole: what is not in `wanted` is taken away.
 * Refused by the database when the caseload would stand above its new limit (`caseload_never_above_limit`).
 */
export async function keepPractice(tx: Tx, wanted: PracticeWanted): Promise<void> {
  await tx.execute(sql`update engagement set places = ${sql.param(wanted.places)}::text[], ages = int4range(${wanted.youngest}::int, ${wanted.oldest + 1}::int),
    caseload_limit = ${wanted.caseloadLimit}, identity = ${sql.param(wanted.identity)}::text[] where partnership_id = ctx_partnership() and id = ${wanted.engagementId}`);
  await tx.execute(sql`delete from therapist_language where partnership_id = ctx_partnership() and therapist_id = ${wanted.therapistId}`);
  await tx.execute(sql`insert into therapist_language (partnership_id, therapist_id, language) select ctx_partnership(), ${wanted.therapistId}::uuid, l from unnest(${sql.param(wanted.languages)}::text[]) l`);
  await tx.execute(sql`delete from therapist_concern where partnership_id = ctx_partnership() and therapist_id = ${wanted.therapistId}`);
  await tx.execute(sql`insert into therapist_concern (partnership_id, therapist_id, concern, experience)
    select ctx_partnership(), ${wanted.therapistId}::uuid, c, e from unnest(${sql.param(wanted.concerns.map((c) => c.concern))}::text[], ${sql.param(wanted.concerns.map((c) => c.experience))}::int[]) u(c, e)`);
  await record(tx, { action: 'engagement.changed', subject: { kind: 'engagement', id: wanted.engagementId } });
}
