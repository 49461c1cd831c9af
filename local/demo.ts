import postgres from 'postgres';
import type { DatabaseUrls } from './database.ts';
import { hasHalfDemo, whileFilling } from './half-demo.ts';
import type { Installation } from './installation.ts';
import { keysOf } from './keys-of.ts';
import type { Progress } from './progress.ts';

type State = Readonly<{ kind: 'real' | 'demo' | 'test'; empty: boolean }>;

/**
 * Whether this installation is a demo. An empty database becomes one unless `HALLWAY_DEMO=0`; one that holds anything else never does, whatever is asked.
 *
 * @returns whether the portal is to offer one-click sign-in and the movable clock.
 */
export async function readyDemo(installation: Installation, urls: DatabaseUrls, origin: string, env: NodeJS.ProcessEnv, progress: Progress): Promise<boolean> {
  if (env['HALLWAY_DEMO'] === '0') return false;
  const state = await stateOf(urls.owner);
  if (hasHalfDemo(installation.folder)) {
    throw new Error('A demo was being filled into your own PostgreSQL when Hallway was killed, and half of it is there now. Empty that database and start again.');
  }
  if (state.kind === 'demo') return true;
  if (!state.empty) {
    if (env['HALLWAY_DEMO'] === '1') progress.say('    HALLWAY_DEMO=1 is not obeyed: this database holds people who are not made up.');
    return false;
  }
  const { secrets, folder } = installation;
  const step = progress.begin('Demo');
  // Loaded only when it is needed: it brings half of the product along.
  const { seedDemo } = await import('../db/seed/seed-demo.server.ts');
  await whileFilling(folder, () => seedDemo({
    ownerUrl: urls.owner, appUrl: urls.app, origin, onStep: step.tell,
    ...keysOf(secrets, env),
  }));
  step.done('a made-up partnership: 60 students, 3 schools, 7 therapists');
  return true;
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
