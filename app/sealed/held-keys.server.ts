import { hkdfSync } from 'node:crypto';
import type { Key } from './envelope.server.ts';
import { keysInFile } from './keys-file.server.ts';

/** The keys of this installation, as they come from outside (environment or file). They are never stored in the database. */
export type InstallationKeys = {
  /** Key-encryption keys by version: each wraps data keys and nothing else. Which version seals is the database's word (`keyVersionToSeal`); all held ones open. */
  wrapping: ReadonlyMap<number, Uint8Array>;
  /** The newest version held: the one that a rotation brings everything to. */
  current: number;
  /** Key of the HMACs of the logs and of the seals over them. */
  audit: Uint8Array;
};

/** A version of the key that wraps data keys: 32 bytes. */
export type WrappingKey = { version: number; key: string | Uint8Array };

export type GivenKeys = {
  /** The only key there is, as version 1; what counts where `wrapping` is given. */
  key: string | Uint8Array;
  auditKey: string | Uint8Array;
  /** Every version at hand. */
  wrapping?: readonly WrappingKey[];
  /** The file that gains a new version when the key is rotated while this process runs. */
  keysFile?: string | null;
};

const HELD = Symbol.for('hallway.installation-keys');
const holder = globalThis as { [HELD]?: InstallationKeys & { keysFile: string | null } };

/**
 * Holds the installation's keys for the life of this process; each process calls it once at its start (server, seed, commands, tests).
 * They are kept on `globalThis` because what the server imports and what the Remix build bundles are two copies of this module.
 * Keys are 32 bytes, as base64 or as they are.
 */
export function holdKeys(given: GivenKeys): void {
  const versions = given.wrapping ?? [{ version: 1, key: given.key }];
  const wrapping = new Map(versions.map(({ version, key }) => [version, thirtyTwoBytes(key, 'HALLWAY_KEY')]));
  holder[HELD] = { wrapping, current: Math.max(...wrapping.keys()), audit: thirtyTwoBytes(given.auditKey, 'HALLWAY_AUDIT_KEY'), keysFile: given.keysFile ?? null };
}

/** The keys held. Throws when none are: a process that forgot `holdKeys` must not write unsealed. */
export function heldKeys(): InstallationKeys {
  const keys = holder[HELD];
  if (keys === undefined) throw new Error('This process holds no keys: call holdKeys at its start.');
  return keys;
}

/** The key of one version that wraps data keys. A version that is new since this process began is looked for in the file once more. */
export function wrappingKey(version: number): Key {
  return { name: `installation-${version}`, bytes: bytesOf(version) };
}

/** The key of one version for what waits in the outbox. */
export function outboxKey(version: number): Key {
  return { name: `outbox-${version}`, bytes: new Uint8Array(hkdfSync('sha256', bytesOf(version), 'hallway', 'outbox', 32)) };
}

function bytesOf(version: number): Uint8Array {
  const held = heldKeys().wrapping.get(version);
  if (held !== undefined) return held;
  const file = holder[HELD]?.keysFile ?? null;
  if (file !== null) holdKeys({ key: '', auditKey: heldKeys().audit, wrapping: keysInFile(file), keysFile: file });
  const found = heldKeys().wrapping.get(version);
  if (found === undefined) throw new Error(`The installation's key of version ${version} is not here.`);
  return found;
}

function thirtyTwoBytes(given: string | Uint8Array, name: string): Uint8Array {
  const bytes = typeof given === 'string' ? Buffer.from(given, 'base64') : given;
  if (bytes.length !== 32) throw new Error(`${name} must be 32 bytes, as base64.`);
  return bytes;
}
