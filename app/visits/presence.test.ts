import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intersect, intervalSet, subtract, type Interval } from '../time/interval.ts';
import { minutesIn, presenceOf, type PresenceEvidence } from './presence.ts';

const second = 1_000;
const minute = 60 * second;
const start = Date.parse('2026-11-24T15:00:00Z');
const pollEveryMs = 15 * second;

/** What truly happened: per person the stays in the room, in milliseconds after the start, ids of the server's sessions. */
type Stay = { participantId: string; sessionId: string; fromMs: number; untilMs: number };

const stays = fc
  .array(fc.tuple(fc.constantFrom('therapist', 'student', 'guardian'), fc.integer({ min: 0, max: 40 * minute }), fc.integer({ min: 1, max: 20 * minute })), {
    maxLength: 8,
  })
  .map((drawn) =>
    drawn.map(([participantId, from, length], n): Stay => ({ participantId, sessionId: `PA_${n}`, fromMs: start + from, untilMs: start + from + length })),
  );

const cutToSecond = (ms: number): number => Math.floor(ms / second) * second;

function webhooks(truth: readonly Stay[]): PresenceEvidence[] {
  return truth.flatMap((stay): PresenceEvidence[] => [
    { kind: 'joined', room: 'r', sessionId: stay.sessionId, participantId: stay.participantId, atMs: cutToSecond(stay.fromMs) },
    {
      kind: 'left',
      room: 'r',
      sessionId: stay.sessionId,
      participantId: stay.participantId,
      joinedAtMs: cutToSecond(stay.fromMs),
      atMs: cutToSecond(stay.untilMs),
    },
  ]);
}

/** What asking every 15 seconds makes known: who is seen, and who is missing that had been there. */
function rollCalls(truth: readonly Stay[]): PresenceEvidence[] {
  const facts: PresenceEvidence[] = [];
  for (let atMs = start; atMs <= start + 61 * minute; atMs += pollEveryMs) {
    for (const { sessionId, participantId, fromMs, untilMs } of truth) {
      if (fromMs <= atMs && atMs < untilMs) facts.push({ kind: 'seen', room: 'r', sessionId, participantId, joinedAtMs: cutToSecond(fromMs), atMs });
      if (untilMs <= atMs) facts.push({ kind: 'missing', room: 'r', sessionId, participantId, atMs });
    }
  }
  return facts;
}

const later = start + 120 * minute;
const lengthMs = (spans: Iterable<Interval>): number => intervalSet(spans).reduce((sum, s) => sum + s.untilMs - s.fromMs, 0);

describe('presence', () => {
  it('is the same whatever the order, and however often each fact came', () => {
    fc.assert(
      fc.property(
        stays.chain((truth) => {
          const facts = [...webhooks(truth), ...rollCalls(truth)];
          return fc.tuple(fc.constant(facts), fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length * 2 }));
        }),
        ([facts, disorder]) => {
          expect(presenceOf(disorder, later)).toEqual(presenceOf(facts, later));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is what truly happened, to the second of the stamps, when every webhook came and no roll call', () => {
    fc.assert(
      fc.property(stays, (truth) => {
        for (const found of presenceOf(webhooks(truth), later)) {
          const mine = truth.filter((stay) => stay.participantId === found.participantId);
          expect(found.doubts).toEqual([]);
          expect(Math.abs(lengthMs(found.intervals) - lengthMs(mine))).toBeLessThanOrEqual(mine.length * second);
        }
      }),
    );
  });

  it('is off by at most one roll call a stay, whichever webhooks were lost', () => {
    fc.assert(
      fc.property(stays.chain((truth) => fc.tuple(fc.constant(truth), fc.subarray(webhooks(truth)))), ([truth, kept]) => {
        const found = new Map(presenceOf([...kept, ...rollCalls(truth)], later).map((p) => [p.participantId, p.intervals]));
        for (const participantId of new Set(truth.map((stay) => stay.participantId))) {
          const mine = truth.filter((stay) => stay.participantId === participantId);
          const off = lengthMs(mine) - lengthMs(found.get(participantId) ?? []);
          expect(Math.abs(off)).toBeLessThanOrEqual(mine.length * (2 * pollEveryMs + second));
        }
      }),
    );
  });

  it('never counts a moment that nobody witnessed: with half the facts it is within what truly happened', () => {
    fc.assert(
      fc.property(stays.chain((truth) => fc.tuple(fc.constant(truth), fc.subarray([...webhooks(truth), ...rollCalls(truth)]))), ([truth, kept]) => {
        for (const found of presenceOf(kept, later)) {
          const mine = truth.filter((stay) => stay.participantId === found.participantId);
          const widened = mine.map((stay) => ({ fromMs: cutToSecond(stay.fromMs), untilMs: stay.untilMs }));
          expect(subtract(found.intervals, intervalSet(widened))).toEqual([]);
        }
      }),
    );
  });

  it('gives spans that are in order, apart and not empty, and doubts outside them', () => {
    fc.assert(
      fc.property(stays.chain((truth) => fc.subarray([...webhooks(truth), ...rollCalls(truth)])), (kept) => {
        for (const { intervals, doubts } of presenceOf(kept, later)) {
          intervals.forEach((span, n) => {
            expect(span.untilMs).toBeGreaterThan(span.fromMs);
            const next = intervals[n + 1];
            if (next) expect(next.fromMs).toBeGreaterThan(span.untilMs);
          });
          expect(intersect(intervals, doubts)).toEqual([]);
        }
      }),
    );
  });

  it('leaves out the time in which the video server was down, and joins again under a new session', () => {
    const session = (sessionId: string) => ({ room: 'r', sessionId, participantId: 's' });
    const found = presenceOf(
      [
        { kind: 'joined', ...session('PA_1'), atMs: start },
        { kind: 'seen', ...session('PA_1'), joinedAtMs: start, atMs: start + 10 * minute },
        { kind: 'missing', ...session('PA_1'), atMs: start + 14 * minute },
        { kind: 'seen', ...session('PA_2'), joinedAtMs: start + 14 * minute, atMs: start + 20 * minute },
        { kind: 'room-finished', room: 'r', atMs: start + 30 * minute },
      ],
      later,
    );
    expect(found).toEqual([
      {
        participantId: 's',
        intervals: [
          { fromMs: start, untilMs: start + 10 * minute },
          { fromMs: start + 14 * minute, untilMs: start + 20 * minute },
        ],
        doubts: [
          { fromMs: start + 10 * minute, untilMs: start + 14 * minute },
          { fromMs: start + 20 * minute, untilMs: start + 30 * minute },
        ],
      },
    ]);
    expect(minutesIn(found[0]?.intervals ?? [])).toBe(16);
  });

  it('does not take one room for another: the end of the new room says nothing of the old one', () => {
    const [found] = presenceOf(
      [
        { kind: 'joined', room: 'old', sessionId: 'PA_1', participantId: 's', atMs: start },
        { kind: 'room-finished', room: 'new', atMs: start + minute },
        { kind: 'room-finished', room: 'old', atMs: start + 9 * minute },
      ],
      later,
    );
    expect(found?.doubts).toEqual([{ fromMs: start, untilMs: start + 9 * minute }]);
  });

  it('knows nothing yet of facts that lie in the future', () => {
    expect(presenceOf([{ kind: 'joined', room: 'r', sessionId: 'PA_1', participantId: 's', atMs: start + minute }], start)).toEqual([]);
  });
});
