import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { writeWhole } from './write-whole.ts';

export const erasureRegimes = ['school', 'clinical', 'both'] as const;
export const erasureReasons = ['family-request', 'retention-ended', 'court-order'] as const;

/** An erasure that was decided: ids and codes only, so that the list itself names nobody. `decidedAt`: ISO instant, real time. */
export type Erasure = Readonly<{ id: string; partnershipId: string; studentId: string; regime: (typeof erasureRegimes)[number]; reason: (typeof erasureReasons)[number]; decidedAt: string }>;

/** All erasures of this installation, kept beside the keys in `<data>/erasures.json`: what was erased must stay so when an older copy of the database is brought back. */
export function readErasures(folder: string): readonly Erasure[] {
  const file = fileIn(folder);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Erasure[]) : [];
}

/** Keeps one more, on disk before this returns. From here on it will be done, whatever happens to this process. */
export function keepErasure(folder: string, erasure: Erasure): void {
  writeWhole(fileIn(folder), `${JSON.stringify([...readErasures(folder), erasure], null, 2)}\n`);
}

const fileIn = (folder: string): string => path.join(folder, 'erasures.json');
