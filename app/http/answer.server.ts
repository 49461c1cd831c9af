import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyLimitBytes } from './body-limit.ts';
import { lastWord, type LastWord } from './last-word.server.ts';
import { announcesTooMuch } from './limited-body.server.ts';
import type { HallwayContext } from './load-context.ts';
import { addressOf, passedProxy, pathAndQuery, sendResponse, toRequest } from './node-exchange.server.ts';
import { isEncrypted, mayComePlainly } from './plain-approach.ts';
import { judgeApproach } from './origin-gate.ts';
import type { Pages } from './remix-pages.server.ts';
import { securityHeaders } from './security-headers.ts';
import type { ServeFile } from './static-files.server.ts';

/** What the process holds for all requests. */
export type Standing = Omit<HallwayContext, 'nonce' | 'requestId' | 'clientAddress' | 'forwarded'>;

/** The parts a request may pass through; a file server answers false when the path is none of its files. */
export type Stations = {
  standing: Standing;
  hosts: ReadonlySet<string>;
  files: ServeFile;
  pages: Pages;
  /** Answers the media server's own HTTP check, or false when the path is not its. */
  signalling: (req: IncomingMessage, res: ServerResponse, path: string) => boolean;
};

/**
 * Answers one request: headers first (every answer has them), then the gate, files, signalling, pages. Whatever fails on the way ends in
 * a page of its own and one line in the log that holds the route's id and nothing of the person.
 */
export async function answer(req: IncomingMessage, res: ServerResponse, at: Stations): Promise<void> {
  const { config, log } = at.standing;
  const startedMs = performance.now();
  const nonce = randomBytes(16).toString('base64url');
  const requestId = randomUUID();
  const method = req.method ?? 'GET';
  const target = pathAndQuery(req);
  const path = new URL(target, config.origin).pathname;
  let route = 'none';
  let tooMuch = false;

  const say = (word: LastWord) => {
    const page = lastWord(word, { nonce, home: config.origin, number: requestId });
    if (res.headersSent) return void res.destroy();
    // What is left of the body is not read: the connection ends with the answer.
    if (word === 'too-large' || word === 'other-origin') res.setHeader('Connection', 'close');
    if (word === 'not-encrypted') res.setHeader('Upgrade', 'TLS/1.2, HTTP/1.1');
    res.writeHead(page.status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
    res.end(method === 'HEAD' ? undefined : page.html);
  };

  try {
    const headers = securityHeaders({ path, nonce, origin: config.origin, dev: config.dev, signOnOrigin: config.sso && new URL(config.sso.issuer).origin, ownCertificate: config.tls?.isOwn ?? false });
    for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
    if (config.tls && !isEncrypted(req.socket) && !mayComePlainly(path)) return say('not-encrypted');
    const { host, origin, 'sec-fetch-site': site } = req.headers;
    const verdict = judgeApproach({ method, path, host, origin, site: site?.toString() }, { origin: config.origin, hosts: at.hosts });
    if (!verdict.ok) {
      log.warn('gate-refused', { requestId, method, reason: verdict.reason });
      return say(verdict.reason);
    }
    if (await at.files(req, res, path)) return;
    if (at.signalling(req, res, path)) return;
    const limitBytes = bodyLimitBytes(path);
    if (announcesTooMuch(req, limitBytes)) return say('too-large');
    route = at.pages.routeOf(path);
    const clientAddress = addressOf(req, config.trustedProxies);
    const request = toRequest(req, res, { origin: config.origin, address: clientAddress }, { bytes: limitBytes, onTooMuch: () => (tooMuch = true) });
    const response = await at.pages.handle(request, { ...at.standing, nonce, requestId, clientAddress, forwarded: passedProxy(req) });
    if (tooMuch) return say('too-large');
    // Pages are about people: no copy stays in a browser's or a proxy's cache unless a route says otherwise.
    if (!response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'no-store');
    await sendResponse(response, req, res);
  } catch (error) {
    if (tooMuch) return say('too-large');
    if (req.destroyed && !res.writable) return;
    log.surprise('answer-failed', error, { requestId, route, method });
    say('surprise');
  } finally {
    const durationMs = Math.round(performance.now() - startedMs);
    at.standing.metrics.count({ route, method, status: res.statusCode, seconds: durationMs / 1000 });
    if (route !== 'none' || res.statusCode >= 400) log.info('request', { requestId, method, route, status: res.statusCode, durationMs });
  }
}
