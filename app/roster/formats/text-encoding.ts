export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/**
 * What the first bytes say about a text file: its byte-order mark, or, without one, zero bytes in every other place, which only UTF-16 has in a
 * list of names. Null: they say nothing, so it is UTF-8 if all of it can be read so, and else Windows-1252.
 */
export function encodingByFirstBytes(bytes: Uint8Array): TextEncoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const zerosAt = [0, 0];
  const looked = Math.min(bytes.length, 256);
  for (let index = 0; index < looked; index++) if (bytes[index] === 0) zerosAt[index % 2] = (zerosAt[index % 2] ?? 0) + 1;
  const many = looked / 4;
  if ((zerosAt[1] ?? 0) > many && zerosAt[0] === 0) return 'utf-16le';
  if ((zerosAt[0] ?? 0) > many && zerosAt[1] === 0) return 'utf-16be';
  return null;
}
