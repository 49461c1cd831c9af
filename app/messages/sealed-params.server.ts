import { keyNameOf, openBox, sealBox, SealBroken } from '../sealed/envelope.server.ts';
import { outboxKey } from '../sealed/held-keys.server.ts';
import type { Written } from './templates.ts';

/**
 * What a message needs while it waits, sealed with a key drawn from the installation's of that version: it may hold a link's token, which opens something,
 * and is therefore never readable in the database.
 */
export function sealParams(place: WaitingPlace, written: Written, version: number): Buffer {
  return sealBox(outboxKey(version), bound(place), Buffer.from(JSON.stringify(written), 'utf8'));
}

/** What `sealParams` sealed in this row, with whichever version. Throws `SealBroken` when it is from elsewhere or was altered. */
export function openParams(place: WaitingPlace, sealed: Uint8Array): Written {
  return JSON.parse(opened(place, sealed).toString('utf8')) as Written;
}

/** The same contents, sealed with another version of the installation's key. */
export function paramsSealedAnew(place: WaitingPlace, sealed: Uint8Array, version: number): Buffer {
  return sealBox(outboxKey(version), bound(place), opened(place, sealed));
}

/** The row of the outbox that it waits in, and opens in alone. */
type WaitingPlace = { partnershipId: string; id: string };

function opened(place: WaitingPlace, sealed: Uint8Array): Buffer {
  const [, version] = /^outbox-(\d+)$/u.exec(keyNameOf(sealed)) ?? [];
  if (version === undefined) throw new SealBroken('No outbox key made this box.');
  return openBox(outboxKey(Number(version)), bound(place), sealed);
}

const bound = ({ partnershipId, id }: WaitingPlace): readonly string[] => ['outbox', 'sealed', id, partnershipId];
