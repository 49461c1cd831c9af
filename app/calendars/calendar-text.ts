/**
 * The text of a calendar file as bytes come in: by its byte-order mark UTF-8 or UTF-16, by its zero bytes UTF-16 without one, else UTF-8, and
 * where it is not valid UTF-8, Windows-1252 (what old Outlooks write). Never throws: every byte is some letter of Windows-1252.
 */
export function calendarText(input: Uint8Array | string): string {
  if (typeof input === 'string') return input.replace(/^\uFEFF/, '');
  const [a, b, c] = input;
  if (a === 0xef && b === 0xbb && c === 0xbf) return decoded('utf-8', input.subarray(3)) ?? decoded('windows-1252', input.subarray(3)) ?? '';
  if (a === 0xff && b === 0xfe) return decoded('utf-16le', input.subarray(2)) ?? '';
  if (a === 0xfe && b === 0xff) return swapped(input.subarray(2));
  if (b === 0 && a !== 0 && a !== undefined) return decoded('utf-16le', input) ?? '';
  if (a === 0 && b !== 0 && b !== undefined) return swapped(input);
  return decoded('utf-8', input) ?? decoded('windows-1252', input) ?? '';
}

function decoded(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: encoding === 'utf-8' }).decode(bytes);
  } catch {
    return null;
  }
}

/** UTF-16 with the high byte first, which a platform need not know. */
function swapped(bytes: Uint8Array): string {
  const turned = new Uint8Array(bytes.length - (bytes.length % 2));
  for (let at = 0; at < turned.length; at += 2) [turned[at], turned[at + 1]] = [bytes[at + 1]!, bytes[at]!];
  return decoded('utf-16le', turned) ?? '';
}
