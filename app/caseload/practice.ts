import type { DayRange } from '../../db/range.server.ts';
import type { Concern, Identity, Place } from './practice-codes.ts';
import type { SpokenLanguage } from '../i18n/spoken-languages.ts';

/**
 * A therapist's practice for one agency of a partnership: what matching and the database go by. Whom they see, where, and how many belong to the
 * engagement; languages and concerns to the therapist, whichever agency engages them. Days are local days, ranges half-open.
 */
export interface Practice {
  therapistId: string;
  engagement: {
    id: string;
    agencyId: string;
    agency: string;
    during: DayRange;
    places: Place[];
    /** Ages in years, half-open. */
    ages: { from: number | null; until: number | null };
    caseloadLimit: number;
    caseloadCount: number;
    identity: Identity[];
  };
  languages: SpokenLanguage[];
  /** 1 some, 2 often, 3 much. */
  concerns: { concern: Concern; experience: number }[];
  /** Other agencies that engage them today: each has its own engagement, which they change when they act for it. */
  elsewhere: { agency: string; caseloadCount: number; caseloadLimit: number }[];
}

/** How a license stands on a day: it must be in force where the student sits, on the day of the visit. */
export function licenseStanding(during: DayRange, today: string): 'later' | 'in-force' | 'ends-soon' | 'ended' {
  if (during.until !== null && during.until <= today) return 'ended';
  if (during.from !== null && during.from > today) return 'later';
  return during.until !== null && daysBetween(today, during.until) <= 60 ? 'ends-soon' : 'in-force';
}

function daysBetween(from: string, until: string): number {
  return (Date.parse(until) - Date.parse(from)) / 86_400_000;
}
