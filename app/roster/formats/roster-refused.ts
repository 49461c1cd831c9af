import type { SetRefusal, WholeRefusal } from './reasons.ts';

/**
 * Carries the refusal of a whole roster out of the middle of a stream. Thrown and caught only inside `formats/`: whoever calls `openRoster` gets it
 * as a value.
 */
export class RosterRefused extends Error {
  readonly reason: SetRefusal;
  readonly file: string | null;
  readonly line: number | null;

  constructor(reason: SetRefusal, file: string | null, line: number | null = null) {
    super(`roster refused: ${reason}`);
    this.reason = reason;
    this.file = file;
    this.line = line;
  }
}

export function refuseWhole(reason: SetRefusal, file: string | null = null, detail: string | null = null): WholeRefusal {
  return { ok: false, reason, file, line: null, detail };
}
