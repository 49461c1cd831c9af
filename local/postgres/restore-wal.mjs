/*
 * Called by PostgreSQL while it is brought back: node restore-wal.mjs NAME TARGET BEFORE FOLDER …
 *
 * Puts the piece NAME of the write-ahead log at TARGET, from the first of the folders that has it: archived (NAME.gz), or as it lies in the log of data that is
 * being replaced, which may hold what was not archived yet. Pieces from BEFORE on ("-": none) are not given, as that one is missing: another timeline's of the
 * same place would be taken for it.
 *
 * Exit code 64 says that there is no such piece, 200 that it could not be looked for or read. Not 1, with which Node itself ends when anything goes wrong:
 * `archiver.ts` makes of 64 what PostgreSQL takes for the end of the log, and of all else what stops the recovery instead of ending it too early.
 */
import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { gunzipSync } from 'node:zlib';

const notThere = 64;
const cannotLook = 200;

const [name, target, before, ...folders] = process.argv.slice(2);
try {
  if (/^[0-9A-F]{24}$/.test(name) && before !== '-' && name.slice(8) >= before.slice(8)) process.exit(notThere);
  const found = folders.flatMap(placesIn).find(isThere);
  if (found === undefined) process.exit(notThere);
  if (found.endsWith('.gz')) writeFileSync(target, gunzipSync(readFileSync(found)));
  else copyFileSync(found, target);
} catch {
  process.exit(cannotLook);
}

/** A folder that has gone, or may not be looked into, is not an empty one. */
function placesIn(folder) {
  statSync(folder);
  return [path.join(folder, `${name}.gz`), path.join(folder, name)];
}

function isThere(file) {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}
