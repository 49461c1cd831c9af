import { data } from '@remix-run/node';

/** What a domain function answers when it says no for an expected reason. Anything else that it knows (the nearest times, say) may ride along. */
export type Refused = { ok: false; reason: string };

/**
 * Reasons that are not about the state of a record. Every other reason is 409: what was asked does not fit what is there now.
 * (A field that was filled in wrongly is no refusal: Conform answers it with 400 beside the field.)
 */
const statusOf: Readonly<Record<string, number>> = {
  'not-found': 404,
  'not-fresh': 403,
  'link-expired': 410,
  'link-spent': 410,
  'too-many-tries': 429,
  'too-large': 413,
  'video-absent': 503,
  'mail-absent': 503,
  busy: 503,
};

/**
 * The one place where a refusal becomes HTTP. The page gets `{ refused: { key, reason, … } }`; `key` names the sentence in the catalogue
 * (`refusal.room-taken`), and whatever else the refusal carried comes along, `ok` excepted.
 *
 * @param kept what the person had typed, to be drawn again
 */
export function respondRefused<R extends Refused, K = undefined>(refusal: R, kept?: K) {
  const { ok: _no, ...rest } = refusal;
  return data({ refused: { ...rest, key: `refusal.${refusal.reason}` }, kept }, { status: statusOf[refusal.reason] ?? 409 });
}

/**
 * What a page answers for a record that is not there *or* that the person may not know of: always 404, never 403, and the same words.
 * Throw it: `throw notFound()`.
 */
export function notFound(): Response {
  return new Response(null, { status: 404, statusText: 'Not Found' });
}
