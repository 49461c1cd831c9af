/** Kinds of "this page could not be shown", each with its own help in the catalogue. */
export type ErrorKind = 'missing' | 'forbidden' | 'expired' | 'busy' | 'refused' | 'broken' | 'offline';

/** How browsers word a fetch that reached nobody (Chromium, Firefox, Safari). */
const UNREACHED = /^(failed to fetch|networkerror|load failed)/i;

/** The help that fits: an HTTP status, or the error itself when there was no answer. Anything unexpected is ours, not the person's. */
export function errorKind(statusOrError: unknown): ErrorKind {
  if (typeof statusOrError !== 'number') {
    return statusOrError instanceof TypeError && UNREACHED.test(statusOrError.message) ? 'offline' : 'broken';
  }
  if (statusOrError === 404 || statusOrError === 405) return 'missing';
  if (statusOrError === 401 || statusOrError === 403) return 'forbidden';
  if (statusOrError === 410) return 'expired';
  if (statusOrError === 429 || statusOrError === 503) return 'busy';
  return statusOrError < 500 ? 'refused' : 'broken';
}
