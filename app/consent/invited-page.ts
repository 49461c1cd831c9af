import type { Answered, RequestState } from './consents-of.server.ts';
import type { Invitation } from './invitation.server.ts';

/** What the pages of an invitation show of it: no ids, nothing that they do not need. */
export type InvitedPage = {
  state: RequestState;
  closed: boolean;
  student: string;
  guardian: string;
  relationship: Invitation['guardian']['relationship'];
  mayDecide: boolean;
  school: string;
  counselor: string;
  zone: string;
  lastDay: string;
  wantsToTalk: boolean;
  answers: Answered[];
};

export function invitedPage(invitation: Invitation): InvitedPage {
  const { state, closed, student, guardian, school, counselor, zone, lastDay, wantsToTalkAt, answers } = invitation;
  return {
    state, closed, student, counselor, zone, lastDay, answers, school: school.name, wantsToTalk: wantsToTalkAt !== null,
    guardian: guardian.givenName, relationship: guardian.relationship, mayDecide: guardian.mayDecide,
  };
}
