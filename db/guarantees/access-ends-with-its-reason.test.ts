import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../as-actor.server.ts';
import { testDatabase } from '../test-database.ts';
import { outcomeOf } from '../test-outcome.ts';
import { addStudent, consentToAll, refer, studentInCare, testPartnership, tuesdayMorning, type TestPartnership } from '../test-partnership.ts';

const t = await testDatabase();
let p: TestPartnership;
let s: Awaited<ReturnType<typeof studentInCare>>;

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  await t.owner`update engagement set caseload_limit = 20`;
});
beforeEach(async () => {
  s = await studentInCare(t, p, `Mateo-${randomUUID().slice(0, 4)}`);
});

const sees = (actor: Actor) => outcomeOf(t, actor, sql`select from student where id = ${s.id.student}`);

// Each time twice: the right was there, then what gave it ended, and the very next transaction finds nothing; and whoever has a right of their own still does.
describe('check 3: what gives a right ends, and the next request has none', () => {
  test('an enrolment', async () => {
    expect(await sees(p.counselor)).toBe(1);
    expect(await outcomeOf(t, p.coordinator, sql`update enrolment set during = '[2026-08-24,2026-11-24)' where id = ${s.id.enrolment}`)).toBe(1);
    for (const actor of [p.counselor, p.frontOffice]) expect(await sees(actor)).toBe(0);
    for (const actor of [p.coordinator, p.therapist, s.guardian]) expect(await sees(actor)).toBe(1);
  });

  test('an engagement: the agency says until when, and the therapist sees the student no more; the episode is still there to be handed on', async () => {
    expect(await sees(p.therapist)).toBe(1);
    const until = (day: string) => outcomeOf(t, p.coordinator, sql`update engagement set during = daterange('2026-08-01', ${day}::date) where id = ${p.id.engagement}`);
    expect(await until('2026-11-24')).toBe(1);
    expect(await sees(p.therapist)).toBe(0);
    expect(await outcomeOf(t, p.therapist, sql`select from referral where id = ${s.referralId}`)).toBe(0);
    expect(await outcomeOf(t, p.coordinator, sql`select from episode_of_care where id = ${s.episodeId} and ended_at is null`)).toBe(1);
    expect(await until('2027-06-30')).toBe(1);
    expect(await sees(p.therapist)).toBe(1);
    await t.moveClockTo('2027-07-01T13:00:00Z');
    expect(await sees(p.therapist)).toBe(0);
    await t.moveClockTo(tuesdayMorning);
  });

  test('no care begins by an offer whose engagement has ended', async () => {
    const child = await addStudent(t, p, 'Ada', `Reyes-${randomUUID().slice(0, 4)}`);
    const referralId = await refer(t, p, child.id.student);
    await consentToAll(t, p, child, referralId);
    const offer = randomUUID();
    expect(await outcomeOf(t, p.coordinator,
      sql`insert into offer (partnership_id, id, referral_id, therapist_id, engagement_id, school_id, answer_by, made_by, concern, urgency, language, place, score)
        values (${p.id.partnership}, ${offer}, ${referralId}, ${p.id.therapist}, ${p.id.engagement}, ${p.id.school}, clock_now() + interval '3 days', ctx_person(), 'worries', 'soon', 'es', 'school', '[]')`,
      sql`update referral set state = 'offered', owner_id = ${p.id.therapist} where id = ${referralId}`)).toBe(1);
    const accept = () => outcomeOf(t, p.therapist, sql`select gate.accept_offer(${offer})`);
    await t.owner`update engagement set during = '[2026-08-01,2026-11-24)' where id = ${p.id.engagement}`;
    expect(await accept()).toBe('care_begins_within_an_engagement');
    await t.owner`update engagement set during = '[2026-08-01,)' where id = ${p.id.engagement}`;
    expect(await accept()).toBe(1);
  });

  test('care', async () => {
    expect(await sees(p.therapist)).toBe(1);
    expect(await outcomeOf(t, p.therapist, sql`update episode_of_care set ended_at = clock_now() where id = ${s.episodeId}`)).toBe(1);
    expect(await sees(p.therapist)).toBe(0);
    expect(await sees(p.counselor)).toBe(1);
  });

  test('a guardianship', async () => {
    expect(await sees(s.guardian)).toBe(1);
    await t.owner`update guardianship set during = '[2026-08-24,2026-11-24)' where id = ${s.id.guardianship}`;
    expect(await sees(s.guardian)).toBe('a_guardian_acts_while_confirmed');
    expect(await sees(p.counselor)).toBe(1);
  });

  test('a membership', async () => {
    expect(await sees(p.counselor)).toBe(1);
    expect(await outcomeOf(t, p.coordinator, sql`select gate.end_membership_now(${p.id.counselorMembership}::uuid)`)).toBe(1);
    expect(await sees(p.counselor)).toBe('a_member_acts_under_a_current_membership');
    expect(await sees(p.coordinator)).toBe(1);
    expect(await outcomeOf(t, p.coordinator, sql`update referral set owner_id = ${p.id.counselor} where id = ${s.referralId}`)).toBe('an_owner_can_see_the_referral');
  });
});
