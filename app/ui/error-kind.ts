/** Kinds of "this page could not be shown", each with its own help in the catalogue. */
export type ErrorKind = 'missing' | 'forbidden' | 'expired' | 'busy' | 'refused' | 'broken' | 'offline';

/**
 * The help that fits an HTTP status. No status at all means that the browser could not reach the server (offline), unless the page itself
 * failed while drawing, which is ours (broken).
 */
export function errorKind(status: number | undefined, online = true): ErrorKind {
  if (status === undefined) return online ? 'broken' : 'offline';
  if (status === 404 || status === 405) return 'missing';
  if (status === 401 || status === 403) return 'forbidden';
  if (status === 410) return 'expired';
  if (status === 429 || status === 503) return 'busy';
  return status < 500 ? 'refused' : 'broken';
}
