import type { Action } from '../identity/permissions.ts';

/**
 * Who may ask for a page. An action of the permissions table: whoever's role may do it (a guardian too, where the table says so).
 * `anybody`: no session needed. `signed-in`: any session. `link`, `kiosk`: the holder of a link or a paired device; it checks that itself.
 * `machine`: no person at all.
 */
export type Access = Action | 'anybody' | 'signed-in' | 'link' | 'kiosk' | 'machine';

/**
 * The access matrix: one row for every URL of `app/routes.ts`, in its order. `read` answers GET, `write` anything else; one word is both.
 * A route without a row fails `access-matrix.db.test.ts`, which also asks every loader and action as every role.
 */
export const access = {
  '/': 'anybody',
  '/sign-in': 'anybody',
  '/sign-in/link': 'anybody',
  '/sign-in/link/:token': 'anybody',
  '/sign-in/demo': 'anybody',
  '/membership': 'signed-in',
  '/sign-off': 'anybody',
  '/demo/clock': 'anybody',
  '/theme': 'anybody',
  '/language': 'anybody',

  '/family': 'family.read',
  '/family/appointments/:appointmentId/cancellation': 'family.read',
  '/family/requests/:requestId/invitation': 'family.read',
  '/family/children/:studentId/times': 'family.read',
  '/i/:token': 'link',
  '/i/:token/text': 'link',
  '/i/:token/talk': 'link',
  '/i/:token/decline': 'link',
  '/i/:token/copy': 'link',
  '/i/:token/withdrawal': 'link',

  '/today': 'today.read',

  '/referrals': 'referral.read',
  '/referrals/new': 'referral.create',
  '/referrals/:referralId': 'referral.read',
  '/referrals/:referralId/triage': 'referral.triage',
  '/referrals/:referralId/invitations': 'consent.send',
  '/referrals/:referralId/invitations/:requestId/letter': 'consent.send',
  '/referrals/:referralId/closure': 'referral.close',
  '/safety/new': 'safety-event.raise',
  '/safety/steps': 'safety-event.raise',
  '/safety/:eventId': { read: 'safety-event.read', write: 'safety-event.resolve' },

  '/rooms': 'room.change',
  '/rooms/new': 'room.change',
  '/rooms/:roomId': 'room.change',
  '/bells': 'bell-schedule.change',
  '/bells/new': 'bell-schedule.change',
  '/bells/:bellsId': 'bell-schedule.change',
  '/students/:studentId/home': 'guardian-window.change',

  '/referrals/:referralId/booking': 'appointment.book',
  '/referrals/:referralId/booking/confirmation': 'appointment.book',
  '/appointments/:appointmentId': 'appointment.read',
  '/appointments/:appointmentId/cancellation': 'appointment.cancel',

  '/students': 'student.search',
  '/students/:studentId': 'student.read',
  '/students/:studentId/name': 'student.name',
  '/students/:studentId/guardians/new': 'guardianship.confirm',
  '/students/:studentId/guardians/:guardianshipId': 'guardianship.confirm',
  '/roster': 'roster.import',
  '/roster/upload': 'roster.import',
  '/roster/imports/:importId': 'roster.import',
  '/schools': 'school.change',
  '/schools/:schoolId': 'school.change',

  '/staff': 'staff.change',
  '/waiting': 'match.read',
  '/waiting/:referralId': { read: 'match.read', write: 'offer.make' },

  '/hours': 'availability.change',
  '/practice': { read: 'availability.change', write: 'engagement.change' },
  '/practice/licenses': { read: 'availability.change', write: 'license.change' },
  '/caseload': 'offer.answer',
  '/offers': 'offer.answer',
  '/offers/:offerId': 'offer.answer',
  '/offers/:offerId/decline': 'offer.answer',
  '/rooms/:roomId/removal': 'room.change',
  '/bells/:bellsId/removal': 'bell-schedule.change',
  '/referrals/:referralId/booking/release': 'appointment.book',
  '/students/:studentId/guardians/:guardianshipId/end': 'guardianship.confirm',
  '/staff/:membershipId/end': 'staff.change',
  '/waiting/:referralId/offer-withdrawal': 'offer.withdraw',
  '/practice/licenses/:licenseId/removal': 'license.change',

  '/visits/:appointmentId/attendance': 'attendance.confirm',
  '/kiosks': 'kiosk.pair',
  '/appointments/:appointmentId/hall-pass': 'visit.prepare',

  '/trail': 'trail.read',
  '/messages': 'message.read',
  '/referrals/:referralId/invitations/:requestId/reminder': 'consent.send',
  '/safety/:eventId/acknowledgement': 'safety-event.acknowledge',
  '/messages/:messageId/delivery': 'message.send-again',

  '/visits/:appointmentId': 'visit.hold',
  '/visits/:appointmentId/events': 'visit.hold',
  '/visits/:appointmentId/start-gate': 'visit.hold',
  '/visits/:appointmentId/admissions': 'visit.hold',
  '/visits/:appointmentId/pass': 'visit.hold',
  '/visits/:appointmentId/end': 'visit.hold',
  '/kiosks/:kioskId/revocation': 'kiosk.pair',

  '/v/:token': 'link',
  '/visit': 'link',
  '/visit/events': 'link',
  '/visit/pass': 'link',
  '/visit/leave': 'link',
  '/visit/left': 'anybody',
  '/kiosk': 'kiosk',
  '/kiosk/pairing': 'anybody',

  '/webhooks/livekit': 'machine',
  '/reports/csp': 'machine',
  '/healthz': 'machine',
  '/readyz': 'machine',
  '/*': 'anybody',
} as const satisfies Readonly<Record<string, Access | { read: Access; write: Access }>>;
