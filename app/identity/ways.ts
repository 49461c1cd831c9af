import type { MemberRole } from './permissions.ts';

/**
 * How a person showed who they are, kept with the session. `demo`: one click, in a demo only. `link`: a mailed link, for guardians.
 * `password`: together with a code from an authenticator, or a recovery code. `sso`: the single sign-on of a district or agency.
 */
export const ways = ['demo', 'link', 'password', 'passkey', 'sso'] as const;
export type Way = (typeof ways)[number];

/** Roles that decide about other people's access: what they sign in with must not be something that can be given away on a false page. */
const administrators: readonly MemberRole[] = ['coordinator', 'agency_administrator', 'privacy_officer'];

/** Whether a role asks for a passkey (security check 6: administrators need a factor that resists phishing). */
export function needsPasskey(role: MemberRole): boolean {
  return administrators.includes(role);
}

/**
 * Whether somebody who came in by `way` may act in `role`. A mailed link is never enough for a member (check 7); a password with its code is not
 * enough for an administrator; single sign-on is as strong as what the district asks for there, and is trusted.
 */
export function mayActBy(way: Way, role: MemberRole): boolean {
  if (way === 'link') return false;
  return way !== 'password' || !needsPasskey(role);
}

/**
 * Whether this way shows a strong factor at the moment of signing in: what a step-up would ask for again. Single sign-on does not by itself: the
 * provider may send somebody back without having asked them anything (a session that is still open there).
 */
export function isStrong(way: Way): boolean {
  return way !== 'link' && way !== 'sso';
}

/** What somebody has to sign in with. A password always comes with its authenticator; `sso`: an identity at the single sign-on that there is now. */
export type OwnWays = { passkeys: number; password: boolean; sso: boolean };

/**
 * Whether one passkey, the password, or single sign-on may be taken away: never the last way in, and from an administrator never the last that lets
 * them act.
 */
export function mayRemove(what: 'passkey' | 'password' | 'sso', own: OwnWays, roles: readonly MemberRole[]): boolean {
  const strong = own.passkeys - (what === 'passkey' ? 1 : 0) > 0 || (own.sso && what !== 'sso');
  return strong || (own.password && what !== 'password' && !roles.some(needsPasskey));
}
