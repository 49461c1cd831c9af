import { rolesFor } from '../../app/identity/permissions.ts';
import { access, type Access } from '../../app/routes/access.ts';
import type { Opener } from './people.ts';
import type { Records } from './records-of.ts';

/** How a page is opened where its address, the access matrix and the records of {@link usualStudent} do not say it all. */
interface Way {
  by?: Opener;
  /** Whose pages differ enough to be looked at, too. */
  alsoBy?: readonly Opener[];
  /** The student in whose records it stands open. */
  of?: string;
  /** What comes after the path; `:studentId` and the like are filled in. */
  query?: string;
  /** The page asks once more who sits there. */
  fresh?: boolean;
}

/** Booked, in care, his mother has access: most pages are open for him. */
export const usualStudent = 'Luis Barrera';
/** Somebody in each earlier stretch of the corridor; one of another school, whom the counselor opens in an emergency, and one whose emergency waits for its review. */
export const students = { referred: 'Omar Diaz', asked: 'Khalil Moss', signed: 'Jonah Price', offered: 'Amira Said', accepted: 'Maya Robinson', unreferred: 'Kofi Darko', elsewhere: 'Ethan Cole', looked: 'Ava Hollister' } as const;

const everyMember = ['front_office', 'therapist', 'coordinator', 'agency_administrator', 'privacy_officer'] as const;

const ways: Readonly<Record<string, Way>> = {
  '/sign-in/link/:token': { by: 'visitor' },
  '/i/:token': { by: 'invited', alsoBy: ['signed'] },
  '/i/:token/text': { by: 'invited' },
  '/i/:token/talk': { by: 'invited' },
  '/i/:token/decline': { by: 'invited' },
  '/i/:token/copy': { by: 'signed' },
  '/i/:token/withdrawal': { by: 'signed' },
  '/v/:token': { by: 'awaited' },
  '/visit': { by: 'awaited' },
  '/membership': { by: 'counselor' },
  '/welcome/:token': { by: 'newcomer' },
  '/step-up': { by: 'counselor' },
  '/me/sign-in': { by: 'counselor', alsoBy: ['guardian'] },
  '/me/passkeys/new': { by: 'counselor', fresh: true },
  '/me/password': { by: 'counselor', fresh: true },
  '/trail/export': { fresh: true },
  '/staff/:membershipId/address': { fresh: true },
  '/therapists/:membershipId/address': { fresh: true },
  '/therapists/:therapistId/time': { by: 'coordinator' },
  '/therapists/:therapistId/absence': { by: 'coordinator' },
  '/appointments/:appointmentId/move': { alsoBy: ['front_office', 'therapist', 'coordinator'] },
  '/today': { alsoBy: everyMember },
  '/referrals': { alsoBy: ['therapist', 'coordinator', 'privacy_officer'] },
  '/referrals/new': { of: students.unreferred, query: '?student=:studentId' },
  '/referrals/:referralId': { alsoBy: ['therapist', 'coordinator', 'privacy_officer'] },
  '/referrals/:referralId/triage': { of: students.referred },
  '/referrals/:referralId/invitations': { by: 'coordinator', of: students.asked },
  '/referrals/:referralId/invitations/:requestId/letter': { by: 'coordinator', of: students.asked },
  '/referrals/:referralId/booking': { of: students.accepted, alsoBy: ['therapist', 'counselor'] },
  '/referrals/:referralId/booking/confirmation': { of: students.accepted },
  '/safety/new': { query: '?student=:studentId' },
  '/safety/:eventId': { of: students.unreferred, alsoBy: ['privacy_officer'] },
  '/emergency': { fresh: true },
  '/emergency/:accessId': { of: students.elsewhere },
  '/emergency/reviews': { alsoBy: ['privacy_officer'] },
  '/emergency/reviews/:accessId': { of: students.looked, alsoBy: ['privacy_officer'] },
  '/appointments/:appointmentId': { alsoBy: ['front_office', 'therapist', 'coordinator'] },
  '/hallway': { alsoBy: ['front_office', 'coordinator'] },
  '/rooms': { alsoBy: ['coordinator'] },
  '/bells': { alsoBy: ['coordinator'] },
  '/calendar': { alsoBy: ['front_office', 'coordinator'] },
  '/students/:studentId/timetable': { alsoBy: ['front_office'] },
  '/students': { query: '?guardians=proposed' },
  '/students/:studentId': { alsoBy: ['front_office', 'coordinator', 'privacy_officer'] },
  '/waiting/:referralId': { of: students.signed },
  '/offers/:offerId': { of: students.offered },
  '/messages': { alsoBy: ['privacy_officer'] },
};

/**
 * Pages that the demo's people cannot stand on, as they have neither a password nor somebody to let in anew; the journey in this file looks at each with axe.
 */
export const seenElsewhere: Readonly<Record<string, string>> = {
  '/me/authenticator': 'staff-sign-in.test.ts',
  '/me/recovery-codes': 'staff-sign-in.test.ts',
  '/recoveries/:recoveryId': 'staff-sign-in.test.ts',
};

/** Whoever the access matrix lets read a page; the first of them looks at it. */
function readerOf(pattern: string): Opener | null {
  const row = (access as Readonly<Record<string, Access | { read: Access }>>)[pattern];
  const needed = typeof row === 'object' ? row.read : row;
  if (needed === 'anybody') return 'visitor';
  if (needed === 'kiosk') return 'tablet';
  if (needed === undefined || needed === 'signed-in' || needed === 'link' || needed === 'machine') return null;
  return rolesFor(needed)[0] ?? null;
}

/** Who looks at a page; nobody, where neither the access matrix nor anything here names one. */
export function openersOf(pattern: string): readonly Opener[] {
  const way = ways[pattern];
  const by = way?.by ?? readerOf(pattern);
  return by === null ? [] : [by, ...(way?.alsoBy ?? [])];
}

/** Whether the page asks once more who sits there. */
export function asksAgain(pattern: string): boolean {
  return ways[pattern]?.fresh === true;
}

/**
 * The address at which somebody opens a page: its pattern with the ids of the student in whose records it stands open.
 *
 * @param links the token of each link that somebody was sent
 * @throws naming what no record and no link fills in
 */
export async function addressFor(pattern: string, by: Opener, recordsOf: (student: string) => Promise<Records>, links: Partial<Record<Opener, string>>): Promise<string> {
  const { of: student = usualStudent, query = '' } = ways[pattern] ?? {};
  const records = await recordsOf(student);
  return `${pattern === '/*' ? '/no-such-page' : pattern}${query}`.replaceAll(/:(\w+)/g, (placeholder, name: string) => {
    const value = name === 'token' ? links[by] : records[name];
    if (!value) throw new Error(`Nothing here opens ${pattern}: no ${placeholder} of ${name === 'token' ? by : student}. Ids come from e2e/every-page/records-of.ts, links from entrances.ts.`);
    return value;
  });
}
