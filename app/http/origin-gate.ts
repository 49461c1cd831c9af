/** What the gate looks at: the request's method and path, and what the browser says about where it comes from. */
export type Approach = {
  method: string;
  path: string;
  host: string | undefined;
  origin: string | undefined;
  /** The `Sec-Fetch-Site` header, which a page cannot set. */
  site: string | undefined;
};

export type GateVerdict = { ok: true } | { ok: false; reason: 'unknown-host' | 'other-origin' };

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Called by the media server, not by a browser: it signs its requests instead. */
const signedPaths = new Set(['/webhooks/livekit']);

/**
 * Decides whether a request may come in at all, before any page sees it.
 *
 * - A host name that is not ours is refused, on reading too: otherwise a name that someone points at this machine would be
 *   same-origin with itself (DNS rebinding). `ownHosts` lists what is ours, port included.
 * - A request that may change something must come from one of our own pages: its `Origin` must be ours, and where the browser sends
 *   `Sec-Fetch-Site` that must agree. Without both (no browser of today) it is refused.
 */
export function judgeApproach(it: Approach, own: { origin: string; hosts: ReadonlySet<string> }): GateVerdict {
  const signed = signedPaths.has(it.path);
  if (!signed && (it.host === undefined || !own.hosts.has(it.host.toLowerCase()))) return { ok: false, reason: 'unknown-host' };
  if (safeMethods.has(it.method) || signed) return { ok: true };
  const origins = new Set([...own.hosts].map((host) => `${new URL(own.origin).protocol}//${host}`));
  const originIsOurs = it.origin === undefined ? it.site === 'same-origin' : origins.has(it.origin);
  const siteAgrees = it.site === undefined || it.site === 'same-origin';
  return originIsOurs && siteAgrees ? { ok: true } : { ok: false, reason: 'other-origin' };
}

/**
 * The host names (with port) under which this process answers: the portal's own, and loopback on the port it listens on
 * (a health check, or a proxy on the same machine that does not pass the name on).
 */
export function ownHostsOf(origin: string, port: number): ReadonlySet<string> {
  return new Set([new URL(origin).host, `localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`]);
}
