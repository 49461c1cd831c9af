import { actions, type Action } from './permissions.ts';

type Noun = Action extends `${infer N}.${string}` ? N : never;

/** The parts of the page of permissions, in order. */
export const permissionGroups = ['everyday', 'roster', 'places', 'caseload', 'referral', 'consent', 'match', 'booking', 'visit', 'running'] as const;
export type PermissionGroup = (typeof permissionGroups)[number];

/** Where an action stands on the page, by what it is done to. */
const groupOf: Readonly<Record<Noun, PermissionGroup>> = {
  today: 'everyday', family: 'everyday',
  roster: 'roster', student: 'roster', guardianship: 'roster',
  organisation: 'places', 'school-year': 'places', school: 'places', room: 'places', 'room-use': 'places', 'bell-schedule': 'places', 'school-day': 'places', timetable: 'places', kiosk: 'places',
  caseload: 'caseload', availability: 'caseload', license: 'caseload', therapist: 'caseload', engagement: 'caseload',
  referral: 'referral', 'safety-event': 'referral', emergency: 'referral',
  consent: 'consent',
  match: 'match', offer: 'match',
  hallway: 'booking', slot: 'booking', 'booking-rule': 'booking', appointment: 'booking', 'guardian-window': 'booking', interpreter: 'booking',
  visit: 'visit', attendance: 'visit',
  staff: 'running', permission: 'running', upkeep: 'running', message: 'running', trail: 'running', sights: 'running', disclosure: 'running', 'sharing-rule': 'running',
};

/** The actions of one part, in the table's order. */
export function actionsOf(group: PermissionGroup): readonly Action[] {
  return actions.filter((action) => groupOf[action.slice(0, action.lastIndexOf('.')) as Noun] === group);
}
