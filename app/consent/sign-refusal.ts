/**
 * Why a signature was not taken.
 *
 * - `text-changed`: the words on the screen are no longer those that would be signed; the page shows the new ones, the answers stay.
 * - `answered`: it was declined, withdrawn, superseded or has run out meanwhile. (Signed twice is no refusal: the first one holds.)
 * - `closed`: the school has closed the matter.
 * - `may-not-decide`: the school no longer has it on record that this guardian decides.
 */
export type SignRefusal = 'text-changed' | 'answered' | 'closed' | 'may-not-decide';
