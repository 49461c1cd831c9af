import path from 'node:path';
import { parseArgs } from 'node:util';
import { backupsIn } from '../backup/backups.ts';
import { readManifest, type Backup } from '../backup/manifest.ts';
import { restore, type RestoreOutcome, type RestoreTarget } from '../backup/restore.ts';
import { startDatabase } from '../database.ts';
import { endings } from '../endings.ts';
import { CannotStart } from '../house.ts';
import { openInstallation, wantedFolder } from '../installation.ts';
import { progressTo } from '../progress.ts';

/**
 * `npm run restore -- --from BACKUP [--to MOMENT|latest]`: brings the embedded database back, while Hallway does not run. Without `--from` it lists what
 * there is. The present database is moved aside, never deleted.
 */
export async function restoreCommand(args: readonly string[]): Promise<number> {
  if (process.env['DATABASE_URL']) throw new CannotStart('DATABASE_URL names a PostgreSQL of your own; bring it back with PostgreSQL\'s own tools. db/README.md says how.');
  const { values } = parseArgs({ args: [...args], options: { from: { type: 'string' }, to: { type: 'string' } } });
  const to = targetOf(values.to);
  const opened = await openInstallation(wantedFolder(process.env));
  if (!opened.ok) throw new CannotStart(`Hallway is running from ${opened.folder} (process ${opened.pid}). End it first (Ctrl-C where it was started), then type this again.`);
  const ends = endings();
  const { installation } = opened;
  ends.add(installation.close);
  try {
    const backups = backupsIn(path.join(installation.folder, 'backups'));
    if (values.from === undefined) return list(backups);
    const progress = progressTo(process.stdout, () => performance.now());
    const step = progress.begin('Restore', 'bringing the database back');
    const outcome = await restore({ installation, env: process.env, backup: chosen(backups, values.from), to, now: new Date(), tell: (note) => progress.say(`    ${note} …`) });
    if (!outcome.ok) throw new CannotStart(refusal(outcome));
    step.done(outcome.until === null ? 'as it was when the backup ended' : `up to ${outcome.until}`);
    if (outcome.short) progress.say(`    The log ends before ${to}: all that it holds has come back, and nothing after that moment.`);
    await startDatabase({ installation, progress, endings: ends, env: process.env, durable: true, onLost: () => process.exit(1) });
    progress.say(`\n  What was there before lies in ${outcome.aside}, with the newest seal of its trail.\n  Start Hallway as always: npm start\n`);
    return 0;
  } finally {
    await ends.run();
  }
}

function targetOf(to: string | undefined): RestoreTarget {
  if (to === undefined) return 'end';
  if (to === 'latest') return to;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(to) || Number.isNaN(Date.parse(to))) {
    throw new CannotStart(`--to is "${to}". Give a moment with its zone, such as 2026-11-24T13:00:00Z, or the word latest.`);
  }
  return to;
}

function chosen(backups: readonly Backup[], from: string): Backup {
  if (from === 'newest' && backups[0]) return backups[0];
  const known = backups.find(({ name }) => name === from);
  if (known) return known;
  const folder = path.resolve(process.env['INIT_CWD'] ?? process.cwd(), from);
  const manifest = readManifest(folder);
  if (manifest === null) throw new CannotStart(`There is no backup ${from}. ${backups.length === 0 ? 'There is none at all.' : `There are: ${backups.map(({ name }) => name).join(', ')}.`}`);
  return { name: path.basename(folder), folder, manifest };
}

function list(backups: readonly Backup[]): number {
  if (backups.length === 0) process.stdout.write('There is no backup yet. "npm run backup" makes one.\n');
  for (const { name, manifest } of backups) process.stdout.write(`${name}  ended ${manifest.endedAt}, opens with version ${manifest.keyVersion} of the key\n`);
  process.stdout.write('\nTo bring one back: npm run restore -- --from NAME [--to 2026-11-24T13:00:00Z | --to latest]\n');
  return 2;
}

function refusal({ reason, detail }: Extract<RestoreOutcome, { ok: false }>): string {
  switch (reason) {
    case 'damaged':
      return `This backup is damaged: ${detail} is not what was backed up. Nothing was changed; take another.`;
    case 'other-key':
      return `This backup opens with version ${detail} of the installation's key, which is not here. Put back the secrets.json that belongs to it. Nothing was changed.`;
    case 'too-early':
      return `This backup was finished at ${detail}, and can bring back no earlier moment. Nothing was changed; take an older one.`;
    case 'not-recovered':
      return `PostgreSQL could not bring it back. Nothing was changed. Its last words:\n${detail}`;
  }
}
