import type { Actor } from '../../db/as-actor.server.ts';
import type { Language } from '../i18n/languages.ts';
import type { MemberRole } from './permissions.ts';

/** The person behind a request, as their own pages name them. */
export type AskingPerson = { id: string; givenName: string; familyName: string };

type Anyone = {
  sessionId: string;
  person: AskingPerson;
  partnership: { id: string; name: string };
  /** The language that this request is answered in. */
  language: Language;
};

/** Somebody who acts under one membership. Everything they reach follows from it. */
export type Member = Anyone & {
  kind: 'member';
  /** For `asActor`. */
  actor: Extract<Actor, { kind: 'member' }>;
  role: MemberRole;
  membership: { id: string };
  organisation: { id: string; name: string; kind: 'district' | 'school' | 'agency' };
  /** IANA zone in which this person is shown times: the school's, else the partnership's. */
  zone: string;
  /** Whether there is another membership to switch to. */
  hasOtherMemberships: boolean;
};

/** A guardian, signed in by a mailed link; acts for their own children in one partnership. */
export type Guardian = Anyone & {
  kind: 'guardian';
  actor: Extract<Actor, { kind: 'guardian' }>;
  role: 'guardian';
  /** IANA zone of the partnership; a visit's own page shows its place's. */
  zone: string;
};

/**
 * Everyone who may be asking. `nobody`: no session, or one that ended. `undecided`: signed in, with several memberships (or none that is
 * current) and none chosen. `ended`: a guardian whose confirmed guardianship has ended since.
 */
export type Asking = Member | Guardian | { kind: 'undecided'; sessionId: string; personId: string } | { kind: 'ended' } | { kind: 'nobody' };

/** The first page of each: what is next, what needs me. */
export function homeOf(asking: Pick<Asking, 'kind'>): string {
  switch (asking.kind) {
    case 'member': return '/today';
    case 'guardian': return '/family';
    case 'undecided': return '/membership';
    case 'ended':
    case 'nobody': return '/sign-in';
  }
}
