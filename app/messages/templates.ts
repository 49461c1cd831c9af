/** Where an appointment takes place, as far as a message may say: at the school of that name, or at home. Never a room's name, which may give away what it is for. */
export type MessagePlace = { place: 'school'; schoolName: string } | { place: 'home' };

/**
 * An appointment as a message tells of it. `startsAt` is an ISO instant, `zone` the IANA zone of the place where the student will be.
 * `calendarUid` stays the same for the appointment's life; `sequence` rises with each change, so that a calendar replaces the entry in place.
 */
export type AppointmentTold = { calendarUid: string; sequence: number; startsAt: string; minutes: number; zone: string; studentGivenName: string } & MessagePlace;

/** The same for who interprets: a student by their initials, and the language, as a code of the code list. */
export type InterpretingTold = Omit<AppointmentTold, 'studentGivenName'> & { initials: string; spoken: string } & MessagePlace;

/** The same for its therapist, when somebody else set or changed it: initials and no more. */
export type TheirsTold = Omit<AppointmentTold, 'studentGivenName'> & { initials: string } & MessagePlace;

/**
 * Every message that Hallway sends, and what each needs to be written. A `url` is absolute and under the portal's own address; it may carry a link's
 * token and never an id of a person. Instants are ISO text. No concern, diagnosis, agency, partnership or therapist has a place here: a message says
 * "appointment" and nothing of what it is for.
 */
export type TemplateParams = {
  /** To a guardian: something to read and decide. Opens a page, spends nothing. */
  'consent-invitation': { url: string; schoolName: string; studentGivenName: string; validUntil: string; zone: string };
  /** To the family: a time is set, or was changed (a higher sequence). Carries a calendar entry. `url`, if given, opens the appointment's own page. */
  'booking-confirmed': AppointmentTold & { url?: string };
  /** To the family: the time is off. Takes the calendar entry away. */
  'booking-cancelled': AppointmentTold;
  /** To an interpreter: a time is theirs, or was changed. Carries a calendar entry. Whose it is: initials. */
  'interpreter-booked': InterpretingTold;
  /** To an interpreter: they are not needed then any more. Takes the calendar entry away. */
  'interpreter-cancelled': InterpretingTold;
  /** To a therapist: somebody else set or changed a time of theirs. Carries a calendar entry. Whose it is: initials. */
  'therapist-booked': TheirsTold;
  /** To a therapist: somebody else took a time of theirs away. Takes the calendar entry away. */
  'therapist-cancelled': TheirsTold;
  /** To who joins from home: the link for this one visit, the student's own, a guardian's or an interpreter's (who is told initials). */
  'visit-link': { url: string; startsAt: string; minutes: number; zone: string; studentGivenName: string; whose?: 'student' | 'guardian' };
  /** To who asked to sign in: works once, by a button, for `minutes`. */
  'sign-in-link': { url: string; minutes: number };
  /** To a therapist: somebody waits for an answer. No name and no concern before acceptance. */
  'offer-to-therapist': { url: string; answerBy: string; zone: string };
  /** To somebody who is to work here, or who lost what they signed in with (`again`): opens the page on which they set it up. */
  'staff-invitation': { url: string; validUntil: string; zone: string; again: boolean };
  /** To somebody who works here: how they sign in has changed. Says that, and when, to whoever it was not. */
  'sign-in-changed': { url: string; change: 'added' | 'changed' | 'removed'; at: string; zone: string };
  /** To the address that somebody who works here had until now (`sentTo`): it was changed, and not by them. */
  'address-changed': { sentTo: string; at: string; zone: string };
  /** To who reviews emergency access: somebody has opened a record. Neither whose nor by whom. */
  'emergency-review': { url: string };
};

export type Template = keyof TemplateParams;

/** One message to be written: its template with what that needs. */
export type Written = { [T in Template]: { template: T; params: TemplateParams[T] } }[Template];

export const TEMPLATES = [
  'consent-invitation', 'booking-confirmed', 'booking-cancelled', 'interpreter-booked', 'interpreter-cancelled', 'therapist-booked', 'therapist-cancelled', 'visit-link', 'sign-in-link', 'offer-to-therapist', 'staff-invitation', 'sign-in-changed', 'address-changed', 'emergency-review',
] as const satisfies readonly Template[];

const FAMILY_TEMPLATES = ['consent-invitation', 'booking-confirmed', 'booking-cancelled', 'visit-link'] as const satisfies readonly Template[];

/** Written to a family, about a student. */
export type FamilyTemplate = (typeof FAMILY_TEMPLATES)[number];

/** Written to a family: sent by mail only to those who want mail (a guardianship names its channels). */
export function goesToFamily(template: Template): template is FamilyTemplate {
  return FAMILY_TEMPLATES.some((one) => one === template);
}
