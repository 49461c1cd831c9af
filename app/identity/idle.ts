import { fetchedHeader } from '../http/fetched-by-page.ts';

/** A session without use ends after so many minutes; on a device that others use too, sooner. */
export const idleMinutes = 15;
export const sharedIdleMinutes = 5;

/** So long before the end a page warns. */
export const warnSeconds = 120;

export function idleLimitMinutes(sharedDevice: boolean): number {
  return sharedDevice ? sharedIdleMinutes : idleMinutes;
}

/** Seconds that are left of a session unused for `idleSeconds`; 0 or less when it is over. */
export function leftSecondsOf({ sharedDevice, idleSeconds }: { sharedDevice: boolean; idleSeconds: number }): number {
  return Math.floor(idleLimitMinutes(sharedDevice) * 60 - idleSeconds);
}

/**
 * Whether a request shows that a person is there: they loaded a document, or sent something. What a page fetches by itself (fresh data, its
 * event stream, how long it may stay) shows nothing; a page whose person types or reads says so with a request of its own. What is fetched says so
 * itself; where the browser also says what a request is for (`Sec-Fetch-Dest`), only a document counts.
 */
export function isUse({ method, headers }: Pick<Request, 'method' | 'headers'>): boolean {
  if (method !== 'GET' && method !== 'HEAD') return true;
  const says = (header: string, word: string) => (headers.get(header) ?? '').includes(word);
  if (headers.has(fetchedHeader) || says('accept', 'text/event-stream') || says('sec-purpose', 'prefetch') || says('purpose', 'prefetch')) return false;
  return (headers.get('sec-fetch-dest') ?? 'document') === 'document';
}
