import type { TextKey } from '../i18n/catalogue.ts';
import { can, type Action, type Role } from '../identity/permissions.ts';

/** A place in the bar above a member's pages. `text` is its key in the `shell` catalogue. */
export interface Place {
  readonly to: string;
  readonly text: Extract<TextKey<'shell'>, `place.${string}`>;
  /** Whoever may do this sees the place. */
  readonly action: Action;
  /** Narrower than the action where a role has no use for the place in its bar. */
  readonly roles?: readonly Role[];
  /** Another address that lies at this place, for a role that has none of its own for it. */
  readonly holds?: string;
}

/** Every place, Today first; a role's bar is what it may open, in this order. A place is added together with its page. */
const PLACES: readonly Place[] = [
  { to: '/today', text: 'place.today', action: 'today.read' },
  { to: '/referrals', text: 'place.referrals', action: 'referral.read', roles: ['counselor', 'coordinator', 'privacy_officer'] },
  { to: '/waiting', text: 'place.waiting', action: 'match.read' },
  { to: '/hallway', text: 'place.hallway', action: 'hallway.read' },
  { to: '/hallway/week', text: 'place.hallway', action: 'hallway.week' },
  { to: '/rooms', text: 'place.rooms', action: 'room-use.change', roles: ['counselor', 'front_office'], holds: '/room-uses' },
  { to: '/calendar', text: 'place.calendar', action: 'school-day.read', roles: ['counselor', 'front_office'] },
  { to: '/bells', text: 'place.bells', action: 'bell-schedule.change', roles: ['front_office'] },
  { to: '/kiosks', text: 'place.kiosks', action: 'kiosk.pair' },
  { to: '/roster', text: 'place.roster', action: 'roster.import' },
  { to: '/schools', text: 'place.schools', action: 'school.change', roles: ['front_office'] },
  { to: '/organisations', text: 'place.organisations', action: 'organisation.change', holds: '/schools' },
  { to: '/staff', text: 'place.staff', action: 'staff.change', holds: '/interpreters' },
  { to: '/therapists', text: 'place.therapists', action: 'therapist.appoint', holds: '/licenses' },
  { to: '/permissions', text: 'place.permissions', action: 'permission.read', roles: ['agency_administrator'] },
  { to: '/offers', text: 'place.offers', action: 'offer.answer' },
  { to: '/caseload', text: 'place.caseload', action: 'offer.answer' },
  { to: '/hours', text: 'place.hours', action: 'availability.change' },
  { to: '/practice', text: 'place.practice', action: 'availability.change' },
  { to: '/trail', text: 'place.trail', action: 'trail.read' },
];

/** The bar of one role. */
export function placesOf(role: Role): readonly Place[] {
  return PLACES.filter((place) => can(role, place.action) && (place.roles?.includes(role) ?? true));
}

const liesUnder = (address: string, to: string) => address === to || address.startsWith(`${to}/`) || address.startsWith(`${to}?`);

/** How many things need the reader at each place: a thing counts at the place whose address its own begins with, the longest such. */
export function needsAt(places: readonly Place[], needs: readonly { readonly to: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const need of needs) {
    const [place] = places.filter(({ to, holds }) => liesUnder(need.to, to) || (holds !== undefined && liesUnder(need.to, holds))).sort((a, b) => b.to.length - a.to.length);
    if (place) counts[place.to] = (counts[place.to] ?? 0) + 1;
  }
  return counts;
}
