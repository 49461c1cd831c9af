import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import type { Log } from './log.server.ts';

/** What the browser's video library asks of `ws(s)://<portal>`, and nothing else of the media server's interface. */
const signallingPaths = /^\/rtc(\/v1)?$/;
const validatePaths = /^\/rtc(\/v1)?\/validate$/;

const maxSockets = 400;
const connectTimeoutMs = 5_000;

/** Whether a path belongs to signalling, and so to the media server. */
export function isSignallingPath(path: string): boolean {
  return signallingPaths.test(path) || validatePaths.test(path);
}

/**
 * Passes signalling on to the media server, so that browsers know one address and one certificate only.
 *
 * Only the two signalling paths; at most 400 open sockets; no cookie of the portal's goes along. The token in the query is never logged.
 */
export function signallingProxy(mediaUrl: string, log: Log): { upgrade: Upgrade; validate: Validate; close(): void } {
  const media = new URL(mediaUrl.replace(/^ws/, 'http'));
  const ask = media.protocol === 'https:' ? https.request : http.request;
  const open = new Set<Duplex>();

  const forward = (req: IncomingMessage, target: string) => {
    const headers = { ...req.headers, host: media.host };
    for (const name of ['cookie', 'authorization', 'origin', 'referer']) delete headers[name as keyof typeof headers];
    if (req.headers.authorization) headers.authorization = req.headers.authorization;
    return ask(new URL(target, media), { method: 'GET', headers, timeout: connectTimeoutMs, agent: false });
  };

  const upgrade: Upgrade = (req, socket, head, target) => {
    if (open.size >= maxSockets) return refuse(socket, '503 Service Unavailable');
    open.add(socket);
    const upstream = forward(req, target);
    const end = () => {
      open.delete(socket);
      upstream.destroy();
      socket.destroy();
    };
    socket.on('error', end).on('close', end);
    upstream.on('error', () => {
      log.warn('signalling-unreachable', { part: 'video' });
      refuse(socket, '502 Bad Gateway');
    });
    upstream.on('timeout', () => upstream.destroy(new Error('timeout')));
    upstream.on('response', (answer) => {
      refuse(socket, `${answer.statusCode ?? 502} ${answer.statusMessage ?? ''}`);
      answer.resume();
    });
    upstream.on('upgrade', (answer, other, otherHead) => {
      open.add(other);
      other.setTimeout(0);
      const lines = answer.rawHeaders.flatMap((name, at, all) => (at % 2 === 0 ? [`${name}: ${all[at + 1]}`] : []));
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\n\r\n`);
      if (otherHead.length > 0) socket.write(otherHead);
      if (head.length > 0) other.write(head);
      other.pipe(socket).pipe(other);
      other.on('error', end).on('close', () => {
        open.delete(other);
        end();
      });
      socket.on('close', () => other.destroy());
    });
    upstream.end();
  };

  const validate: Validate = (req, res, target) => {
    const upstream = forward(req, target);
    upstream.on('error', () => {
      if (!res.headersSent) res.writeHead(502).end();
    });
    upstream.on('timeout', () => upstream.destroy(new Error('timeout')));
    upstream.on('response', (answer) => {
      res.writeHead(answer.statusCode ?? 502, { 'Content-Type': answer.headers['content-type'] ?? 'text/plain', 'Cache-Control': 'no-store' });
      answer.pipe(res);
    });
    upstream.end();
  };

  return { upgrade, validate, close: () => open.forEach((one) => one.destroy()) };
}

type Upgrade = (req: IncomingMessage, socket: Duplex, head: Buffer, target: string) => void;
type Validate = (req: IncomingMessage, res: ServerResponse, target: string) => void;

/** Ends a socket that asked for an upgrade with a plain answer. */
export function refuse(socket: Duplex, status: string): void {
  if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
