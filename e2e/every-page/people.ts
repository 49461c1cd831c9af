import type { Role } from '../../app/identity/permissions.ts';

/** Whoever opens pages: the demo's people around one student by their role, and people without an account. */
export type Opener = Role | 'visitor' | 'newcomer' | 'invited' | 'signed' | 'awaited' | 'tablet';

/** One for each role, all of whom know Luis Barrera, as the sign-in page lists them. */
export const nameOf: Readonly<Record<Role, string>> = {
  counselor: 'Tom Brandt',
  front_office: 'Joan Tran',
  therapist: 'Nadia Haddad',
  coordinator: 'Renee Whitfield',
  agency_administrator: 'Marta Ruiz',
  privacy_officer: 'Priya Nair',
  guardian: 'Marta Barrera',
};

export function isRole(opener: Opener): opener is Role {
  return opener in nameOf;
}

/** How a fault names them. */
export function toldAs(opener: Opener): string {
  return isRole(opener) ? `${nameOf[opener]} (${opener})` : `somebody without an account (${opener})`;
}
