import type { ConsentAsked } from '../consent/consents-of.server.ts';
import { missingFrom, type Purpose } from '../consent/purposes.ts';

/**
 * Where the asking of a family stands while it is their turn:
 * `talk` somebody wants to talk first · `asked` a link works and is not answered · `link_ended` none works any more · `incomplete` signed, with
 * a no to something that is needed · `declined` said no to all of it · `stopped` what was agreed was withdrawn or has run out · `nobody` never asked.
 */
export type FamilyTurn = 'talk' | 'asked' | 'link_ended' | 'incomplete' | 'declined' | 'stopped' | 'nobody';

/** The state of the asking, the most pressing first; a family may be several guardians. */
export function familyTurnOf(asked: readonly ConsentAsked[]): FamilyTurn {
  const open = asked.filter(({ state }) => state === 'sent' || state === 'viewed');
  if (open.some(({ wantsToTalkAt }) => wantsToTalkAt !== null)) return 'talk';
  if (open.some(({ linkUntil }) => linkUntil !== null)) return 'asked';
  if (open.length > 0) return 'link_ended';
  const last = asked.find(({ state }) => state !== 'draft' && state !== 'superseded');
  if (!last) return 'nobody';
  if (last.state === 'declined') return 'declined';
  return last.state === 'signed' && !last.answers.some(({ withdrawnAt }) => withdrawnAt !== null) && missingYes(last).length > 0 ? 'incomplete' : 'stopped';
}

/** What is needed for a start and was answered with no. */
export function missingYes(request: ConsentAsked): readonly Purpose[] {
  return missingFrom(Object.fromEntries(request.answers.map(({ purpose, yes }) => [purpose, yes])));
}
