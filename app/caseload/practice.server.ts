import { and, asc, eq, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { therapistConcern, therapistLanguage } from '../../db/tables/caseload.server.ts';
import { engagement } from '../../db/tables/identity.server.ts';
import type { Practice } from './practice.ts';
import type { Concern, Identity, Place } from './practice-codes.ts';
import type { SpokenLanguage } from '../i18n/spoken-languages.ts';

/**
 * The practice of a therapist for the agency that they act for; when that one does not engage them today, for the one that has done so longest. Null when
 * no agency of the acting partnership does.
 */
export async function practiceOf(tx: Tx, therapistId: string, agencyId: string): Promise<Practice | null> {
  const engagements = await tx.select({
    id: engagement.id, agencyId: engagement.agencyId, during: engagement.during, places: engagement.places, ages: engagement.ages, caseloadLimit: engagement.caseloadLimit,
    caseloadCount: engagement.caseloadCount, identity: engagement.identity, agency: sql<string>`(select o.name from organisation o where o.partnership_id = ${engagement.partnershipId} and o.id = ${engagement.agencyId})`,
  }).from(engagement).where(and(eq(engagement.therapistId, therapistId), sql`${engagement.partnershipId} = ctx_partnership()`,
    sql`${engagement.during} @> (clock_now() at time zone (select p.zone from partnership p where p.id = ctx_partnership()))::date`)).orderBy(sql`${engagement.agencyId} <> ${agencyId}::uuid`, sql`lower(${engagement.during})`, asc(engagement.id));
  const [engaged, ...others] = engagements;
  if (!engaged) return null;
  const [languages, concerns] = await Promise.all([
    tx.select({ language: therapistLanguage.language }).from(therapistLanguage).where(eq(therapistLanguage.therapistId, therapistId)).orderBy(asc(therapistLanguage.language)),
    tx.select({ concern: therapistConcern.concern, experience: therapistConcern.experience }).from(therapistConcern).where(eq(therapistConcern.therapistId, therapistId)),
  ]);
  return {
    therapistId,
    engagement: { ...engaged, places: engaged.places as Place[], identity: engaged.identity as Identity[] },
    languages: languages.map((row) => row.language as SpokenLanguage),
    concerns: concerns.map((row) => ({ ...row, concern: row.concern as Concern })),
    elsewhere: others.map(({ agency, caseloadCount, caseloadLimit }) => ({ agency, caseloadCount, caseloadLimit })),
  };
}
