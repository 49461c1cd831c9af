/*
 * Called by PostgreSQL while it is brought back: node restore-wal.mjs NAME TARGET FOLDER [PRESENT]
 *
 * Puts the piece NAME of the write-ahead log at TARGET: from the archive FOLDER, else from PRESENT, the log of the data that is being replaced, which may hold
 * what was not archived yet. Exit code 1 says that there is no such piece (PostgreSQL then knows where the log ends); 200 that it cannot be read, which stops
 * the recovery instead of ending it too early.
 */
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { gunzipSync } from 'node:zlib';

const [name, target, folder, present] = process.argv.slice(2);
const archived = path.join(folder, `${name}.gz`);
const unarchived = present ? path.join(present, name) : null;
try {
  if (existsSync(archived)) writeFileSync(target, gunzipSync(readFileSync(archived)));
  else if (unarchived !== null && existsSync(unarchived)) copyFileSync(unarchived, target);
  else process.exit(1);
} catch {
  process.exit(200);
}
