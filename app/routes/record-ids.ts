import type { access } from './access.ts';

/**
 * What an id in a request names. The state is said where the page needs one: triage asks for a referral that nobody has looked at yet.
 * `token`: no id but a secret, or an id of the sign-in role's own tables: their own tests hold them. `own membership`, `own emergency`: nobody else's, not even within one's own school.
 */
export type RecordKind =
  | 'token' | 'student' | 'unreferred student' | 'guardian' | 'guardian of the student' | 'guardianship' | 'room' | 'bells' | 'kiosk' | 'school' | 'district' | 'school year' | 'license' | 'roster import' | 'roster person' | 'therapist' | 'engagement' | 'membership' | 'membership at the agency'
  | 'received referral' | 'triaged referral' | 'asked referral' | 'waiting referral' | 'offered referral' | 'accepted referral' | 'open request' | 'safety event' | 'own emergency' | 'emergency to review' | 'open offer'
  | 'held appointment' | 'booked appointment' | 'appointment of a visit' | 'waiting seat' | 'undelivered message' | 'trail entry' | 'time off' | 'interpreter' | 'interpreter away' | 'room use' | 'room out of order' | 'on-site day' | 'own membership' | 'demo person' | 'recovery request';

/** Where the ids stand that a page is asked with: in its path, its query, or the form that is sent to it (names as the form sends them). */
export interface RecordIds {
  path?: Readonly<Record<string, RecordKind>>;
  query?: Readonly<Record<string, RecordKind>>;
  body?: Readonly<Record<string, RecordKind>>;
  /** The ids have nothing to do with each other; otherwise one belongs to the other, and a wrong pair is as unknown as a foreign id. */
  apart?: true;
}

type ParamsOf<Path extends string> = Path extends `${string}:${infer Rest}` ? (Rest extends `${infer Name}/${infer More}` ? Name | ParamsOf<`/${More}`> : Rest) : never;
type Paths = keyof typeof access;
type WithParams = { [Path in Paths]: ParamsOf<Path> extends never ? never : Path }[Paths];

/**
 * Every id that a request can carry, beside the access matrix. `record-access.db.test.ts` swaps each of them for a sibling school's and another
 * partnership's. A path parameter without its entry does not type-check; an id in a query or a form without one fails there by name.
 */
