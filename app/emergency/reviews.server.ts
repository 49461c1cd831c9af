import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { openText } from '../sealed/sealed-text.server.ts';
import { reviewWithinHours, type Outcome, type Party, type Threat } from './threats.ts';

/** `open`: it still runs. `waiting`: nobody has looked at it yet; `late`: for longer than they should. */
export type ReviewState = 'open' | 'waiting' | 'late' | Outcome;

/** An emergency access as those see it who review it. Instants are ISO 8601; a person who is no longer to be seen has no name. */
export type Review = {
  id: string;
  state: ReviewState;
  studentId: string;
  student: string | null;
  school: string;
  openedBy: string | null;
  role: 'counselor' | 'therapist';
  organisation: string;
  openedAt: string;
  /** When it ended, or will. */
  endsAt: string;
  endedEarly: boolean;
  endedBy: string | null;
  threat: Threat;
  parties: Party[];
  reviewedAt: string | null;
  reviewedBy: string | null;
  /** Opened by the reader, who therefore does not review it. */
  isOneself: boolean;
};

/** What was seen and done by who opened it, about the student, while it ran: an action of the trail and when. */
export type Looked = { id: string; at: string; action: string };

/** One access with its words, as far as they still open (null: the record was erased), and what was looked at. */
export type WholeReview = Review & { reason: string | null; words: string | null; looked: Looked[] };

const name = (of: string) => sql`(select x.given_name || ' ' || x.family_name from person x where x.id = ${sql.raw(of)})`;
const columns = sql`e.id, e.student_id as "studentId", ${name('e.student_id')} as student, o.name as school, ${name('e.opened_by')} as "openedBy", m.role, w.name as organisation,
  to_json(e.opened_at) #>> '{}' as "openedAt", to_json(coalesce(e.ended_at, e.ends_at)) #>> '{}' as "endsAt", e.ended_at is not null as "endedEarly", ${name('e.ended_by')} as "endedBy", e.threat, to_jsonb(e.parties) as parties,
  to_json(e.reviewed_at) #>> '{}' as "reviewedAt", ${name('e.reviewed_by')} as "reviewedBy", e.opened_by = ctx_person() as "isOneself",
  coalesce(e.outcome, case when coalesce(e.ended_at, e.ends_at) > clock_now() then 'open' when e.opened_at < clock_now() - make_interval(hours => ${reviewWithinHours}) then 'late' else 'waiting' end) as state`;
const from = (where: SQL) => sql`from emergency_access e join membership m on m.partnership_id = e.partnership_id and m.id = e.membership_id
  join organisation o on o.partnership_id = e.partnership_id and o.id = e.school_id join organisation w on w.partnership_id = e.partnership_id and w.id = e.organisation_id
  where e.partnership_id = ctx_partnership() and ${where}`;

/** The queue: what still waits first, the longest first; then what was reviewed, the newest first. */
export async function reviews(tx: Tx, most: number): Promise<Review[]> {
  return [...await tx.execute<Review>(sql`select ${columns} ${from(sql`true`)} order by e.outcome is not null, case when e.outcome is null then e.opened_at end, e.opened_at desc limit ${most}`)];
}

/** One of them, and notes that it was read; null when there is none here. */
export async function readReview(tx: Tx, accessId: string): Promise<WholeReview | null> {
  const [row] = await tx.execute<Review & { reasonSealed: Buffer; wordsSealed: Buffer | null }>(sql`select ${columns}, e.reason_sealed as "reasonSealed", e.words_sealed as "wordsSealed" ${from(sql`e.id = ${accessId}::uuid`)}`);
  if (!row) return null;
  const { reasonSealed, wordsSealed, ...review } = row;
  const place = { studentId: review.studentId, regime: 'school', table: 'emergency_access', rowId: accessId } as const;
  const looked = await tx.execute<Looked>(sql`
    select a.id, a.clock as at, a.action from emergency_access e join audit_entry a on a.partnership_id = e.partnership_id and a.student_id = e.student_id and a.actor_id = e.opened_by
      and a.body ->> 'membershipId' = e.membership_id::text and a.action not in ('emergency.opened', 'disclosure.made') and a.clock >= ${clockText(sql`e.opened_at`)} and a.clock <= ${clockText(sql`coalesce(e.ended_at, e.ends_at)`)}
    where e.partnership_id = ctx_partnership() and e.id = ${accessId}::uuid order by a.clock, a.at, a.id`);
  await record(tx, { action: 'emergency.looked-into', studentId: review.studentId, subject: { kind: 'emergency-access', id: accessId } });
  return {
    ...review, reason: await openText(tx, { ...place, column: 'reason_sealed' }, reasonSealed), words: wordsSealed && await openText(tx, { ...place, column: 'words_sealed' }, wordsSealed),
    looked: [...looked],
  };
}

/** As entries of the trail have their time. */
const clockText = (at: SQL) => sql`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
