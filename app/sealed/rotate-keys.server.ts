import { sql } from 'drizzle-orm';
import type { Database, Tx } from '../../db/connect.server.ts';
import { heldKeys } from './held-keys.server.ts';
import { wrappedAnew, type StoredKey } from './data-key.server.ts';

/** What seals something with a key drawn from the installation's, besides data keys: seals anew, with `version`, at most so many rows of a lower one. */
export type SealAnew = (tx: Tx, version: number, atMost: number) => Promise<number>;

export type RotationOrder = {
  /** A pool of the database's owner: it reaches every partnership's keys. */
  owner: Database;
  /** How many rows one transaction takes; between two, the rotation may be killed. */
  batch: number;
  also: readonly SealAnew[];
  /** Told after each batch: how many are done in this run, how many data keys are left. */
  onBatch?: (done: number, left: number) => void;
  /** What is written into each partnership's trail when the new version begins to seal, in the same transaction. */
  note: (tx: Tx, version: number) => Promise<void>;
};

const LOCK_WAIT = '2s';

/**
 * Brings everything to the newest version of the installation's key that this process holds: from now on it seals, then every data key is wrapped anew and
 * what waits in the outbox sealed anew, in batches. Texts stay as they are; only the keys around them change.
 *
 * It may be killed at any point and run again: what is done stays done, and until the end both versions open. A portal that runs meanwhile must hold both.
 * @returns how many rows were brought over in this run; 0 when there was nothing to do
 */
export async function rotateKeys({ owner, batch, also, onBatch = () => undefined, note }: RotationOrder): Promise<number> {
  const { current } = heldKeys();
  await beginToSealWith(owner, current, note);
  let done = 0;
  for (const sealAnew of [wrapDataKeysAnew, ...also]) {
    for (;;) {
      const { count, left } = await owner.transaction(async (tx) => ({ count: await sealAnew(tx, current, batch), left: await keysLeft(tx, current) }));
      if (count === 0) break;
      done += count;
      onBatch(done, left);
    }
  }
  return done;
}

/** Whether anything is still wrapped by a lower version than the newest held, or a lower one still seals. */
export async function isRotated(owner: Database): Promise<boolean> {
  const { current } = heldKeys();
  const [row] = await owner.execute<{ version: number; left: number }>(sql`select key_version as version,
    (select count(*)::int from data_key where key_version < ${current} and wrapped is not null) as left from installation`);
  if (row === undefined) throw new Error('the database has no installation row');
  if (row.version > current) throw new Error(`The database is sealed with version ${row.version} of the installation's key; only version ${current} is here.`);
  return row.version === current && row.left === 0;
}

/**
 * Waits for everybody who seals with the version before, in short tries: a queue behind a long transaction would hold up all who seal.
 */
async function beginToSealWith(owner: Database, version: number, note: RotationOrder['note']): Promise<void> {
  for (;;) {
    try {
      return await owner.transaction(async (tx) => {
        await tx.execute(sql.raw(`set local lock_timeout = '${LOCK_WAIT}'`));
        await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('hallway key version', 0))`);
        const raised = await tx.execute(sql`update installation set key_version = ${version} where key_version < ${version}`);
        if (raised.count > 0) await note(tx, version);
      });
    } catch (error) {
      if ((error as { cause?: { code?: string } }).cause?.code !== '55P03') throw error;
    }
  }
}

async function wrapDataKeysAnew(tx: Tx, version: number, atMost: number): Promise<number> {
  const keys = await tx.execute<StoredKey>(sql`select partnership_id as "partnershipId", id, student_id as "studentId", regime, key_version as version, wrapped
    from data_key where key_version < ${version} and wrapped is not null order by partnership_id, id limit ${atMost} for update`);
  await Promise.all(keys.map((key) => tx.execute(sql`update data_key set wrapped = ${wrappedAnew(key, version)}, key_version = ${version}
    where partnership_id = ${key.partnershipId}::uuid and id = ${key.id}::uuid`)));
  return keys.length;
}

async function keysLeft(tx: Tx, version: number): Promise<number> {
  const [row] = await tx.execute<{ left: number }>(sql`select count(*)::int as left from data_key where key_version < ${version} and wrapped is not null`);
  return row?.left ?? 0;
}
