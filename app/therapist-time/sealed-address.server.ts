import type { Tx } from '../../db/connect.server.ts';
import { keyNameOf, openBox, sealBox, SealBroken } from '../sealed/envelope.server.ts';
import { wrappingKey } from '../sealed/held-keys.server.ts';
import { keyVersionToSeal } from '../sealed/key-version.server.ts';
import { sql } from 'drizzle-orm';

/** The row whose address it is, and opens in alone. */
type Place = { readonly id: string; readonly therapistId: string };
const bound = ({ id, therapistId }: Place): readonly string[] => ['outside_calendar', 'address', id, therapistId];

/** The address of an outside calendar, sealed with the installation's key: whoever has it reads the calendar, and it belongs to no student. */
export async function sealAddress(tx: Tx, place: Place, address: string): Promise<Buffer> {
  return sealBox(wrappingKey(await keyVersionToSeal(tx)), bound(place), Buffer.from(address, 'utf8'));
}

export function openAddress(place: Place, sealed: Uint8Array): string {
  const [, version] = /^installation-(\d+)$/u.exec(keyNameOf(sealed)) ?? [];
  if (version === undefined) throw new SealBroken('No key of the installation made this box.');
  return openBox(wrappingKey(Number(version)), bound(place), sealed).toString('utf8');
}

/** Seals addresses with another version of the installation's key, at most so many, as the database's owner. Returns how many there were. */
export async function sealAddressesAnew(tx: Tx, version: number, atMost: number): Promise<number> {
  const rows = await tx.execute<{ id: string; therapistId: string; sealed: Buffer }>(sql`select id, therapist_id as "therapistId", address_sealed as sealed from outside_calendar
    where substring(address_sealed from 3 for get_byte(address_sealed, 1)) <> convert_to('installation-' || ${version}::int, 'UTF8') order by id limit ${atMost} for update`);
  for (const row of rows) {
    const sealed = sealBox(wrappingKey(version), bound(row), Buffer.from(openAddress(row, row.sealed), 'utf8'));
    await tx.execute(sql`update outside_calendar set address_sealed = ${sealed} where id = ${row.id}`);
  }
  return rows.length;
}
