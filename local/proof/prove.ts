import path from 'node:path';
import { build } from '../build.ts';
import { projectRoot } from '../installation.ts';
import { findLivekit } from '../livekit/find-server.ts';
import { progressTo, seconds, type Progress } from '../progress.ts';
import { runProgram } from '../run-program.ts';
import { stopSignal } from '../stop-signal.ts';
import { findOrInstallChromium } from './chromium.ts';
import { lastLine, tallyOfCheck, together, type Tally } from './tally.ts';
import { removeLeftovers } from './temporary-folder.ts';
import { runVitest } from './vitest-run.ts';

const toolMs = 8 * 60_000;

/**
 * `npm test`: types, lint, units, database guarantees and browser journeys, on real parts; what is missing for it is installed first.
 *
 * With words after `--` only the test files that match them run.
 *
 * @returns 0 when everything passed. The last line printed is `N passed, N failed` and nothing else.
 */
export async function prove(filters: readonly string[]): Promise<number> {
  const stopping = stopSignal();
  const progress = progressTo(process.stdout, () => performance.now());
  progress.say('\n  Hallway is put to the test\n');
  const parts = Promise.all([readyBrowser(progress, stopping), readyVideo(progress, stopping), readyBuild(progress, stopping)]);
  const vitest = async (projects: readonly string[], output: 'shown' | 'held') => {
    const [{ program }] = await parts;
    if (stopping.aborted) return [];
    const env = { ...process.env, NODE_ENV: 'test' as const, ...(program && { HALLWAY_CHROMIUM: program }) };
    return [await runVitest(projects, filters, env, stopping, output)];
  };
  // Journeys wait for what they have asked for much of their time; meanwhile all that only computes is done beside them.
  const ran = filters.length > 0
    ? [await vitest(['unit', 'database', 'browser'], 'shown')]
    : await Promise.all([vitest(['browser'], 'shown'), checks(progress, stopping).then(async (tools) => [...tools, ...(await vitest(['unit', 'database'], 'held'))])]);
  const [browser, video, built] = await parts;
  await removeLeftovers();
  const all = together([...ran.flat(), browser.tally, video, built, ...(stopping.aborted ? [tallyOfCheck('the run was stopped', false)] : [])]);
  return report(all, progress);
}

/** `npm run check`: types and lint alone. */
export async function check(): Promise<number> {
  const progress = progressTo(process.stdout, () => performance.now());
  return report(together(await checks(progress, stopSignal())), progress);
}

async function report(all: Tally, progress: Progress): Promise<number> {
  progress.say(`\n  ${seconds(progress.elapsedMs())} in all`);
  if (all.complaints.length > 0) progress.say(`\n  Not passed:\n${all.complaints.map((complaint) => `  - ${complaint}`).join('\n')}`);
  await new Promise((resolve) => process.stdout.write(`\n${lastLine(all)}\n`, resolve));
  return all.failed === 0 ? 0 : 1;
}

/** One after the other: each of the two fills a processor and most of the memory of a small machine. */
async function checks(progress: Progress, stopping: AbortSignal): Promise<Tally[]> {
  const bin = (...parts: string[]) => path.join(projectRoot, 'node_modules', ...parts);
  return [
    await runTool('Types', [bin('typescript', 'bin', 'tsc'), '--noEmit'], progress, stopping),
    await runTool('Lint', [bin('eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0'], progress, stopping),
  ];
}

async function runTool(name: string, args: string[], progress: Progress, stopping: AbortSignal): Promise<Tally> {
  const step = progress.begin(name);
  const lines: string[] = [];
  const ran = await runProgram(process.execPath, args, { cwd: projectRoot, limitMs: toolMs, stopping, onLine: (line) => lines.push(line) });
  if (ran.ok) step.done('in order');
  else step.without(`complaints:\n${lines.slice(0, 200).join('\n') || ran.lastWords}`);
  return tallyOfCheck(name, ran.ok);
}

async function readyBrowser(progress: Progress, stopping: AbortSignal): Promise<{ program: string | null; tally: Tally }> {
  const step = progress.begin('Chromium');
  const found = await findOrInstallChromium(step.tell, stopping);
  if (found.ok) step.done(`${found.how}, ${found.program}`);
  else step.without(found.reason);
  return { program: found.ok ? found.program : null, tally: tallyOfCheck(found.ok ? 'Chromium' : found.reason, found.ok) };
}

async function readyVideo(progress: Progress, stopping: AbortSignal): Promise<Tally> {
  const step = progress.begin('LiveKit');
  const found = await findLivekit(step.tell, stopping);
  if (found.ok) step.done(found.how);
  else step.without(found.reason);
  return tallyOfCheck(found.ok ? 'LiveKit' : found.reason, found.ok);
}

async function readyBuild(progress: Progress, stopping: AbortSignal): Promise<Tally> {
  const step = progress.begin('Build');
  try {
    await build(projectRoot, step, stopping);
    return tallyOfCheck('Build', true);
  } catch (error) {
    step.without(error instanceof Error ? error.message : String(error));
    return tallyOfCheck('Build', false);
  }
}
