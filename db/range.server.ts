import { customType } from 'drizzle-orm/pg-core';

/** A half-open range of instants; null is without end. ISO 8601 text. */
export interface InstantRange {
  from: string | null;
  until: string | null;
}

/** A half-open range of days; `until` is the first day that no longer counts; null is without end. */
export interface DayRange {
  from: string | null;
  until: string | null;
}

const shape = /^\[?\(?"?([^",]*)"?,"?([^"\])]*)"?[\])]$/;

function read(text: string, convert: (bound: string) => string): { from: string | null; until: string | null } {
  if (text === 'empty') throw new Error('an empty range');
  const found = shape.exec(text);
  if (!found) throw new Error('not a range');
  const [, from = '', until = ''] = found;
  return { from: from === '' ? null : convert(from), until: until === '' ? null : convert(until) };
}

const write = (range: { from: string | null; until: string | null }) => `[${range.from ?? ''},${range.until ?? ''})`;

/** PostgreSQL writes instants as `2026-11-24 09:00:00+00`; ISO 8601 has a T and a Z. */
export function instantText(text: string): string {
  return new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).toISOString();
}

/** Reads PostgreSQL's text of a tstzrange. */
export const readInstantRange = (text: string): InstantRange => read(text, instantText);
/** Reads PostgreSQL's text of a daterange. */
export const readDayRange = (text: string): DayRange => read(text, (bound) => bound);

export const tstzrange = customType<{ data: InstantRange; driverData: string }>({
  dataType: () => 'tstzrange',
  toDriver: write,
  fromDriver: readInstantRange,
});

export const daterange = customType<{ data: DayRange; driverData: string }>({
  dataType: () => 'daterange',
  toDriver: write,
  fromDriver: readDayRange,
});

export const int4range = customType<{ data: { from: number | null; until: number | null }; driverData: string }>({
  dataType: () => 'int4range',
  toDriver: (range) => `[${range.from ?? ''},${range.until ?? ''})`,
  fromDriver: (text) => {
    const range = read(text, (bound) => bound);
    return { from: range.from === null ? null : Number(range.from), until: range.until === null ? null : Number(range.until) };
  },
});

export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });
export const xid8 = customType<{ data: string; driverData: string }>({ dataType: () => 'xid8' });
