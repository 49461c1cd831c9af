import type { Story } from './story.ts';
import { accepted, booked, bookedAhead, cancelled, familyAsked, familySigned, interpreterNeeded, met, offered, referred, sitsIn, story } from './verbs.ts';

/** Students who meet their therapist: by the week, with a visit that was cancelled here and there. All invented. */
export const inCare: readonly Story[] = [
  story('Mateo Ibarra', referred(27, { concern: 'worries', urgency: 'soon', language: 'es', why: 'Checks the door again and again during class.', tried: 'A seat from which he sees it.' }),
    familyAsked(27), familySigned(26), offered(24, 'Nadia Haddad'), accepted(23), met(18, 15, '09:00'), met(12, 9, '09:00'), met(6, 3, '09:00'), bookedAhead(2, '09:00')),
  story('Aaliyah Morgan', referred(24, { concern: 'school_refusal', urgency: 'urgent', why: 'Was at school on three days in September.', tried: 'Half days, a ride with a neighbor.' }),
    familyAsked(24), familySigned(23), offered(21, 'David Osei'), accepted(20), met(16, 13, '09:50'), met(7, 4, '09:50'), bookedAhead(2, '09:50')),
  story('Priscilla Addo', referred(22, { concern: 'behavior', urgency: 'soon', why: 'Runs out of class and is found in the stairwell.', tried: 'A place of her own in the library.' }),
    familyAsked(21), familySigned(20), offered(18, 'David Osei'), accepted(16), met(14, 11, '13:00'), booked(8, 5, '13:00'), cancelled(6, 'front_office', 'school_closed'), bookedAhead(3, '13:00')),
  story('Ruby Nakamura', referred(19, { concern: 'grief', urgency: 'soon', why: 'Her brother died two years ago this month.', tried: 'Talks with her homeroom teacher.' }),
    familyAsked(19), familySigned(18), offered(16, 'Claire Munro'), accepted(15), met(7, 4, '10:00'), bookedAhead(2, '10:00')),
  story('Sade Akande', referred(18, { concern: 'sadness', urgency: 'urgent', why: 'Says that nothing is worth the trouble.', tried: 'Daily check-in with her adviser.' }),
    familyAsked(18), familySigned(17), offered(16, 'Grace Obi'), accepted(15), met(13, 10, '12:50'), booked(6, 3, '12:50'), cancelled(4, 'counselor', 'student_ill'), bookedAhead(2, '12:50')),
  story('Hassan Farah', referred(26, { concern: 'trauma', urgency: 'soon', language: 'so', why: 'Does not sit with his back to a door.', tried: 'A teacher greets him at every door.' }),
    familyAsked(26), familySigned(24), offered(20, 'Yusuf Abdi'), accepted(19), met(11, 8), bookedAhead(3)),
  story('Maya Lindgren', referred(21, { concern: 'friendships', urgency: 'routine', why: 'Plays with nobody since her friend moved away.', tried: 'A lunch group.' }),
    familyAsked(20), familySigned(19), offered(17, 'Warren Ellery'), accepted(16), met(8, 5, '10:00'), sitsIn(4), bookedAhead(3, '10:00')),
  // Her mother speaks Vietnamese: an interpreter is there each time.
  story('Phoebe Tran', referred(8, { concern: 'family_change', urgency: 'routine', language: 'vi', why: 'A new baby at home; speaks only in whispers since.', tried: 'Small group reading.' }),
    familyAsked(8), familySigned(6), interpreterNeeded(5, 'vi'), offered(5, 'Warren Ellery'), accepted(4), bookedAhead(3)),
  story('Quinn Harper', referred(20, { concern: 'attention', urgency: 'routine', why: 'Starts everything and finishes nothing, and is worn out by it.', tried: 'One task at a time, a timer.' }),
    familyAsked(20), familySigned(18), offered(16, 'Rosalind Peck'), accepted(15), met(9, 6), bookedAhead(3)),
];
