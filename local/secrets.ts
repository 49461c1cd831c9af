import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { writeWhole } from './write-whole.ts';

/** What this installation alone knows. Losing `key` loses every free text about a student; the panel names the file, so that it is backed up. */
export type Secrets = Readonly<{
  /** Eight lower-case hexadecimal digits; names of cookies end in it. */
  installation: string;
  /** Wraps the data keys of students: 32 bytes, base64. Rotated with `npm run keys:rotate`. */
  key: string;
  /** Which version `key` is; 1 when it is not said. */
  keyVersion?: number;
  /** Earlier versions: backups from before a rotation open with nothing else. */
  formerKeys?: readonly FormerKey[];
  /** What links are derived from; stays when `key` is rotated, so that letters on their way still open. */
  linkKey: string;
  /** Signs audit entries: 32 bytes, base64. */
  auditKey: string;
  sessionSecret: string;
  postgresPassword: string;
  ownerPassword: string;
  appPassword: string;
  authPassword: string;
  sealerPassword: string;
  livekitKey: string;
  livekitSecret: string;
}>;

/** A version of the key that no longer seals; `until` (ISO instant) is when it was laid down. */
export type FormerKey = Readonly<{ version: number; key: string; until: string }>;

type Made = Exclude<keyof Secrets, 'keyVersion' | 'formerKeys'>;

const makers: Record<Made, (there: Partial<Secrets> | null) => string> = {
  installation: () => randomBytes(4).toString('hex'),
  key: () => randomBytes(32).toString('base64'),
  // Installations from before the first rotation derive their links from the key itself.
  linkKey: (there) => there?.key ?? randomBytes(32).toString('base64'),
  auditKey: () => randomBytes(32).toString('base64'),
  sessionSecret: () => randomBytes(32).toString('base64url'),
  postgresPassword: () => randomBytes(18).toString('base64url'),
  ownerPassword: () => randomBytes(18).toString('base64url'),
  appPassword: () => randomBytes(18).toString('base64url'),
  authPassword: () => randomBytes(18).toString('base64url'),
  sealerPassword: () => randomBytes(18).toString('base64url'),
  livekitKey: () => `hw${randomBytes(6).toString('hex')}`,
  livekitSecret: () => randomBytes(30).toString('base64url'),
};

/**
 * Reads `<folder>/secrets.json`, or makes it (readable by its owner alone). A secret that a newer version needs is added; none is changed here.
 *
 * @throws when the folder holds a database and the file is gone: new secrets would lock its data for ever.
 */
export function readOrMakeSecrets(folder: string): Secrets {
  const file = path.join(folder, 'secrets.json');
  const there = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>) : null;
  if (there === null && existsSync(path.join(folder, 'postgres'))) {
    throw new Error(`${folder} holds a database, but its secrets.json is gone, and without it nobody can open the data. Put the file back (or name another folder with HALLWAY_DATA).`);
  }
  const made = Object.fromEntries(Object.entries(makers).map(([name, make]) => [name, there?.[name as Made] ?? make(there)])) as Record<Made, string>;
  const secrets: Secrets = { ...there, ...made };
  if (Object.keys(made).some((name) => there?.[name as Made] === undefined)) writeSecrets(folder, secrets);
  return secrets;
}

/** Keeps secrets, whole or not at all, and on disk before this returns: what is sealed with a key that was never written down is lost. */
export function writeSecrets(folder: string, secrets: Secrets): void {
  writeWhole(path.join(folder, 'secrets.json'), `${JSON.stringify(secrets, null, 2)}\n`);
}
