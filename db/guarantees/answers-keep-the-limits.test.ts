import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { nextActionOn } from '../../app/referrals/next-action.ts';
import type { ReferralState } from '../../app/referrals/states.ts';
import { asActor } from '../as-actor.server.ts';
import { testDatabase } from '../test-database.ts';
import { addStudent, beginCare, consentToAll, refer, testPartnership, tuesdayMorning, type TestPartnership } from '../test-partnership.ts';

const t = await testDatabase();
let p: TestPartnership;
let others: TestPartnership;

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  others = await testPartnership(t, 'Lake County');
  await t.owner`insert into referral_limit (partnership_id, state, limit_days) values (${p.id.partnership}, 'accepted', 1), (${p.id.partnership}, 'waiting', 9)`;
  await t.owner`update engagement set caseload_limit = 20`;
});

async function offered(at: TestPartnership, family: string) {
  const s = await addStudent(t, at, 'Ines', family);
  const referralId = await refer(t, at, s.id.student);
  await consentToAll(t, at, s, referralId);
  return { ...s, referralId };
}
const due = async (referralId: string) => {
  const [row] = await t.owner`select state, next_action_on::text as due from referral where id = ${referralId}`;
  return row as { state: string; due: string };
};

test('an accepted offer is booked within the partnership’s own limit; another partnership keeps its own', async () => {
  const mine = await offered(p, 'Ortiz');
  await beginCare(t, p, mine.referralId);
  expect(await due(mine.referralId)).toEqual({ state: 'accepted', due: '2026-11-25' });

  const theirs = await offered(others, 'Okafor');
  await beginCare(t, others, theirs.referralId);
  expect(await due(theirs.referralId)).toEqual({ state: 'accepted', due: '2026-11-27' });
});

test('a declined offer waits within the partnership’s own limit', async () => {
  const { referralId } = await offered(p, 'Ruiz');
  const offerId = await asActor(t.app, p.coordinator, 'test', async (tx) => {
    const [offer] = await tx.execute<{ id: string }>(sql`
      insert into offer (partnership_id, referral_id, therapist_id, engagement_id, school_id, answer_by, made_by, concern, urgency, language, place, score)
      values (${p.id.partnership}, ${referralId}, ${p.id.therapist}, ${p.id.engagement}, ${p.id.school}, clock_now() + interval '3 days', ${p.id.coordinator}, 'worries', 'soon', 'es', 'school', '[]') returning id`);
    await tx.execute(sql`update referral set state = 'offered', owner_id = ${p.id.therapist} where id = ${referralId}`);
    return String(offer?.id);
  });
  await asActor(t.app, p.therapist, 'test', (tx) => tx.execute(sql`select gate.decline_offer(${offerId}::uuid, 'no_time')`));
  expect(await due(referralId)).toEqual({ state: 'waiting', due: '2026-12-03' });
});

test('the database and the code count the same day, for every state, urgency and weekday', async () => {
  const urgencies = await t.owner<{ code: string; within_days: number }[]>`select code, within_days from reference.urgency`;
  const states = await t.owner<{ code: ReferralState; days: number }[]>`
    select s.code, coalesce(l.limit_days, s.limit_days) as days from reference.referral_state s left join referral_limit l on l.state = s.code and l.partnership_id = ${p.id.partnership} where s.code <> 'closed'`;
  for (const today of ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30']) {
    await t.moveClockTo(`${today}T15:00:00Z`);
    const counted = await asActor(t.app, p.job, 'test', (tx) => tx.execute<{ state: ReferralState; urgency: string; due: string }>(sql`
      select s.code as state, u.code as urgency, gate.referral_due_on(${p.id.school}::uuid, s.code, u.code)::text as due
      from reference.referral_state s cross join reference.urgency u where s.code <> 'closed'`));
    expect(counted).toHaveLength(states.length * urgencies.length);
    for (const { state, urgency, due: day } of counted) {
      const limitDays = states.find(({ code }) => code === state)?.days ?? -1;
      const urgencyDays = urgencies.find(({ code }) => code === urgency)?.within_days ?? -1;
      expect(day, `${today} ${state} ${urgency}`).toBe(nextActionOn({ state, today, limitDays, urgencyDays }));
    }
  }
});
