import postgres from 'postgres';
import type { DatabaseUrls } from './database.ts';
import { hasHalfDemo, whileFilling } from './half-demo.ts';
import type { Installation } from './installation.ts';
import { keysOf } from './keys-of.ts';
import type { Progress } from './progress.ts';
import { keepPurpose, purposeOf } from './purpose.ts';

type State = Readonly<{ kind: 'real' | 'demo' | 'test'; empty: boolean }>;

/**
 * Whether this installation is a demo. An empty database becomes one unless `HALLWAY_DEMO=0`, or its data folder is for real use; one that holds anything else
 * never does, whatever is asked.
 *
 * @param fresh from now on this data folder is for real use; refused over a demo.
 * @returns whether the portal is to offer one-click sign-in and the movable clock.
 */
export async function readyDemo(installation: Pick<Installation, 'folder' | 'secrets'>, urls: DatabaseUrls, origin: string, env: NodeJS.ProcessEnv, progress: Progress, fresh = false): Promise<boolean> {
  const { secrets, folder } = installation;
  const state = await stateOf(urls.owner);
  if (fresh) beginAfresh(folder, state, progress);
  if (state.kind !== 'demo' && (!state.empty || env['HALLWAY_DEMO'] === '0')) keepPurpose(folder, 'real');
  if (fresh || env['HALLWAY_DEMO'] === '0') return false;
  if (hasHalfDemo(folder)) {
    throw new Error('A demo was being filled into your own PostgreSQL when Hallway was killed, and half of it is there now. Empty that database and start again.');
  }
  if (state.kind === 'demo') {
    keepPurpose(folder, 'demo');
    return true;
  }
  if (!state.empty || purposeOf(folder) === 'real') {
    if (env['HALLWAY_DEMO'] === '1') progress.say('    HALLWAY_DEMO=1 is not obeyed: this is for real use, and holds nobody who is made up.');
    return false;
  }
  const step = progress.begin('Demo');
  // Loaded only when it is needed: it brings half of the product along.
  const { seedDemo } = await import('../db/seed/seed-demo.server.ts');
  keepPurpose(folder, 'demo');
  await whileFilling(folder, () => seedDemo({
    ownerUrl: urls.owner, appUrl: urls.app, origin, onStep: step.tell,
    ...keysOf(secrets, env),
  }));
  step.done('a made-up partnership: 300 students, 3 schools, 12 therapists');
  return true;
}

function beginAfresh(folder: string, state: State, progress: Progress): void {
  if (state.kind === 'demo' || purposeOf(folder) === 'demo' || hasHalfDemo(folder)) {
    throw new Error(`A demo lies in ${folder}, and a demo never becomes real. "npm run leave-demo" takes all of it away and begins afresh; or name another data folder in HALLWAY_DATA.`);
  }
  if (!state.empty) progress.say('    --fresh changes nothing: this installation is set up already.');
  keepPurpose(folder, 'real');
}

/** Whether a database is a demo, for commands that do not fill one. */
export async function isDemo(ownerUrl: string): Promise<boolean> {
  return process.env['HALLWAY_DEMO'] !== '0' && (await stateOf(ownerUrl)).kind === 'demo';
}

async function stateOf(ownerUrl: string): Promise<State> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    const [row] = await sql<State[]>`
      select kind, not exists (select from person) and not exists (select from partnership) as empty from installation`;
    if (!row) throw new Error('The database has no installation row.');
    return row;
  } finally {
    await sql.end({ timeout: 2 });
  }
}
