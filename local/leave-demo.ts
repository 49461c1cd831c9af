import { existsSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { endLeftover } from './postgres/leftover.ts';
import { keepPurpose, type Purpose } from './purpose.ts';

/** What a database holds: nothing, made-up people alone, or people who are not. `absent`: there is no such database. */
export type Held = 'absent' | 'empty' | 'demo' | 'real';

export type FoundHere = Readonly<{
  /** The database in the data folder. */
  own: Held;
  /** The one that `DATABASE_URL` names; absent without it. */
  named: Held;
  /** What the data folder was last used for. */
  purpose: Purpose | null;
}>;

/** `nothing-here`: there is no sign that this folder was ever a demo's, so its keys may belong to real data elsewhere. */
export type LeavingRefused = 'real-here' | 'real-in-yours' | 'demo-in-yours' | 'nothing-here';

/**
 * Whether everything in a data folder may be thrown away, because nothing of it ever belonged to anybody real. A PostgreSQL of your own is never emptied by us.
 *
 * @returns why not; null when it may.
 */
export function whyNotLeave({ own, named, purpose }: FoundHere): LeavingRefused | null {
  if (purpose === 'real') return 'nothing-here';
  if (own === 'real') return 'real-here';
  if (named === 'real') return 'real-in-yours';
  if (named === 'demo') return 'demo-in-yours';
  return own === 'demo' || purpose === 'demo' || (own === 'empty' && named === 'absent') ? null : 'nothing-here';
}

/** Programs, and whose the folder is right now. Everything else in a data folder came with its people: database, keys, mails, seals, logs. */
const kept = /^(postgresql-|launcher\.hold)/;

/**
 * Throws away all that a demo brought into its data folder, keys last, and marks it for real use. A kill in between is made good by `finishLeaving` at the next
 * command, so that no database is ever left without its keys, and no key outlives the demo.
 */
export async function throwDemoAway(folder: string): Promise<void> {
  writeFileSync(markIn(folder), 'The demo in this folder is being thrown away.\n');
  await finishLeaving(folder);
}

/** Goes on with what `throwDemoAway` began, if it did. */
export async function finishLeaving(folder: string): Promise<void> {
  if (!existsSync(markIn(folder))) return;
  const cluster = path.join(folder, 'postgres');
  if (existsSync(cluster)) await endLeftover(realpathSync(cluster));
  const last = ['secrets.json', path.basename(markIn(folder))];
  for (const name of readdirSync(folder)) if (!kept.test(name) && !last.includes(name)) rmSync(path.join(folder, name), { recursive: true, force: true });
  rmSync(path.join(folder, 'secrets.json'), { force: true });
  keepPurpose(folder, 'real');
  rmSync(markIn(folder), { force: true });
}

function markIn(folder: string): string {
  return path.join(folder, 'leaving-demo');
}
