import { canonicalJson, type Json } from './canonical-json.ts';

/** How a column is turned into bytes. `json` is JSON text or a value; `bytes` is as it is. */
export type FieldKind = 'uuid' | 'text' | 'json' | 'bytes';

/** A table's columns that its HMAC covers, in the order in which they are written. The order and the kinds are the format: to change them, take a new version. */
export type RowFormat = { table: string; version: number; fields: readonly (readonly [column: string, kind: FieldKind])[] };

export type RowValues = Readonly<Record<string, Json | Uint8Array | undefined>>;

const TAG: Record<FieldKind | 'null', number> = { null: 0, uuid: 1, text: 2, json: 3, bytes: 4 };

/**
 * The bytes that stand for a row in an HMAC: the same row gives the same bytes for ever, and two different rows never give the same.
 *
 * Layout: format version (1 byte) · table name · then each field in the format's order. A name or field is a kind (1 byte: 0 null, 1 uuid, 2 text,
 * 3 json, 4 bytes), a length (4 bytes, big-endian) and that many bytes: 16 for a uuid, UTF-8 for text, UTF-8 of the canonical JSON for json.
 * Kind and length stand before every value, so nothing can slide from one field into the next and null is not the empty text.
 */
export function canonicalRow(format: RowFormat, row: RowValues): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(format.version), framed(TAG.text, utf8(format.table))];
  for (const [column, kind] of format.fields) {
    const value = row[column];
    if (value === undefined) throw new TypeError(`${format.table}.${column} is missing.`);
    parts.push(value === null ? framed(TAG.null, new Uint8Array()) : framed(TAG[kind], bytesOf(kind, value)));
  }
  return joined(parts);
}

function bytesOf(kind: FieldKind, value: NonNullable<Json | Uint8Array>): Uint8Array {
  if (kind === 'bytes') {
    if (!(value instanceof Uint8Array)) throw new TypeError('Bytes expected.');
    return value;
  }
  if (value instanceof Uint8Array) throw new TypeError('No bytes expected.');
  if (kind === 'json') return utf8(canonicalJson(typeof value === 'string' ? (JSON.parse(value) as Json) : value));
  if (typeof value !== 'string') throw new TypeError('Text expected.');
  return kind === 'uuid' ? uuidBytes(value) : utf8(value);
}

/** The 16 bytes of a uuid's text form, in either case. */
export function uuidBytes(uuid: string): Uint8Array {
  const digits = uuid.replaceAll('-', '');
  if (!/^[0-9a-f]{32}$/iu.test(digits)) throw new TypeError('Not a uuid.');
  return Uint8Array.from({ length: 16 }, (_, index) => Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16));
}

function framed(tag: number, bytes: Uint8Array): Uint8Array {
  const head = new Uint8Array(5);
  head[0] = tag;
  new DataView(head.buffer).setUint32(1, bytes.length);
  return joined([head, bytes]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
