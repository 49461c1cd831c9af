/**
 * Why a message did not go out.
 * - `mail-down`: the mail server does not answer, or does not let us in. No fault of the message: it waits until mail is back, however long.
 * - `not-now`: the server said to come back later (a 4xx answer).
 * - `refused`: the server will never take it (a 5xx answer): no such mailbox, too large, not allowed.
 */
export type DeliveryFailure = 'mail-down' | 'not-now' | 'refused';

/** Reads an error of the mail library; `responseCode` is the SMTP answer, absent when there was none. */
export function deliveryFailure(error: unknown): DeliveryFailure {
  const { code, responseCode } = (error ?? {}) as { code?: unknown; responseCode?: unknown };
  if (typeof responseCode !== 'number' || code === 'EAUTH' || responseCode === 421) return 'mail-down';
  return responseCode >= 500 ? 'refused' : 'not-now';
}

const NOT_NOW_WAIT_SECONDS = [15, 60, 300, 900, 3_600, 7_200, 14_400, 28_800];
const MAIL_DOWN_WAIT_SECONDS = 30;

/**
 * How long to wait before the next try, or null when the message is given up and shown to staff.
 * @param answersSoFar how often the server has answered anything but yes, this time included
 */
export function waitSeconds(failure: DeliveryFailure, answersSoFar: number): number | null {
  if (failure === 'mail-down') return MAIL_DOWN_WAIT_SECONDS;
  if (failure === 'refused') return null;
  return NOT_NOW_WAIT_SECONDS[answersSoFar - 1] ?? null;
}
