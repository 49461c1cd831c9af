import postgres from 'postgres';
import type { Erasure } from './erasures.ts';
import type { KeysOf } from './keys-of.ts';

/**
 * Does what was decided and is not done in this database: an erasure that a kill cut short, or that a copy which was brought back does not know. Each in one
 * transaction with its entry in the trail, as the owner, before the portal serves. A student whom this copy does not know yet needs none.
 *
 * @returns how many were done
 */
export async function applyErasures(ownerUrl: string, erasures: readonly Erasure[], keys: KeysOf): Promise<number> {
  const open = await notDone(ownerUrl, erasures);
  if (open.length === 0) return 0;
  const [{ connect }, { holdKeys }, { record }, { sql }] = await Promise.all([
    import('../db/connect.server.ts'), import('../app/sealed/held-keys.server.ts'), import('../app/audit/record.server.ts'), import('drizzle-orm'),
  ]);
  holdKeys(keys);
  const owner = connect(ownerUrl, { max: 1 });
  try {
    for (const { id, partnershipId, studentId, regime, reason } of open) {
      await owner.transaction(async (tx) => {
        await tx.execute(sql`call upkeep.erase_student(${partnershipId}::uuid, ${id}::uuid, ${studentId}::uuid, ${regime}, ${reason})`);
        await tx.execute(sql`select gate.enter_as_job(${partnershipId}::uuid, 'student.erase')`);
        await record(tx, { action: 'student.erased', studentId, body: { erasureId: id, regime, reason } });
      });
    }
    await forgetOldVersions(owner.client);
    return open.length;
  } finally {
    await owner.close();
  }
}

/** Old versions of a row stay in a table's file until it is written anew; these tables are small. Somebody may be reading: then the usual vacuum gets to it. */
async function forgetOldVersions(client: postgres.Sql): Promise<void> {
  try {
    await client`set lock_timeout = '2s'`;
    for (const table of ['data_key', 'person', 'student']) await client.unsafe(`vacuum (full) ${table}`);
  } catch (error) {
    if ((error as { code?: string }).code !== '55P03') throw error;
  }
}

async function notDone(ownerUrl: string, erasures: readonly Erasure[]): Promise<Erasure[]> {
  if (erasures.length === 0) return [];
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined, connect_timeout: 10 });
  try {
    const done = new Set((await sql<{ id: string }[]>`select id from erasure`).map(({ id }) => id));
    const known = new Set((await sql<{ id: string }[]>`select partnership_id || ' ' || id as id from student where id = any(${erasures.map(({ studentId }) => studentId)}::uuid[])`).map(({ id }) => id));
    return erasures.filter(({ id, partnershipId, studentId }) => !done.has(id) && known.has(`${partnershipId} ${studentId}`));
  } finally {
    await sql.end({ timeout: 2 });
  }
}
