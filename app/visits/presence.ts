/**
 * When somebody was really in the video room, from evidence that arrives late, twice, out of order or not at all.
 *
 * The video server tells of joins and leaves (webhooks, stamps cut to whole seconds, several in one second) and answers
 * when we ask who is there (a roll call). Neither can be trusted to be whole, so nothing here depends on the order in
 * which evidence came: a session is a set of facts, keyed by the server's own session id.
 *
 * The rule: **a moment counts when it lies between a session's start and the last fact that shows the session alive.**
 * What nobody witnessed is not counted; it is returned as doubt, for the therapist to decide.
 */

import { intervalSet, subtract, type Interval, type IntervalSet } from '../time/interval.ts';

/** One fact. Times are milliseconds since the epoch, in the real clock that the video server uses. */
export type PresenceEvidence =
  | { kind: 'joined'; room: string; sessionId: string; participantId: string; atMs: number }
  | { kind: 'left'; room: string; sessionId: string; participantId: string; joinedAtMs: number | null; atMs: number }
  /** An answer to "who is in this room?". A finished room is a roll call that nobody answered. */
  | { kind: 'roll-call'; room: string; atMs: number; present: readonly SessionSeen[] };

export type SessionSeen = { sessionId: string; participantId: string; joinedAtMs: number | null };

export type Presence = {
  participantId: string;
  intervals: IntervalSet;
  /** After the last sign of life and before the first sign of absence: nobody knows. Not part of `intervals`. */
  doubts: IntervalSet;
};

type Session = { room: string; participantId: string; startsMs: number[]; alive: number[]; leftMs: number[] };

/** Presence of each participant of whom there is any evidence, sorted by id. Evidence after `asOfMs` is not looked at. */
export function presenceOf(evidence: readonly PresenceEvidence[], asOfMs: number): Presence[] {
  const known = evidence.filter((fact) => fact.atMs <= asOfMs);
  const sessions = sessionsIn(known);
  const rollCalls = known.filter((fact) => fact.kind === 'roll-call');
  const byParticipant = new Map<string, { intervals: Interval[]; doubts: Interval[] }>();
  for (const [sessionId, session] of sessions) {
    const found = byParticipant.get(session.participantId) ?? { intervals: [], doubts: [] };
    byParticipant.set(session.participantId, found);
    const fromMs = Math.min(...session.startsMs, ...session.alive, ...session.leftMs);
    const untilMs = Math.max(fromMs, ...session.alive, ...session.leftMs);
    found.intervals.push({ fromMs, untilMs });
    if (session.leftMs.length > 0) continue;
    const missed = rollCalls
      .filter((call) => call.room === session.room && call.atMs > untilMs && !call.present.some((seen) => seen.sessionId === sessionId))
      .map((call) => call.atMs);
    found.doubts.push({ fromMs: untilMs, untilMs: Math.min(asOfMs, ...missed) });
  }
  return [...byParticipant]
    .map(([participantId, { intervals, doubts }]) => {
      const sure = intervalSet(intervals);
      return { participantId, intervals: sure, doubts: subtract(intervalSet(doubts), sure) };
    })
    .sort((a, b) => (a.participantId < b.participantId ? -1 : 1));
}

function sessionsIn(evidence: readonly PresenceEvidence[]): Map<string, Session> {
  const sessions = new Map<string, Session>();
  const sessionOf = (room: string, { sessionId, participantId }: { sessionId: string; participantId: string }): Session => {
    const session = sessions.get(sessionId) ?? { room, participantId, startsMs: [], alive: [], leftMs: [] };
    sessions.set(sessionId, session);
    return session;
  };
  for (const fact of evidence) {
    if (fact.kind === 'joined') sessionOf(fact.room, fact).alive.push(fact.atMs);
    if (fact.kind === 'left') {
      const session = sessionOf(fact.room, fact);
      session.leftMs.push(fact.atMs);
      if (fact.joinedAtMs !== null) session.startsMs.push(fact.joinedAtMs);
    }
    if (fact.kind === 'roll-call') {
      for (const seen of fact.present) {
        const session = sessionOf(fact.room, seen);
        session.alive.push(fact.atMs);
        if (seen.joinedAtMs !== null) session.startsMs.push(seen.joinedAtMs);
      }
    }
  }
  return sessions;
}

/** Whole minutes lived through: the part of a minute that did not end is not counted. */
export function minutesIn(spans: IntervalSet): number {
  return Math.floor(spans.reduce((sum, span) => sum + span.untilMs - span.fromMs, 0) / 60_000);
}
