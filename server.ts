import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { Server } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { ViteDevServer } from 'vite';
import { readInThread } from './app/calendars/read-in-thread.server.ts';
import { answer, type Stations } from './app/http/answer.server.ts';
import { readConfig } from './app/http/config.server.ts';
import { eitherWay } from './app/http/either-way.server.ts';
import { makeJobs } from './app/http/jobs.server.ts';
import { makeLog } from './app/http/log.server.ts';
import { makeMetrics } from './app/http/metrics.server.ts';
import { pathAndQuery } from './app/http/node-exchange.server.ts';
import { judgeApproach, ownHostsOf } from './app/http/origin-gate.ts';
import { isSignallingPath, refuse, signallingProxy } from './app/http/signalling-proxy.server.ts';
import { staticFiles } from './app/http/static-files.server.ts';
import { holdKeys } from './app/sealed/held-keys.server.ts';
import { connect } from './db/connect.server.ts';

/**
 * The one process that serves. It makes pools, queue and log once, hands them to every request in `loadContext`, and tells its parent
 * over IPC when it listens (`{ state: 'listening', port }`). It stops on SIGTERM, SIGINT, or when the parent that started it is gone.
 */
const config = readConfig(process.env);
holdKeys(config);
// React and Remix choose their production halves by this, when they are first loaded.
process.env['NODE_ENV'] ??= config.dev ? 'development' : 'production';

const log = makeLog(config.logLevel, { dev: config.dev });
const stopping = new AbortController();
const app = connect(config.databaseAppUrl, { max: 12 });
const auth = connect(config.databaseAuthUrl, { max: 4 });
const jobs = makeJobs(config.databaseAppUrl, log);
const signalling = config.video ? signallingProxy(config.video.url, log) : null;
const hosts = ownHostsOf(config.origin, config.port);
const limits = { requestTimeout: 600_000, headersTimeout: 20_000, maxHeaderSize: 16_384 };
const plain = http.createServer(limits);
const secure = config.tls ? https.createServer({ ...limits, cert: readFileSync(config.tls.certificateFile), key: readFileSync(config.tls.keyFile) }) : null;
const door: Server = secure ? eitherWay(secure, plain) : plain;
const web = secure ?? plain;

let vite: ViteDevServer | null = null;
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => void stop());
// Before the work of starting: a parent that is gone meanwhile, or was before we could listen for it, must not leave us behind.
if (process.connected) process.once('disconnect', () => void stop());
else if (process.send) void stop();

vite = config.dev ? await startVite() : null;
const pages = await (await import('./app/http/remix-pages.server.ts')).remixPages(vite);
const stations: Stations = {
  standing: { db: app, authDb: auth, boss: jobs.boss, log, config, calendars: readInThread(), metrics: makeMetrics(), stopping: stopping.signal, jobs },
  hosts,
  files: vite ? viteFiles(vite) : await staticFiles(fileURLToPath(new URL('./build/client', import.meta.url))),
  pages,
  signalling: (req, res, path) => {
    if (!isSignallingPath(path) || !signalling) return false;
    signalling.validate(req, res, pathAndQuery(req));
    return true;
  },
};

for (const one of new Set([plain, web])) one.on('request', (req, res) => void answer(req, res, stations));
web.on('upgrade', (req, socket, head) => {
  if (vite && req.headers['sec-websocket-protocol']?.startsWith('vite-')) return;
  const target = pathAndQuery(req);
  const path = new URL(target, config.origin).pathname;
  const { host, origin, 'sec-fetch-site': site } = req.headers;
  // A socket is opened with GET, but it is a way in: it must come from our own pages like anything that changes something.
  const verdict = judgeApproach({ method: 'CONNECT', path, host, origin, site: site?.toString() }, { origin: config.origin, hosts });
  if (!verdict.ok) return refuse(socket, '403 Forbidden');
  if (!signalling || !isSignallingPath(path)) return refuse(socket, '404 Not Found');
  signalling.upgrade(req, socket, head, target);
});

if (stopping.signal.aborted) {
  // Whatever was made after stop() looked; the pools are closed by it.
  await vite?.close();
} else {
  door.listen(config.port, config.host, () => {
    log.info('listening', { port: config.port });
    if (process.connected) process.send?.({ state: 'listening', port: config.port });
  });
  void jobs.start(stopping.signal).then(async () => {
    if (!stopping.signal.aborted) await pages.startWorkers(stations.standing);
  }).catch((error: unknown) => log.surprise('workers-not-started', error));
}
// Only from here on: what goes wrong while starting must end the process.
process.on('uncaughtException', (error) => log.surprise('uncaught', error));
process.on('unhandledRejection', (error) => log.surprise('unhandled', error));

/** Ends streams, lets answers under way finish, closes pools; a backstop ends what hangs after five seconds. */
async function stop(): Promise<void> {
  if (stopping.signal.aborted) return;
  stopping.abort();
  setTimeout(() => process.exit(0), 5_000).unref();
  signalling?.close();
  const closed = new Promise((resolve) => door.close(resolve));
  for (const one of [plain, web]) one.closeIdleConnections();
  await jobs.boss.stop({ graceful: true, timeout: 3_000 }).catch(() => {});
  await closed;
  await vite?.close();
  await Promise.all([app.close(), auth.close()]);
  if (process.connected) process.disconnect();
}

/** Vite in this very server: its socket shares the port, and it does not watch what the database writes. */
async function startVite(): Promise<ViteDevServer> {
  const { createServer } = await import('vite');
  return createServer({
    appType: 'custom',
    server: { middlewareMode: true, hmr: { server: web }, watch: { ignored: ['**/.data/**', '**/build/**', '**/test-results/**'] } },
  });
}

function viteFiles({ middlewares }: Awaited<ReturnType<typeof startVite>>): Stations['files'] {
  return (req, res) =>
    new Promise((resolve, reject) => {
      res.once('close', () => resolve(true));
      middlewares(req, res, (error: unknown) => (error ? reject(error) : resolve(false)));
    });
}
