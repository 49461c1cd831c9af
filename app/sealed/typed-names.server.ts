import { hkdfSync } from 'node:crypto';
import type { Config } from '../http/config.server.ts';
import { z } from '../http/schema.ts';
import { openBox, sealBox, SealBroken, type Key } from './envelope.server.ts';

type NamesConfig = Pick<Config, 'sessionSecret'>;

const names = z.record(z.string(), z.string());

/**
 * Names that somebody typed into a search, as an address may hold them (`?asked=…`): sealed, so that nobody's name stands in a browser's history or in the logs
 * between here and there (security check 20). A page that is found by them can still be reloaded, gone back to and gone on from. Empty when nothing was typed.
 */
export function sealTyped(config: NamesConfig, typed: Readonly<Record<string, string>>): string {
  const given = Object.fromEntries(Object.entries(typed).map(([key, name]) => [key, name.trim().slice(0, 100)] as const).filter(([, name]) => name !== ''));
  if (Object.keys(given).length === 0) return '';
  return sealBox(keyOf(config), bound, Buffer.from(JSON.stringify(given))).toString('base64url');
}

/** What {@link sealTyped} sealed; nothing when it was altered, or sealed before the secret was changed: then nothing was asked for. */
export function openTyped(config: NamesConfig, asked: string | null): Readonly<Record<string, string>> {
  if (!asked || asked.length > 2000) return {};
  try {
    return names.parse(JSON.parse(openBox(keyOf(config), bound, Buffer.from(asked, 'base64url')).toString()));
  } catch (error) {
    if (error instanceof SealBroken) return {};
    throw error;
  }
}

const bound = ['address', 'asked'];
const keyOf = ({ sessionSecret }: NamesConfig): Key => ({ name: '1', bytes: new Uint8Array(hkdfSync('sha256', sessionSecret, 'hallway', 'names in addresses', 32)) });
