import { wrappingVersions } from '../app/sealed/wrapping-versions.ts';
import type { Secrets } from './secrets.ts';

/** One version of the key that wraps data keys. `from`: where it was given, for who must put it right. */
export type WrappingKeyOf = Readonly<{ version: number; key: Buffer; from?: string }>;

/** The secret that signs sessions and seals authenticators: only who serves uses it, so that a command needs none. */
export type SessionSecretOf = Readonly<{ secret: Buffer; from: string }>;

/** The keys of an installation as `holdKeys` takes them: `key` is what links are derived from, `wrapping` every version that wraps data keys, the newest first. */
export type KeysOf = Readonly<{ key: Buffer; linkFrom?: string; auditKey: Buffer; auditFrom?: string; wrapping: readonly WrappingKeyOf[]; session?: SessionSecretOf }>;

const inFile = 'secrets.json';

/** Keys given in the environment count before those of the data folder, as they do for the portal. An empty variable is none. */
export function keysOf(secrets: Secrets, env: NodeJS.ProcessEnv): KeysOf {
  const given = env['HALLWAY_KEY'] || undefined;
  const auditKey = env['HALLWAY_AUDIT_KEY'] || undefined;
  const versions = given
    ? wrappingVersions({ version: Number(env['HALLWAY_KEY_VERSION'] || 1), key: given, previous: env['HALLWAY_KEY_PREVIOUS'] }).map((one, n) => ({ ...one, from: n === 0 ? 'HALLWAY_KEY' : 'HALLWAY_KEY_PREVIOUS' }))
    : [{ version: secrets.keyVersion ?? 1, key: secrets.key }, ...(secrets.formerKeys ?? [])].map((one) => ({ ...one, from: inFile }));
  return {
    key: Buffer.from(env['HALLWAY_LINK_KEY'] || given || secrets.linkKey, 'base64'),
    linkFrom: env['HALLWAY_LINK_KEY'] ? 'HALLWAY_LINK_KEY' : given ? 'HALLWAY_KEY' : inFile,
    auditKey: Buffer.from(auditKey ?? secrets.auditKey, 'base64'),
    auditFrom: auditKey ? 'HALLWAY_AUDIT_KEY' : inFile,
    wrapping: versions.map(({ version, key, from }) => ({ version, key: Buffer.from(key, 'base64'), from })),
  };
}

/** As `keysOf`, for who serves. */
export function keysToServe(secrets: Secrets, env: NodeJS.ProcessEnv): KeysOf {
  const given = env['HALLWAY_SESSION_SECRET'] || undefined;
  return { ...keysOf(secrets, env), session: { secret: Buffer.from(given ?? secrets.sessionSecret), from: given ? 'HALLWAY_SESSION_SECRET' : inFile } };
}
