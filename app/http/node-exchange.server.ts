import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { clientAddressOf } from './client-address.ts';
import { fetchedHeader, isPageData } from './fetched-by-page.ts';
import { BodyTooLarge, limited } from './limited-body.server.ts';

/** Headers of which only our own word counts: an address or a host that a browser wrote into them is taken out. */
const notFromOutside = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'forwarded', 'x-real-ip', addressHeader()];

/** The header in which the sign-in library finds the client's address; written here, over whatever came in. */
export function addressHeader(): 'x-hallway-address' {
  return 'x-hallway-address';
}

/**
 * Turns Node's request into a web `Request`.
 *
 * `origin` is the portal's own, whatever host the request named (the gate has judged that before); `address` whose request it is. `signal` fires when the
 * browser leaves.
 */
export function toRequest(req: IncomingMessage, res: ServerResponse, { origin, address }: { origin: string; address: string }, limit: { bytes: number; onTooMuch: () => void }): Request {
  const gone = new AbortController();
  res.once('close', () => gone.abort());
  const headers = new Headers();
  for (let at = 0; at < req.rawHeaders.length; at += 2) {
    const [name, value] = [req.rawHeaders[at], req.rawHeaders[at + 1]];
    if (name !== undefined && value !== undefined && !name.startsWith(':')) headers.append(name, value);
  }
  for (const name of notFromOutside) headers.delete(name);
  headers.set('host', new URL(origin).host);
  // The gate judged it; under another of our own names it would only look foreign to Remix, which compares it with the host.
  if (headers.has('origin')) headers.set('origin', origin);
  headers.set(addressHeader(), address);
  const url = new URL(pathAndQuery(req), origin);
  if (isPageData(url.pathname)) headers.set(fetchedHeader, '1');
  const method = req.method ?? 'GET';
  const init: RequestInit = { method, headers, signal: gone.signal };
  if (method !== 'GET' && method !== 'HEAD') {
    init.body = Readable.toWeb(limited(req, limit.bytes, limit.onTooMuch)) as ReadableStream;
    init.duplex = 'half';
  }
  return new Request(url, init);
}

/** Whose request it is, by its socket, or by a proxy of our own. */
export function addressOf(req: IncomingMessage, trustedProxies: readonly string[]): string {
  const forwarded = req.headers['x-forwarded-for'];
  return clientAddressOf(req.socket.remoteAddress ?? '', (Array.isArray(forwarded) ? forwarded.join(',') : forwarded) ?? null, trustedProxies);
}

/** Whether a proxy passed the request on, by the headers that proxies write: then the socket's address is the proxy's, and not whose request it is. */
export function passedProxy(req: IncomingMessage): boolean {
  return ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'forwarded', 'x-real-ip', 'via'].some((name) => req.headers[name] !== undefined);
}

/** Path and query as asked; a target in absolute form (`GET http://…`) keeps only these, and `//host` cannot name another host. */
export function pathAndQuery(req: IncomingMessage): string {
  const target = req.url ?? '/';
  if (target.startsWith('/')) return target.replace(/^\/{2,}/, '/');
  const absolute = URL.parse(target);
  return absolute ? absolute.pathname + absolute.search : '/';
}

/** Sends a web `Response` through Node's: status, headers (each cookie its own line), and the body as it comes. */
export async function sendResponse(response: Response, req: IncomingMessage, res: ServerResponse): Promise<void> {
  res.statusCode = response.status;
  for (const [name, value] of response.headers) if (name !== 'set-cookie') res.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) res.setHeader('set-cookie', cookies);
  res.flushHeaders();
  if (!response.body || req.method === 'HEAD') {
    await response.body?.cancel();
    res.end();
    return;
  }
  await pipeline(Readable.fromWeb(response.body as NodeReadableStream), res).catch((error: unknown) => {
    if (!res.destroyed && !(error instanceof BodyTooLarge)) throw error;
  });
}
