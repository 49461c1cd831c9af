import { sql } from 'drizzle-orm';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import type { TestDatabase } from '../../db/test-database.ts';
import { studentInCare, take, type TestPartnership } from '../../db/test-partnership.ts';
import type { Config } from '../http/config.server.ts';
import { linkToken, tokenSha256 } from '../identity/link-token.server.ts';
import { makeLink } from '../identity/links.server.ts';
import { answerStartGate } from './start-gate.server.ts';
import type { StartGateAnswers } from './start-gate.ts';

/** Period 2 on Tuesday 24 November 2026 in Columbus, Ohio: 9:05 to 9:55. */
export const startsAt = '2026-11-24T14:05:00Z';
export const nineOClock = '2026-11-24T14:00:00Z';

/** The same time of day so many school days later (all before the clocks change again). */
export function schoolDaysLater(instant: string, schoolDays: number): string {
  let ms = Date.parse(instant);
  for (let left = schoolDays; left > 0; left -= [0, 6].includes(new Date(ms).getUTCDay()) ? 0 : 1) ms += 86_400_000;
  return new Date(ms).toISOString();
}

export const testConfig = { origin: 'http://localhost:4000', installation: '0123abcd', key: Buffer.alloc(32, 1) } as Pick<Config, 'origin' | 'installation' | 'key'> as Config;

export const answers: StartGateAnswers = { present: 'Mateo alone', where: 'Room 114', state: 'OH', adult: 'Joan Tran, next door', callBack: '614 555 0142' };

/** A student in care with a visit booked for `startsAt`, and what tests need to act as each of the people in it. */
export async function bookedVisit(t: TestDatabase, p: TestPartnership, given?: string, family?: string, start = startsAt) {
  const s = await studentInCare(t, p, given, family);
  const appointmentId = await asActor(t.app, p.coordinator, 'test', (tx) => take(tx, p, s, start));
  const visitor = async (personId: string, part: 'student' | 'guardian'): Promise<Actor> => {
    const { id } = await asActor(t.app, p.job, 'test', (tx) =>
      makeLink(tx, testConfig, { kind: 'visit', personId, part, appointmentId, beginsAt: '2026-11-24T13:50:00Z', expiresAt: '2026-11-24T15:25:00Z' }));
    return { kind: 'link', link: 'visit', tokenSha256: tokenSha256(linkToken(testConfig.key, 'visit', id)) as Buffer };
  };
  return {
    ...s,
    appointmentId,
    asStudent: await visitor(s.id.student, 'student'),
    asGuardian: await visitor(s.id.guardian, 'guardian'),
    /** The guardian's yes is taken back, now. */
    withdrawConsent: () => t.owner`update consent set withdrawn_at = clock_now(), withdrawn_by = ${s.id.guardian} where student_id = ${s.id.student}`,
    confirmGate: (visitId: string, changed: Partial<StartGateAnswers> = {}) =>
      asActor(t.app, p.therapist, 'test', (tx) => answerStartGate(tx, { id: visitId, studentId: s.id.student }, { ...answers, ...changed })),
  };
}

export async function seatOf(tx: Tx, visitId: string, personId: string) {
  const [seat] = await tx.execute<{ id: string; identity: string; admitted: boolean }>(sql`
    select id, identity, admitted_at is not null as admitted from visit_participant where partnership_id = ctx_partnership() and visit_id = ${visitId}::uuid and person_id = ${personId}::uuid`);
  if (!seat) throw new Error('no seat');
  return seat;
}
