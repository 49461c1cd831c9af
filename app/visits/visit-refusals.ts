/** What the database keeps about a visit, by the promise's name → the reason that the page explains (`refusal.<reason>` in the catalogue). */
export const visitRefusals = {
  a_visit_opens_for_a_booked_appointment: 'visit-not-booked',
  a_visit_opens_in_its_window: 'visit-not-now',
  an_ended_visit_admits_nobody: 'visit-ended',
  nobody_is_admitted_before_the_start_gate: 'start-gate-open',
  no_visit_without_consent: 'no-consent',
  no_visit_without_license: 'no-license',
  only_an_engaged_therapist_is_booked: 'not-engaged',
  a_visit_goes_one_way: 'visit-ended',
  a_guardian_acts_while_confirmed: 'guardian-no-access',
} as const;

export type VisitRefusal = (typeof visitRefusals)[keyof typeof visitRefusals];