export const recordIds = {
  '/sign-in/link/:token': { path: { token: 'token' } },
  '/welcome/:token': { path: { token: 'token' } },
  '/welcome/:token/passkey/challenge': { path: { token: 'token' } },
  '/welcome/:token/passkey': { path: { token: 'token' } },
  '/sign-in/demo': { body: { membershipId: 'demo person', guardianId: 'demo person' } },
  '/me/passkeys/:passkeyId': { path: { passkeyId: 'token' } },
  '/me/passkeys/:passkeyId/removal': { path: { passkeyId: 'token' } },
  '/me/sign-in/sessions/:sessionId/end': { path: { sessionId: 'token' } },
  '/membership': { body: { membershipId: 'own membership' } },

  '/family/appointments/:appointmentId/cancellation': { path: { appointmentId: 'booked appointment' } },
  '/family/requests/:requestId/invitation': { path: { requestId: 'open request' } },
  '/family/children/:studentId/sitting-in': { path: { studentId: 'student' } },
  '/family/children/:studentId/times': { path: { studentId: 'student' } },
  '/family/children/:studentId/booking': { path: { studentId: 'student' } },
  '/family/children/:studentId/booking/confirmation': { path: { studentId: 'student' }, body: { appointmentId: 'held appointment' } },
  '/family/children/:studentId/booking/release': { path: { studentId: 'student' } },
  '/family/appointments/:appointmentId/move': { path: { appointmentId: 'booked appointment' } },
  '/i/:token': { path: { token: 'token' } },
  '/i/:token/text': { path: { token: 'token' } },
  '/i/:token/talk': { path: { token: 'token' } },
  '/i/:token/decline': { path: { token: 'token' } },
  '/i/:token/copy': { path: { token: 'token' } },
  '/i/:token/withdrawal': { path: { token: 'token' } },

  '/referrals/new': { query: { student: 'unreferred student' }, body: { student: 'unreferred student' }, apart: true },
  '/referrals/:referralId': { path: { referralId: 'accepted referral' } },
  '/referrals/:referralId/triage': { path: { referralId: 'received referral' } },
  '/referrals/:referralId/invitations': { path: { referralId: 'triaged referral' }, body: { guardian: 'guardian' } },
  '/referrals/:referralId/invitations/:requestId/letter': { path: { referralId: 'asked referral', requestId: 'open request' } },
  '/referrals/:referralId/invitations/:requestId/reminder': { path: { referralId: 'asked referral', requestId: 'open request' } },
  '/referrals/:referralId/closure': { path: { referralId: 'waiting referral' } },
  '/safety/new': { query: { student: 'student' }, body: { student: 'student' }, apart: true },
  '/safety/:eventId': { path: { eventId: 'safety event' } },
  '/safety/:eventId/acknowledgement': { path: { eventId: 'safety event' } },
  '/emergency/:accessId': { path: { accessId: 'own emergency' } },
  '/emergency/:accessId/end': { path: { accessId: 'own emergency' } },
  '/emergency/reviews/:accessId': { path: { accessId: 'emergency to review' } },
  '/emergency/reviews/:accessId/end': { path: { accessId: 'emergency to review' } },

  '/rooms': { query: { school: 'school' } },
  '/rooms/new': { query: { school: 'school' } },
  '/rooms/:roomId': { path: { roomId: 'room' } },
  '/rooms/:roomId/removal': { path: { roomId: 'room' } },
  '/rooms/:roomId/uses': { path: { roomId: 'room' } },
  '/rooms/:roomId/uses/new': { path: { roomId: 'room' } },
  '/rooms/:roomId/out-of-order': { path: { roomId: 'room' } },
  '/rooms/:roomId/out-of-order/:outOfOrderId/end': { path: { roomId: 'room', outOfOrderId: 'room out of order' } },
  '/room-uses/:useId': { path: { useId: 'room use' }, body: { roomId: 'room' } },
  '/room-uses/:useId/release': { path: { useId: 'room use' } },
  '/room-utilisation': { query: { school: 'school' } },
  '/bells': { query: { school: 'school' } },
  '/bells/new': { query: { school: 'school', replaces: 'bells' } },
  '/bells/import': { query: { school: 'school' } },
  '/bells/:bellsId': { path: { bellsId: 'bells' } },
  '/bells/:bellsId/removal': { path: { bellsId: 'bells' } },
  '/calendar': { query: { school: 'school' } },
  '/calendar/days': { query: { school: 'school' } },
  '/calendar/import': { query: { school: 'school' } },
  '/students/:studentId/sitting-in': { path: { studentId: 'student' }, body: { 'guardians[0].id': 'guardian of the student' } },
  '/interpreters/:interpreterId': { path: { interpreterId: 'interpreter' } },
  '/interpreters/:interpreterId/languages': { path: { interpreterId: 'interpreter' } },
  '/interpreters/:interpreterId/away': { path: { interpreterId: 'interpreter' } },
  '/interpreters/:interpreterId/away/:awayId/removal': { path: { interpreterId: 'interpreter', awayId: 'interpreter away' } },
  '/interpreters/:interpreterId/end': { path: { interpreterId: 'interpreter' } },
  '/referrals/:referralId/interpreter': { path: { referralId: 'accepted referral' } },
  '/students/:studentId/home': { path: { studentId: 'student' }, body: { 'guardians[0].id': 'guardian of the student' } },

  '/hallway': { query: { school: 'school', moving: 'booked appointment', roomId: 'room' } },
  '/hallway/print': { query: { school: 'school' } },
  '/hallway/events': { query: { school: 'school' } },
  '/hallway/monitor': { query: { school: 'school' } },

  '/referrals/:referralId/booking': { path: { referralId: 'accepted referral' }, query: { roomId: 'room' } },
  '/referrals/:referralId/booking/confirmation': { path: { referralId: 'accepted referral' }, body: { appointmentId: 'held appointment' } },
  '/referrals/:referralId/booking/release': { path: { referralId: 'accepted referral' } },
  '/appointments/:appointmentId': { path: { appointmentId: 'booked appointment' } },
  '/appointments/:appointmentId/absence': { path: { appointmentId: 'booked appointment' } },
  '/therapists/:therapistId/absence': { path: { therapistId: 'therapist' } },
  '/appointments/:appointmentId/move': { path: { appointmentId: 'booked appointment' }, query: { roomId: 'room' }, body: { roomId: 'room' } },
  '/appointments/:appointmentId/cancellation': { path: { appointmentId: 'booked appointment' } },
  '/appointments/:appointmentId/hall-pass': { path: { appointmentId: 'appointment of a visit' } },

  '/students/:studentId': { path: { studentId: 'student' } },
  '/students/:studentId/timetable': { path: { studentId: 'student' } },
  '/students/:studentId/name': { path: { studentId: 'student' } },
  '/students/:studentId/sights': { path: { studentId: 'student' } },
  '/students/:studentId/disclosures': { path: { studentId: 'student' } },
  '/students/:studentId/guardians/new': { path: { studentId: 'student' } },
  '/students/:studentId/guardians/:guardianshipId': { path: { studentId: 'student', guardianshipId: 'guardianship' } },
  '/students/:studentId/guardians/:guardianshipId/end': { path: { studentId: 'student', guardianshipId: 'guardianship' } },
  '/roster/imports/:importId': { path: { importId: 'roster import' } },
  '/schools/:schoolId': { path: { schoolId: 'school' } },
  '/schools/:schoolId/school-years/:yearId': { path: { schoolId: 'school', yearId: 'school year' }, apart: true },
  '/organisations': { body: { parentId: 'district' } },
  '/organisations/:organisationId': { path: { organisationId: 'school' }, body: { parentId: 'district' }, apart: true },
  '/organisations/:organisationId/end': { path: { organisationId: 'school' } },
  '/organisations/:organisationId/reopening': { path: { organisationId: 'school' } },
  '/school-years/:yearId': { path: { yearId: 'school year' } },

  '/staff': { body: { personId: 'roster person', organisationId: 'school' }, apart: true },
  '/recoveries/:recoveryId': { path: { recoveryId: 'recovery request' } },
  '/staff/:membershipId/address': { path: { membershipId: 'membership' } },
  '/staff/:membershipId/invitation': { path: { membershipId: 'membership' } },
  '/staff/:membershipId/invitation/withdrawal': { path: { membershipId: 'membership' } },
  '/staff/:membershipId/end': { path: { membershipId: 'membership' } },
  '/therapists/:membershipId/address': { path: { membershipId: 'membership at the agency' } },
  '/therapists/:membershipId/licenses': { path: { membershipId: 'membership at the agency' } },
  '/therapists/:membershipId/invitation': { path: { membershipId: 'membership at the agency' } },
  '/therapists/:membershipId/invitation/withdrawal': { path: { membershipId: 'membership at the agency' } },
  '/therapists/:membershipId/end': { path: { membershipId: 'membership at the agency' } },
  '/licenses/:licenseId/confirmation': { path: { licenseId: 'license' } },
  '/waiting/:referralId': { path: { referralId: 'waiting referral' }, body: { engagementId: 'engagement' }, apart: true },
  '/waiting/:referralId/offer-withdrawal': { path: { referralId: 'offered referral' } },

  '/offers/:offerId': { path: { offerId: 'open offer' } },
  '/offers/:offerId/decline': { path: { offerId: 'open offer' } },
  '/therapists/:therapistId/time': { path: { therapistId: 'therapist' } },
  '/hours/off/:timeOffId/removal': { path: { timeOffId: 'time off' } },
  '/hours/on-site/:onSiteId/removal': { path: { onSiteId: 'on-site day' } },
  '/practice/licenses/:licenseId/removal': { path: { licenseId: 'license' } },

  '/visits/:appointmentId': { path: { appointmentId: 'appointment of a visit' } },
  '/visits/:appointmentId/events': { path: { appointmentId: 'appointment of a visit' } },
  '/visits/:appointmentId/start-gate': { path: { appointmentId: 'appointment of a visit' } },
  '/visits/:appointmentId/admissions': { path: { appointmentId: 'appointment of a visit' }, body: { seat: 'waiting seat' } },
  '/visits/:appointmentId/pass': { path: { appointmentId: 'appointment of a visit' } },
  '/visits/:appointmentId/end': { path: { appointmentId: 'appointment of a visit' } },
  '/visits/:appointmentId/attendance': { path: { appointmentId: 'appointment of a visit' } },
  '/v/:token': { path: { token: 'token' } },
  '/kiosks': { body: { room: 'room' } },
  '/kiosks/:kioskId/revocation': { path: { kioskId: 'kiosk' } },

  '/trail': { query: { studentId: 'student', before: 'trail entry' }, apart: true },
  '/trail/export': { query: { studentId: 'student', before: 'trail entry' }, apart: true },
  '/trail/export/file': { query: { studentId: 'student', before: 'trail entry' }, apart: true },
  '/messages/:messageId/delivery': { path: { messageId: 'undelivered message' } },
} as const satisfies { [Path in WithParams]: RecordIds & { path: Record<ParamsOf<Path>, RecordKind> } } & Partial<Record<Exclude<Paths, WithParams>, RecordIds>>;
