import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { instantText } from '../../db/range.server.ts';
import { record } from '../audit/record.server.ts';
import type { Concern, Identity, Place } from '../caseload/practice-codes.ts';
import { releaseInForce } from '../consent/release-in-force.server.ts';
import { readSafetyAnswers, type SafetyAnswers } from '../safety/safety-questions.ts';
import { openText } from '../sealed/sealed-text.server.ts';
import { sightsOf, type Reader, type Sight } from './may-see.ts';
import type { Reach } from './referral-form.ts';
import type { Outcome, ReferralState, Urgency } from './states.ts';
import { inOrder } from './step-order.ts';

/** A move as the page tells it. `by` is null for what Hallway did itself. */
export type StepTold = Readonly<{ from: ReferralState | null; to: ReferralState; at: string; by: string | null; byMe: boolean; byRole: string; reason: string | null }>;

/** A referral as its page shows it to one reader; what they may not see is null. Instants ISO 8601, dates `YYYY-MM-DD`. */
export type ReferralRecord = Readonly<{
  id: string;
  state: ReferralState;
  outcome: Outcome | null;
  nextActionOn: string | null;
  createdAt: string;
  /** `atHome`: the given name to use with the family, where the one above is not for home; else null. */
  student: Readonly<{ id: string; name: string; givenName: string; atHome: string | null; grade: string | null }>;
  school: Readonly<{ id: string; name: string; zone: string }>;
  owner: Readonly<{ name: string; mine: boolean }> | null;
  referredBy: Readonly<{ name: string; me: boolean }>;
  concern: Concern; urgency: Urgency; language: string; place: Place; reach: Reach; askedFor: readonly Identity[];
  wrote: Readonly<{ why: string | null; tried: string | null; safety: SafetyAnswers }> | null;
  steps: readonly StepTold[];
  /** Until when the therapist asked may answer. */
  answerBy: string | null;
  care: Readonly<{ therapist: string; agency: string; episodeId: string }> | null;
  next: Readonly<{ appointmentId: string; startsAt: string; zone: string }> | null;
  /** Starts of visits that took place, oldest first; null when the reader may not know. */
  held: readonly string[] | null;
  safetyEventId: string | null;
  sights: Readonly<Record<Sight, boolean>>;
}>;

type Row = {
  state: ReferralState; outcome: Outcome | null; due: string | null; created: string; student: string; name: string; called: string; at_home: string | null; grade: string | null; school: string; school_name: string; zone: string;
  owner: string | null; owner_mine: boolean; by: string; by_me: boolean; concern: Concern; urgency: Urgency; language: string; place: Place; reach: Reach; asked_for: Identity[];
  why: Buffer; tried: Buffer | null; safety: Buffer; answer_by: string | null; episode: string | null; therapist: string | null; agency: string | null; agency_id: string | null; safety_event: string | null;
};

