import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';

/**
 * The version of the installation's key that seals now, held until the transaction ends: a rotation waits for it, and so misses nothing that is being
 * sealed with the version before.
 */
export async function keyVersionToSeal(tx: Tx): Promise<number> {
  const [row] = await tx.execute<{ version: number }>(sql`select key_version_to_seal() as version`);
  if (row === undefined) throw new Error('the database did not say which key seals');
  return row.version;
}
