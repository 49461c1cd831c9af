import { sql } from 'drizzle-orm';
import { nowOf } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import type { Concern } from '../caseload/practice-codes.ts';
import { usualRules } from '../scheduling/booking-rules.ts';
import { slotsOfTherapists } from '../scheduling/slots-of-therapists.server.ts';
import type { MatchReferral, MatchTherapist } from './pair.ts';
import { rank, type Ranking } from './rank.ts';
import { usualWeights } from './weights.ts';

/** Whom a student may be offered to, and why not to the others. */
export interface Match {
  referralId: string;
  studentId: string;
  name: string;
  schoolId: string;
  school: string;
  concern: Concern;
  urgency: string;
  language: string;
  place: 'school' | 'home';
  ageYears: number | null;
  state: string;
  zone: string;
  ranking: Ranking;
  /** By the id of the engagement that an offer rests on. */
  candidates: Record<string, Candidate>;
}

/** A therapist as one agency engages them. */
export type Candidate = { therapistId: string; name: string; agency: string };

/** The match, or why there is none yet; null when there is no such referral. */
export type Matched = { ok: true; match: Match } | { ok: false; reason: 'school-without-zone' | 'home-without-place'; schoolId: string; school: string; name: string } | null;

type Row = Omit<Match, 'ranking' | 'candidates' | 'zone'> & { askedFor: string[]; familyLanguages: string[]; today: string; interpreter: string | null; sitsIn: string[] };

/**
 * Ranks every engagement for one referral: a therapist whom two agencies engage stands there twice, with the same times, licenses and words, and each
 * agency's own caseload, places and ages. Reading only; nothing is stored until an offer is made.
 * Refused when the place is not known well enough to have times (`school-without-zone`, `home-without-place`).
 */
export async function matchStudent(tx: Tx, referralId: string): Promise<Matched> {
  const found = await referralToMatch(tx, referralId);
  if (!found) return null;
  const [now, therapists] = await Promise.all([nowOf(tx), therapistsOf(tx, found)]);
  const times = await slotsOfTherapists(tx, { ...found, speak: new Set(therapists.flatMap(({ therapistId, languages }) => (found.interpreter && languages.includes(found.interpreter) ? [therapistId] : []))) },
    [...new Set(therapists.map((therapist) => therapist.therapistId))], usualRules);
  if (!times.ok) return { ...times, schoolId: found.schoolId, school: found.school, name: found.name };
  const referral: MatchReferral = {
    nowMs: now.epochMilliseconds, zone: times.zone, state: times.state, ageYears: found.ageYears, language: found.language,
    familyLanguages: found.familyLanguages, interpreter: found.interpreter, place: found.place, askedFor: found.askedFor,
  };
  const input = therapists.map(({ name: _name, agency: _agency, therapistId, ...therapist }): MatchTherapist => {
    const answer = times.times.get(therapistId);
    return { ...therapist, slots: (answer?.slots ?? []).map(({ startMs, periodName }) => ({ startMs, periodName })), missing: answer?.missing ?? null, notThere: answer?.notThere ?? null };
  });
  const { askedFor: _asked, familyLanguages: _spoken, today: _today, interpreter: _needed, sitsIn: _sitting, ...facts } = found;
  return {
    ok: true,
    match: {
      ...facts, zone: times.zone, ranking: rank(referral, input, usualWeights),
      candidates: Object.fromEntries(therapists.map(({ id, therapistId, name, agency }) => [id, { therapistId, name, agency }])),
    },
  };
}

