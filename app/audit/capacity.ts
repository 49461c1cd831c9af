/** In what capacity somebody acted: `actorKind` of an entry. Words: `as.<code>`. */
const CAPACITIES = [
  'counselor', 'front_office', 'therapist', 'coordinator', 'agency_administrator', 'privacy_officer', 'staff', 'guardian', 'link', 'visitor', 'kiosk', 'job', 'webhook',
] as const;
type Capacity = (typeof CAPACITIES)[number];

export const isCapacity = (kind: string): kind is Capacity => (CAPACITIES as readonly string[]).includes(kind);

/** Who acts without a name of their own. */
const NAMELESS = { job: 'job', webhook: 'webhook', kiosk: 'kiosk', link: 'visitor', visitor: 'visitor' } as const;

/** What somebody without a name is called: `who.<code>`. */
export function nameless(actorKind: string): (typeof NAMELESS)[keyof typeof NAMELESS] | 'unknown' {
  return Object.hasOwn(NAMELESS, actorKind) ? NAMELESS[actorKind as keyof typeof NAMELESS] : 'unknown';
}
