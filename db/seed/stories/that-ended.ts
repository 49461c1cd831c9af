import type { Story } from './story.ts';
import { accepted, bookedAhead, closed, dangerRaised, emergencyOpened, emergencyReviewed, familyAsked, familyDeclined, familySigned, met, offered, referred, resolved, story, takenOn } from './verbs.ts';

/** Referrals that ended, in every way in which one can; and danger that was no referral. All invented. */
export const thatEnded: readonly Story[] = [
  story('Diego Fuentes', referred(27, { concern: 'worries', urgency: 'urgent', language: 'es', why: 'Would not enter the gym after an accident.', tried: 'Another way to the cafeteria.' }),
    familyAsked(27), familySigned(26), offered(25, 'Nadia Haddad'), accepted(25), met(23, 20, '13:00'), met(14, 11, '13:00'), closed(3, 'finished', 'coordinator')),
  // The family moves while a visit is booked: it is cancelled with the referral.
  story('Owen Fisher', referred(17, { concern: 'behavior', urgency: 'routine', why: 'Argues about every rule.', tried: 'Helps to write them.' }),
    familyAsked(17), familySigned(16), offered(14, 'David Osei'), accepted(13), bookedAhead(4, '10:50'), closed(2, 'moved')),
  story('Victor Petrov', referred(12, { concern: 'worries', urgency: 'routine', why: 'Does not sleep before college interviews.', tried: 'Practice interviews.' }), familyAsked(12), familyDeclined(10)),
  story('Lucas Meyer', referred(25, { concern: 'attention', urgency: 'routine', why: 'Has not handed in homework since October.', tried: 'Study hall.' }), familyAsked(24), closed(6, 'not_reached')),
  story('Abdi Warsame', referred(15, { concern: 'trauma', urgency: 'urgent', language: 'so', why: 'Wakes up screaming, his mother says.', tried: 'Naps at the nurse’s.' }), familyAsked(15), familySigned(14), closed(10, 'referred_elsewhere', 'coordinator')),
  story('Tessa Wynn', referred(8, { concern: 'other', urgency: 'routine', why: 'Meant for another student of that name.', tried: 'Nothing yet.' }), closed(8, 'withdrawn')),

  // Danger beside no referral: just raised, and long over.
  story('Ava Hollister', dangerRaised(1, 'front_office', 'A classmate showed a message in which she says good-bye.', 'suicide_thoughts'),
    // She stands in another school's gym; its counselor may not see her and must. Nobody has looked at that yet.
    emergencyOpened(1, 'Ann Lowe', { threat: 'self_harm', told: ['guardian', 'school_team'], reason: 'She came over to our gym after school and says that she will not go home. I need her mother’s number.' })),
  story('Bilal Chaudhry', emergencyOpened(9, 'Mei Chen', { threat: 'medical', told: ['guardian', 'emergency_services'], reason: 'Fainted while he picked up his sister here. The ambulance asks for his birth date and for his family.' }),
    emergencyReviewed(8, 'appropriate', 'The ambulance was there, and only the page with the numbers was opened.')),
  story('Ximena Rojas', dangerRaised(13, 'counselor', 'Came with bruises on both arms and would not say from what.', 'harmed_by_others'), takenOn(13), resolved(12, 'Report made by phone the same day, father informed by the caseworker. She fell off a horse; the clinic confirmed it.')),
];
