import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { latestCheck } from './latest-check.server.ts';
import type { Break } from './trail-verdict.server.ts';

/**
 * The seals, as the trail page tells of them.
 * - `broken`: what the last check found wrong first, null when all held; `checkedSecondsAgo` null until the first check since the start has ended.
 * - `sealedUpTo`: the product's time of this partnership's last sealed entry; `tailRows` its entries after that; `tailSince` the time of the oldest.
 * - `late`: an entry has waited longer than a minute and a half for its seal, in real time (a transaction hangs somewhere, or the sealer does).
 */
export type SealState = {
  broken: Break | null;
  checkedSecondsAgo: number | null;
  sealedUpTo: string | null;
  tailRows: number;
  tailSince: string | null;
  late: boolean;
};

const LATE_AFTER_SECONDS = 90;

/** @param nowMs real time, epoch milliseconds */
export async function sealState(tx: Tx, nowMs: number): Promise<SealState> {
  const [row] = await tx.execute<Pick<SealState, 'sealedUpTo' | 'tailRows' | 'tailSince' | 'late'>>(sql`
    with last as (select era, to_xid from audit_seal order by n desc limit 1),
      tail as (select a.clock, a.at from audit_entry a left join last l on true
        where a.partnership_id = ctx_partnership() and (l.era is null or a.era > l.era or (a.era = l.era and a.xid >= l.to_xid)))
    select (select count(*)::int from tail) as "tailRows", (select min(clock) from tail) as "tailSince",
      coalesce((select min(at) from tail) < now() - make_interval(secs => ${LATE_AFTER_SECONDS}), false) as late,
      (select a.clock from audit_entry a join last l on a.era < l.era or (a.era = l.era and a.xid < l.to_xid)
        where a.partnership_id = ctx_partnership() order by a.at desc, a.id limit 1) as "sealedUpTo"`);
  if (row === undefined) throw new Error('no state of the seals');
  const latest = latestCheck();
  return { ...row, broken: latest?.check.broken ?? null, checkedSecondsAgo: latest === null ? null : Math.max(0, Math.round((nowMs - latest.atMs) / 1000)) };
}
