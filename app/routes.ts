import { index, layout, route, type RouteConfig } from '@remix-run/route-config';

/** Every URL of the portal, grouped by who uses it. Each one has its row in `app/routes/access.ts`. */
export default [
  // Anybody
  index('routes/index.ts'),
  route('set-up', 'routes/set-up.tsx'),
  route('sign-in', 'routes/sign-in.tsx'),
  route('sign-in/link', 'routes/sign-in.link.tsx'),
  route('sign-in/link/:token', 'routes/sign-in.link.$token.tsx'),
  route('sign-in/demo', 'routes/sign-in.demo.ts'),
  route('sign-in/sso', 'routes/sign-in.sso.ts'),
  route('sign-in/sso/callback', 'routes/sign-in.sso.callback.tsx'),
  route('sign-in/passkey/challenge', 'routes/sign-in.passkey.challenge.ts'),
  route('sign-in/help', 'routes/sign-in.help.tsx'),
  route('sign-in/passkey', 'routes/sign-in.passkey.ts'),
  route('welcome/:token', 'routes/welcome.$token.tsx'),
  route('welcome/:token/passkey/challenge', 'routes/welcome.$token.passkey.challenge.ts'),
  route('welcome/:token/passkey', 'routes/welcome.$token.passkey.ts'),
  route('membership', 'routes/membership.tsx'),
  route('step-up', 'routes/step-up.tsx'),
  route('step-up/passkey', 'routes/step-up.passkey.ts'),
  route('session', 'routes/session.ts'),
  route('me/sign-in', 'routes/me.sign-in.tsx'),
  route('me/passkeys/new', 'routes/me.passkeys.new.tsx'),
  route('me/passkeys/challenge', 'routes/me.passkeys.challenge.ts'),
  route('me/passkeys', 'routes/me.passkeys.ts'),
  route('me/passkeys/:passkeyId', 'routes/me.passkeys.$passkeyId.ts'),
  route('me/passkeys/:passkeyId/removal', 'routes/me.passkeys.$passkeyId.removal.ts'),
  route('me/password', 'routes/me.password.tsx'),
  route('me/password/removal', 'routes/me.password.removal.ts'),
  route('me/authenticator', 'routes/me.authenticator.tsx'),
  route('me/recovery-codes', 'routes/me.recovery-codes.tsx'),
  route('me/sign-in/sessions/:sessionId/end', 'routes/me.sign-in.sessions.$sessionId.end.ts'),
  route('me/sign-in/other-sessions/end', 'routes/me.sign-in.other-sessions.end.ts'),
  route('sign-off', 'routes/sign-off.ts'),
  route('demo/clock', 'routes/demo.clock.tsx'),
  route('theme', 'routes/theme.tsx'),
  route('language', 'routes/language.tsx'),

  // Guardians: their own page, and an invitation by its link
  route('family', 'routes/family.tsx'),
  route('family/appointments/:appointmentId/cancellation', 'routes/family.appointments.$appointmentId.cancellation.tsx'),
  route('family/requests/:requestId/invitation', 'routes/family.requests.$requestId.invitation.ts'),
  route('family/children/:studentId/times', 'routes/family.children.$studentId.times.tsx'),
  route('i/:token', 'routes/i.$token.tsx', [
    index('routes/i.$token._index.tsx'),
    route('text', 'routes/i.$token.text.tsx'),
    route('talk', 'routes/i.$token.talk.tsx'),
    route('decline', 'routes/i.$token.decline.tsx'),
    route('copy', 'routes/i.$token.copy.tsx'),
    route('withdrawal', 'routes/i.$token.withdrawal.tsx'),
  ]),

  // Members: each page is a child of the frame and draws only what lies inside it
  layout('routes/frame.tsx', [
    route('today', 'routes/today.tsx'),

    // Counselors: referrals and the crisis path (coordinators and therapists read what they may)
    route('referrals', 'routes/referrals._index.tsx'),
    route('referrals/new', 'routes/referrals.new.tsx'),
    route('referrals/:referralId', 'routes/referrals.$referralId._index.tsx'),
    route('referrals/:referralId/triage', 'routes/referrals.$referralId.triage.tsx'),
    route('referrals/:referralId/invitations', 'routes/referrals.$referralId.invitations.tsx'),
    route('referrals/:referralId/invitations/:requestId/letter', 'routes/referrals.$referralId.invitations.$requestId.letter.tsx'),
    route('referrals/:referralId/closure', 'routes/referrals.$referralId.closure.tsx'),
    route('safety/new', 'routes/safety.new.tsx'),
    route('safety/steps', 'routes/safety.steps.tsx'),
    route('safety/:eventId', 'routes/safety.$eventId.tsx'),

    // Where and when: front offices and coordinators
    route('rooms', 'routes/rooms.tsx'),
    route('rooms/new', 'routes/rooms.new.tsx'),
    route('rooms/:roomId', 'routes/rooms.$roomId.tsx'),
    route('bells', 'routes/bells.tsx'),
    route('bells/new', 'routes/bells.new.tsx'),
    route('bells/import', 'routes/bells.import.tsx'),
    route('bells/:bellsId', 'routes/bells.$bellsId.tsx'),
    route('calendar', 'routes/calendar.tsx'),
    route('calendar/days', 'routes/calendar.days.tsx'),
    route('students/:studentId/home', 'routes/students.$studentId.home.tsx'),

    // Appointments
    route('referrals/:referralId/booking', 'routes/referrals.$referralId.booking.tsx'),
    route('referrals/:referralId/booking/confirmation', 'routes/referrals.$referralId.booking.confirmation.tsx'),
    route('appointments/:appointmentId', 'routes/appointments.$appointmentId.tsx'),
    route('appointments/:appointmentId/cancellation', 'routes/appointments.$appointmentId.cancellation.tsx'),

    // The school's record
    route('students', 'routes/students.tsx'),
    route('students/:studentId', 'routes/students.$studentId.tsx'),
    route('students/:studentId/name', 'routes/students.$studentId.name.tsx'),
    route('students/:studentId/sights', 'routes/students.$studentId.sights.tsx'),
    route('students/:studentId/disclosures', 'routes/students.$studentId.disclosures.tsx'),
    route('students/:studentId/guardians/new', 'routes/students.$studentId.guardians.new.tsx'),
    route('students/:studentId/guardians/:guardianshipId', 'routes/students.$studentId.guardians.$guardianshipId.tsx'),
    route('roster', 'routes/roster.tsx'),
    route('roster/upload', 'routes/roster.upload.tsx'),
    route('roster/imports/:importId', 'routes/roster.imports.$importId.tsx'),
    route('schools', 'routes/schools.tsx'),
    route('schools/:schoolId', 'routes/schools.$schoolId.tsx'),
    route('organisations', 'routes/organisations.tsx'),
    route('organisations/:organisationId', 'routes/organisations.$organisationId.tsx'),
    route('licenses', 'routes/licenses.tsx'),
    route('upkeep', 'routes/upkeep.tsx'),
    route('school-years', 'routes/school-years.tsx'),
    route('school-years/new', 'routes/school-years.new.tsx'),
    route('school-years/:yearId', 'routes/school-years.$yearId.tsx'),

    // Coordinators
    route('staff', 'routes/staff.tsx'),
    route('permissions', 'routes/permissions.tsx'),
    route('recoveries/:recoveryId', 'routes/recoveries.$recoveryId.tsx'),
    route('waiting', 'routes/waiting.tsx', [index('routes/waiting._index.tsx'), route(':referralId', 'routes/waiting.$referralId.tsx')]),

    // Therapists
    route('hours', 'routes/hours.tsx'),
    route('practice', 'routes/practice.tsx'),
    route('practice/licenses', 'routes/practice.licenses.tsx'),
    route('caseload', 'routes/caseload.tsx'),
    route('offers', 'routes/offers.tsx'),
    route('offers/:offerId', 'routes/offers.$offerId.tsx'),

    // Visits
    route('visits/:appointmentId/attendance', 'routes/visits.$appointmentId.attendance.tsx'),
    route('kiosks', 'routes/kiosks.tsx'),
    route('appointments/:appointmentId/hall-pass', 'routes/appointments.$appointmentId.hall-pass.tsx'),

    // What was done and seen
    route('trail', 'routes/trail.tsx'),
    route('trail/export', 'routes/trail.export.tsx'),
    route('messages', 'routes/messages.tsx'),
  ]),
  route('referrals/:referralId/invitations/:requestId/reminder', 'routes/referrals.$referralId.invitations.$requestId.reminder.ts'),
  route('safety/:eventId/acknowledgement', 'routes/safety.$eventId.acknowledgement.ts'),
  route('trail/export/file', 'routes/trail.export.file.ts'),
  route('messages/:messageId/delivery', 'routes/messages.$messageId.delivery.ts'),
  route('rooms/:roomId/removal', 'routes/rooms.$roomId.removal.ts'),
  route('bells/:bellsId/removal', 'routes/bells.$bellsId.removal.ts'),
  route('referrals/:referralId/booking/release', 'routes/referrals.$referralId.booking.release.ts'),
  route('students/:studentId/guardians/:guardianshipId/end', 'routes/students.$studentId.guardians.$guardianshipId.end.ts'),
  route('upkeep/retries', 'routes/upkeep.retries.ts'),
  route('organisations/:organisationId/end', 'routes/organisations.$organisationId.end.ts'),
  route('organisations/:organisationId/reopening', 'routes/organisations.$organisationId.reopening.ts'),
  route('staff/:membershipId/invitation', 'routes/staff.$membershipId.invitation.ts'),
  route('staff/:membershipId/invitation/withdrawal', 'routes/staff.$membershipId.invitation.withdrawal.ts'),
  route('staff/:membershipId/end', 'routes/staff.$membershipId.end.ts'),
  route('waiting/:referralId/offer-withdrawal', 'routes/waiting.$referralId.offer-withdrawal.ts'),
  route('offers/:offerId/decline', 'routes/offers.$offerId.decline.ts'),
  route('practice/licenses/:licenseId/removal', 'routes/practice.licenses.$licenseId.removal.ts'),

  // A visit goes on: whole screens of their own, entered by loading a document (cameras are allowed by it)
  route('visits/:appointmentId', 'routes/visits.$appointmentId.tsx'),
  route('visits/:appointmentId/events', 'routes/visits.$appointmentId.events.ts'),
  route('visits/:appointmentId/start-gate', 'routes/visits.$appointmentId.start-gate.ts'),
  route('visits/:appointmentId/admissions', 'routes/visits.$appointmentId.admissions.ts'),
  route('visits/:appointmentId/pass', 'routes/visits.$appointmentId.pass.ts'),
  route('visits/:appointmentId/end', 'routes/visits.$appointmentId.end.ts'),
  route('kiosks/:kioskId/revocation', 'routes/kiosks.$kioskId.revocation.ts'),

  // Students and guardians in a visit: a link or a room's tablet, no account
  route('v/:token', 'routes/v.$token.tsx'),
  route('visit', 'routes/visit.tsx'),
  route('visit/events', 'routes/visit.events.ts'),
  route('visit/pass', 'routes/visit.pass.ts'),
  route('visit/leave', 'routes/visit.leave.ts'),
  route('visit/left', 'routes/visit.left.tsx'),
  route('kiosk', 'routes/kiosk.tsx'),
  route('kiosk/pairing', 'routes/kiosk.pairing.tsx'),

  // Machines
  route('webhooks/livekit', 'routes/webhooks.livekit.ts'),
  route('reports/csp', 'routes/reports.csp.ts'),
  route('healthz', 'routes/healthz.ts'),
  route('readyz', 'routes/readyz.ts'),
  route('metrics', 'routes/metrics.ts'),

  // Everything else
  route('*', 'routes/missing.tsx'),
] satisfies RouteConfig;
