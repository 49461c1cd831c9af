import { sql } from 'drizzle-orm';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { HallwayContext } from '../http/load-context.ts';
import { setDemoClock } from '../http/launcher.server.ts';
import { demoClockAfter, type ClockStep } from './demo-clock.ts';

type DemoContext = Pick<HallwayContext, 'db' | 'config'>;

/** The demo that is going on: its partnership, what its clock shows, and the zone of its first school (else the partnership's). */
export type Demo = { partnershipId: string; now: string; zone: string };

/**
 * The demo, or null when this is none. The database has the last word: only while it is marked as a demo and holds nobody but made-up
 * people does it name the demo's partnership, whatever the configuration says.
 */
export async function runningDemo({ db, config }: DemoContext): Promise<Demo | null> {
  if (!config.demo) return null;
  const [is] = await db.execute<{ partnership: string | null }>(sql`select gate.demo_partnership() as partnership`);
  if (!is?.partnership) return null;
  const [row] = await asActor(db, demoJob(is.partnership), 'demo', (tx) => tx.execute<{ now: string; zone: string }>(sql`
    select to_json(clock_now()) #>> '{}' as now, coalesce((select o.zone from organisation o where o.kind = 'school' and o.zone is not null order by o.name limit 1), pa.zone) as zone
    from partnership pa where pa.id = ctx_partnership()`));
  return row ? { partnershipId: is.partnership, ...row } : null;
}

/** Moves the demo's clock by one step. False when there is no demo, or the launcher did not do it. */
export async function moveDemoClock(context: DemoContext & { requestId: string }, step: ClockStep): Promise<boolean> {
  const demo = await runningDemo(context);
  if (!demo) return false;
  const realNowMs = Date.now();
  const thenMs = demoClockAfter(step, { demoNowMs: Date.parse(demo.now), realNowMs, zone: demo.zone });
  return setDemoClock(Math.round((thenMs - realNowMs) / 1000), context.requestId);
}

/** Who acts when the demo lists its people: the product itself, in the demo's partnership. */
export function demoJob(partnershipId: string): Actor {
  return { kind: 'job', partnershipId };
}
