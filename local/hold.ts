import { closeSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { identify, isSameProcess, type ProcessIdentity } from './process-identity.ts';

export type Held = Readonly<{ ok: true; letGo: () => void }> | Readonly<{ ok: false; holder: ProcessIdentity }>;

/**
 * Takes a file as "I am at this", for one living process at a time.
 *
 * The file names its holder by number and birth, so a holder that was killed holds nothing. The name appears together with its content
 * (a link to a finished file), so nobody ever reads half of it.
 */
export function hold(file: string): Held {
  const me = identify(process.pid);
  if (me === null) throw new Error('This process cannot find itself in the process table.');
  const mine = `${file}.${me.pid}`;
  const handle = openSync(mine, 'w', 0o600);
  writeSync(handle, JSON.stringify(me));
  closeSync(handle);
  try {
    for (;;) {
      try {
        linkSync(mine, file);
        return { ok: true, letGo: () => letGo(file, me) };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const holder = holderOf(file);
      if (holder) return { ok: false, holder };
      putAside(file, `${mine}.aside`);
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Who is at it now; null when nobody living is. */
export function holderOf(file: string): ProcessIdentity | null {
  try {
    const written = JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity;
    return isSameProcess(written) ? written : null;
  } catch {
    return null;
  }
}

/** Removes a dead holder's file, but not one that somebody else put there since we looked. */
function putAside(file: string, aside: string): void {
  try {
    renameSync(file, aside);
    if (holderOf(aside)) linkSync(aside, file);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function letGo(file: string, me: ProcessIdentity): void {
  if (holderOf(file)?.pid === me.pid) rmSync(file, { force: true });
}

/** As `hold`, but waits its turn; for work that ends by itself, such as a build. */
export async function holdInTurn(file: string, onWait: (holder: ProcessIdentity) => void): Promise<() => void> {
  for (let waited = false; ; waited = true) {
    const held = hold(file);
    if (held.ok) return held.letGo;
    if (!waited) onWait(held.holder);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
