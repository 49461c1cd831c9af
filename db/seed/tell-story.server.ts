import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { askedDocuments, shownSha256 } from '../../app/consent/asked-documents.server.ts';
import { invitationOfLink, namesFor } from '../../app/consent/invitation.server.ts';
import { noteViewed } from '../../app/consent/open-invitation.server.ts';
import { signConsent } from '../../app/consent/sign-consent.server.ts';
import { tellAgency } from '../../app/consent/tell-agency.server.ts';
import { isLanguage } from '../../app/i18n/languages.ts';
import { acceptOffer } from '../../app/matching/answer-offer.server.ts';
import { makeOffer } from '../../app/matching/make-offer.server.ts';
import { askFamily } from '../../app/referrals/ask-family.server.ts';
import { bringForward } from '../../app/referrals/bring-forward.server.ts';
import { moveReferral } from '../../app/referrals/move-referral.server.ts';
import { referStudent } from '../../app/referrals/refer-student.server.ts';
import { triageReferral } from '../../app/referrals/triage-referral.server.ts';
import { safetyQuestions, type SafetyQuestion } from '../../app/safety/safety-questions.ts';
import { usualRules } from '../../app/scheduling/booking-rules.ts';
import { candidateTimes } from '../../app/scheduling/candidate-times.server.ts';
import { careToBook } from '../../app/scheduling/care-to-book.server.ts';
import { confirmBooking } from '../../app/scheduling/confirm-booking.server.ts';
import { holdSlot } from '../../app/scheduling/hold-slot.server.ts';
import { asActor, type Actor } from '../as-actor.server.ts';
import type { Database } from '../connect.server.ts';
import type { DemoStory } from './demo-story.ts';

export interface Telling {
  db: Database;
  partnershipId: string;
  config: { origin: string; key: Buffer };
  /** Lets it be so many days ago, as the owner. */
  goBack: (days: number) => Promise<void>;
}

type Member = Extract<Actor, { kind: 'member' }>;

/** Lives one student's story through the product's own functions, each step on its own day and as the person who takes it. */
export async function tellStory(telling: Telling, story: DemoStory): Promise<void> {
  const { db, goBack } = telling;
  const { studentId, schoolId } = await studentOf(telling, story.student);
  const counselor = await memberOf(telling, sql`m.role = 'counselor' and m.organisation_id = ${schoolId}`);
  const coordinator = await memberOf(telling, sql`m.role = 'coordinator'`);
  await goBack(story.daysAgo);
  const referralId = await refer(db, counselor, studentId, story);
  if (story.until === 'referred') return;
  await ask(telling, counselor, referralId, studentId);
  if (story.until === 'asked') return;
  await goBack(Math.max(story.daysAgo - 1, 1));
  await sign(telling, referralId, story);
  if (story.until === 'signed') return;
  await goBack(Math.max(story.daysAgo - 2, 1));
  const therapist = await memberOf(telling, sql`m.role = 'therapist' and p.given_name || ' ' || p.family_name = ${story.therapist ?? ''}`);
  const offerId = must(await makeOffer(db, coordinator, { referralId, therapistId: therapist.personId, makeUrl: (id) => `${telling.config.origin}/offers/${id}` })).offerId;
  if (story.until === 'offered') return;
  must(await acceptOffer(db, therapist, offerId, tellAgency));
  if (story.until === 'accepted') return;
  await goBack(0);
  await book(db, therapist, referralId);
}

async function refer(db: Database, counselor: Member, studentId: string, story: DemoStory): Promise<string> {
  const safety = Object.fromEntries(safetyQuestions.map((question) => [question, 'no'])) as Record<SafetyQuestion, 'no'>;
  const { concern, why, tried, urgency, language, askedFor } = story;
  const { referralId } = must(await asActor(db, counselor, 'referral.create', (tx) =>
    referStudent(tx, { student: studentId, key: randomUUID(), safety, concern, why, tried, urgency, language, place: 'school', reach: 'email', askedFor })));
  return referralId;
}

