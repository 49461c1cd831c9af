/** What the database keeps when somebody books, by the promise's name → the reason that the page explains (`refusal.<reason>`). */
export const bookingRefusals = {
  nobody_in_two_places: 'slot-taken',
  an_ended_hold_is_not_booked: 'hold-ended',
  no_visit_without_consent: 'no-consent',
  no_visit_without_license: 'no-license',
  only_an_engaged_therapist_is_booked: 'not-engaged',
  a_visit_at_school_needs_enrolment: 'not-enrolled',
  a_visit_belongs_to_open_care: 'care-ended',
  a_visit_lies_in_an_open_school_day: 'outside-school-day',
  a_protected_lesson_is_not_missed: 'lesson-protected',
  a_home_visit_lies_in_a_guardian_window: 'outside-windows',
  a_school_without_zone_is_not_booked: 'school-without-zone',
  place_decides_zone_and_law: 'place-changed',
  a_therapist_is_not_booked_in_time_off: 'therapist-not-free',
  an_outside_calendar_is_believed: 'therapist-not-free',
  a_therapist_keeps_the_day_s_own_hours: 'therapist-not-free',
  a_therapist_s_pauses_are_kept: 'slot-taken',
  a_therapist_serves_that_school: 'school-not-served',
  a_therapist_is_at_one_school_a_day: 'therapist-elsewhere',
  a_visit_is_booked_in_time: 'not-in-time',
  a_visit_is_not_booked_too_far_ahead: 'not-yet',
  a_therapist_has_so_many_visits_a_day: 'day-full',
  a_therapist_has_so_many_visits_a_week: 'week-full',
  an_outside_calendar_is_up_to_date: 'calendar-stale',
  an_interpreter_speaks_the_language: 'interpreter-changed',
  an_interpreter_is_there: 'interpreter-changed',
  a_visit_takes_its_interpreter: 'needs-changed',
  a_visit_takes_who_sits_in: 'needs-changed',
  a_guardian_who_sits_in_has_access: 'needs-changed',
  a_guardian_who_sits_in_has_time: 'needs-changed',
  a_family_books_for_its_own_child: 'not-found',
  a_family_books_where_it_may: 'family-may-not',
  a_family_books_the_next_visit: 'family-has-one',
  a_family_asks_in_time: 'family-too-late',
  a_family_moves_so_often: 'family-so-often',
} as const;

/** What of the therapist's own time stands against a visit: time off and an outside calendar look the same. */
export type TherapistRefusal = 'therapist-not-free' | 'school-not-served' | 'therapist-elsewhere' | 'not-in-time' | 'not-yet' | 'day-full' | 'week-full' | 'calendar-stale';

export type BookingRefusal = (typeof bookingRefusals)[keyof typeof bookingRefusals] | 'home-without-place' | 'room-taken' | 'key-reused' | 'not-found';

/** Refusals after which other times help; for the rest no time would do. */
export function isAboutThisTime(reason: string): boolean {
  return ['slot-taken', 'room-taken', 'hold-ended', 'outside-school-day', 'lesson-protected', 'outside-windows', 'place-changed', 'therapist-not-free', 'therapist-elsewhere', 'not-in-time', 'not-yet', 'day-full', 'week-full', 'interpreter-changed', 'needs-changed'].includes(reason);
}
