import { sql } from 'drizzle-orm';
import { asActor } from '../../db/as-actor.server.ts';
import type { Database, Tx } from '../../db/connect.server.ts';
import { latestCheck } from '../audit/latest-check.server.ts';
import type { Standings } from '../http/metrics.server.ts';
import { readiness, type PartState } from '../http/readiness.server.ts';
import type { HallwayContext } from '../http/load-context.ts';
import { lastBackup } from '../partnership/last-backup.server.ts';

type Of = { promised: number; dead: number; open: number; live: number; entries: number; seconds: number; backupAgeSeconds: number | null };

/**
 * How the whole installation stands, as numbers: each partnership is asked in a transaction of its own, as the product's own work, and only sums leave here.
 * Where the database does not answer, what only it knows is left out.
 */
export async function standings(context: Pick<HallwayContext, 'db' | 'config' | 'jobs' | 'boss'>): Promise<Partial<Standings>> {
  const states = await readiness(context);
  const parts = Object.fromEntries(Object.entries(states).filter(([, state]) => state !== 'absent').map(([part, state]: [string, PartState]) => [part, state === 'ok' ? 1 : 0])) as Standings['parts'];
  const trailBroken = latestCheck() === null ? null : latestCheck()?.check.broken !== null;
  if (states.database !== 'ok') return { parts, trailBroken };
  const jobs = await context.db.execute<Standings['jobs'][number]>(sql`select name as queue, state::text as state, count(*)::int as count from jobs.job where state < 'completed' group by 1, 2 order by 1, 2`);
  const all = await sums(context.db);
  return {
    parts, trailBroken, jobs: [...jobs], outbox: { promised: all.promised, dead: all.dead }, visits: { open: all.open, live: all.live },
    unsealed: { entries: all.entries, seconds: all.seconds }, backupAgeSeconds: all.backupAgeSeconds,
  };
}

async function sums(db: Database): Promise<Of> {
  const all: Of = { promised: 0, dead: 0, open: 0, live: 0, entries: 0, seconds: 0, backupAgeSeconds: null };
  for (const { id: partnershipId } of await db.execute<{ id: string }>(sql`select gate.partnerships_with_work() as id`)) {
    const one = await asActor(db, { kind: 'job', partnershipId }, 'metrics.read', ofOne);
    for (const name of ['promised', 'dead', 'open', 'live', 'entries'] as const) all[name] += one[name];
    all.seconds = Math.max(all.seconds, one.seconds);
    all.backupAgeSeconds = one.backupAgeSeconds;
  }
  return all;
}

async function ofOne(tx: Tx): Promise<Of> {
  const [row] = await tx.execute<Omit<Of, 'backupAgeSeconds'>>(sql`
    with last as (select era, to_xid from audit_seal order by n desc limit 1),
      tail as (select a.at from audit_entry a left join last l on true
        where a.partnership_id = ctx_partnership() and (l.era is null or a.era > l.era or (a.era = l.era and a.xid >= l.to_xid)))
    select (select count(*)::int from outbox where partnership_id = ctx_partnership() and state = 'promised') as promised,
      (select count(*)::int from outbox where partnership_id = ctx_partnership() and state = 'dead') as dead,
      (select count(*)::int from visit where partnership_id = ctx_partnership() and state = 'open') as open,
      (select count(*)::int from visit where partnership_id = ctx_partnership() and state = 'live') as live,
      (select count(*)::int from tail) as entries, coalesce((select extract(epoch from now() - min(at))::float8 from tail), 0) as seconds`);
  if (row === undefined) throw new Error('no row of counts');
  const { endedAt } = await lastBackup(tx);
  const [age] = endedAt === null ? [] : await tx.execute<{ seconds: number }>(sql`select extract(epoch from now() - ${endedAt}::timestamptz)::float8 as seconds`);
  return { ...row, backupAgeSeconds: age?.seconds ?? null };
}
