import { findColumns, type Cells } from './columns.ts';
import type { Note, RowRefusal } from './reasons.ts';
import type { Counted, RosterRow } from './roster-row.ts';

/**
 * What one line of a file came to. `rows[0]` is the line's own row: if it is left out, so is the line, and the line's other rows with it.
 * `derived` are rows that many lines repeat (a term named by every class): the first one stands and the others say nothing new.
 */
export type Mapped = { ok: true; rows: [RosterRow, ...RosterRow[]]; derived: RosterRow[]; notes: Note[] } | { ok: false; reason: RowRefusal };

/** A kind of file in a format: which columns are read out of it, which of them it cannot do without, and what a line of it means. */
export interface Part {
  /** The file's name in small letters, without `.csv`. */
  file: string;
  counted: Counted | null;
  read(header: readonly string[]): { missing: string[]; width: number; map(fields: readonly string[]): Mapped; isTorn(fields: readonly string[]): boolean };
}

export function part<Name extends string>(spec: {
  file: string;
  counted: Counted | null;
  required: readonly Name[];
  optional: readonly Name[];
  map(cells: Cells<Name>): Mapped;
}): Part {
  return {
    file: spec.file,
    counted: spec.counted,
    read(header) {
      const columns = findColumns(header, [...spec.required, ...spec.optional]);
      return {
        missing: columns.missing.filter((name) => spec.required.includes(name)),
        width: columns.width,
        map(fields) {
          if (fields.length < columns.width) return refuse('too-few-fields');
          if (fields.slice(columns.width).some((field) => field.trim() !== '')) return refuse('too-many-fields');
          const picked = columns.pick(fields);
          return picked.ok ? spec.map(picked.cells) : refuse(picked.reason);
        },
        // A quote that opens by accident swallows rows until the next one: names and ids do not run over line ends, nor do cells with a loose quote.
        isTorn: (fields) => fields.some((field, index) => /[\r\n]/.test(field) && (columns.wants(index) || field.includes('"'))),
      };
    },
  };
}

export function refuse(reason: RowRefusal): Mapped {
  return { ok: false, reason };
}

export function keep(rows: [RosterRow, ...RosterRow[]], notes: Note[] = [], derived: RosterRow[] = []): Mapped {
  return { ok: true, rows, derived, notes };
}
