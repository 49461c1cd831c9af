import { wrappingVersions } from '../app/sealed/wrapping-versions.ts';
import type { Secrets } from './secrets.ts';

/** The keys of an installation as `holdKeys` takes them: `key` is what links are derived from, `wrapping` every version that wraps data keys. */
export type KeysOf = Readonly<{ key: Buffer; auditKey: Buffer; wrapping: readonly Readonly<{ version: number; key: Buffer }>[] }>;

/** Keys given in the environment count before those of the data folder, as they do for the portal. */
export function keysOf(secrets: Secrets, env: NodeJS.ProcessEnv): KeysOf {
  const given = env['HALLWAY_KEY'];
  const versions = given
    ? wrappingVersions({ version: Number(env['HALLWAY_KEY_VERSION'] ?? 1), key: given, previous: env['HALLWAY_KEY_PREVIOUS'] })
    : [{ version: secrets.keyVersion ?? 1, key: secrets.key }, ...(secrets.formerKeys ?? [])];
  return {
    key: Buffer.from(env['HALLWAY_LINK_KEY'] ?? given ?? secrets.linkKey, 'base64'),
    auditKey: Buffer.from(env['HALLWAY_AUDIT_KEY'] ?? secrets.auditKey, 'base64'),
    wrapping: versions.map(({ version, key }) => ({ version, key: Buffer.from(key, 'base64') })),
  };
}
