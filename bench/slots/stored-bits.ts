import type postgres from 'postgres';
import { timeOf } from '../../app/scheduling/kept-time.server.ts';
import { frameAround } from '../../app/scheduling/cells.ts';
import { startSecondsOf, type AllowedStarts } from '../../app/scheduling/starts-of-many.ts';
import { asActor } from '../../db/as-actor.server.ts';
import type { BenchDatabase } from '../bench-database.ts';
import type { Loaded } from './load-workload.ts';
import type { Workload } from './workload.ts';

/**
 * The other way to keep bits: in PostgreSQL, a row a therapist, read each time. Only reading and the same pass over the words are measured,
 * in its favour: keeping the rows true would cost each booking something besides (a quarter of them, when it was tried), and nobody is asked
 * here who may see them.
 */
export async function storeBits(t: BenchDatabase, work: Workload, loaded: Loaded): Promise<void> {
  const frame = frameAround({ fromMs: work.from * 1000, untilMs: work.to * 1000 }, 5);
  const cells = await asActor(t.app, loaded.actor, 'bench', (tx) => timeOf(tx, frame, loaded.therapists.map(({ personId }) => ({ kind: 'therapist', id: personId }))));
  await t.owner`create table stored_bits (id uuid primary key, bits bytea not null)`;
  for (const [at, { personId }] of loaded.therapists.entries()) {
    const { open, clear } = cells[at]!;
    const free = clear.map((word, n) => word & (open === 'always' ? -1 : open[n]!));
    await t.owner`insert into stored_bits values (${personId}, ${Buffer.from(free.buffer)})`;
  }
  await t.owner`analyze stored_bits`;
}

export async function startsFromStored(owner: postgres.Sql, loaded: Loaded, allowed: AllowedStarts): Promise<number[][]> {
  const rows = await owner<{ id: string; bits: Uint8Array }[]>`select id, bits from stored_bits where id = any (${loaded.therapists.map(({ personId }) => personId)}::uuid[])`;
  return rows.map(({ bits }) => {
    const clear = new Uint32Array(allowed.frame.words);
    new Uint8Array(clear.buffer).set(bits);
    return startSecondsOf({ open: 'always', clear }, allowed);
  });
}
