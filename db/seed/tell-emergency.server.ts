import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { openEmergency } from '../../app/emergency/open-emergency.server.ts';
import { reviewEmergency } from '../../app/emergency/review-emergency.server.ts';
import { studentInEmergency } from '../../app/emergency/student-in-emergency.server.ts';
import { asActor } from '../as-actor.server.ts';
import type { Step } from './stories/story.ts';
import { left, must, type Telling } from './telling.ts';

/** Opens the student by what somebody says of them, and looks at the page with the numbers. */
export async function openInEmergency(telling: Telling, { by, threat, told, reason }: Extract<Step, { did: 'open-emergency' }>): Promise<void> {
  const { db, cast, config, partnershipId, student, so } = telling;
  const [said] = await asActor(db, { kind: 'job', partnershipId }, 'demo', (tx) => tx.execute<{ givenName: string; familyName: string; birthDate: string }>(sql`
    select p.given_name as "givenName", p.family_name as "familyName", s.birth_date::text as "birthDate" from student s join person p on p.id = s.id where s.id = ${student.studentId}`));
  if (!said) throw new Error(`nobody knows ${student.name}`);
  const opened = must(await openEmergency(db, cast.counselor(by), config.origin, { key: randomUUID(), ...said, threat, parties: told, reason }));
  so.emergencyId = opened.accessId;
  await asActor(db, cast.counselor(by), 'emergency.read', (tx) => studentInEmergency(tx, opened.accessId));
}

export async function review(telling: Telling, { found, words }: Extract<Step, { did: 'review-emergency' }>): Promise<void> {
  must(await reviewEmergency(telling.db, telling.cast.privacyOfficer, left(telling, 'emergencyId'), { outcome: found, words }));
}
