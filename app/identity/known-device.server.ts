import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Config } from '../http/config.server.ts';
import { readCookie, setCookie } from './cookies.server.ts';

type DeviceConfig = Pick<Config, 'origin' | 'installation' | 'sessionSecret'>;

/** A browser is remembered so long after somebody last signed in there, for so many accounts. */
const keptDays = 180;
const mostAccounts = 6;
const dayMs = 24 * 60 * 60 * 1000;

/**
 * The number by which a browser is known in which somebody has signed in before with this address, or null. It opens nothing: it only keeps the
 * limits of tries that strangers have used up from shutting this browser out ("device cookies" of OWASP). The cookie holds random numbers and who may
 * use them as a keyed hash, no address.
 */
export function knownDevice(request: Request, config: DeviceConfig, address: string, nowMs = Date.now()): string | null {
  return entriesOf(request, config).find((entry) => isFor(config, entry, address) && isFresh(entry, nowMs))?.number ?? null;
}

/** The number by which a browser is known in which anybody has signed in before, where it is not yet known who comes; or null. */
export function knownBrowser(request: Request, config: DeviceConfig, nowMs = Date.now()): string | null {
  return entriesOf(request, config).find((entry) => isFresh(entry, nowMs) && isSame(entry.proof, proofOf(config, ['browser', entry.number, entry.day])))?.number ?? null;
}

/** A `Set-Cookie` line that remembers this browser for the account with this address. Call it when they have shown who they are. */
export function rememberDevice(request: Request, config: DeviceConfig, address: string, nowMs = Date.now()): string {
  const day = String(Math.floor(nowMs / dayMs));
  const number = randomBytes(16).toString('base64url');
  const own: Entry = { number, day, proof: proofOf(config, ['browser', number, day]), account: proofOf(config, ['account', number, day, address.toLowerCase()]) };
  const others = entriesOf(request, config).filter((entry) => !isFor(config, entry, address) && isFresh(entry, nowMs)).slice(0, mostAccounts - 1);
  return setCookie(config, 'known', [own, ...others].map((entry) => `${entry.number}.${entry.day}.${entry.proof}.${entry.account}`).join('~'), keptDays * 24 * 60 * 60);
}

/** `proof`: we made it. `account`: for whom. */
type Entry = { number: string; day: string; proof: string; account: string };

function entriesOf(request: Request, config: DeviceConfig): Entry[] {
  return (readCookie(request, config, 'known') ?? '').split('~', mostAccounts).flatMap((text) => {
    const [number = '', day = '', proof = '', account = ''] = text.split('.');
    return number && proof && account && /^\d{1,6}$/.test(day) ? [{ number, day, proof, account }] : [];
  });
}

const isFor = (config: DeviceConfig, { number, day, account }: Entry, address: string) => isSame(account, proofOf(config, ['account', number, day, address.toLowerCase()]));
const isFresh = ({ day }: Entry, nowMs: number) => Number(day) > Math.floor(nowMs / dayMs) - keptDays;

function proofOf({ sessionSecret }: DeviceConfig, of: string[]): string {
  return createHmac('sha256', Buffer.from(hkdfSync('sha256', sessionSecret, 'hallway', 'known devices', 32))).update(of.join('\0')).digest('base64url').slice(0, 22);
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
