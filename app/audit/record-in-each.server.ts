import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record, type Happening } from './record.server.ts';

/** Writes what happened to the whole installation into the trail of every partnership, in one transaction, as the product's own work. */
export async function recordInEach(tx: Tx, purpose: string, happening: Happening): Promise<void> {
  const partnerships = await tx.execute<{ id: string }>(sql`select gate.partnerships_with_work() as id`);
  for (const { id } of partnerships) {
    await tx.execute(sql`select gate.enter_as_job(${id}::uuid, ${purpose})`);
    await record(tx, happening);
  }
}
