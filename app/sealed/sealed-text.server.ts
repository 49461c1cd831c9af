import { contextOf } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { keyToOpen, keyToSeal } from './data-key.server.ts';
import { boundPlace, keyNameOf, openBox, sealBox, SealBroken } from './envelope.server.ts';
import type { Regime } from './sealed-place.ts';

/**
 * Whose text it is, and where it lies. `table` and `column` are the schema's own names; the row's id is made in the app before the row is written.
 * The partnership is that of the transaction.
 */
export type TextPlace = { studentId: string; regime: Regime; table: string; column: string; rowId: string };

/** Seals free text about a student, for a `bytea` column. What comes back is of no use anywhere but in its place. */
export async function sealText(tx: Tx, place: TextPlace, text: string): Promise<Buffer> {
  const key = await keyToSeal(tx, place.studentId, place.regime);
  const { partnershipId } = await contextOf(tx);
  return sealBox(key, boundPlace({ ...place, partnershipId }), Buffer.from(text, 'utf8'));
}

/**
 * Opens what `sealText` sealed at the same place.
 * @returns the text, or null when the student's key was destroyed (the record was erased)
 * @throws SealBroken when it was altered, or comes from another place
 */
export async function openText(tx: Tx, place: TextPlace, sealed: Uint8Array): Promise<string | null> {
  const keyId = keyNameOf(sealed);
  if (!/^[0-9a-f-]{36}$/u.test(keyId)) throw new SealBroken('No data key made this box.');
  const key = await keyToOpen(tx, keyId);
  if (key === null) return null;
  const { partnershipId } = await contextOf(tx);
  return openBox(key, boundPlace({ ...place, partnershipId }), sealed).toString('utf8');
}
