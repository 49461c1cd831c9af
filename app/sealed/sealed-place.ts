/** Whose law a text is under: what the school holds (education record) and what the therapist holds (health record). Each has a data key of its own. */
export type Regime = 'school' | 'clinical';

/** Where a sealed text lies. It opens there and nowhere else: not in another column, row or partnership. `table` and `column` are the schema's own names. */
export type SealedPlace = { partnershipId: string; table: string; column: string; rowId: string };

/**
 * Bytes that are bound into a seal without being hidden ("additional authenticated data"): each part as its length (4 bytes, big-endian) and its UTF-8,
 * so that `a,bc` and `ab,c` differ. The same parts in the same order must be given to open.
 */
export function boundBytes(parts: readonly string[]): Uint8Array {
  const texts = parts.map((part) => new TextEncoder().encode(part));
  const whole = new Uint8Array(texts.reduce((length, text) => length + 4 + text.length, 0));
  let at = 0;
  for (const text of texts) {
    new DataView(whole.buffer).setUint32(at, text.length);
    whole.set(text, at + 4);
    at += 4 + text.length;
  }
  return whole;
}
