import postgres from 'postgres';
import { keyCheck, type KeyChecks, type KeyName, type OneKey } from '../app/sealed/key-check.server.ts';
import type { StoredKey } from '../app/sealed/data-key.server.ts';
import type { KeysOf } from './keys-of.ts';
import { orNone } from './or-none.ts';
import { sealedVersions } from './sealed-versions.ts';

/** A key that is not this database's. Its message is for who gave it, and names where they did. */
export class OtherKey extends Error {
  override name = 'OtherKey';
}

/**
 * Refuses keys that this database does not know, before anything is done with them: a value that lies about in a shell would wrap and sign what the portal could
 * then neither open nor verify. Changes nothing. A key that no check was kept for yet is tried on what is there; one that nothing was sealed with yet is right.
 *
 * @throws OtherKey
 */
export async function refuseOtherKeys(ownerUrl: string, keys: KeysOf): Promise<void> {
  await withOwner(ownerUrl, (sql) => prove(sql, ownerUrl, keys));
}

/**
 * Keeps what stands for each key that is in use, once it is. Of two processes that come with different ones to a new database the first is right.
 *
 * @param rotating the newest version given is about to seal, and counts as in use
 * @throws OtherKey
 */
export async function keepKeyChecks(ownerUrl: string, keys: KeysOf, { rotating = false } = {}): Promise<void> {
  await withOwner(ownerUrl, async (sql) => {
    const inUse = await prove(sql, ownerUrl, keys, rotating);
    // What is there stays; only a key that was given up on purpose is replaced.
    const { count } = await sql`update installation set key_checks = ${JSON.stringify(inUse)}::text::jsonb || jsonb_strip_nulls(key_checks)
      where not key_checks ?& ${Object.keys(inUse)} or exists (select from jsonb_each(key_checks) c where c.value = 'null' and c.key = any (${Object.keys(inUse)}))`;
    if (count > 0) await prove(sql, ownerUrl, keys);
  });
}

async function prove(sql: postgres.Sql, ownerUrl: string, keys: KeysOf, rotating = false): Promise<Record<string, string>> {
  const { wrapping, auditKey, auditFrom = 'HALLWAY_AUDIT_KEY' } = keys;
  const newest = wrapping.reduce((one, other) => (other.version > one.version ? other : one));
  for (const { key, from = 'HALLWAY_KEY' } of [...wrapping, { key: auditKey, from: auditFrom }]) {
    if (key.length !== 32) throw new OtherKey(`${from} must be 32 bytes, as base64 (openssl rand -base64 32 makes one). Nothing was changed.`);
  }
  if (!(newest.version >= 1) || wrapping.some(({ version }) => !Number.isInteger(version))) throw new OtherKey('HALLWAY_KEY_VERSION must be a whole number from 1 up. Nothing was changed.');
  const { checks, version } = await known(sql);
  if (version > newest.version) {
    throw new OtherKey(`${newest.from ?? 'HALLWAY_KEY'} holds version ${newest.version} of the installation's key, and this database is sealed with version ${version}.${putRight(newest.from)}`);
  }
  const inUse: Record<string, string> = {};
  for (const { version: which, key, from = 'HALLWAY_KEY' } of wrapping) {
    const name: KeyName = `wrapping ${which}`;
    const found = checks[name] === undefined ? await opens(sql, which, key) : checks[name] === keyCheck(key, name);
    if (found === false) throw new OtherKey(`${from} is not the key (version ${which}) that this database is sealed with.${putRight(from)}`);
    if (found === true || which === version || (rotating && which === newest.version)) inUse[name] = keyCheck(key, name);
  }
  const missing = (await versionsInUse(sql, checks, version)).find((one) => !wrapping.some((held) => held.version === one));
  if (missing !== undefined) throw new OtherKey(`This database is sealed with version ${missing} of the installation's key too, and that one is not here.${giveToo(newest, missing)}`);
  for (const { name, key, from, is } of onesOf(keys)) {
    const kept = checks[name];
    const known = kept === null || (kept === undefined ? name !== 'audit' || (await signed(sql, ownerUrl, key)) : kept === keyCheck(key, name));
    if (!known) throw new OtherKey(`${from} is not ${is}.${name === 'link' && from === 'HALLWAY_KEY' ? putLinkKey : putRight(from)}`);
    inUse[name] = keyCheck(key, name);
  }
  return inUse;
}

