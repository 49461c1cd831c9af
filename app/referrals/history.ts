import type { ConsentAsked } from '../consent/consents-of.server.ts';
import type { Purpose } from '../consent/purposes.ts';
import { corridorStates, type Outcome, type ReferralState } from './states.ts';
import { missingYes } from './family-turn.ts';
import type { StepTold } from './referral-record.server.ts';

/** Something that happened to a referral, as the page tells it. `at` is an ISO instant. */
export type Happened = Readonly<{ at: string } & (
  | { kind: 'step'; to: ReferralState; back: boolean; who: 'me' | 'hallway' | string; reason: string | null; outcome: Outcome | null }
  | { kind: 'asked-again' | 'viewed' | 'signed' | 'signed-partly' | 'declined' | 'talk'; guardian: string }
  | { kind: 'withdrawn'; guardian: string; purposes: readonly Purpose[] }
  | { kind: 'sent-again' | 'first-visit' | 'visit' })>;

/** Moves, what the family did, links sent again, and visits held, newest first. Who may not know of visits hands in none. */
export function historyOf(steps: readonly StepTold[], outcome: Outcome | null, asked: readonly ConsentAsked[], held: readonly string[], sentAgain: readonly string[] = []): readonly Happened[] {
  const moves = steps.map((step, n): Happened & { n: number } => ({
    kind: 'step', at: step.at, to: step.to, back: step.from !== null && step.to !== 'closed' && place(step.to) < place(step.from),
    who: step.byMe ? 'me' : (step.by ?? 'hallway'), reason: step.reason, outcome: step.to === 'closed' ? outcome : null, n,
  }));
  // Of the same instant: what the family did comes before the move that it caused.
  const family = asked.flatMap((request, n) => familyDid(request, n < asked.length - 1)).map((event, n, { length }) => ({ ...event, n: n - length }));
  const visits = held.map((at, n): Happened & { n: number } => ({ kind: n === 0 ? 'first-visit' : 'visit', at, n: -1 }));
  const again = sentAgain.map((at): Happened & { n: number } => ({ kind: 'sent-again', at, n: -1 }));
  return [...moves, ...family, ...visits, ...again].sort((a, b) => Date.parse(b.at) - Date.parse(a.at) || b.n - a.n).map(({ n: _n, ...event }) => event);
}

/** `again`: another request came before this one; the first is the asking that moved the referral. */
function familyDid(request: ConsentAsked, again: boolean): Happened[] {
  const guardian = request.guardian.name;
  const ended = new Map<string, Purpose[]>();
  for (const { purpose, withdrawnAt } of request.answers) if (withdrawnAt !== null) ended.set(withdrawnAt, [...(ended.get(withdrawnAt) ?? []), purpose]);
  return [
    ...(again && request.sentAt !== null ? [{ kind: 'asked-again', at: request.sentAt, guardian } as const] : []),
    ...(request.viewedAt === null ? [] : [{ kind: 'viewed', at: request.viewedAt, guardian } as const]),
    ...(request.wantsToTalkAt === null ? [] : [{ kind: 'talk', at: request.wantsToTalkAt, guardian } as const]),
    ...(request.answeredAt === null ? [] : [{ kind: answered(request), at: request.answeredAt, guardian } as const]),
    ...[...ended].map(([at, purposes]) => ({ kind: 'withdrawn', at, guardian, purposes }) as const),
  ];
}

const answered = (request: ConsentAsked) => (request.state === 'declined' ? 'declined' : missingYes(request).length > 0 ? 'signed-partly' : 'signed');

const place = (state: ReferralState) => (state === 'closed' ? corridorStates.length : corridorStates.indexOf(state));
