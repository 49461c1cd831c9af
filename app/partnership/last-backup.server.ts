import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';

/**
 * How the last backup went, for administrators. Times are real ones, also in a demo.
 *
 * - `by`: who makes backups: `hallway` itself, or `operator`, who runs a PostgreSQL of their own (Hallway then knows nothing of them); null: not known yet.
 * - `endedAt`: ISO instant of the newest backup that was made; `hoursAgo` since then, whole hours; both null when there is none.
 * - `failed`: the coded reason why the newest try failed; null when it went well. `no-room` is worth a sentence of its own.
 * - `late`: Hallway makes them, and there is none from the last day and a half.
 */
export type LastBackup = { by: 'hallway' | 'operator' | null; endedAt: string | null; hoursAgo: number | null; failed: string | null; late: boolean };

const LATE_AFTER_HOURS = 36;

/** What a clock that ran ahead dated into the future does not count. */
export async function lastBackup(tx: Tx): Promise<LastBackup> {
  const [row] = await tx.execute<LastBackup>(sql`
    select i.backups_by as by, to_json(good.ended_at) #>> '{}' as "endedAt", floor(extract(epoch from now() - good.ended_at) / 3600)::int as "hoursAgo", newest.failed,
      coalesce(i.backups_by = 'hallway', false) and coalesce(good.ended_at < now() - make_interval(hours => ${LATE_AFTER_HOURS}), true) as late
    from installation i
      left join lateral (select ended_at from backup_run where failed is null and ended_at <= now() order by ended_at desc limit 1) good on true
      left join lateral (select failed from backup_run where ended_at <= now() order by ended_at desc limit 1) newest on true`);
  if (row === undefined) throw new Error('the database has no installation row');
  return row;
}
