import { Temporal } from 'temporal-polyfill';
import type { ResourceKind } from '../occupancy/resource-kind.ts';
import type { BookingRules, Buffer } from './booking-rules.ts';
import type { Candidate } from './candidate-starts.ts';
import type { WeeklyHours } from '../time/weekly-hours.ts';

/**
 * The slow, obvious answer to "is this a slot, and if not, why": looks at the clock on the wall for every single minute. It shares no code
 * with the engine (not even the interval sets) and exists so that tests can hold the engine against it.
 */
export type ObviousHours = { readonly zone: string; readonly hours: readonly WeeklyHours[] } | 'always';
export type ObviousTaken = readonly (readonly [fromMs: number, untilMs: number])[];
export type ObviousResource = { readonly open: ObviousHours; readonly taken: ObviousTaken };
export type ObviousInput = {
  readonly rules: BookingRules;
  readonly nowMs: number;
  readonly zone: string;
  readonly people: readonly (ObviousResource & { readonly kind: Exclude<ResourceKind, 'room'> })[];
  readonly rooms: readonly (ObviousResource & { readonly id: string; readonly around?: Buffer })[] | 'none';
  /** Those of the language that is wanted; nothing where none is. */
  readonly interpreters?: readonly (ObviousResource & { readonly id: string })[];
};

const MINUTE_MS = 60_000;

export function obviousAnswer(input: ObviousInput, candidate: Candidate): { roomIds: string[]; interpreterIds?: string[] } | { refusal: string } {
  const now = Temporal.Instant.fromEpochMilliseconds(input.nowMs).toZonedDateTimeISO(input.zone);
  const start = Temporal.Instant.fromEpochMilliseconds(candidate.startMs).toZonedDateTimeISO(input.zone);
  if (candidate.startMs - input.nowMs < input.rules.noticeHours * 60 * MINUTE_MS) return { refusal: 'too-soon' };
  const daysAhead = now.toPlainDate().until(start.toPlainDate(), { largestUnit: 'days' }).days;
  if (daysAhead > input.rules.horizonDays) return { refusal: 'too-far-ahead' };
  for (const person of input.people) {
    if (!isOpenThroughout(person.open, candidate)) return { refusal: `${person.kind}-away` };
    if (!isClearThroughout(person.taken, candidate, input.rules.buffers[person.kind])) return { refusal: `${person.kind}-taken` };
  }
  const there = input.interpreters?.filter((interpreter) => isOpenThroughout(interpreter.open, candidate));
  if (there?.length === 0) return { refusal: 'interpreter-away' };
  const idle = there?.filter((interpreter) => isClearThroughout(interpreter.taken, candidate, input.rules.buffers.interpreter));
  if (idle?.length === 0) return { refusal: 'interpreter-taken' };
  const interpreters = idle && { interpreterIds: idle.map(({ id }) => id) };
  if (input.rooms === 'none') return { roomIds: [], ...interpreters };
  const open = input.rooms.filter((room) => isOpenThroughout(room.open, candidate));
  if (open.length === 0) return { refusal: 'rooms-closed' };
  const free = open.filter((room) => isClearThroughout(room.taken, candidate, room.around ?? input.rules.buffers.room));
  return free.length === 0 ? { refusal: 'rooms-taken' } : { roomIds: free.map((room) => room.id), ...interpreters };
}

function isOpenThroughout(open: ObviousHours, { startMs, endMs }: Candidate): boolean {
  if (open === 'always') return true;
  for (let at = startMs; at < endMs; at += MINUTE_MS) {
    const wall = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(open.zone);
    const minute = wall.hour * 60 + wall.minute;
    if (!open.hours.some((line) => line.weekday === wall.dayOfWeek && line.startMinute <= minute && minute < line.endMinute)) return false;
  }
  return true;
}

function isClearThroughout(taken: ObviousTaken, { startMs, endMs }: Candidate, { beforeMinutes, afterMinutes }: Buffer): boolean {
  for (let at = startMs - beforeMinutes * MINUTE_MS; at < endMs + afterMinutes * MINUTE_MS; at += MINUTE_MS) {
    if (taken.some(([fromMs, untilMs]) => fromMs < at + MINUTE_MS && at < untilMs)) return false;
  }
  return true;
}
