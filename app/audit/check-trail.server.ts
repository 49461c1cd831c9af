import { sql } from 'drizzle-orm';
import type { Database } from '../../db/connect.server.ts';
import { LOG_FORMATS } from './log-formats.ts';
import { readLog, readSeals, type LogReader } from './read-log.server.ts';
import { inChainOrder, type Seal } from './seal.server.ts';
import { breakAgainstOutside, firstAlteredRow, firstBreakAt, type Break, type NewestSeal } from './trail-verdict.server.ts';

const SEALS_AT_ONCE = 200;

/**
 * What a check found. `broken` is the first break, or null when everything holds. `newest` is the last seal, `tailRows` the entries after it that no
 * seal covers yet, `tailSince` the time of the oldest of them (ISO instant). When something is broken the counts stop there.
 */
export type TrailCheck = { broken: Break | null; newest: Seal | null; sealedRows: number; tailRows: number; tailSince: string | null };

/**
 * Reads the whole chain of seals and every row under it, and says whether all is as it was written.
 *
 * @param sealer a pool of role `hallway_sealer`
 * @param outside the newest seal as it is kept outside the database, if one is
 * @param checked a seal up to which an earlier check found all in order; only what comes after it is read
 */
export async function checkTrail(sealer: Database, auditKey: Uint8Array, outside: NewestSeal | null, checked: Seal | null = null): Promise<TrailCheck> {
  return sealer.transaction(
    async (tx) => {
      let previous = checked;
      let sealedRows = 0;
      const ended = (broken: Break): TrailCheck => ({ broken, newest: previous, sealedRows, tailRows: 0, tailSince: null });
      for (;;) {
        const seals = await readSeals(tx, previous?.n ?? 0, SEALS_AT_ONCE);
        for (const seal of seals) {
          const broken = firstBreakAt(auditKey, LOG_FORMATS, previous, seal, await readLog(tx, seal));
          if (broken !== null) return ended(broken);
          previous = seal;
          sealedRows += seal.rows;
        }
        if (seals.length === 0) break;
      }
      const broken = (await straysBefore(tx, previous)) ?? (outside && breakAgainstOutside(outside, await readSeals(tx, outside.n - 1, 1)));
      if (broken) return ended(broken);
      return { newest: previous, sealedRows, ...(await checkTail(tx, auditKey, previous)) };
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}

/** Rows written into an era that was sealed to its end: nobody writes there any more. */
async function straysBefore(reader: LogReader, newest: Seal | null): Promise<Break | null> {
  if (newest === null) return null;
  const [found] = await reader.execute<{ n: number; rows: number }>(sql`select coalesce(s.n, 1)::int as n, count(*)::int as rows
    from (select era, xid from audit_entry union all select era, xid from disclosure) l
    left join lateral (select max(n) as n, max(to_xid) as to_xid from audit_seal where era = l.era) s on true
    where l.era < ${newest.era}::int and l.xid >= coalesce(s.to_xid, '0'::xid8) group by 1 order by 1 limit 1`);
  return found === undefined ? null : { kind: 'rows-added', n: found.n, sealedRows: 0, foundRows: found.rows };
}

async function checkTail(reader: LogReader, auditKey: Uint8Array, newest: Seal | null): Promise<Pick<TrailCheck, 'broken' | 'tailRows' | 'tailSince'>> {
  const [installation] = await reader.execute<{ era: number }>(sql`select era from installation`);
  const tail = [];
  for (let era = Number(newest?.era ?? 1); era <= (installation?.era ?? 1); era += 1) {
    tail.push(...(await readLog(reader, { era: String(era), fromXid: newest?.era === String(era) ? newest.toXid : '0', toXid: null })));
  }
  const oldest = tail.map(({ atMicros }) => BigInt(atMicros)).sort((a, b) => (a < b ? -1 : 1))[0];
  return {
    broken: firstAlteredRow(auditKey, LOG_FORMATS, inChainOrder(tail), null),
    tailRows: tail.length,
    tailSince: oldest === undefined ? null : new Date(Number(oldest / 1000n)).toISOString(),
  };
}
