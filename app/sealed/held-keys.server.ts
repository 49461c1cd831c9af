import { hkdfSync } from 'node:crypto';

/** The keys of this installation, as they come from outside (environment or file). They are never stored in the database. */
export type InstallationKeys = {
  /** Key-encryption keys by version: each wraps data keys and nothing else. A new data key takes `current`; older versions still open. */
  wrapping: ReadonlyMap<number, Uint8Array>;
  current: number;
  /** Key of the HMACs of the logs and of the seals over them. */
  audit: Uint8Array;
  /** Key of what waits in the outbox, drawn from the current wrapping key. */
  outbox: Uint8Array;
};

const HELD = Symbol.for('hallway.installation-keys');
const holder = globalThis as { [HELD]?: InstallationKeys };

/**
 * Holds the installation's keys for the life of this process; each process calls it once at its start (server, seed, commands, tests).
 * They are kept on `globalThis` because what the server imports and what the Remix build bundles are two copies of this module.
 * `key` is HALLWAY_KEY and `auditKey` HALLWAY_AUDIT_KEY: 32 bytes, as base64 or as they are.
 */
export function holdKeys(given: { key: string | Uint8Array; auditKey: string | Uint8Array }): void {
  const key = thirtyTwoBytes(given.key, 'HALLWAY_KEY');
  const outbox = new Uint8Array(hkdfSync('sha256', key, 'hallway', 'outbox', 32));
  holder[HELD] = { wrapping: new Map([[1, key]]), current: 1, audit: thirtyTwoBytes(given.auditKey, 'HALLWAY_AUDIT_KEY'), outbox };
}

/** The keys held. Throws when none are: a process that forgot `holdKeys` must not write unsealed. */
export function heldKeys(): InstallationKeys {
  const keys = holder[HELD];
  if (keys === undefined) throw new Error('This process holds no keys: call holdKeys at its start.');
  return keys;
}

function thirtyTwoBytes(given: string | Uint8Array, name: string): Uint8Array {
  const bytes = typeof given === 'string' ? Buffer.from(given, 'base64') : given;
  if (bytes.length !== 32) throw new Error(`${name} must be 32 bytes, as base64.`);
  return bytes;
}
