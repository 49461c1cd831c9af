import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What this installation alone knows. Losing `key` loses every free text about a student; the panel names the file, so that it is backed up. */
export type Secrets = Readonly<{
  /** Eight lower-case hexadecimal digits; names of cookies end in it. */
  installation: string;
  /** Wraps the data keys of students: 32 bytes, base64. */
  key: string;
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

const makers: { [name in keyof Secrets]: () => string } = {
  installation: () => randomBytes(4).toString('hex'),
  key: () => randomBytes(32).toString('base64'),
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
 * Reads `<folder>/secrets.json`, or makes it (readable by its owner alone). A secret that a newer version needs is added; none is ever changed.
 *
 * @throws when the folder holds a database and the file is gone: new secrets would lock its data for ever.
 */
export function readOrMakeSecrets(folder: string): Secrets {
  const file = path.join(folder, 'secrets.json');
  const there = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>) : null;
  if (there === null && existsSync(path.join(folder, 'postgres'))) {
    throw new Error(`${folder} holds a database, but its secrets.json is gone, and without it nobody can open the data. Put the file back (or name another folder with HALLWAY_DATA).`);
  }
  const secrets = Object.fromEntries(Object.entries(makers).map(([name, make]) => [name, there?.[name as keyof Secrets] ?? make()])) as Secrets;
  if (JSON.stringify(secrets) !== JSON.stringify(there)) {
    writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return secrets;
}
