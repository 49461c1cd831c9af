import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { openBox, sealBox, SealBroken, type Key } from './envelope.server.ts';
import { wrappingKey } from './held-keys.server.ts';
import { keyVersionToSeal } from './key-version.server.ts';
import type { Regime } from './sealed-place.ts';

export type StoredKey = { partnershipId: string; id: string; studentId: string; regime: Regime; version: number; wrapped: Buffer | null };

const column = sql`partnership_id as "partnershipId", id, student_id as "studentId", regime, key_version as version, wrapped`;

/** A student's key for one regime was destroyed: nothing new may be sealed for them in it, and nothing old opens. */
export class KeyDestroyed extends Error {
  override name = 'KeyDestroyed';
}

/**
 * The key that seals what is written about a student in one regime. A school's is there from the beginning (`makeSchoolKeys`), a clinical one is made
 * when first needed; of several transactions that make it at the same moment one wins, and the others wait for it and take its key.
 *
 * The box's key name is the data key's own id, so that a key that takes over one day leaves what the old one sealed readable.
 */
export async function keyToSeal(tx: Tx, studentId: string, regime: Regime): Promise<Key> {
  const found = await storedKey(tx, studentId, regime);
  if (found !== undefined) return unwrapped(found);
  await newKeys(tx, [studentId], regime);
  const winner = await storedKey(tx, studentId, regime);
  if (winner === undefined) throw new Error('A data key was neither made nor found.');
  return unwrapped(winner);
}

/** Makes a key for each of these students who has none in the regime yet; what somebody else makes at the same moment stands. Returns how many it made. */
export async function newKeys(tx: Tx, studentIds: readonly string[], regime: Regime): Promise<number> {
  const version = await keyVersionToSeal(tx);
  const [context] = await tx.execute<{ partnershipId: string }>(sql`select ctx_partnership() as "partnershipId"`);
  const made = studentIds.map((studentId) => {
    const stored = { partnershipId: context?.partnershipId ?? '', id: randomUUID(), studentId, regime, version };
    return { id: stored.id, studentId, wrapped: sealBox(wrappingKey(version), boundTo(stored), randomBytes(32)).toString('hex') };
  });
  const { count } = await tx.execute(sql`insert into data_key (partnership_id, id, student_id, regime, key_version, wrapped)
    select ctx_partnership(), k.id, k."studentId", ${regime}, ${version}, decode(k.wrapped, 'hex') from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as k(id uuid, "studentId" uuid, wrapped text)
    on conflict on constraint one_key_a_student_and_regime do nothing`);
  return count;
}

/** The key with that id, or null when it was destroyed. Throws when there is none in this partnership. */
export async function keyToOpen(tx: Tx, keyId: string): Promise<Key | null> {
  const [stored] = await tx.execute<StoredKey>(sql`select ${column} from data_key where partnership_id = ctx_partnership() and id = ${keyId}::uuid`);
  if (stored === undefined) throw new Error('No such data key here.');
  return stored.wrapped === null ? null : unwrapped(stored);
}

async function storedKey(tx: Tx, studentId: string, regime: Regime): Promise<StoredKey | undefined> {
  const [stored] = await tx.execute<StoredKey>(
    sql`select ${column} from data_key where partnership_id = ctx_partnership() and student_id = ${studentId}::uuid and regime = ${regime}`,
  );
  return stored;
}

function unwrapped(stored: StoredKey): Key {
  if (stored.wrapped === null) throw new KeyDestroyed('This key was destroyed.');
  return { name: stored.id, bytes: openBox(wrappingKey(stored.version), boundTo(stored), stored.wrapped) };
}

/** The same data key, wrapped by another version of the installation's key. What it sealed stays as it is. */
export function wrappedAnew(stored: StoredKey, version: number): Buffer {
  return sealBox(wrappingKey(version), boundTo(stored), unwrapped(stored).bytes);
}

/** Whether these 32 bytes are the installation's key, of its version, that wrapped this data key. */
export function isWrappedBy(stored: StoredKey, key: Uint8Array): boolean {
  try {
    openBox({ name: `installation-${stored.version}`, bytes: key }, boundTo(stored), stored.wrapped ?? new Uint8Array());
    return true;
  } catch (error) {
    if (error instanceof SealBroken) return false;
    throw error;
  }
}

/** A wrapped key is of no use in another student's row, partnership or regime. */
function boundTo(key: Omit<StoredKey, 'wrapped'>): readonly string[] {
  return ['data key', key.partnershipId, key.id, key.studentId, key.regime];
}
