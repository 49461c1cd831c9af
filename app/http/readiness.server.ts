import net from 'node:net';
import { sql } from 'drizzle-orm';
import type { HallwayContext } from './load-context.ts';

export type PartState = 'ok' | 'down' | 'absent';

/** What each part of the installation says right now. `absent`: it was not set up, and everything else works without it. */
export type Readiness = { database: PartState; video: PartState; mail: PartState; jobs: PartState };

const patienceMs = 1_500;

/** Asks every part, all at once, and waits at most a second and a half for each. */
export async function readiness({ db, config, jobs, boss }: Pick<HallwayContext, 'db' | 'config' | 'jobs' | 'boss'>): Promise<Readiness> {
  const { video, mail } = config;
  const [database, queue, media, post] = await Promise.all([
    answers(async () => void (await db.execute(sql`select clock_now()`))),
    answers(async () => {
      if (!jobs.isRunning()) throw new Error('not running');
      await boss.getQueues();
    }),
    video ? answers(() => httpAnswers(video.url)) : ('absent' as const),
    mail ? answers(() => portAnswers(mail.url)) : ('absent' as const),
  ]);
  return { database, video: media, mail: post, jobs: queue };
}

/** Whether the portal can do its work: without video or mail it still can. */
export function isReady(parts: Readiness): boolean {
  return parts.database === 'ok' && parts.jobs === 'ok';
}

async function answers(ask: () => Promise<void>): Promise<'ok' | 'down'> {
  let tooLate: NodeJS.Timeout | undefined;
  const limit = new Promise<'down'>((resolve) => (tooLate = setTimeout(() => resolve('down'), patienceMs)));
  try {
    return await Promise.race([ask().then(() => 'ok' as const), limit]);
  } catch {
    return 'down';
  } finally {
    clearTimeout(tooLate);
  }
}

async function httpAnswers(mediaUrl: string): Promise<void> {
  const response = await fetch(mediaUrl.replace(/^ws/, 'http'), { signal: AbortSignal.timeout(patienceMs), redirect: 'error' });
  if (!response.ok) throw new Error('not ok');
}

function portAnswers(mailUrl: string): Promise<void> {
  const { hostname, port, protocol } = new URL(mailUrl);
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: hostname, port: Number(port || (protocol === 'smtps:' ? 465 : 25)), timeout: patienceMs });
    socket.once('connect', () => {
      socket.end();
      resolve();
    });
    socket.once('timeout', () => socket.destroy(new Error('timeout')));
    socket.once('error', reject);
  });
}
