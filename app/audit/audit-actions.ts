/**
 * Everything that leaves an entry in the trail, and whether somebody saw something (`seen`) or did something (`done`). Named as what happened to what.
 * A new one needs its sentence in the catalogue (`action.<name>`); a test holds the two together.
 */
export const AUDIT_ACTIONS = {
  // Looking at one student's record; lists of many write one entry with `body.count`.
  'student.read': 'seen',
  'student.searched': 'seen',
  'guardianship.read': 'seen',
  'referral.read': 'seen',
  'referral.listed': 'seen',
  'safety-event.read': 'seen',
  'consent.read': 'seen',
  'consent.printed': 'seen',
  'match.read': 'seen',
  'offer.read': 'seen',
  'slot.read': 'seen',
  'appointment.read': 'seen',
  'appointment.listed': 'seen',
  'caseload.read': 'seen',
  'visit.read': 'seen',
  'attendance.read': 'seen',
  'trail.read': 'seen',

  'roster.imported': 'done',
  'student.changed': 'done',
  'guardianship.proposed': 'done',
  'guardianship.confirmed': 'done',
  'guardianship.ended': 'done',

  'school.changed': 'done',
  'room.changed': 'done',
  'bell-schedule.changed': 'done',
  'kiosk.made': 'done',
  'kiosk.paired': 'done',
  'kiosk.revoked': 'done',
  'staff.changed': 'done',
  'engagement.changed': 'done',
  'availability.changed': 'done',
  'license.changed': 'done',
  'guardian-window.changed': 'done',

  'referral.made': 'done',
  'referral.triaged': 'done',
  'referral.moved': 'done',
  'referral.closed': 'done',
  'safety-event.raised': 'done',
  'safety-event.acknowledged': 'done',
  'safety-event.resolved': 'done',

  'consent.published': 'done',
  'consent.sent': 'done',
  'consent.viewed': 'done',
  'consent.signed': 'done',
  'consent.declined': 'done',
  'consent.talk-asked': 'done',
  'consent.withdrawn': 'done',
  'consent.expired': 'done',

  'offer.made': 'done',
  'offer.accepted': 'done',
  'offer.declined': 'done',
  'offer.withdrawn': 'done',
  'offer.expired': 'done',

  'appointment.held': 'done',
  'appointment.released': 'done',
  'appointment.booked': 'done',
  'appointment.cancelled': 'done',

  'visit.code-made': 'done',
  'visit.code-entered': 'done',
  'visit.link-sent': 'done',
  'visit.waiting': 'done',
  'visit.prepared': 'done',
  'visit.admitted': 'done',
  'visit.joined': 'done',
  'visit.put-out': 'done',
  'visit.ended': 'done',
  'attendance.recorded': 'done',
  'attendance.confirmed': 'done',

  'link.opened': 'done',
  'link.revoked': 'done',
  'session.began': 'done',
  'session.ended': 'done',
  'message.sent': 'done',
  'message.undelivered': 'done',
  'message.sent-again': 'done',
  'disclosure.made': 'done',
} as const satisfies Record<string, 'seen' | 'done'>;

export type AuditAction = keyof typeof AUDIT_ACTIONS;

export function isAuditAction(action: string): action is AuditAction {
  return Object.hasOwn(AUDIT_ACTIONS, action);
}
