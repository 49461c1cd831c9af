import postgres from 'postgres';
import { lastLines } from '../part.ts';
import { startCluster, stopCluster, type ClusterOrder } from '../postgres/cluster.ts';
import { clusterUrl } from '../postgres/owner-database.ts';
import { reservePort } from '../ports.ts';
import { standsStill } from './stands-still.ts';

/** `until`: when the newest transaction that came back was committed (ISO instant), null if there was none; `at`: the place in the log where it ended; `words`: PostgreSQL's last ones. */
export type Recovered = Readonly<{ ok: true; until: string | null; at: string }> | Readonly<{ ok: false; words: string }>;

/** The log is gone through piece by piece; whoever has not come further for so long is waiting for something that does not come. */
const usualPatienceMs = 15 * 60_000;

/**
 * Starts PostgreSQL over a copy until it has caught up and begun a timeline of its own, then ends it. It lets readers in before that, and may still end by
 * itself. How long it takes does not count, only that it comes further.
 */
export async function recover(order: ClusterOrder, patienceMs = usualPatienceMs): Promise<Recovered> {
  const reserved = await reservePort(54_380, 'tcp');
  await reserved.release();
  const part = await startCluster(order, reserved.port).catch((error: unknown) => String(error instanceof Error ? error.message : error));
  if (typeof part === 'string') return { ok: false, words: part };
  const sql = postgres(clusterUrl('postgres', order.superPassword, reserved.port, 'postgres'), { max: 1, onnotice: () => undefined, connect_timeout: 10 });
  const isStuck = standsStill(patienceMs);
  try {
    for (;;) {
      const [row] = await sql<{ recovering: boolean; until: string | null; at: string | null }[]>`select pg_is_in_recovery() as recovering,
        to_json(pg_last_xact_replay_timestamp()) #>> '{}' as until, pg_last_wal_replay_lsn()::text as at`;
      if (row?.recovering === false) return { ok: true, until: row.until, at: row.at ?? '0/0' };
      if (isStuck(row?.at ?? null, performance.now())) {
        return { ok: false, words: `It has come no further in the log than ${row?.at ?? 'its beginning'} for ${Math.ceil(patienceMs / 60_000)} minutes, and was ended.\n${lastLines(part, 8)}` };
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  } catch {
    // It went away under the question; its own last words say why.
    await stopCluster(part);
    return { ok: false, words: lastLines(part, 8) };
  } finally {
    await sql.end({ timeout: 2 });
    await stopCluster(part);
  }
}
