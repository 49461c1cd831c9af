import path from 'node:path';
import { copyFolder } from '../backup/copy-elsewhere.ts';
import { runBackup } from '../backup/run-backup.ts';
import { endings } from '../endings.ts';
import { CannotStart } from '../house.ts';
import { reachDatabase } from '../reach-database.ts';

/** `npm run backup`: a whole backup of the embedded database, while Hallway runs or not. */
export async function backup(): Promise<number> {
  if (process.env['DATABASE_URL']) throw new CannotStart('DATABASE_URL names a PostgreSQL of your own; it is backed up with PostgreSQL\'s own tools. db/README.md says how.');
  const ends = endings();
  try {
    const { installation, ownerUrl } = await reachDatabase(ends);
    const startedAt = new Date();
    const copyTo = copyFolder(process.env);
    const outcome = await runBackup({ installation, ownerUrl, startedAt, copyTo });
    if (!outcome.ok) {
      throw new CannotStart({ 'another-is-being-made': 'Another backup is being made at this moment.', 'no-room': 'There is not enough room on the disk for another backup.' }[outcome.reason]);
    }
    const seconds = ((Date.now() - startedAt.getTime()) / 1000).toFixed(1);
    process.stdout.write(`${outcome.backup.folder}  ${Math.ceil(outcome.bytes / 1_000_000)} MB, ${seconds} s\n`);
    process.stdout.write(`To bring it back: npm run restore -- --from ${outcome.backup.name}\nIt opens with secrets.json (version ${outcome.backup.manifest.keyVersion} of the key), which is not in it: keep a copy of that file elsewhere.\n`);
    if (copyTo !== null && outcome.notCopied === null) process.stdout.write(`A copy lies in ${path.join(copyTo, outcome.backup.name)}, with the log beside it.\n`);
    if (outcome.notCopied !== null) process.stderr.write(`It was not copied to ${copyTo}: ${outcome.notCopied}.\n`);
    if (outcome.forgotten.length > 0) process.stdout.write(`No longer needed, and removed: ${outcome.forgotten.join(', ')}\n`);
    return outcome.notCopied === null ? 0 : 1;
  } finally {
    await ends.run();
  }
}
