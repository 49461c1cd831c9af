import type { HallwayContext } from '../http/load-context.ts';
import { addressBucket } from '../http/address-bucket.ts';
import { knownBrowser, knownDevice } from './known-device.server.ts';
import { forgetTries, tryOnce, type TooManyTries, type Try } from './tries.server.ts';

type TryContext = Pick<HallwayContext, 'authDb' | 'config' | 'clientAddress'>;

/**
 * Limits for what names an account before anybody has shown who they are. From one network address a few tries for one account, and many in all; and
 * for one account from everywhere together so many that guessing stays hopeless, after which strangers wait. So that this wait is nobody's weapon, a
 * browser in which the person has signed in before does not wait with them: it has tries of its own, which nobody else can use up. And a password that is right
 * does not wait for those who guess it (`provePassword`).
 *
 * The same for an account that nobody has (check 10).
 */
const ways = {
  password: { from: 'password-from', pair: 'password-pair', account: 'password-account', device: 'password-device' },
  link: { from: 'ask-from', pair: 'ask-pair', account: 'ask-address', device: 'ask-device' },
} as const satisfies Record<string, Record<string, Try>>;

/** `limit`: which one was met: of this network address, of it (or of this browser) for this account, or of the account from everywhere. */
export async function tryFor(request: Request, context: TryContext, kind: keyof typeof ways, address: string): Promise<{ ok: true } | (TooManyTries & { limit: Limit })> {
  const way = ways[kind];
  const device = knownDevice(request, context.config, address);
  if (device !== null) return limited('pair', await tryOnce(context, way.device, ofDevice(address, device)));
  const from = await tryOnce(context, way.from, context.clientAddress);
  if (!from.ok) return limited('from', from);
  // In this order: what one network address tries too often does not count against the account.
  const pair = await tryOnce(context, way.pair, ofPair(address, context));
  return pair.ok ? limited('account', await tryOnce(context, way.account, address.toLowerCase())) : limited('pair', pair);
}

/**
 * Counts a try by whether its password was right: whoever has the password may guess only so many codes, and whoever does not uses none of that up. The same work
 * either way. A browser that is known has its own few tries instead.
 *
 * @returns false when the right password has come too often: then not even the right code lets in
 */
export async function mayGuessOn(request: Request, context: TryContext, address: string, right: boolean): Promise<boolean> {
  const email = address.toLowerCase();
  const counted = await tryOnce(context, 'password-right', right ? email : `${email}\0wrong`);
  return counted.ok || !right || knownDevice(request, context.config, email) !== null;
}

/** They have shown who they are: what this browser or network address has tried before is forgotten. */
export async function forgetTriesFor(request: Request, context: TryContext, kind: keyof typeof ways, address: string): Promise<void> {
  const device = knownDevice(request, context.config, address);
  await forgetTries(context, ways[kind].pair, ofPair(address, context));
  if (device !== null) await forgetTries(context, ways[kind].device, ofDevice(address, device));
}

/** A limit of one network address, for what names no account: a browser in which anybody has signed in before has tries of its own, so that one in the house cannot shut out all others. */
export async function tryFrom(request: Request, context: TryContext, what: 'passkey-from' | 'sso-from'): Promise<{ ok: true } | TooManyTries> {
  const browser = knownBrowser(request, context.config);
  return browser === null ? tryOnce(context, what, context.clientAddress) : tryOnce(context, 'known-browser', `${what}\0${browser}`);
}

const ofDevice = (address: string, device: string) => `${address.toLowerCase()}\0${device}`;
const ofPair = (address: string, { clientAddress }: TryContext) => `${address.toLowerCase()}\0${addressBucket(clientAddress)}`;

type Limit = 'from' | 'pair' | 'account';

function limited(limit: Limit, counted: { ok: true } | TooManyTries): { ok: true } | (TooManyTries & { limit: Limit }) {
  return counted.ok ? counted : { ...counted, limit };
}
