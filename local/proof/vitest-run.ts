import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../installation.ts';
import { tallyOf, type Report, type Tally } from './tally.ts';

/**
 * Runs some of the test projects, shows what vitest says, and counts its report.
 *
 * @param output `held`: its words are shown in one piece when it has ended, as another run is showing its own meanwhile
 */
export async function runVitest(projects: readonly string[], filters: readonly string[], env: NodeJS.ProcessEnv, stopping: AbortSignal, output: 'shown' | 'held'): Promise<Tally> {
  const results = path.join(projectRoot, 'test-results');
  const reportFile = path.join(results, `${projects.join('-')}.json`);
  mkdirSync(results, { recursive: true });
  rmSync(reportFile, { force: true });
  const vitest = path.join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', ...projects.flatMap((project) => ['--project', project]), '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`, ...filters];
  const child = spawn(process.execPath, args, { cwd: projectRoot, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const words: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output === 'shown' ? process.stdout.write(chunk) : words.push(chunk)));
  const end = () => child.kill('SIGINT');
  stopping.addEventListener('abort', end);
  const exitCode = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', (code) => resolve(code));
  });
  stopping.removeEventListener('abort', end);
  process.stdout.write(Buffer.concat(words));
  return tallyOf(projects.join(' and '), readReport(reportFile), exitCode);
}

function readReport(file: string): Report | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return null;
  }
}
