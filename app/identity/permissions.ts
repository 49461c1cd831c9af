/** Whoever may act with rights of their own. A guardian holds no membership; the others do, one role each. */
export const roles = ['counselor', 'front_office', 'therapist', 'coordinator', 'agency_administrator', 'privacy_officer', 'guardian'] as const;
export type Role = (typeof roles)[number];
export type MemberRole = Exclude<Role, 'guardian'>;

const schoolStaff = ['counselor', 'front_office'] as const;
const members = roles.filter((role) => role !== 'guardian');

/**
 * The one table of what a role may do. An action is a noun and what happens to it.
 *
 * It decides whether a page or button is there at all; *which* records a role reaches is the database's word (policies), and what is due
 * now is the domain's. A role that is missing here gets 404, as if the page did not exist.
 */
const allowed = {
  'today.read': members,
  'family.read': ['guardian'],

  // Roster: the school's record. A therapist never browses it.
  'roster.import': ['coordinator', 'privacy_officer'],
  'student.search': ['counselor', 'front_office', 'coordinator', 'privacy_officer'],
  'student.read': ['counselor', 'front_office', 'coordinator', 'privacy_officer'],
  'student.name': ['counselor'],
  'guardianship.read': ['counselor', 'front_office', 'coordinator', 'privacy_officer'],
  'guardianship.confirm': ['counselor', 'front_office', 'coordinator'],

  // Where and when
  'organisation.change': ['coordinator', 'privacy_officer'],
  'school-year.change': ['coordinator', 'privacy_officer'],
  'upkeep.read': ['coordinator', 'privacy_officer'],
  'upkeep.change': ['coordinator', 'privacy_officer'],
  'school.change': ['front_office', 'coordinator', 'privacy_officer'],
  'room.read': ['counselor', 'front_office', 'coordinator', 'therapist'],
  'room.change': ['front_office', 'coordinator'],
  'room-use.change': ['front_office', 'counselor', 'coordinator'],
  'bell-schedule.change': ['front_office', 'coordinator'],
  'school-day.read': ['counselor', 'front_office', 'coordinator'],
  'school-day.change': ['front_office', 'coordinator'],
  'timetable.change': ['counselor', 'front_office', 'coordinator'],
  'kiosk.pair': ['front_office'],
  'staff.change': ['coordinator', 'privacy_officer'],
  'permission.read': ['coordinator', 'privacy_officer', 'agency_administrator'],

  // Caseload: the therapist's own words about themselves; the agency answers for licenses and places.
  'caseload.read': ['therapist', 'agency_administrator', 'coordinator'],
  'availability.change': ['therapist'],
  'therapist.appoint': ['agency_administrator'],
  'availability.read': ['therapist', 'agency_administrator', 'coordinator'],
  'license.change': ['therapist', 'agency_administrator'],
  'license.confirm': ['agency_administrator'],
  'license.watch': ['coordinator', 'privacy_officer', 'agency_administrator'],
  'engagement.change': ['therapist', 'agency_administrator', 'coordinator'],

  // Referral
  'referral.create': ['counselor'],
  'referral.read': ['counselor', 'therapist', 'coordinator', 'privacy_officer'],
  'referral.triage': ['counselor'],
  'referral.close': ['counselor', 'coordinator'],
  'safety-event.raise': ['counselor', 'therapist', 'front_office'],
  'safety-event.read': ['counselor', 'therapist', 'coordinator', 'privacy_officer'],
  'safety-event.acknowledge': ['counselor', 'therapist', 'coordinator'],
  'safety-event.resolve': ['counselor', 'therapist', 'coordinator'],
  // Break-glass: whoever answers for students in danger and does not see all of them. Who sees the whole list needs none, and looks at it afterwards.
  'emergency.open': ['counselor', 'therapist'],
  'emergency.review': ['coordinator', 'privacy_officer'],

  // Consent
  'consent.send': ['counselor', 'coordinator'],
  'consent.read': ['counselor', 'coordinator', 'privacy_officer', 'therapist', 'guardian'],
  'consent.sign': ['guardian'],
  'consent.withdraw': ['guardian'],

  // Match
  'match.read': ['coordinator'],
  'offer.make': ['coordinator'],
  'offer.withdraw': ['coordinator'],
  'offer.answer': ['therapist'],

  // Book
  'booking-rule.change': ['coordinator'],
  'hallway.read': ['counselor', 'front_office', 'coordinator'],
  'hallway.week': ['therapist'],
  // On a wall or on paper: no initials or initials only, never why.
  'hallway.show': ['counselor', 'front_office', 'coordinator'],
  'slot.read': ['coordinator', 'therapist', 'counselor', 'front_office'],
  'appointment.read': ['counselor', 'front_office', 'therapist', 'coordinator'],
  'appointment.book': ['coordinator', 'therapist', 'counselor'],
  // A front office moves a visit to another room, never to another time.
  'appointment.move': ['coordinator', 'therapist', 'counselor', 'front_office'],
  'appointment.book-own': ['guardian'],
  'appointment.cancel': ['coordinator', 'therapist', 'counselor', 'front_office'],
  'student.absent': ['front_office', 'counselor', 'therapist'],
  'therapist.absent': ['coordinator', 'agency_administrator'],
  'guardian-window.change': ['counselor', 'coordinator'],
  'interpreter.change': ['coordinator'],
  'interpreter.decide': ['counselor', 'therapist', 'coordinator'],

  // Visit
  'visit.prepare': schoolStaff,
  'visit.hold': ['therapist'],
  'visit.join': ['guardian'],
  'attendance.read': ['counselor', 'therapist', 'coordinator'],
  'attendance.confirm': ['therapist'],

  // Messages that did not arrive
  'message.read': ['coordinator', 'privacy_officer'],
  'message.send-again': ['coordinator'],

  // Trail
  'trail.read': ['coordinator', 'privacy_officer'],
  'trail.export': ['coordinator', 'privacy_officer'],
  'sights.read': ['coordinator', 'privacy_officer'],
  'disclosure.read': ['counselor', 'coordinator', 'privacy_officer'],
  'sharing-rule.read': members,
} as const satisfies Record<string, readonly Role[]>;

export type Action = keyof typeof allowed;

export const actions = Object.keys(allowed) as Action[];

/** Whether a role may do something at all. For drawing pages and for {@link requireMember}; the database decides about each record. */
export function can(role: Role, action: Action): boolean {
  return (allowed[action] as readonly Role[]).includes(role);
}

/** The roles that may do something, for messages such as "ask your coordinator". */
export function rolesFor(action: Action): readonly Role[] {
  return allowed[action];
}
