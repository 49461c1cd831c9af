import type { FamilyTurn } from './family-turn.ts';
import type { Reader } from './may-see.ts';
import type { ReferralState } from './states.ts';

/** Which sentence says what comes next: the state, or what the family's turn is about. Words: `referrals` catalogue, `next.<code>.…`. */
export type NextCode = Exclude<ReferralState, 'awaiting_consent'> | FamilyTurn;

/** The one thing that the reader can do about it, or nothing. */
export type NextAction = 'triage' | 'ask' | 'ask_again' | 'send_again' | 'find_therapist' | 'find_time' | 'see_appointment';

export type NextStep = Readonly<{ code: NextCode; action: NextAction | null }>;

/** What happens next and whether it is for this reader to do. Without an action the page says "You don't have to do anything". */
export function nextStepOf({ state, familyTurn, reader, hasAppointment }: { state: ReferralState; familyTurn: FamilyTurn; reader: Reader; hasAppointment: boolean }): NextStep {
  if (state === 'awaiting_consent') return { code: familyTurn, action: reader === 'counselor' ? ofFamilyTurn[familyTurn] : null };
  return { code: state, action: actionIn(state, reader, hasAppointment) };
}

const ofFamilyTurn: Readonly<Record<FamilyTurn, NextAction | null>> = {
  talk: 'send_again', asked: null, link_ended: 'send_again', incomplete: 'ask_again', declined: 'ask_again', stopped: 'ask_again', nobody: 'ask',
};

function actionIn(state: ReferralState, reader: Reader, hasAppointment: boolean): NextAction | null {
  if (reader === 'counselor') {
    if (state === 'received') return 'triage';
    if (state === 'triaged') return 'ask';
  }
  if (reader === 'coordinator' && state === 'waiting') return 'find_therapist';
  if ((reader === 'coordinator' || reader === 'therapist') && state === 'accepted') return 'find_time';
  if (reader !== 'privacy_officer' && (state === 'scheduled' || state === 'in_care')) return hasAppointment ? 'see_appointment' : null;
  return null;
}
