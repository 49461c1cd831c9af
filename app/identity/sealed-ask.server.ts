import { hkdfSync } from 'node:crypto';
import type { Config } from '../http/config.server.ts';
import { z } from '../http/schema.ts';
import { openBox, sealBox, type Key } from '../sealed/envelope.server.ts';

/** The queue in which asked-for links wait to be written. */
export const signInLinkQueue = 'send-sign-in-link';

/** The queue in which calls for help to sign in wait to be looked at. */
export const recoveryQueue = 'ask-for-recovery';

type AskQueue = typeof signInLinkQueue | typeof recoveryQueue;

/** Who asked: an address (null: it was asked for too often, send nothing) and the browser that the link is bound to. */
export type Asked = { address: string | null; deviceSha256: Buffer };

const inside = z.object({ address: z.string().nullable(), device: z.hex() });

/** What lies in the queue is sealed: an address that somebody typed is nobody else's to read. Base64. */
export function sealAsked(config: Pick<Config, 'key'>, { address, deviceSha256 }: Asked, queue: AskQueue = signInLinkQueue): string {
  const text = JSON.stringify({ address, device: deviceSha256.toString('hex') });
  return sealBox(keyOf(config), ['job', queue], Buffer.from(text)).toString('base64');
}

/** Opens what {@link sealAsked} sealed. Throws when it was altered or made with another key. */
export function openAsked(config: Pick<Config, 'key'>, box: string, queue: AskQueue = signInLinkQueue): Asked {
  const { address, device } = inside.parse(JSON.parse(openBox(keyOf(config), ['job', queue], Buffer.from(box, 'base64')).toString()));
  return { address, deviceSha256: Buffer.from(device, 'hex') };
}

function keyOf({ key }: Pick<Config, 'key'>): Key {
  return { name: '1', bytes: new Uint8Array(hkdfSync('sha256', key, 'hallway', 'sign-in jobs', 32)) };
}
