import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { readDayRange } from '../../db/range.server.ts';

/** What the booking page says about whom it books: names as the reader may know them, and until when what a visit needs is in force. */
export type BookingFacts = {
  readonly student: string;
  readonly grade: string | null;
  readonly therapist: string;
  readonly school: string;
  readonly schoolId: string;
  readonly state: string | null;
  /** Last local day of the therapist's license in the state where the student will sit; null when there is none or the reader may not look. */
  readonly licensedUntil: string | null;
};

export async function bookingFacts(tx: Tx, referralId: string): Promise<BookingFacts | null> {
  const [row] = await tx.execute<Omit<BookingFacts, 'licensedUntil'> & { license: string | null }>(sql`
    select called(p.given_name, s.preferred_name, s.preferred_name_seen_by) || ' ' || p.family_name as student, s.grade, t.given_name || ' ' || t.family_name as therapist, o.name as school, o.id as "schoolId", place.state,
      (select l.during::text from license l where l.partnership_id = e.partnership_id and l.therapist_id = e.therapist_id and l.state = place.state order by upper(l.during) desc limit 1) as license
    from referral r join episode_of_care e on e.partnership_id = r.partnership_id and e.referral_id = r.id and e.ended_at is null
    join student s on s.partnership_id = r.partnership_id and s.id = r.student_id join person p on p.id = s.id join person t on t.id = e.therapist_id
    join organisation o on o.partnership_id = r.partnership_id and o.id = r.school_id
    cross join lateral (select case r.place when 'school' then o.state else s.home_state end as state) place
    where r.partnership_id = ctx_partnership() and r.id = ${referralId}`);
  if (!row) return null;
  const { license, ...facts } = row;
  return { ...facts, licensedUntil: license === null ? null : readDayRange(license).until };
}
