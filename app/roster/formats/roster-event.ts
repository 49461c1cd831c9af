import type { RosterFormat } from './formats.ts';
import type { Note, RowRefusal, WholeRefusal } from './reasons.ts';
import type { Counted, RosterRow } from './roster-row.ts';

/** What comes out of a roster, line by line. After `refused-whole` nothing comes: nothing that came before it may be kept. */
export type RosterEvent =
  | LineEvent
  | { event: 'refused-line'; file: string; line: number; counted: Counted | null; reason: RowRefusal }
  | { event: 'refused-whole'; refusal: WholeRefusal };

export interface LineEvent {
  event: 'line';
  file: string;
  line: number;
  counted: Counted | null;
  /** The line's own row first; see `Mapped`. */
  rows: [RosterRow, ...RosterRow[]];
  derived: RosterRow[];
  notes: Note[];
  /** This is the last row of a file without a final line end: if it also names something unknown, the file was cut. */
  mayBeCut: boolean;
}

export interface OpenedRoster {
  ok: true;
  format: RosterFormat;
  /** The name that the source's manifest gives its system, to tell two sources apart; null when it says nothing. */
  sourceSystem: string | null;
  notes: { file: string | null; note: Note }[];
  /** Rows in the files that are read, header lines left off; cells that hold line ends make it a little too many. For progress. */
  rowsAtMost: number;
  read(): AsyncGenerator<RosterEvent>;
}
