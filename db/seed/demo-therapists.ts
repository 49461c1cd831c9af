import type { Concern, Identity, LicenseKind, Place } from '../../app/caseload/practice-codes.ts';
import type { SpokenLanguage } from '../../app/i18n/spoken-languages.ts';
import { demoZone } from './demo-calendar.ts';
import type { DemoAgency } from './demo-staff.ts';

export interface DemoTherapist {
  given: string;
  family: string;
  agency: DemoAgency;
  /** Engaged by a second agency at the same time: which one, since how many days, and for how many students. */
  also?: { agency: DemoAgency; sinceDaysAgo: number; caseloadLimit: number };
  languages: SpokenLanguage[];
  identity: Identity[];
  places: Place[];
  youngest: number;
  oldest: number;
  caseloadLimit: number;
  concerns: { concern: Concern; experience: number }[];
  /** Held for so many years, and in so many days from today for the last time; less than nothing is over. */
  licenses: { state: string; kind: LicenseKind; number: string; years: number; lastInDays: number }[];
  /** Where the therapist works, and the ISO weekdays and wall hours there. */
  zone: string;
  hours: { weekday: number; from: string; until: string }[];
}

const weekdays = [1, 2, 3, 4, 5];
const every = (from: string, until: string, days = weekdays) => days.map((weekday) => ({ weekday, from, until }));
const ohio = (number: string, kind: LicenseKind = 'counselor', lastInDays = 490) => ({ state: 'OH', kind, number, years: 3, lastInDays });
const helpsWith = (concerns: Partial<Record<Concern, number>>) => Object.entries(concerns).map(([concern, experience]) => ({ concern: concern as Concern, experience }));
const bothPlaces: Place[] = ['school', 'home'];

/** Each fits some students and not others, so that every rule of matching can be seen at work. */
export const therapists: readonly DemoTherapist[] = [
  {
    given: 'Nadia', family: 'Haddad', agency: 'Harbor Street', languages: ['en', 'es', 'ar'], identity: ['woman'], places: bothPlaces, youngest: 5, oldest: 18, caseloadLimit: 20,
    concerns: helpsWith({ worries: 3, school_refusal: 3, sadness: 2, grief: 2 }),
    licenses: [ohio('C.1903344'), { state: 'WA', kind: 'privilege', number: 'P-20771', years: 2, lastInDays: 580 }], zone: demoZone, hours: every('08:00', '17:30'),
  },
  {
    given: 'David', family: 'Osei', agency: 'Harbor Street', languages: ['en'], identity: ['man'], places: bothPlaces, youngest: 10, oldest: 18, caseloadLimit: 18,
    concerns: helpsWith({ school_refusal: 3, worries: 2, behavior: 2 }), licenses: [ohio('I.1704210', 'social_worker', 41)], zone: demoZone, hours: every('08:30', '15:30', [2, 3, 4, 5]),
  },
  {
    given: 'Beth', family: 'Fairley', agency: 'Open Door Family Center', languages: ['en', 'es'], identity: ['woman'], places: ['school'], youngest: 5, oldest: 18, caseloadLimit: 15,
    concerns: helpsWith({ family_change: 3, worries: 1, friendships: 2 }), licenses: [ohio('F.2100987', 'marriage_family')], zone: demoZone, hours: every('12:30', '16:00', [1, 3]),
  },
  {
    given: 'Paul', family: 'Lindqvist', agency: 'Open Door Family Center', languages: ['en', 'es'], identity: ['man'], places: bothPlaces, youngest: 5, oldest: 18, caseloadLimit: 0,
    concerns: helpsWith({ worries: 2 }), licenses: [ohio('P.0871', 'psychologist')], zone: demoZone, hours: every('08:00', '16:00'),
  },
  {
    given: 'Aisha', family: 'Karim', agency: 'Harbor Street', languages: ['en', 'es', 'so'], identity: ['woman'], places: bothPlaces, youngest: 5, oldest: 18, caseloadLimit: 12,
    concerns: helpsWith({ trauma: 3, worries: 2 }), licenses: [ohio('C.1500021', 'counselor', -24)], zone: demoZone, hours: every('08:00', '16:00'),
  },
  {
    given: 'Grace', family: 'Obi', agency: 'Harbor Street', languages: ['en', 'es'], identity: ['woman'], places: bothPlaces, youngest: 14, oldest: 20, caseloadLimit: 16,
    concerns: helpsWith({ sadness: 3, worries: 2 }), licenses: [ohio('S.1802210', 'social_worker')], zone: demoZone, hours: every('09:00', '17:00'),
  },
  {
    given: 'Sam', family: 'Whitaker', agency: 'Open Door Family Center', languages: ['en', 'es'], identity: ['man'], places: bothPlaces, youngest: 5, oldest: 18, caseloadLimit: 10,
    concerns: helpsWith({ worries: 3, attention: 2 }), licenses: [ohio('C.2200450')], zone: demoZone, hours: every('17:00', '20:00'),
  },
  {
    given: 'Linh', family: 'Dao', agency: 'Open Door Family Center', languages: ['en', 'vi'], identity: ['woman'], places: bothPlaces, youngest: 5, oldest: 18, caseloadLimit: 14,
    concerns: helpsWith({ family_change: 3, sadness: 2, worries: 2, grief: 1 }), licenses: [ohio('C.2001177')], zone: demoZone, hours: every('08:00', '15:00', [1, 2, 4]),
  },
  {
    given: 'Warren', family: 'Ellery', agency: 'Open Door Family Center', languages: ['en'], identity: ['man'], places: ['school'], youngest: 5, oldest: 12, caseloadLimit: 12,
    concerns: helpsWith({ behavior: 3, attention: 3, friendships: 2, grief: 2 }), licenses: [ohio('S.1906642', 'social_worker')], zone: demoZone, hours: every('09:00', '15:30', [1, 2, 3, 5]),
  },
  {
    // Sits in Seattle: six in the morning there is nine at school.
    given: 'Claire', family: 'Munro', agency: 'Harbor Street', languages: ['en'], identity: ['woman'], places: bothPlaces, youngest: 11, oldest: 20, caseloadLimit: 9,
    concerns: helpsWith({ grief: 3, trauma: 3, sadness: 2 }), licenses: [{ state: 'WA', kind: 'counselor', number: 'LH60991204', years: 6, lastInDays: 310 }, ohio('P-11882', 'privilege')],
    zone: 'America/Los_Angeles', hours: every('06:00', '12:30'),
  },
  {
    given: 'Yusuf', family: 'Abdi', agency: 'Harbor Street', also: { agency: 'Open Door Family Center', sinceDaysAgo: 80, caseloadLimit: 4 }, languages: ['en', 'so'], identity: ['man'], places: bothPlaces,
    youngest: 11, oldest: 19, caseloadLimit: 8, concerns: helpsWith({ trauma: 2, school_refusal: 2, friendships: 1 }), licenses: [ohio('C.2104530')], zone: demoZone, hours: every('10:00', '16:30', [1, 3, 4]),
  },
  {
    given: 'Rosalind', family: 'Peck', agency: 'Harbor Street', languages: ['en'], identity: ['woman'], places: ['school'], youngest: 12, oldest: 20, caseloadLimit: 6,
    concerns: helpsWith({ sleep_eating: 3, attention: 2, worries: 2 }), licenses: [ohio('P.0514', 'psychologist')], zone: demoZone, hours: every('08:00', '14:30', [2, 4, 5]),
  },
];
