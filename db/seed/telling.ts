import type { Temporal } from 'temporal-polyfill';
import type { Database } from '../connect.server.ts';
import type { Cast } from './cast.server.ts';
import type { Until } from './diary.ts';

/** What every part of a story needs to be told. */
export interface Telling {
  db: Database;
  partnershipId: string;
  config: { origin: string; key: Buffer };
  cast: Cast;
  until: Until;
  /** The demo's day, and its now; nothing is told of what lies behind it. */
  today: Temporal.PlainDate;
  now: Temporal.Instant;
  /** Whose story it is. */
  student: { name: string; studentId: string; schoolId: string };
  /** How far it has come; each step leaves here what later ones go on with. */
  so: { referralId?: string; safetyEventId?: string; emergencyId?: string; therapist?: string; offerId?: string; appointment?: { id: string; startMs: number; endMs: number } };
}

/** What a step before must have left. */
export function left<K extends keyof Telling['so']>({ so, student }: Telling, what: K): NonNullable<Telling['so'][K]> {
  const there = so[what];
  if (there === undefined) throw new Error(`the story of ${student.name} has no ${what} yet`);
  return there as NonNullable<Telling['so'][K]>;
}

/** In a story that was written to go well a refusal is a mistake of ours. */
export function must<T extends { ok: boolean }>(answer: T): T extends { ok: true; value: infer V } ? V : Extract<T, { ok: true }> {
  if (!answer.ok) throw new Error(`the demo's story was refused: ${JSON.stringify(answer)}`);
  return ('value' in answer ? answer.value : answer) as never;
}