async function ask({ db, config }: Telling, counselor: Member, referralId: string, studentId: string): Promise<void> {
  await asActor(db, counselor, 'consent.send', async (tx) => {
    const [referral] = await tx.execute<{ urgency: DemoStory['urgency'] }>(sql`select urgency from referral where id = ${referralId}`);
    must(await triageReferral(tx, referralId, { key: randomUUID(), urgency: referral?.urgency ?? 'soon' }));
    const guardians = await tx.execute<{ id: string }>(sql`select guardian_id id from guardianship where partnership_id = ctx_partnership() and student_id = ${studentId} and decision_right order by id limit 1`);
    must(await askFamily(tx, config, { key: randomUUID(), referralId, guardianIds: guardians.map((guardian) => guardian.id) }));
  });
}

async function sign({ db, partnershipId }: Telling, referralId: string, story: DemoStory): Promise<void> {
  const [link] = await asActor(db, { kind: 'job', partnershipId }, 'demo', (tx) => tx.execute<{ token: Buffer }>(sql`
    select l.token_sha256 token from link l join consent_request r on r.partnership_id = l.partnership_id and r.id = l.consent_request_id where r.referral_id = ${referralId} and l.kind = 'invitation'`));
  if (!link) throw new Error(`nobody was asked for ${story.student}`);
  await asActor(db, { kind: 'link', link: 'invitation', tokenSha256: link.token }, 'consent.sign', async (tx) => {
    const invitation = await invitationOfLink(tx);
    if (!invitation) throw new Error('an invitation opens a request');
    await noteViewed(tx, invitation);
    const language = isLanguage(story.language) ? story.language : 'en';
    const shown = shownSha256(await askedDocuments(tx, language, namesFor(invitation, language)));
    must(await signConsent(tx, invitation, { service: 'yes', telehealth: 'yes', release_to_agency: 'yes', release_to_school: 'yes', name: invitation.guardian.fullName, understood: 'on', shown, language }, { move: moveReferral, bringForward }));
  });
}

/** The first time that can be booked tomorrow or later. */
async function book(db: Database, therapist: Member, referralId: string): Promise<void> {
  const start = await asActor(db, therapist, 'slot.read', async (tx) => {
    const care = await careToBook(tx, referralId);
    const times = care && await candidateTimes(tx, care, usualRules);
    return times?.ok ? times.slots[0]?.startMs : undefined;
  });
  if (start === undefined) throw new Error('the demo has no time to book');
  const { appointmentId } = must(await holdSlot(db, therapist, { referralId, startMs: start, key: randomUUID() }));
  must(await confirmBooking(db, therapist, { referralId, appointmentId, key: randomUUID() }));
}

async function studentOf({ db, partnershipId }: Telling, name: string): Promise<{ studentId: string; schoolId: string }> {
  const [row] = await asActor(db, { kind: 'job', partnershipId }, 'demo', (tx) => tx.execute<{ studentId: string; schoolId: string }>(sql`
    select s.id "studentId", e.school_id "schoolId" from student s join person p on p.id = s.id join enrolment e on e.partnership_id = s.partnership_id and e.student_id = s.id
    where s.partnership_id = ctx_partnership() and p.given_name || ' ' || p.family_name = ${name}`));
  if (!row) throw new Error(`the demo has no ${name}`);
  return row;
}

async function memberOf({ db, partnershipId }: Telling, which: ReturnType<typeof sql>): Promise<Member> {
  const [row] = await asActor(db, { kind: 'job', partnershipId }, 'demo', (tx) => tx.execute<{ person: string; membership: string }>(sql`
    select m.person_id person, m.id membership from membership m join person p on p.id = m.person_id where m.partnership_id = ctx_partnership() and ${which} order by m.id limit 1`));
  if (!row) throw new Error('the demo lacks somebody of its story');
  return { kind: 'member', personId: row.person, membershipId: row.membership };
}

/** In a story that was written to go well a refusal is a mistake of ours. */
function must<T extends { ok: boolean }>(answer: T): T extends { ok: true; value: infer V } ? V : Extract<T, { ok: true }> {
  if (!answer.ok) throw new Error(`the demo's story was refused: ${JSON.stringify(answer)}`);
  return (('value' in answer ? answer.value : answer)) as never;
}
