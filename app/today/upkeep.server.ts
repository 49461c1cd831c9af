import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';

/** A piece of the product's own work that was given up: which kind, and when (ISO instant, real time). */
export type FailedJob = { id: string; queue: string; failedAt: string };

/** What was given up, newest first: of the acting partnership, or of none. What it was about is not shown: it is no business of a list. */
export async function failedJobs(tx: Tx): Promise<FailedJob[]> {
  return [...await tx.execute<FailedJob & Record<string, unknown>>(sql`
    select j.id, j.name queue, to_json(coalesce(j.completed_on, j.created_on)) #>> '{}' as "failedAt" from jobs.job j
    where j.state = 'failed' and coalesce(j.data ->> 'partnershipId', ctx_partnership()::text) = ctx_partnership()::text order by 3 desc limit 100`)];
}
