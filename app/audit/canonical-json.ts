/** What `jsonb` can hold and give back unchanged. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/**
 * One text per JSON value, however it was written or stored: object names in code-unit order, no white space, numbers as JavaScript prints them, names without a
 * value left out as `JSON.stringify` leaves them out.
 *
 * `jsonb` reorders names and rewrites numbers (`1e2` becomes `100`); both ends pass through this function, so the text does not change on the way.
 * Refuses (throws) what `jsonb` cannot keep: numbers that are not finite, and text with U+0000 or half a surrogate pair.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('A number that is not finite has no JSON.');
    return JSON.stringify(value);
  }
  if (typeof value === 'string') return canonicalText(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const names = Object.keys(value).filter((name) => value[name] !== undefined).sort();
  return `{${names.map((name) => `${canonicalText(name)}:${canonicalJson(value[name] as Json)}`).join(',')}}`;
}

function canonicalText(text: string): string {
  if (text.includes('\u0000') || !text.isWellFormed()) throw new TypeError('A text with U+0000 or half a character cannot be stored.');
  return JSON.stringify(text);
}
