import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../installation.ts';
import { tallyOf, type Report, type Tally } from './tally.ts';

/** Runs some of the test projects, shows what vitest says, and counts its report. */
export async function runVitest(projects: readonly string[], filters: readonly string[], env: NodeJS.ProcessEnv, stopping: AbortSignal): Promise<Tally> {
  const results = path.join(projectRoot, 'test-results');
  const reportFile = path.join(results, `${projects.join('-')}.json`);
  mkdirSync(results, { recursive: true });
  rmSync(reportFile, { force: true });
  const vitest = path.join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', ...projects.flatMap((project) => ['--project', project]), '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`, ...filters];
  const child = spawn(process.execPath, args, { cwd: projectRoot, env, stdio: ['ignore', 'inherit', 'inherit'] });
  const end = () => child.kill('SIGINT');
  stopping.addEventListener('abort', end);
  const exitCode = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('exit', (code) => resolve(code));
  });
  stopping.removeEventListener('abort', end);
  return tallyOf(projects.join(' and '), readReport(reportFile), exitCode);
}

function readReport(file: string): Report | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return null;
  }
}
