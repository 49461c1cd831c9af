import { openBox, sealBox, type Key } from '../sealed/envelope.server.ts';
import { heldKeys } from '../sealed/held-keys.server.ts';
import type { Written } from './templates.ts';

/**
 * What a message needs while it waits, sealed with a key drawn from the installation's: it may hold a link's token, which opens something, and is
 * therefore never readable in the database.
 */
export function sealParams(place: { partnershipId: string; id: string }, written: Written): Buffer {
  return sealBox(outboxKey(), bound(place), Buffer.from(JSON.stringify(written), 'utf8'));
}

/** What `sealParams` sealed in this row. Throws `SealBroken` when it is from elsewhere or was altered. */
export function openParams(place: { partnershipId: string; id: string }, sealed: Uint8Array): Written {
  return JSON.parse(openBox(outboxKey(), bound(place), sealed).toString('utf8')) as Written;
}

const outboxKey = (): Key => ({ name: `outbox-${heldKeys().current}`, bytes: heldKeys().outbox });

const bound = ({ partnershipId, id }: { partnershipId: string; id: string }): readonly string[] => ['outbox', 'sealed', id, partnershipId];
