import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { paramsSealedAnew } from './sealed-params.server.ts';

/** Seals what waits in the outbox with another version of the installation's key, at most so many rows, as the database's owner. Returns how many there were. */
export async function sealOutboxAnew(tx: Tx, version: number, atMost: number): Promise<number> {
  const waiting = await tx.execute<{ partnershipId: string; id: string; sealed: Buffer }>(sql`select partnership_id as "partnershipId", id, sealed from outbox
    where sealed is not null and substring(sealed from 3 for get_byte(sealed, 1)) <> convert_to('outbox-' || ${version}::int, 'UTF8')
    order by partnership_id, id limit ${atMost} for update`);
  await Promise.all(waiting.map((row) => tx.execute(sql`update outbox set sealed = ${paramsSealedAnew(row, row.sealed, version)}
    where partnership_id = ${row.partnershipId}::uuid and id = ${row.id}::uuid`)));
  return waiting.length;
}