/** What matching reads of a referral: codes, age and languages, never the words that the counselor wrote. */
async function referralToMatch(tx: Tx, referralId: string): Promise<Row | null> {
  const [row] = await tx.execute<Row & Record<string, unknown>>(sql`
    select r.id "referralId", r.student_id "studentId", called(p.given_name, s.preferred_name, s.preferred_name_seen_by) || ' ' || p.family_name as name, r.school_id "schoolId", o.name school,
      r.concern, r.urgency, r.language, r.place, r.asked_for "askedFor", r.state, d.today::text,
      extract(year from age(d.today, s.birth_date))::int "ageYears",
      coalesce((select array_agg(distinct g.language) from guardianship g where g.partnership_id = r.partnership_id and g.student_id = r.student_id and g.confirmed_at is not null and g.during @> d.today), '{}') "familyLanguages",
      (select n.language from interpreter_need n where n.partnership_id = r.partnership_id and n.referral_id = r.id) interpreter,
      coalesce((select json_agg(g) from gate.sits_in_at(r.student_id, r.place, clock_now()) g), '[]'::json) "sitsIn"
    from referral r join student s on s.partnership_id = r.partnership_id and s.id = r.student_id join person p on p.id = r.student_id
    join organisation o on o.partnership_id = r.partnership_id and o.id = r.school_id join partnership pa on pa.id = r.partnership_id
    cross join lateral (select (clock_now() at time zone coalesce(o.zone, pa.zone))::date today) d
    where r.partnership_id = ctx_partnership() and r.id = ${referralId}`);
  return row ?? null;
}

type TherapistRow = Omit<MatchTherapist, 'slots' | 'missing' | 'notThere'> & Candidate;

/** Every engagement here that has not ended, with what the hard rules and terms go by. */
async function therapistsOf(tx: Tx, referral: Row): Promise<TherapistRow[]> {
  return [...await tx.execute<TherapistRow & Record<string, unknown>>(sql`
    with agency as materialized (
      select o.partnership_id, o.id, o.name, gate.consent_in_force(${referral.studentId}, 'release_to_agency', o.id, clock_now()) released
      from organisation o where o.partnership_id = ctx_partnership() and o.kind = 'agency')
    select e.id, e.therapist_id "therapistId", p.given_name || ' ' || p.family_name as name, a.name agency, a.released,
      jsonb_build_object('from', lower(e.during), 'until', upper(e.during)) engaged,
      jsonb_build_object('from', lower(e.ages), 'until', upper(e.ages)) ages,
      jsonb_build_object('taken', e.caseload_count, 'limit', e.caseload_limit) caseload, to_jsonb(e.places) places, to_jsonb(e.identity) identity,
      coalesce((select jsonb_agg(jsonb_build_object('state', l.state, 'during', jsonb_build_object('from', lower(l.during), 'until', upper(l.during)))) from license l where l.partnership_id = e.partnership_id and l.therapist_id = e.therapist_id), '[]') licenses,
      coalesce((select jsonb_agg(tl.language) from therapist_language tl where tl.partnership_id = e.partnership_id and tl.therapist_id = e.therapist_id), '[]') languages,
      coalesce((select tc.experience from therapist_concern tc where tc.partnership_id = e.partnership_id and tc.therapist_id = e.therapist_id and tc.concern = ${referral.concern}), 0) experience,
      case when exists (select from episode_of_care k where k.partnership_id = e.partnership_id and k.therapist_id = e.therapist_id and k.student_id = ${referral.studentId}) then 'student'
        when exists (select from episode_of_care k join guardianship g1 on g1.partnership_id = k.partnership_id and g1.student_id = k.student_id
          join guardianship g2 on g2.partnership_id = g1.partnership_id and g2.guardian_id = g1.guardian_id and g2.student_id = ${referral.studentId}
          where k.partnership_id = e.partnership_id and k.therapist_id = e.therapist_id and g1.confirmed_at is not null and g2.confirmed_at is not null) then 'family' end knows,
      (select max((o.answered_at at time zone pa.zone)::date)::text from offer o where o.partnership_id = e.partnership_id and o.referral_id = ${referral.referralId} and o.therapist_id = e.therapist_id and o.state = 'declined') "declinedOn"
    from engagement e join person p on p.id = e.therapist_id join partnership pa on pa.id = e.partnership_id
    join agency a on a.partnership_id = e.partnership_id and a.id = e.agency_id
    where e.partnership_id = ctx_partnership() and (upper(e.during) is null or upper(e.during) > ${referral.today}::date) order by e.id`)];
}
