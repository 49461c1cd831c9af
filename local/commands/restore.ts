import path from 'node:path';
import { parseArgs } from 'node:util';
import { backupsIn, unreadableIn } from '../backup/backups.ts';
import type { RestoreTarget } from '../backup/follow-log.ts';
import { readManifest, type Backup } from '../backup/manifest.ts';
import { restore } from '../backup/restore.ts';
import { livedIn } from '../backup/timelines-file.ts';
import { timelineOf } from '../backup/timelines.ts';
import { startDatabase } from '../database.ts';
import { endings } from '../endings.ts';
import { CannotStart } from '../house.ts';
import { openInstallation, wantedFolder } from '../installation.ts';
import { progressTo } from '../progress.ts';
import { refusal, shortWords } from './restore-words.ts';

/**
 * `npm run restore -- --from BACKUP [--to MOMENT|latest [--timeline N] [--as-far-as-it-goes]]`: brings the embedded database back, while Hallway does not run.
 * Without `--from` it lists what there is. The present database is moved aside, never deleted.
 */
export async function restoreCommand(args: readonly string[]): Promise<number> {
  if (process.env['DATABASE_URL']) throw new CannotStart('DATABASE_URL names a PostgreSQL of your own; bring it back with PostgreSQL\'s own tools. db/README.md says how.');
  const { values } = parseArgs({ args: [...args], options: { from: { type: 'string' }, to: { type: 'string' }, timeline: { type: 'string' }, 'as-far-as-it-goes': { type: 'boolean', default: false } } });
  const to = targetOf(values.to);
  const timeline = timelineFrom(values.timeline, to);
  const opened = await openInstallation(wantedFolder(process.env));
  if (!opened.ok) throw new CannotStart(`Hallway is running from ${opened.folder} (process ${opened.pid}). End it first (Ctrl-C where it was started), then type this again.`);
  const ends = endings();
  const { installation } = opened;
  ends.add(installation.close);
  try {
    const folder = path.join(installation.folder, 'backups');
    const backups = backupsIn(folder);
    if (values.from === undefined) return list(backups, folder);
    const progress = progressTo(process.stdout, () => performance.now());
    const step = progress.begin('Restore', 'bringing the database back');
    const order = { backup: chosen(backups, values.from), to, timeline, asFarAsItGoes: values['as-far-as-it-goes'] };
    const outcome = await restore({ installation, env: process.env, ...order, now: new Date(), tell: (note) => progress.say(`    ${note} …`) });
    if (!outcome.ok) throw new CannotStart(refusal(outcome));
    step.done(outcome.until === null ? 'as it was when the backup ended' : `up to ${outcome.until}`);
    if (livedIn(folder).length > 1) progress.say(`    It is what timeline ${outcome.timeline} held then.`);
    await startDatabase({ installation, progress, endings: ends, env: process.env, durable: true, onLost: () => process.exit(1) });
    progress.say(`\n  What was there before lies in ${outcome.aside}, with the newest seal of its trail.\n${outcome.short ? shortWords(to, outcome.until) : ''}  Start Hallway as always: npm start\n`);
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

function timelineFrom(given: string | undefined, to: RestoreTarget): number | null {
  if (given === undefined) return null;
  const timeline = Number(given);
  if (!Number.isInteger(timeline) || timeline < 1) throw new CannotStart(`--timeline is "${given}"; give its number, as "npm run restore" lists it.`);
  if (to === 'end') throw new CannotStart('--timeline goes with --to: the backup alone brings back the moment when it ended.');
  return timeline;
}

function chosen(backups: readonly Backup[], from: string): Backup {
  if (from === 'newest' && backups[0]) return backups[0];
  const known = backups.find(({ name }) => name === from);
  if (known) return known;
  const folder = path.resolve(process.env['INIT_CWD'] ?? process.cwd(), from);
  const manifest = readManifest(folder);
  if (typeof manifest === 'string') throw new CannotStart(`${from} ${unreadable[manifest]}. Nothing was changed.`);
  if (manifest === null) throw new CannotStart(`There is no backup ${from}. ${backups.length === 0 ? 'There is none at all.' : `There are: ${backups.map(({ name }) => name).join(', ')}.`}`);
  return { name: path.basename(folder), folder, manifest };
}

const unreadable = { damaged: 'is damaged: its backup.json cannot be read', newer: 'was made by a newer Hallway; bring it back with that' };

function list(backups: readonly Backup[], folder: string): number {
  const others = unreadableIn(folder);
  if (backups.length + others.length === 0) process.stdout.write('There is no backup yet. "npm run backup" makes one.\n');
  for (const { name, manifest } of backups) process.stdout.write(`${name}  ended ${manifest.endedAt}, timeline ${timelineOf(manifest.startWal)}, opens with version ${manifest.keyVersion} of the key\n`);
  for (const { name, why } of others) process.stdout.write(`${name}  ${unreadable[why]}\n`);
  const lived = livedIn(folder);
  if (lived.length > 1) process.stdout.write('\nA new timeline began whenever a backup was brought back. A moment is looked for on the one in use then; --timeline N names another.\n');
  for (const [n, { timeline, since }] of lived.length > 1 ? lived.entries() : []) {
    process.stdout.write(`timeline ${timeline}  ${since === null ? 'from the beginning' : `from ${since}`} ${n + 1 < lived.length ? `to ${lived[n + 1]?.since ?? 'the next'}` : 'on, in use'}\n`);
  }
  process.stdout.write('\nTo bring one back: npm run restore -- --from NAME [--to 2026-11-24T13:00:00Z | --to latest]\n');
  return 2;
}
