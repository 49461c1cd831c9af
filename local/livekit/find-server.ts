import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { holdInTurn } from '../hold.ts';
import { onPath } from '../on-path.ts';
import { buildWithGo } from './from-go.ts';
import { takeFromRelease } from './from-release.ts';
import { cachedLivekit, livekitVersion } from './version.ts';

export type FoundLivekit = Readonly<{ ok: true; program: string; how: string }> | Readonly<{ ok: false; reason: string }>;

/**
 * The media server's program: one on PATH, a cached copy, built with Go, or the official archive, in this order.
 *
 * What is built or fetched lands in the user's cache for every clone; two clones that start together wait for one another instead of building twice.
 *
 * @returns `ok: false` with one clear sentence when every way failed: everything but video works then.
 */
export async function findLivekit(tell: (note: string) => void, stopping?: AbortSignal, env: NodeJS.ProcessEnv = process.env): Promise<FoundLivekit> {
  const installed = onPath('livekit-server', env);
  if (installed) return { ok: true, program: installed, how: 'the one installed on this computer' };
  const target = cachedLivekit(env);
  if (existsSync(target)) return { ok: true, program: target, how: livekitVersion };
  mkdirSync(path.dirname(target), { recursive: true });
  const letGo = await holdInTurn(`${target}.at-it`, () => tell('another Hallway on this computer is building it; waiting for that'));
  try {
    if (existsSync(target)) return { ok: true, program: target, how: livekitVersion };
    const noGo = await buildWithGo(target, tell, stopping);
    if (noGo === null) return { ok: true, program: target, how: `${livekitVersion}, built with Go` };
    if (stopping?.aborted) return { ok: false, reason: 'Stopped.' };
    const noRelease = await takeFromRelease(target, tell);
    if (noRelease === null) return { ok: true, program: target, how: `${livekitVersion}, from the official archive` };
    return { ok: false, reason: `No video: ${noGo}, and ${noRelease}. Install Go 1.26 or livekit-server and start again; everything else works.` };
  } finally {
    letGo();
  }
}
