import { execFile } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ownEnvironment } from './own-environment.ts';

const program = fileURLToPath(new URL('fill-demo-process.ts', import.meta.url));

/**
 * Fills a demo as a first start does, once a run, and ends its database again: a data folder from which a house starts in seconds.
 * That `npm start` fills one into an empty folder by itself is seen in killed-and-started-again.test.ts.
 */
export function fillDemo(folder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ['--disable-warning=ExperimentalWarning', program, folder], { env: ownEnvironment({}) }, (error, stdout, stderr) => {
      if (error) reject(new Error(`There is no demo to copy:\n${stdout}${stderr}`));
      else resolve();
    });
  });
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
