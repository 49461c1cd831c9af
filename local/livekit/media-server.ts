import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { LanAddress } from '../lan/lan-address.ts';
import { startPart, untilReady, type Part, type PartOrder } from '../part.ts';
import { videoConfig, type VideoPorts } from './config.ts';

const readyLimitMs = 20_000;

export type MediaServerOrder = Readonly<{ program: string; folder: string; ports: VideoPorts; key: string; secret: string; webhookUrl: string; lan: LanAddress | null; onStart?: PartOrder['onStart'] }>;

/** Starts LiveKit with a configuration written anew each time (ports may have changed); readable by its owner alone, because the keys are in it. */
export async function startMediaServer(order: MediaServerOrder): Promise<Part> {
  const file = path.join(order.folder, 'livekit.yaml');
  mkdirSync(order.folder, { recursive: true });
  writeFileSync(file, videoConfig(order.ports, order.key, order.secret, order.webhookUrl, order.lan), { mode: 0o600 });
  const { PATH, HOME, SystemRoot } = process.env;
  const part = await startPart({
    name: 'LiveKit',
    program: order.program,
    args: ['--config', file],
    cwd: order.folder,
    env: { PATH, HOME, SystemRoot },
    logFile: path.join(order.folder, 'logs', 'livekit.log'),
    ...(order.onStart && { onStart: order.onStart }),
  });
  await untilReady(part, () => answers(order.ports.signal), readyLimitMs);
  return part;
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(1_000) })).ok;
  } catch {
    return false;
  }
}

/** LiveKit answers the first request to end by waiting for the last visit, and the second by ending. */
export async function stopMediaServer(part: Part): Promise<void> {
  const again = setTimeout(() => part.child.kill('SIGINT'), 150);
  await part.stop('SIGINT', 2_000);
  clearTimeout(again);
}
