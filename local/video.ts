import type { Endings } from './endings.ts';
import type { Installation } from './installation.ts';
import { keepAlive } from './keep-alive.ts';
import { findLivekit } from './livekit/find-server.ts';
import type { LanAddress } from './lan/lan-address.ts';
import { startMediaServer, stopMediaServer } from './livekit/media-server.ts';
import type { Video } from './portal-environment.ts';
import { reservePort, type Reservation } from './ports.ts';
import type { Progress, Step } from './progress.ts';

const wanted = { signal: 7880, tcp: 7881, udp: 7882 };

export type RunningVideo = Readonly<{ video: Video | null; words: string }>;

/** Where video will be, known at once, and when it is there: building the media server takes minutes the first time, and nothing else waits for it. */
export type ComingVideo = Readonly<{ video: Video | null; ready: Promise<RunningVideo> }>;

export type VideoOrder = Readonly<{ installation: Installation; env: NodeJS.ProcessEnv; progress: Progress; endings: Endings; portalPort: number; lan: LanAddress | null; stopping: AbortSignal }>;

/** Your own media server, when `LIVEKIT_URL` and its keys name it, else one of ours; without either everything else works, and says so. */
export async function startVideo(order: VideoOrder): Promise<ComingVideo> {
  const step = order.progress.begin('Video');
  const { LIVEKIT_URL: url, LIVEKIT_API_KEY: key, LIVEKIT_API_SECRET: secret } = order.env;
  if (url && key && secret) {
    step.done(`your own LiveKit at ${url}`);
    return settled({ video: { url, key, secret }, words: `Your own LiveKit at ${url}` });
  }
  if (url) return settled(without(step, 'No video: LIVEKIT_URL is given, but LIVEKIT_API_KEY and LIVEKIT_API_SECRET are not.'));
  const reserved = { signal: await reservePort(wanted.signal, 'tcp'), tcp: await reservePort(wanted.tcp, 'tcp'), udp: await reservePort(wanted.udp, 'udp') };
  for (const one of Object.values(reserved)) order.endings.add(one.release);
  const { livekitKey, livekitSecret } = order.installation.secrets;
  const video = { url: `ws://127.0.0.1:${reserved.signal.port}`, key: livekitKey, secret: livekitSecret };
  return { video, ready: ours(order, step, reserved, video) };
}

type Reserved = Readonly<Record<keyof typeof wanted, Reservation>>;

async function ours(order: VideoOrder, step: Step, reserved: Reserved, video: Video): Promise<RunningVideo> {
  const { installation, progress, stopping } = order;
  const found = await findLivekit(step.tell, stopping, order.env);
  stopping.throwIfAborted();
  if (!found.ok) return without(step, found.reason);
  const ports = { signal: reserved.signal.port, tcp: reserved.tcp.port, udp: reserved.udp.port };
  await Promise.all(Object.values(reserved).map((one) => one.release()));
  const webhookUrl = `http://127.0.0.1:${order.portalPort}/webhooks/livekit`;
  const { folder, record } = installation;
  const start = () => startMediaServer({ program: found.program, folder, ports, key: video.key, secret: video.secret, webhookUrl, lan: order.lan, onStart: record.notePart });
  const kept = keepAlive(await start(), {
    again: start,
    stop: stopMediaServer,
    ending: order.endings.begun,
    say: progress.say,
    clock: () => performance.now(),
    onGivenUp: () => progress.say('  ! Everything but video goes on.'),
  });
  order.endings.add(kept.end);
  const words = `LiveKit (${found.how}) on port ${ports.signal}`;
  step.done(words);
  for (const { port, wanted: asked, protocol } of Object.values(reserved)) {
    if (port !== asked) progress.say(`    ${protocol.toUpperCase()} port ${asked} is taken; video uses ${port} instead.`);
  }
  return { video, words };
}

function without(step: Step, reason: string): RunningVideo {
  step.without(reason);
  return { video: null, words: reason };
}

function settled(running: RunningVideo): ComingVideo {
  return { video: running.video, ready: Promise.resolve(running) };
}
