import type { Counted } from '../formats/roster-row.ts';

/** For each counted thing, rows in the files and how many of them were left out. */
export type Counts = Record<Counted, { read: number; refused: number }>;

export function noCounts(): Counts {
  return { orgs: { read: 0, refused: 0 }, users: { read: 0, refused: 0 }, classes: { read: 0, refused: 0 }, enrollments: { read: 0, refused: 0 } };
}
