import type { Endings } from './endings.ts';
import type { Installation } from './installation.ts';
import { keepAlive } from './keep-alive.ts';
import { findLivekit } from './livekit/find-server.ts';
import { startMediaServer, stopMediaServer } from './livekit/media-server.ts';
import type { Video } from './portal-environment.ts';
import { reservePort } from './ports.ts';
import type { Progress } from './progress.ts';

const wanted = { signal: 7880, tcp: 7881, udp: 7882 };

export type RunningVideo = Readonly<{ video: Video | null; words: string }>;

export type VideoOrder = Readonly<{ installation: Installation; env: NodeJS.ProcessEnv; progress: Progress; endings: Endings; portalPort: number; stopping: AbortSignal }>;

/** Your own media server, when `LIVEKIT_URL` and its keys name it, else one of ours; without either everything else works, and says so. */
export async function startVideo(order: VideoOrder): Promise<RunningVideo> {
  const { env, progress } = order;
  const step = progress.begin('Video');
  const { LIVEKIT_URL: url, LIVEKIT_API_KEY: key, LIVEKIT_API_SECRET: secret } = env;
  if (url && key && secret) {
    step.done(`your own LiveKit at ${url}`);
    return { video: { url, key, secret }, words: `Your own LiveKit at ${url}` };
  }
  if (url) {
    const reason = 'No video: LIVEKIT_URL is given, but LIVEKIT_API_KEY and LIVEKIT_API_SECRET are not.';
    step.without(reason);
    return { video: null, words: reason };
  }
  const found = await findLivekit(step.tell, order.stopping, env);
  order.stopping.throwIfAborted();
  if (!found.ok) {
    step.without(found.reason);
    return { video: null, words: found.reason };
  }
  const ports = await ours(order, found.program);
  const words = `LiveKit (${found.how}) on port ${ports.signal}`;
  step.done(words);
  for (const [name, protocol] of [['signal', 'TCP'], ['tcp', 'TCP'], ['udp', 'UDP']] as const) {
    if (ports[name] !== wanted[name]) progress.say(`    ${protocol} port ${wanted[name]} is taken; video uses ${ports[name]} instead.`);
  }
  const { livekitKey, livekitSecret } = order.installation.secrets;
  return { video: { url: `ws://127.0.0.1:${ports.signal}`, key: livekitKey, secret: livekitSecret }, words };
}

async function ours(order: VideoOrder, program: string): Promise<typeof wanted> {
  const { folder, secrets, record } = order.installation;
  const reserved = { signal: await reservePort(wanted.signal, 'tcp'), tcp: await reservePort(wanted.tcp, 'tcp'), udp: await reservePort(wanted.udp, 'udp') };
  const ports = { signal: reserved.signal.port, tcp: reserved.tcp.port, udp: reserved.udp.port };
  await Promise.all(Object.values(reserved).map((one) => one.release()));
  const start = async () => {
    const webhookUrl = `http://127.0.0.1:${order.portalPort}/webhooks/livekit`;
    const part = await startMediaServer({ program, folder, ports, key: secrets.livekitKey, secret: secrets.livekitSecret, webhookUrl });
    record.notePart(part.name, part.identity);
    return part;
  };
  const kept = keepAlive(await start(), {
    again: start,
    stop: stopMediaServer,
    say: order.progress.say,
    clock: () => performance.now(),
    onGivenUp: () => order.progress.say('  ! Everything but video goes on.'),
  });
  order.endings.add(kept.end);
  return ports;
}
