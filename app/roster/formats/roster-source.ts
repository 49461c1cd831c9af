import type { Readable } from 'node:stream';
import type { WholeRefusal } from './reasons.ts';

/** A file of a roster, which can be read from its beginning as often as needed: the first time to find its encoding, the second for its rows. */
export interface RosterFile {
  name: string;
  sizeBytes: number;
  open(): Promise<Readable>;
}

export interface RosterSource {
  files: RosterFile[];
  close(): Promise<void>;
}

export type OpenedSource = { ok: true; source: RosterSource } | WholeRefusal;