/** Reads one referral for a reader and notes that it was read. Null when there is none, or none that they may know of. */
export async function readReferral(tx: Tx, id: string, reader: Reader): Promise<ReferralRecord | null> {
  const [row] = await tx.execute<Row>(sql`
    select r.state, r.outcome, r.next_action_on::text as due, r.created_at as created, r.student_id as student, s.grade, r.school_id as school, o.name as school_name, coalesce(o.zone, pa.zone) as zone,
      called(p.given_name, s.preferred_name, s.preferred_name_seen_by) || ' ' || p.family_name as name, called(p.given_name, s.preferred_name, s.preferred_name_seen_by) as called,
      case when called(p.given_name, s.preferred_name, s.preferred_name_seen_by) <> p.given_name and s.preferred_name_seen_by <> 'everyone' then p.given_name end as at_home,
      (select x.given_name || ' ' || x.family_name from person x where x.id = r.owner_id) as owner, r.owner_id is not distinct from ctx_person() as owner_mine,
      (select x.given_name || ' ' || x.family_name from membership m join person x on x.id = m.person_id where m.partnership_id = r.partnership_id and m.id = r.referred_by) as by,
      r.referred_by is not distinct from ctx_membership() as by_me,
      r.concern, r.urgency, r.language, r.place, r.reach, to_jsonb(r.asked_for) as asked_for, r.why_sealed as why, r.tried_sealed as tried, r.safety_sealed as safety,
      (select f.answer_by from offer f where f.partnership_id = r.partnership_id and f.referral_id = r.id and f.state = 'open') as answer_by,
      e.id as episode, (select x.given_name || ' ' || x.family_name from person x where x.id = e.therapist_id) as therapist, a.name as agency, e.agency_id,
      (select v.id from safety_event v where v.partnership_id = r.partnership_id and v.student_id = r.student_id and v.state <> 'resolved' order by v.raised_at desc limit 1) as safety_event
    from referral r
      join student s on s.partnership_id = r.partnership_id and s.id = r.student_id
      join person p on p.id = r.student_id
      join organisation o on o.partnership_id = r.partnership_id and o.id = r.school_id
      join partnership pa on pa.id = r.partnership_id
      left join lateral (select * from episode_of_care c where c.partnership_id = r.partnership_id and c.referral_id = r.id order by c.ended_at is not null, c.began_at desc limit 1) e on true
      left join organisation a on a.partnership_id = e.partnership_id and a.id = e.agency_id
    where r.partnership_id = ctx_partnership() and r.id = ${id}::uuid`);
  if (!row) return null;
  const sights = sightsOf(reader, await releasesFor(tx, row.student, row.agency_id));
  await record(tx, { action: 'referral.read', studentId: row.student, subject: { kind: 'referral', id }, body: { words: sights.wrote } });
  return {
    id, state: row.state, outcome: row.outcome, nextActionOn: row.due, createdAt: instantText(row.created),
    student: { id: row.student, name: row.name, givenName: row.called, atHome: row.at_home, grade: row.grade },
    school: { id: row.school, name: row.school_name, zone: row.zone },
    owner: row.owner === null ? null : { name: row.owner, mine: row.owner_mine },
    referredBy: { name: row.by, me: row.by_me },
    concern: row.concern, urgency: row.urgency, language: row.language, place: row.place, reach: row.reach, askedFor: row.asked_for,
    wrote: sights.wrote ? await whatWasWritten(tx, id, row) : null,
    steps: await stepsOf(tx, id),
    answerBy: row.answer_by && instantText(row.answer_by),
    care: row.episode && row.therapist && row.agency ? { therapist: row.therapist, agency: row.agency, episodeId: row.episode } : null,
    next: sights.times && row.episode ? await nextVisit(tx, row.episode) : null,
    held: sights.attendance ? await visitsHeld(tx, id) : null,
    safetyEventId: row.safety_event,
    sights,
  };
}

async function releasesFor(tx: Tx, studentId: string, agencyId: string | null) {
  if (!agencyId) return { toAgency: false, toSchool: false };
  const toAgency = await releaseInForce(tx, studentId, 'release_to_agency', agencyId);
  const toSchool = await releaseInForce(tx, studentId, 'release_to_school', agencyId);
  return { toAgency: toAgency !== null, toSchool: toSchool !== null };
}

async function whatWasWritten(tx: Tx, id: string, row: Row) {
  const open = (column: string, sealed: Buffer) => openText(tx, { studentId: row.student, regime: 'school', table: 'referral', column, rowId: id }, sealed);
  return {
    why: await open('why_sealed', row.why),
    tried: row.tried && await open('tried_sealed', row.tried),
    safety: readSafetyAnswers(await open('safety_sealed', row.safety) ?? '{}'),
  };
}

async function stepsOf(tx: Tx, id: string): Promise<StepTold[]> {
  const rows = await tx.execute<StepTold & Record<string, unknown>>(sql`
    select t.from_state as "from", t.to_state as "to", t.at, x.given_name || ' ' || x.family_name as by, t.by_person is not distinct from ctx_person() as "byMe", t.by_role as "byRole", t.reason
    from referral_step t left join person x on x.id = t.by_person
    where t.partnership_id = ctx_partnership() and t.referral_id = ${id}::uuid`);
  return inOrder(rows.map((step) => ({ ...step, at: instantText(step.at) })));
}

async function nextVisit(tx: Tx, episodeId: string): Promise<ReferralRecord['next']> {
  const [row] = await tx.execute<{ id: string; starts: string; zone: string }>(sql`
    select a.id, lower(a.during) as starts, a.zone from appointment a
    where a.partnership_id = ctx_partnership() and a.episode_id = ${episodeId}::uuid and a.state in ('booked', 'in_progress') and upper(a.during) > clock_now() order by a.during limit 1`);
  return row ? { appointmentId: row.id, startsAt: instantText(row.starts), zone: row.zone } : null;
}

/** From what the video server saw and the therapist confirmed, never from a note. */
async function visitsHeld(tx: Tx, referralId: string): Promise<string[]> {
  const rows = await tx.execute<{ starts: string }>(sql`
    select lower(a.during) as starts from attendance t
      join visit v on v.partnership_id = t.partnership_id and v.id = t.visit_id
      join appointment a on a.partnership_id = v.partnership_id and a.id = v.appointment_id
      join episode_of_care e on e.partnership_id = a.partnership_id and e.id = a.episode_id
    where t.partnership_id = ctx_partnership() and e.referral_id = ${referralId}::uuid and t.part = 'student' and t.status in ('attended', 'late', 'left_early') order by 1`);
  return rows.map(({ starts }) => instantText(starts));
}
