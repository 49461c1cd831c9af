import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, type Actor } from '../as-actor.server.ts';
import { testDatabase } from '../test-database.ts';
import { studentInCare, take, testPartnership, tuesdayMorning, type TestPartnership } from '../test-partnership.ts';

const t = await testDatabase();
let p: TestPartnership;
let s: Awaited<ReturnType<typeof studentInCare>>;

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  s = await studentInCare(t, p);
});

const referral = async () => {
  const [row] = await t.owner`select state, owner_id, next_action_on::text, (select reason from referral_step x where x.referral_id = r.id order by at desc, id limit 1) is not null moved from referral r where id = ${s.referralId}`;
  return { state: row!.state as string, ownerId: row!.owner_id as string, nextActionOn: row!.next_action_on as string };
};
const book = (start: string, state: 'held' | 'booked' = 'booked') => asActor(t.app, p.therapist, 'test', (tx) => take(tx, p, s, start, state));
const cancel = (actor: Actor, id: string, because = 'student_ill') => asActor(t.app, actor, 'test', async (tx) => {
  await tx.execute(sql`update occupancy set released_at = clock_now() where appointment_id = ${id}`);
  await tx.execute(sql`update appointment set state = 'cancelled', held_until = null, ended_at = clock_now(), ended_because = ${because} where id = ${id}`);
});

describe('a referral follows its visits', () => {
  test('a hold moves nothing, the first booked visit schedules it for that day, and its loss brings it back to the coordinator', async () => {
    const held = await book('2026-12-02T13:10:00Z', 'held');
    expect(await referral()).toMatchObject({ state: 'accepted' });
    await cancel(p.therapist, held, 'released');
    expect(await referral()).toMatchObject({ state: 'accepted' });

    const first = await book('2026-12-01T13:10:00Z');
    expect(await referral()).toMatchObject({ state: 'scheduled', nextActionOn: '2026-12-01' });
    const second = await book('2026-12-02T13:10:00Z');
    await cancel(p.frontOffice, first);
    expect(await referral()).toMatchObject({ state: 'scheduled' });
    await cancel(p.frontOffice, second);
    expect(await referral()).toEqual({ state: 'accepted', ownerId: p.id.coordinator, nextActionOn: '2026-11-25' });
    const steps = await t.owner`select to_state, reason, by_role from referral_step where referral_id = ${s.referralId} and from_state in ('scheduled') order by at`;
    expect(steps).toMatchObject([{ to_state: 'accepted', reason: 'student_ill', by_role: 'front_office' }]);
  });
});
