import type { Story } from './story.ts';
import { accepted, askedAgain, booked, bookedAhead, cancelled, familyAsked, familySigned, familyWantsToTalk, familyWithdrew, livesAt, mailCameBack, nobodyCame, offerDeclined, offered, offerRanOut, referred, story, takenOn, triaged } from './verbs.ts';

/** Somebody in every stretch of the corridor that lies before care, and every way back. All invented. */
export const beforeCare: readonly Story[] = [
  // Received.
  story('Omar Diaz', referred(1, { concern: 'sleep_eating', urgency: 'routine', language: 'es', why: 'Falls asleep in period 1 and has lost weight.', tried: 'Breakfast at school.' })),
  story('Kiera Sloan', referred(3, { concern: 'family_change', urgency: 'routine', why: 'Her parents moved apart in the summer. Cries at pick-up.', tried: 'A walk with the aide at the end of the day.' })),
  // Received with a yes to a safety question: the crisis path stands beside it, and the counselor has taken it on.
  story('Hannah Weiss', referred(2, { concern: 'sadness', urgency: 'very_urgent', why: 'Wrote in her journal that nobody would notice if she were gone.', tried: 'Her teacher walked her to the office at once.', danger: ['death_wish'] }), takenOn(2)),

  // Triaged; one of them waits because the office has not confirmed his mother yet.
  story('Eli Novak', referred(2, { concern: 'friendships', urgency: 'routine', why: 'Left out of the group chat, now sits alone on the bus.', tried: 'A seat with two classmates he likes.' }), triaged(1)),
  story('Tyler Hughes', referred(4, { concern: 'behavior', urgency: 'urgent', why: 'Two fights in a week, both times afterwards in tears.', tried: 'Lunch with the coach.' }), triaged(3)),

  // The family's turn.
  story('Destiny Cole', referred(3, { concern: 'grief', urgency: 'soon', why: 'Her grandmother died in October. Cries most mornings.', tried: 'A quiet corner and a memory box.' }), familyAsked(3)),
  story('Trang Le', referred(3, { concern: 'family_change', urgency: 'soon', language: 'vi', why: 'Looks after two small brothers since her father works nights. Homework is not done any more.', tried: 'Homework club twice a week.' }), familyAsked(2)),
  story('Khalil Moss', referred(10, { concern: 'attention', urgency: 'routine', why: 'Leaves his seat every few minutes and is sorry each time.', tried: 'A standing desk, short tasks.' }), familyAsked(9)),
  story('Chloe Bennett', referred(5, { concern: 'sleep_eating', urgency: 'soon', why: 'Skips lunch and is cold all day.', tried: 'The nurse checks in on Mondays.' }), familyAsked(4), familyWantsToTalk(2)),
  story('Marcus Boyd', referred(4, { concern: 'grief', urgency: 'soon', why: 'Lives with his grandmother since spring. Has stopped talking about his mother.', tried: 'Reads to the younger children on Fridays.' }), familyAsked(3)),
  story('Theo Barnes', referred(7, { concern: 'worries', urgency: 'routine', why: 'Stomach aches before swimming.', tried: 'May watch for the first ten minutes.' }), familyAsked(6), mailCameBack(6)),
  // Had said yes, and took it back.
  story('Gabriela Mendez', referred(13, { concern: 'sadness', urgency: 'soon', language: 'es', why: 'Has dropped out of the band and does not say why.', tried: 'Her band teacher calls her on Thursdays.' }), familyAsked(12), familySigned(11), familyWithdrew(3)),

  // Waiting.
  story('Jonah Price', referred(14, { concern: 'school_refusal', urgency: 'soon', askedFor: ['man'], why: 'Has missed eleven mornings. Stomach aches that are gone by noon.', tried: 'A later start on Mondays, calls home.' }), familyAsked(14), familySigned(13)),
  story('Amira Said', referred(12, { concern: 'sadness', urgency: 'soon', askedFor: ['woman'], why: 'Has stopped drawing and sleeps in class.', tried: 'Weekly check-ins with her art teacher.' }), familyAsked(12), familySigned(11)),
  story('Wren Abbott', referred(4, { concern: 'friendships', urgency: 'routine', why: 'Fell out with everyone at once and eats in the library.', tried: 'Talked with the group, no change.' }), familyAsked(4), familySigned(3)),
  story('Fatima Warsame', referred(8, { concern: 'trauma', urgency: 'urgent', language: 'so', why: 'Hides when a door slams.', tried: 'A seat by the wall, a warning before bells.' }), familyAsked(8), familySigned(6)),
  story('Emilio Vargas', referred(6, { concern: 'behavior', urgency: 'soon', language: 'es', why: 'Throws things when it gets loud.', tried: 'Headphones and a corner of his own.' }), familyAsked(5), familySigned(5)),
  // Waiting again: a therapist said no; nobody answered.
  story('Imani Brooks', referred(10, { concern: 'school_refusal', urgency: 'soon', why: 'Comes to the parking lot and drives home again.', tried: 'Met at the car by a teacher she likes.' }), familyAsked(10), familySigned(9), offered(4, 'Yusuf Abdi'), offerDeclined(2, 'no_time')),
  story('Isaiah Grant', referred(11, { concern: 'worries', urgency: 'routine', why: 'Cannot decide about anything since his test results.', tried: 'Study plan with his adviser.' }), familyAsked(10), familySigned(10), offered(7, 'Rosalind Peck'), offerRanOut()),

  // Offered; a therapist has until tomorrow.
  story('Ximena Rojas', referred(6, { concern: 'family_change', urgency: 'soon', language: 'es', why: 'Her sister left for college. Asks to call her every day.', tried: 'A pen pal hour.' }), familyAsked(6), familySigned(4), offered(1, 'Beth Fairley')),
  story('Ana Nunes', referred(7, { concern: 'sadness', urgency: 'urgent', why: 'Wears the same sweater every day and has left the team.', tried: 'Her coach keeps her place.' }), familyAsked(7), familySigned(5), offered(1, 'Grace Obi')),
  story('Jayden Ellis', referred(5, { concern: 'attention', urgency: 'routine', why: 'Knows the answers and cannot wait to be asked.', tried: 'Answer cards.' }), familyAsked(5), familySigned(4), offered(1, 'Warren Ellery')),

  // Accepted: a time is to be found. Twice it was found and lost again.
  story('Maya Robinson', referred(6, { concern: 'worries', urgency: 'urgent', why: 'Panics before tests, twice left the room in tears.', tried: 'Tests in a small room.' }), familyAsked(6, 'Denise Robinson'), familySigned(5), offered(4, 'Nadia Haddad'), accepted(4)),
  story('Naomi Levy', referred(8, { concern: 'sleep_eating', urgency: 'soon', why: 'Eats only at night, her father says.', tried: 'Lunch with the nurse.' }), familyAsked(8), familySigned(7), offered(3, 'Rosalind Peck'), accepted(2)),
  story('Dana Oyelaran', referred(15, { concern: 'behavior', urgency: 'soon', why: 'Shouts at teachers and says sorry in writing.', tried: 'A pass to leave for five minutes.' }), familyAsked(15), familySigned(14), offered(13, 'David Osei'), accepted(12), bookedAhead(3, '09:00'), cancelled(1, 'therapist', 'therapist_ill')),
  story('Noah Berger', referred(14, { concern: 'worries', urgency: 'routine', why: 'Washes his hands until they are sore.', tried: 'The nurse keeps lotion for him.' }), familyAsked(14), familySigned(13), offered(12, 'David Osei'), accepted(10), booked(7, 4, '09:50'), nobodyCame('ill')),

  // Scheduled.
  story('Luis Barrera', referred(17, { concern: 'worries', urgency: 'soon', language: 'es', why: 'Will not take the bus since September. Sits by himself at lunch.', tried: 'Walked in with him for two weeks.' }), familyAsked(17), familySigned(16), offered(15, 'Nadia Haddad'), accepted(15), bookedAhead(1)),
  story('Rafael Santos', referred(9, { concern: 'friendships', urgency: 'soon', language: 'es', why: 'Is laughed at for his accent and has stopped speaking in class.', tried: 'A partner for group work.' }), familyAsked(9), familySigned(8), offered(6, 'Beth Fairley'), accepted(5), bookedAhead(2)),
  story('Ethan Cole', referred(10, { concern: 'grief', urgency: 'soon', why: 'Takes care of his sister since their grandmother died, and sleeps in class.', tried: 'A later deadline for everything.' }), familyAsked(10), familySigned(9), offered(5, 'Claire Munro'), accepted(4), bookedAhead(2, '11:00')),
  story('Camila Reyes', referred(12, { concern: 'family_change', urgency: 'routine', language: 'es', why: 'Does not let go of her mother at the door.', tried: 'Her mother stays for the first song.' }), familyAsked(11), familySigned(10), offered(6, 'Beth Fairley'), accepted(4), bookedAhead(3)),
  story('Samuel Kowalski', referred(9, { concern: 'worries', urgency: 'soon', place: 'home', why: 'Has not been to school since his surgery and is afraid to come back.', tried: 'His class writes to him.' }), livesAt(9, ['17:00', '19:30']), familyAsked(9), familySigned(7), offered(5, 'Sam Whitaker'), accepted(4), bookedAhead(2)),
  // Asked a second time after a letter that got lost.
  story('Zara Hussain', referred(9, { concern: 'other', urgency: 'routine', why: 'Pulls at her hair until it comes out.', tried: 'Something to hold in her hands.' }), familyAsked(8), askedAgain(3), familySigned(2)),
];
