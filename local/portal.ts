import path from 'node:path';
import { moveClock } from './demo-clock.ts';
import { projectRoot } from './installation.ts';
import { startPart, untilReady, type Part, type PartOrder } from './part.ts';

const readyLimitMs = 90_000;

export type PortalOrder = Readonly<{ folder: string; port: number; env: NodeJS.ProcessEnv; ownerUrl: string; dev: boolean; onStart: PartOrder['onStart'] }>;

/** How each part is, as the portal itself sees it. */
export type Readiness = Readonly<Record<'database' | 'video' | 'mail' | 'jobs', 'ok' | 'down' | 'absent'>>;

/**
 * Starts the one process that serves, and waits until it answers. While it runs it may ask for the demo's clock to be moved, which only the owner can.
 */
export async function startPortal(order: PortalOrder): Promise<Part> {
  const part = await startPart({
    name: 'The portal',
    program: process.execPath,
    args: ['--disable-warning=ExperimentalWarning', path.join(projectRoot, 'server.ts')],
    cwd: projectRoot,
    env: order.env,
    logFile: path.join(order.folder, 'logs', 'portal.log'),
    messages: true,
    aloud: order.dev,
    ...(order.onStart && { onStart: order.onStart }),
  });
  part.child.on('message', (message) => void hear(message, part, order.ownerUrl));
  await untilReady(part, () => answers(order.port), readyLimitMs);
  return part;
}

async function hear(message: unknown, part: Part, ownerUrl: string): Promise<void> {
  if (!isClockRequest(message)) return;
  const ok = await moveClock(ownerUrl, message.offsetSeconds).then(
    () => true,
    () => false,
  );
  if (part.child.connected) part.child.send({ answer: message.id, ok });
}

function isClockRequest(message: unknown): message is { ask: 'set-demo-clock'; id: unknown; offsetSeconds: number } {
  const it = message as Partial<Record<'ask' | 'offsetSeconds', unknown>> | null;
  return typeof it === 'object' && it?.ask === 'set-demo-clock' && typeof it.offsetSeconds === 'number' && Number.isFinite(it.offsetSeconds);
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}

/**
 * Asks the portal how its parts are, and again while the queue is still starting.
 *
 * @returns null when it gave no answer that could be read.
 */
export async function askReadiness(port: number, patienceMs: number): Promise<Readiness | null> {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
    const readiness = answer === null ? null : await answer.json().then((json) => json as Readiness, () => null);
    if (answer?.ok || performance.now() > giveUpAt) return readiness;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export async function stopPortal(part: Part): Promise<void> {
  await part.stop('SIGTERM', 6_000);
}
