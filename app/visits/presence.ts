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

/** One fact. Times are epoch milliseconds, all of one clock. */
export type PresenceEvidence =
  | { kind: 'joined'; room: string; sessionId: string; participantId: string; atMs: number }
  | { kind: 'left'; room: string; sessionId: string; participantId: string; joinedAtMs: number | null; atMs: number }
  /** Asked who is there, the server named this session … */
  | { kind: 'seen'; room: string; sessionId: string; participantId: string; joinedAtMs: number | null; atMs: number }
  /** … or did not, though it had been there. */
  | { kind: 'missing'; room: string; sessionId: string; participantId: string; atMs: number }
  /** Nobody is in that room any more. */
  | { kind: 'room-finished'; room: string; atMs: number };

export type Presence = {
  participantId: string;
  intervals: IntervalSet;
  /** After the last sign of life and before the first sign of absence: nobody knows. Not part of `intervals`. */
  doubts: IntervalSet;
};

type Session = { room: string; participantId: string; startsMs: number[]; aliveMs: number[]; leftMs: number[]; goneMs: number[] };

/** Presence of each participant of whom there is any sign of life, sorted by id. Evidence after `asOfMs` is not looked at. */
export function presenceOf(evidence: readonly PresenceEvidence[], asOfMs: number): Presence[] {
  const byParticipant = new Map<string, { intervals: Interval[]; doubts: Interval[] }>();
  for (const session of sessionsIn(evidence.filter((fact) => fact.atMs <= asOfMs))) {
    const signs = [...session.aliveMs, ...session.leftMs];
    if (signs.length === 0) continue;
    const found = byParticipant.get(session.participantId) ?? { intervals: [], doubts: [] };
    byParticipant.set(session.participantId, found);
    const fromMs = Math.min(...session.startsMs, ...signs);
    const untilMs = Math.max(...signs);
    found.intervals.push({ fromMs, untilMs });
    if (session.leftMs.length > 0) continue;
    found.doubts.push({ fromMs: untilMs, untilMs: Math.min(asOfMs, ...session.goneMs.filter((atMs) => atMs > untilMs)) });
  }
  return [...byParticipant]
    .map(([participantId, { intervals, doubts }]) => {
      const sure = intervalSet(intervals);
      return { participantId, intervals: sure, doubts: subtract(intervalSet(doubts), sure) };
    })
    .sort((a, b) => (a.participantId < b.participantId ? -1 : 1));
}

function sessionsIn(evidence: readonly PresenceEvidence[]): Session[] {
  const sessions = new Map<string, Session>();
  for (const fact of evidence) {
    if (fact.kind === 'room-finished') continue;
    const session = sessions.get(fact.sessionId) ?? { room: fact.room, participantId: fact.participantId, startsMs: [], aliveMs: [], leftMs: [], goneMs: [] };
    sessions.set(fact.sessionId, session);
    if (fact.kind === 'left') session.leftMs.push(fact.atMs);
    else if (fact.kind === 'missing') session.goneMs.push(fact.atMs);
    else session.aliveMs.push(fact.atMs);
    if ('joinedAtMs' in fact && fact.joinedAtMs !== null) session.startsMs.push(fact.joinedAtMs);
  }
  const all = [...sessions.values()];
  for (const fact of evidence) {
    if (fact.kind === 'room-finished') all.filter((session) => session.room === fact.room).forEach((session) => session.goneMs.push(fact.atMs));
  }
  return all;
}

/** Whole minutes lived through: the part of a minute that did not end is not counted. */
export function minutesIn(spans: IntervalSet): number {
  return Math.floor(spans.reduce((sum, span) => sum + span.untilMs - span.fromMs, 0) / 60_000);
}
