import { beforeAll, expect, test } from 'vitest';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { forgetAnswers } from './forget-answers.server.ts';
import { once } from './once.server.ts';

const t = await testDatabase();
let p: TestPartnership;
let others: TestPartnership;
beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  others = await testPartnership(t, 'Lake County');
});

const ask = (key: string, actor: Actor) => asActor(t.app, actor, 'test', (tx) => once(tx, { key, action: 'room.change', body: {} }, () => Promise.resolve({ ok: true as const })));
const kept = async () => (await t.owner`select key from idempotency order by key`).map((row) => String(row['key']));

test('an answer is kept for thirty days, and then forgotten, in the acting partnership', async () => {
  await ask('key-november', p.coordinator);
  await ask('key-elsewhere', others.coordinator);
  await t.moveClockTo('2026-12-24T12:00:00Z');
  await ask('key-december', p.frontOffice);
  expect(await asActor(t.app, p.job, 'test', forgetAnswers)).toBe(0);
  await t.moveClockTo('2026-12-24T14:00:00Z');
  expect(await asActor(t.app, p.job, 'test', forgetAnswers)).toBe(1);
  expect(await kept()).toEqual(['key-december', 'key-elsewhere']);
});

test('nobody but the product itself forgets answers', async () => {
  await t.moveClockTo('2027-06-01T14:00:00Z');
  for (const actor of [p.coordinator, p.frontOffice, p.privacyOfficer]) await asActor(t.app, actor, 'test', forgetAnswers).catch(() => 0);
  expect(await kept()).toContain('key-elsewhere');
  expect(await asActor(t.app, others.job, 'test', forgetAnswers)).toBe(1);
  expect(await kept()).not.toContain('key-elsewhere');
});
