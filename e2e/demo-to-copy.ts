import { chmodSync, chownSync, cpSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { startDatabase } from '../local/database.ts';
import { readyDemo } from '../local/demo.ts';
import { endings } from '../local/endings.ts';
import { openInstallation } from '../local/installation.ts';
import { progressTo } from '../local/progress.ts';
import { addressOfDemo } from './address-of-demo.ts';
import { ownEnvironment } from './own-environment.ts';

/**
 * Fills a demo as a first start does, once a run, and ends its database again: a data folder from which a house starts in seconds.
 * That `npm start` fills one into an empty folder by itself is seen in killed-and-started-again.test.ts.
 */
export async function fillDemo(folder: string): Promise<void> {
  const env = ownEnvironment({});
  const said: string[] = [];
  const progress = progressTo({ write: (text) => said.push(text) }, () => performance.now());
  const opened = await openInstallation(folder);
  if (!opened.ok) throw new Error(`Somebody is at ${folder} already.`);
  const ends = endings();
  ends.add(opened.installation.close);
  try {
    const onLost = (part: string) => process.stderr.write(`${part} could not be kept running while the demo was filled.\n`);
    const { urls } = await startDatabase({ installation: opened.installation, progress, endings: ends, env, durable: false, onLost });
    if (!(await readyDemo(opened.installation, urls, addressOfDemo, env, progress))) throw new Error('There is no demo to copy.');
  } catch (error) {
    process.stderr.write(said.join(''));
    throw error;
  } finally {
    await ends.run();
  }
}

/** Copies a data folder whose house has ended: every file with its rights and, where we may give files away, its owner, as PostgreSQL asks for both. */
export function copyDemo(from: string, to: string): void {
  mkdirSync(path.dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true });
  for (const name of ['', ...readdirSync(from, { recursive: true, encoding: 'utf8' })]) {
    const { mode, uid, gid } = statSync(path.join(from, name));
    chmodSync(path.join(to, name), mode);
    if (process.getuid?.() === 0) chownSync(path.join(to, name), uid, gid);
  }
}
