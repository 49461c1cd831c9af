import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { closeReferral } from '../../app/referrals/close-referral.server.ts';
import { referStudent } from '../../app/referrals/refer-student.server.ts';
import { triageReferral } from '../../app/referrals/triage-referral.server.ts';
import type { Outcome } from '../../app/referrals/states.ts';
import { acknowledgeSafetyEvent, resolveSafetyEvent } from '../../app/safety/answer-safety-event.server.ts';
import { raiseForStudent } from '../../app/safety/raise-for-student.server.ts';
import { safetyQuestions, type SafetyQuestion } from '../../app/safety/safety-questions.ts';
import { cancelBookedVisits } from '../../app/scheduling/cancel-booked-visits.server.ts';
import { asActor } from '../as-actor.server.ts';
import type { Step, Worry } from './stories/story.ts';
import { left, must, type Telling } from './telling.ts';

export async function refer(telling: Telling, worry: Worry): Promise<void> {
  const { db, cast, student, so } = telling;
  const { language = 'en', askedFor = [], place = 'school', danger = [], ...wrote } = worry;
  const safety = Object.fromEntries(safetyQuestions.map((question) => [question, danger.includes(question) ? 'yes' : 'no'])) as Record<SafetyQuestion, 'yes' | 'no'>;
  const { referralId, safetyEventId } = must(await asActor(db, cast.of('counselor', student.schoolId), 'referral.create', (tx) =>
    referStudent(tx, { student: student.studentId, key: randomUUID(), safety, ...wrote, language, place, reach: 'email', askedFor })));
  so.referralId = referralId;
  if (safetyEventId) so.safetyEventId = safetyEventId;
}

export async function triage(telling: Telling): Promise<void> {
  const { db, cast, student } = telling;
  const referralId = left(telling, 'referralId');
  await asActor(db, cast.of('counselor', student.schoolId), 'referral.triage', async (tx) => {
    const [referral] = await tx.execute<{ urgency: Worry['urgency'] }>(sql`select urgency from referral where id = ${referralId}`);
    must(await triageReferral(tx, referralId, { key: randomUUID(), urgency: referral?.urgency ?? 'soon' }));
  });
}

export async function close(telling: Telling, by: 'counselor' | 'coordinator', outcome: Outcome): Promise<void> {
  const { db, cast, student } = telling;
  const actor = by === 'counselor' ? cast.of('counselor', student.schoolId) : cast.coordinator;
  must(await asActor(db, actor, 'referral.close', (tx) =>
    closeReferral(tx, { referralId: left(telling, 'referralId'), outcome }, (inner, referralId) => cancelBookedVisits(inner, referralId, 'family_asked'))));
}

export async function raiseDanger(telling: Telling, { by, signals, words }: Extract<Step, { did: 'raise-danger' }>): Promise<void> {
  const { db, cast, student, so } = telling;
  so.safetyEventId = must(await asActor(db, cast.of(by, student.schoolId), 'safety-event.raise', (tx) => raiseForStudent(tx, student.studentId, { signals, words }))).eventId;
}

export async function takeDangerOn(telling: Telling): Promise<void> {
  must(await asActor(telling.db, telling.cast.of('counselor', telling.student.schoolId), 'safety-event.acknowledge', (tx) => acknowledgeSafetyEvent(tx, left(telling, 'safetyEventId'))));
}

export async function resolveDanger(telling: Telling, done: string): Promise<void> {
  must(await asActor(telling.db, telling.cast.of('counselor', telling.student.schoolId), 'safety-event.resolve', (tx) => resolveSafetyEvent(tx, left(telling, 'safetyEventId'), done)));
}
