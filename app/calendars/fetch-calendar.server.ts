import { lookup } from 'node:dns/promises';
import { request, type RequestOptions } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { calendarAddress } from './calendar-address.ts';
import { isPublicAddress } from './public-address.server.ts';

/** What a fetch may reach, and how. Tests bring their own. */
export type CalendarNetwork = {
  readonly addressesOf: (host: string) => Promise<readonly string[]>;
  readonly mayReach: (address: string) => boolean;
  readonly options?: Pick<RequestOptions, 'ca'>;
};

export type FetchFailure = 'not-reached' | 'not-allowed' | 'refused' | 'too-large' | 'too-many-redirects';
export type Fetched =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly etag: string | null; readonly modified: string | null }
  | { readonly ok: true; readonly bytes: null }
  | { readonly ok: false; readonly reason: FetchFailure };

/** What the server said the calendar was when it was last read: asked whether it is still the same. */
export type KnownVersion = { readonly etag: string | null; readonly modified: string | null };

const mostBytes = 3 * 1024 * 1024;
const mostRedirects = 3;
const patienceMs = 20_000;

export const openInternet: CalendarNetwork = {
  addressesOf: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  mayReach: isPublicAddress,
};

/**
 * Fetches a calendar from an address that somebody typed in (security: server-side requests). HTTPS only; at most three redirects, each asked again like
 * the first; every address that the name resolves to must be public, and the connection goes to the very address that was checked, so that a name
 * cannot point elsewhere a moment later. At most 3 MB as sent, twenty seconds in all. The type that the server says does not matter: the text does.
 */
export async function fetchCalendar(typed: string, known: KnownVersion | null, network: CalendarNetwork = openInternet): Promise<Fetched> {
  const patience = AbortSignal.timeout(patienceMs);
  try {
    let address = calendarAddress(typed);
    for (let hop = 0; hop <= mostRedirects; hop++) {
      const pinned = address === null ? null : await pinnedAddress(new URL(address), network);
      if (address === null || pinned === null) return { ok: false, reason: 'not-allowed' };
      const answer = await ask(new URL(address), pinned, hop === 0 ? known : null, network, patience);
      const status = answer.statusCode ?? 0;
      if (status === 304 && known) return finish(answer, { ok: true, bytes: null });
      if (status >= 300 && status < 400 && answer.headers.location) {
        address = calendarAddress(URL.parse(answer.headers.location, address)?.href ?? '');
        answer.destroy();
        continue;
      }
      if (status !== 200 || (answer.headers['content-encoding'] ?? 'identity') !== 'identity') return finish(answer, { ok: false, reason: 'refused' });
      const bytes = await bodyOf(answer);
      return bytes === null ? { ok: false, reason: 'too-large' } : { ok: true, bytes, etag: answer.headers.etag ?? null, modified: answer.headers['last-modified'] ?? null };
    }
    return { ok: false, reason: 'too-many-redirects' };
  } catch {
    return { ok: false, reason: 'not-reached' };
  }
}

function finish(answer: IncomingMessage, outcome: Fetched): Fetched {
  answer.destroy();
  return outcome;
}

/** The address to connect to, or null when the name leads anywhere that may not be reached. */
async function pinnedAddress({ hostname }: URL, network: CalendarNetwork): Promise<string | null> {
  const host = hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(host) ? [host] : await network.addressesOf(host);
  return addresses.length > 0 && addresses.every(network.mayReach) ? addresses[0]! : null;
}

function ask(url: URL, pinned: string, known: KnownVersion | null, network: CalendarNetwork, signal: AbortSignal): Promise<IncomingMessage> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve, reject) => {
    const asked = request({
      ...network.options,
      host: pinned, port: url.port || 443, path: `${url.pathname}${url.search}`, ...(isIP(host) ? {} : { servername: host }), signal, agent: false,
      headers: {
        Host: url.host, Accept: 'text/calendar, */*;q=0.5', 'Accept-Encoding': 'identity', 'User-Agent': 'Hallway',
        ...(known?.etag && { 'If-None-Match': known.etag }), ...(known?.modified && { 'If-Modified-Since': known.modified }),
      },
    }, resolve);
    asked.on('error', reject);
    asked.end();
  });
}

async function bodyOf(answer: IncomingMessage): Promise<Uint8Array | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    size += part.byteLength;
    if (size > mostBytes) return null;
    parts.push(part);
  }
  if (!answer.complete) throw new Error('the answer broke off');
  return Buffer.concat(parts);
}
