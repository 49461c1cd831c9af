import { sql } from 'drizzle-orm';
import type { HallwayContext } from '../http/load-context.ts';

type Pools = Pick<HallwayContext, 'db'>;

/** Installations that are known to be set up. It never goes back, so it is asked only until then. */
const setUp = new WeakSet<Pools['db']>();

/** Whether nobody has founded the first partnership yet: then every page leads to the set-up page. A demo never waits. */
export async function awaitsSetUp({ db }: Pools): Promise<boolean> {
  if (setUp.has(db)) return false;
  const [row] = await db.execute<{ awaits: boolean }>(sql`select gate.awaits_set_up() as awaits`);
  if (row?.awaits) return true;
  setUp.add(db);
  return false;
}
