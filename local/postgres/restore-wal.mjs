/*
 * Called by PostgreSQL while it is brought back: node restore-wal.mjs NAME TARGET FOLDER …
 *
 * Puts the piece NAME of the write-ahead log at TARGET, from the first of the folders that has it: archived (NAME.gz), or as it lies in the log of data that is
 * being replaced, which may hold what was not archived yet. Exit code 1 says that there is no such piece (PostgreSQL then knows where the log ends); 200 that it
 * cannot be read, which stops the recovery instead of ending it too early.
 */
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { gunzipSync } from 'node:zlib';

const [name, target, ...folders] = process.argv.slice(2);
try {
  const found = folders.flatMap((folder) => [path.join(folder, `${name}.gz`), path.join(folder, name)]).find((file) => existsSync(file));
  if (found === undefined) process.exit(1);
  if (found.endsWith('.gz')) writeFileSync(target, gunzipSync(readFileSync(found)));
  else copyFileSync(found, target);
} catch {
  process.exit(200);
}
