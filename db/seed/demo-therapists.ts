import type { Concern, Identity, LicenseKind, Place } from '../../app/caseload/practice-codes.ts';
import type { SpokenLanguage } from '../../app/i18n/spoken-languages.ts';
import type { MemberRole } from '../../app/identity/permissions.ts';

/** Everyone who works in the demo. All invented; addresses end in example.org. */
export interface DemoStaff {
  given: string;
  family: string;
  role: MemberRole;
  /** Name of the organisation. */
  at: string;
}

export const agencies = ['Harbor Street', 'Open Door Family Center'] as const;

export const staff: readonly DemoStaff[] = [
  { given: 'Renee', family: 'Whitfield', role: 'coordinator', at: 'Mill Creek School District' },
  { given: 'Priya', family: 'Nair', role: 'privacy_officer', at: 'Mill Creek School District' },
  { given: 'Tom', family: 'Brandt', role: 'counselor', at: 'Alder Creek Middle' },
  { given: 'Joan', family: 'Tran', role: 'front_office', at: 'Alder Creek Middle' },
  { given: 'Ann', family: 'Lowe', role: 'counselor', at: 'Lincoln High' },
  { given: 'Carl', family: 'Jensen', role: 'front_office', at: 'Lincoln High' },
  { given: 'Mei', family: 'Chen', role: 'counselor', at: 'Birch Elementary' },
  { given: 'Marta', family: 'Ruiz', role: 'agency_administrator', at: 'Harbor Street' },
];

/** Students whose guardian the school has confirmed, and the guardian's language. */
export const confirmed: readonly { school: string; student: string; language: SpokenLanguage }[] = [
  { school: 'Alder Creek Middle', student: 'Mateo Ibarra', language: 'es' },
  { school: 'Alder Creek Middle', student: 'Maya Robinson', language: 'en' },
  { school: 'Alder Creek Middle', student: 'Jonah Price', language: 'en' },
  { school: 'Alder Creek Middle', student: 'Luis Barrera', language: 'es' },
  { school: 'Alder Creek Middle', student: 'Omar Diaz', language: 'es' },
  { school: 'Lincoln High', student: 'Amira Said', language: 'ar' },
  { school: 'Lincoln High', student: 'Wren Abbott', language: 'en' },
  { school: 'Birch Elementary', student: 'Destiny Cole', language: 'en' },
];

export interface DemoTherapist {
  given: string;
  family: string;
  agency: (typeof agencies)[number];
  languages: SpokenLanguage[];
  identity: Identity[];
  places: Place[];
  youngest: number;
  oldest: number;
  caseloadLimit: number;
  concerns: { concern: Concern; experience: number }[];
  licenses: { state: string; kind: LicenseKind; number: string; from: string; lastDay: string }[];
  /** ISO weekdays and wall hours of Columbus. */
  hours: { weekday: number; from: string; until: string }[];
}

const weekdays = [1, 2, 3, 4, 5];
const every = (from: string, until: string, days = weekdays) => days.map((weekday) => ({ weekday, from, until }));
const ohio = (number: string, lastDay = '2028-03-31', kind: LicenseKind = 'counselor') => ({ state: 'OH', kind, number, from: '2024-04-01', lastDay });

/** Each fits some students and not others, so that every rule of matching can be seen at work. */
export const therapists: readonly DemoTherapist[] = [
  {
    given: 'Nadia', family: 'Haddad', agency: 'Harbor Street', languages: ['en', 'es', 'ar'], identity: ['woman'], places: ['school', 'home'], youngest: 5, oldest: 18, caseloadLimit: 20,
    concerns: [{ concern: 'worries', experience: 3 }, { concern: 'school_refusal', experience: 3 }, { concern: 'sadness', experience: 2 }, { concern: 'grief', experience: 2 }],
    licenses: [ohio('C.1903344'), { state: 'WA', kind: 'privilege', number: 'P-20771', from: '2025-07-01', lastDay: '2028-06-30' }], hours: every('08:00', '17:30'),
  },
  {
    given: 'David', family: 'Osei', agency: 'Harbor Street', languages: ['en'], identity: ['man'], places: ['school', 'home'], youngest: 10, oldest: 18, caseloadLimit: 18,
    concerns: [{ concern: 'school_refusal', experience: 3 }, { concern: 'worries', experience: 2 }, { concern: 'behavior', experience: 2 }],
    licenses: [ohio('I.1704210', '2028-03-31', 'social_worker')], hours: every('08:30', '15:30', [2, 3, 4, 5]),
  },
  {
    given: 'Beth', family: 'Fairley', agency: 'Open Door Family Center', languages: ['en', 'es'], identity: ['woman'], places: ['school'], youngest: 5, oldest: 18, caseloadLimit: 15,
    concerns: [{ concern: 'family_change', experience: 3 }, { concern: 'worries', experience: 1 }, { concern: 'friendships', experience: 2 }],
    licenses: [ohio('F.2100987', '2028-03-31', 'marriage_family')], hours: every('12:30', '16:00', [1, 3]),
  },
  {
    given: 'Paul', family: 'Lindqvist', agency: 'Open Door Family Center', languages: ['en', 'es'], identity: ['man'], places: ['school', 'home'], youngest: 5, oldest: 18, caseloadLimit: 0,
    concerns: [{ concern: 'worries', experience: 2 }], licenses: [ohio('P.0871')], hours: every('08:00', '16:00'),
  },
  {
    given: 'Aisha', family: 'Karim', agency: 'Harbor Street', languages: ['en', 'es', 'so'], identity: ['woman'], places: ['school', 'home'], youngest: 5, oldest: 18, caseloadLimit: 12,
    concerns: [{ concern: 'trauma', experience: 3 }, { concern: 'worries', experience: 2 }], licenses: [ohio('C.1500021', '2025-11-30')], hours: every('08:00', '16:00'),
  },
  {
    given: 'Grace', family: 'Obi', agency: 'Harbor Street', languages: ['en', 'es'], identity: ['woman'], places: ['school', 'home'], youngest: 14, oldest: 20, caseloadLimit: 16,
    concerns: [{ concern: 'sadness', experience: 3 }, { concern: 'worries', experience: 2 }], licenses: [ohio('S.1802210', '2028-03-31', 'social_worker')], hours: every('09:00', '17:00'),
  },
  {
    given: 'Sam', family: 'Whitaker', agency: 'Open Door Family Center', languages: ['en', 'es'], identity: ['man'], places: ['school', 'home'], youngest: 5, oldest: 18, caseloadLimit: 10,
    concerns: [{ concern: 'worries', experience: 3 }, { concern: 'attention', experience: 2 }], licenses: [ohio('C.2200450')], hours: every('17:00', '20:00'),
  },
];
