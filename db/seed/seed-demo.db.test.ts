import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../test-database.ts';
import { seedDemo } from './seed-demo.server.ts';

const t = await testDatabase();

beforeAll(() => seedDemo({ ownerUrl: t.url('hallway_owner'), appUrl: t.url('hallway_app'), key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2), origin: 'http://localhost:5080' }));

test('the demo is on, holds only made-up people, and everything that booking needs', async () => {
  const [row] = await t.owner`
    select gate.demo_is_on() as on, (select count(*)::int from student) students, (select count(*)::int from person where not made_up) real,
      (select count(*)::int from organisation where kind = 'school' and (zone is null or state is null)) incomplete, (select count(*)::int from engagement) therapists,
      (select count(*)::int from guardianship where confirmed_at is null) proposed, (select count(*)::int from guardianship where decision_right) deciding, (select count(*)::int from consent_text) texts`;
  expect(row).toMatchObject({ on: true, students: 60, real: 0, incomplete: 0, therapists: 7, deciding: 9 });
  expect(row!.proposed).toBeGreaterThan(0);
  expect(row!.texts).toBe(8);
});

test('a demo takes nobody who is not made up', async () => {
  await expect(t.owner`insert into person (given_name, family_name) values ('Real', 'Person')`).rejects.toMatchObject({ constraint_name: 'a_demo_holds_only_made_up_people' });
});

test('somebody stands in every stretch of the corridor, and the clock is back at now', async () => {
  const states = await t.owner`select state, count(*)::int n from referral group by state order by state`;
  expect(Object.fromEntries(states.map((row) => [row.state, row.n]))).toEqual({ accepted: 1, awaiting_consent: 1, received: 1, scheduled: 1, waiting: 3 });
  expect((await t.owner`select clock_now() = now() as same`)[0]).toEqual({ same: true });
});
