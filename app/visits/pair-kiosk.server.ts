import { sql } from 'drizzle-orm';
import { asActor } from '../../db/as-actor.server.ts';
import type { Database } from '../../db/connect.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { record } from '../audit/record.server.ts';
import { newSecret, secretSha256 } from '../identity/cookies.server.ts';

/**
 * The device before which somebody typed a pairing code becomes that room's kiosk. The code is used up; it comes from the front office's
 * page, is eight letters long and good for twenty minutes, so guessing is hopeless. A wrong one, an old one and a used one are one answer.
 *
 * @returns the secret for the device's cookie; the database keeps its SHA-256 only
 */
export async function pairKiosk(db: Database, typed: string): Promise<{ ok: true; secret: string } | { ok: false; reason: 'pairing-code-unknown' }> {
  const code = typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  const secret = newSecret();
  const paired = await refusing({ a_pairing_code_works_once: 'pairing-code-unknown' }, () => db.execute(sql`select gate.pair_kiosk(${code}, ${secretSha256(secret)})`));
  if (!paired.ok) return { ok: false, reason: paired.reason };
  await asActor(db, { kind: 'kiosk', secretSha256: secretSha256(secret) }, 'kiosk.pair', (tx) => record(tx, { action: 'kiosk.paired' }));
  return { ok: true, secret };
}
