import http, { type IncomingMessage } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { makeLog } from './log.server.ts';
import { isSignallingPath, signallingProxy } from './signalling-proxy.server.ts';

const listening = (server: http.Server) => new Promise<number>((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));

let asked: IncomingMessage[] = [];
const media = http.createServer((req, res) => {
  asked.push(req);
  res.writeHead(401, { 'Content-Type': 'text/plain' }).end('no permissions');
});
media.on('upgrade', (req, socket) => {
  asked.push(req);
  if (req.url?.includes('refused')) return socket.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n');
  socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n');
  socket.on('data', (data) => socket.write(`heard ${data.toString()}`));
  socket.on('error', () => {});
});
const mediaPort = await listening(media);
const lines: string[] = [];
const proxy = signallingProxy(`ws://127.0.0.1:${mediaPort}`, makeLog('info', { write: (line) => lines.push(line) }));
const portal = http.createServer((req, res) => proxy.validate(req, res, req.url ?? ''));
portal.on('upgrade', (req, socket, head) => proxy.upgrade(req, socket, head, req.url ?? ''));
const portalPort = await listening(portal);
afterAll(() => {
  proxy.close();
  for (const server of [media, portal]) {
    server.closeAllConnections();
    server.close();
  }
});

/** Opens a socket as a browser would and gives what came until `enough`. */
function open(path: string, enough: RegExp, then = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    let got = '';
    const socket = net.connect(portalPort, '127.0.0.1', () => {
      socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: k\r\nSec-WebSocket-Version: 13\r\nCookie: session=secret\r\nOrigin: http://localhost\r\n\r\n`);
    });
    socket.on('data', (data) => {
      got += data.toString();
      if (got.includes('101') && then) {
        socket.write(then);
        then = '';
      }
      if (enough.test(got)) {
        socket.destroy();
        resolve(got);
      }
    });
    socket.on('close', () => resolve(got));
    socket.on('error', reject);
  });
}

test('only what the video library asks for is signalling', () => {
  for (const path of ['/rtc', '/rtc/v1', '/rtc/validate', '/rtc/v1/validate']) expect(isSignallingPath(path)).toBe(true);
  for (const path of ['/', '/rtc/', '/rtcx', '/rtc/v2', '/twirp/livekit.RoomService/ListRooms', '/rtc/../twirp']) expect(isSignallingPath(path)).toBe(false);
});

test('a socket is passed on both ways, with its token and without our cookies', async () => {
  asked = [];
  expect(await open('/rtc/v1?access_token=abc', /heard hello/, 'hello')).toMatch(/^HTTP\/1\.1 101 .*heard hello/s);
  expect(asked[0]?.url).toBe('/rtc/v1?access_token=abc');
  expect(asked[0]?.headers.cookie).toBeUndefined();
  expect(asked[0]?.headers.host).toBe(`127.0.0.1:${mediaPort}`);
});

test('the media server’s no reaches the browser', async () => {
  expect(await open('/rtc?refused', /\r\n\r\n/)).toMatch(/^HTTP\/1\.1 401 /);
  const answer = await fetch(`http://127.0.0.1:${portalPort}/rtc/validate?access_token=abc`);
  expect([answer.status, await answer.text(), answer.headers.get('cache-control')]).toEqual([401, 'no permissions', 'no-store']);
});

test('a media server that is gone is a 502 and one line without the token', async () => {
  const away = signallingProxy('ws://127.0.0.1:9', makeLog('info', { write: (line) => lines.push(line) }));
  const server = http.createServer();
  server.on('upgrade', (req, socket, head) => away.upgrade(req, socket, head, req.url ?? ''));
  const port = await listening(server);
  const got = await new Promise<string>((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write('GET /rtc?access_token=abc HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'));
    socket.on('data', (data) => resolve(data.toString()));
  });
  expect(got).toMatch(/^HTTP\/1\.1 502 /);
  expect(lines.join()).toContain('signalling-unreachable');
  expect(lines.join()).not.toContain('abc');
  server.close();
});
