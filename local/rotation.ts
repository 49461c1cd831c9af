import postgres from 'postgres';
import type { KeysOf } from './keys-of.ts';
import { keepKeyChecks } from './prove-keys.ts';

export type RotationState = Readonly<{ version: number; left: number }>;

const usualBatch = 200;

/** Which version of the installation's key seals in this database, and how many data keys are still wrapped by a lower one than the newest at hand. */
export async function rotationState(ownerUrl: string, newest: number): Promise<RotationState> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined, connect_timeout: 10 });
  try {
    const [row] = await sql<RotationState[]>`select key_version as version,
      (select count(*)::int from data_key where key_version < ${newest} and wrapped is not null)
        + (select count(*)::int from outbox where sealed is not null and substring(sealed from 3 for get_byte(sealed, 1)) <> convert_to('outbox-' || ${newest}::int, 'UTF8'))
        + (select count(*)::int from outside_calendar where substring(address_sealed from 3 for get_byte(address_sealed, 1)) <> convert_to('installation-' || ${newest}::int, 'UTF8')) as left
      from installation`;
    if (!row) throw new Error('The database has no installation row.');
    if (row.version > newest) throw new Error(`This database is sealed with version ${row.version} of the installation's key, and only version ${newest} is here. Put back the secrets.json (or HALLWAY_KEY) that belongs to it.`);
    return row;
  } finally {
    await sql.end({ timeout: 2 });
  }
}

/**
 * Brings all that is sealed to the newest version of the key at hand; does nothing when it is there already. What a killed run left undone is done now.
 *
 * @returns how many rows were brought over.
 */
export async function finishRotation(ownerUrl: string, keys: KeysOf, options: { batch?: number; onBatch?: (done: number, left: number) => void } = {}): Promise<number> {
  const newest = Math.max(...keys.wrapping.map(({ version }) => version));
  const state = await rotationState(ownerUrl, newest);
  if (state.version === newest && state.left === 0) return 0;
  const [{ connect }, { holdKeys }, { rotateKeys }, { sealOutboxAnew }, { sealAddressesAnew }, { recordInEach }] = await Promise.all([
    import('../db/connect.server.ts'), import('../app/sealed/held-keys.server.ts'), import('../app/sealed/rotate-keys.server.ts'),
    import('../app/messages/seal-outbox-anew.server.ts'), import('../app/therapist-time/sealed-address.server.ts'), import('../app/audit/record-in-each.server.ts'),
  ]);
  await keepKeyChecks(ownerUrl, keys, { rotating: true });
  holdKeys(keys);
  const owner = connect(ownerUrl, { max: 2 });
  try {
    return await rotateKeys({
      owner, batch: options.batch ?? usualBatch, also: [sealOutboxAnew, sealAddressesAnew], ...(options.onBatch && { onBatch: options.onBatch }),
      note: (tx, version) => recordInEach(tx, 'keys.rotate', { action: 'keys.rotated', body: { version } }),
    });
  } finally {
    await owner.close();
  }
}