/** The keys of which there is one at a time, and what each is, for who gave another. Nothing is there to try a link key or a secret of sessions on: the first is right. */
function onesOf({ key, linkFrom = 'HALLWAY_LINK_KEY', auditKey, auditFrom = 'HALLWAY_AUDIT_KEY', session }: KeysOf): { name: OneKey; key: Buffer; from: string; is: string }[] {
  return [
    { name: 'audit', key: auditKey, from: auditFrom, is: 'the key that signs the trail of this database' },
    { name: 'link', key, from: linkFrom, is: 'the key that links of this database are derived from: those that are on their way would lead nowhere' },
    ...(session ? [{ name: 'session' as const, key: session.secret, from: session.from, is: 'the secret of this database\'s sessions: nobody would stay signed in, and no authenticator or recovery code would work' }] : []),
  ];
}

const putLinkKey = ' Nothing was changed. Give the one that was in use in HALLWAY_LINK_KEY: the first HALLWAY_KEY, or the linkKey of secrets.json where there was none.';

/** The version that seals binds nobody while it sealed nothing and nobody came with it: a new database begins with whatever version it is given. */
async function versionsInUse(sql: postgres.Sql, checks: KeyChecks, version: number): Promise<number[]> {
  const sealed = await sealedVersions(sql);
  const seals = version > 0 && (sealed.length > 0 || typeof checks[`wrapping ${version}`] === 'string');
  return seals && !sealed.includes(version) ? [...sealed, version] : sealed;
}

function giveToo({ from = 'HALLWAY_KEY' }: KeysOf['wrapping'][number], missing: number): string {
  return from.startsWith('HALLWAY') ? ` Nothing was changed. Give it in HALLWAY_KEY_PREVIOUS, with version ${missing + 1} in HALLWAY_KEY, until everything is sealed anew.` : putRight(from);
}

function putRight(from = 'HALLWAY_KEY'): string {
  return from.startsWith('HALLWAY') ? ` Nothing was changed. Give the right one in ${from}; if it came from your shell by mistake, take it away there.` : ` Nothing was changed. Put back the ${from} that belongs to this database, or name its keys in the environment.`;
}

async function known(sql: postgres.Sql): Promise<{ checks: KeyChecks; version: number }> {
  // The whole row, so that a database from before this column has one too.
  const [row] = await orNone(sql<{ it: { key_checks?: KeyChecks; key_version?: number } }[]>`select to_jsonb(i) as it from public.installation i`);
  return { checks: row?.it.key_checks ?? {}, version: row?.it.key_version ?? 0 };
}

/** Whether the key opens what is wrapped by its version; null when nothing is. */
async function opens(sql: postgres.Sql, version: number, key: Buffer): Promise<boolean | null> {
  const [stored] = await orNone(sql<StoredKey[]>`select partnership_id as "partnershipId", id, student_id as "studentId", regime, key_version as version, wrapped
    from public.data_key where key_version = ${version} and wrapped is not null limit 1`);
  return stored === undefined ? null : (await import('../app/sealed/data-key.server.ts')).isWrappedBy(stored, key);
}

/** Whether the newest seal over the trail was made with this key; true when there is none. */
async function signed(sql: postgres.Sql, ownerUrl: string, auditKey: Buffer): Promise<boolean> {
  if ((await orNone(sql`select from public.audit_seal limit 1`)).length === 0) return true;
  const [{ connect }, { lastSeal }, { sameBytes, sealHmac }] = await Promise.all([
    import('../db/connect.server.ts'), import('../app/audit/read-log.server.ts'), import('../app/audit/seal.server.ts'),
  ]);
  const owner = connect(ownerUrl, { max: 1 });
  try {
    const last = await lastSeal(owner);
    return last === null || sameBytes(last.seal, sealHmac(auditKey, last));
  } finally {
    await owner.close();
  }
}

async function withOwner<T>(ownerUrl: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined, connect_timeout: 10 });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 2 });
  }
}
