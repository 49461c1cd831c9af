import type { Concern } from '../../app/caseload/practice-codes.ts';
import type { Urgency } from '../../app/referrals/states.ts';
import type { SpokenLanguage } from '../../app/i18n/spoken-languages.ts';

/** One student's story in the demo, and how far it has come. */
export interface DemoStory {
  student: string;
  /** Days ago the counselor referred. */
  daysAgo: number;
  concern: Concern;
  why: string;
  tried: string;
  urgency: Urgency;
  language: SpokenLanguage;
  askedFor: ('woman' | 'man')[];
  /** How far it has come: referred, the family asked, signed, offered, accepted, or booked for the next days. */
  until: 'referred' | 'asked' | 'signed' | 'offered' | 'accepted' | 'booked';
  therapist?: string;
}

/** Oldest first, so that the demo has somebody in every stretch of the corridor. All invented. */
export const stories: readonly DemoStory[] = [
  {
    student: 'Luis Barrera', daysAgo: 24, concern: 'worries', urgency: 'soon', language: 'es', askedFor: [], until: 'booked', therapist: 'Nadia Haddad',
    why: 'Will not take the bus since September. Sits by himself at lunch.', tried: 'Walked in with him for two weeks.',
  },
  {
    student: 'Jonah Price', daysAgo: 20, concern: 'school_refusal', urgency: 'soon', language: 'en', askedFor: ['man'], until: 'signed',
    why: 'Has missed eleven mornings. Stomach aches that are gone by noon.', tried: 'A later start on Mondays, calls home.',
  },
  {
    student: 'Amira Said', daysAgo: 17, concern: 'sadness', urgency: 'soon', language: 'en', askedFor: ['woman'], until: 'signed',
    why: 'Has stopped drawing and sleeps in class.', tried: 'Weekly check-ins with her art teacher.',
  },
  {
    student: 'Maya Robinson', daysAgo: 9, concern: 'worries', urgency: 'urgent', language: 'en', askedFor: [], until: 'accepted', therapist: 'Nadia Haddad',
    why: 'Panics before tests, twice left the room in tears.', tried: 'Tests in a small room.',
  },
  {
    student: 'Wren Abbott', daysAgo: 6, concern: 'friendships', urgency: 'routine', language: 'en', askedFor: [], until: 'signed',
    why: 'Fell out with everyone at once and eats in the library.', tried: 'Talked with the group, no change.',
  },
  {
    student: 'Destiny Cole', daysAgo: 4, concern: 'grief', urgency: 'soon', language: 'en', askedFor: [], until: 'asked',
    why: 'Her grandmother died in October. Cries most mornings.', tried: 'A quiet corner and a memory box.',
  },
  {
    student: 'Omar Diaz', daysAgo: 1, concern: 'sleep_eating', urgency: 'routine', language: 'es', askedFor: [], until: 'referred',
    why: 'Falls asleep in period 1 and has lost weight.', tried: 'Breakfast at school.',
  },
];
