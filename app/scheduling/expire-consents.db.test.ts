import { beforeAll, expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { studentInCare, take, testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { expireConsents } from './expire-consents.server.ts';

const t = await testDatabase();
holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
let p: TestPartnership;
let s: Awaited<ReturnType<typeof studentInCare>>;
beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  s = await studentInCare(t, p);
});

const state = async () => (await t.owner`select r.state, q.state as asked, (select reason from referral_step x where x.referral_id = r.id order by x.at desc limit 1) as reason
  from referral r join consent_request q on q.referral_id = r.id where r.id = ${s.referralId}`)[0];
const tidy = () => asActor(t.app, p.job, 'test', expireConsents);

test('what has run out sends the referral back to the family, on the day it ends where the school is', async () => {
  await t.owner`update license set during = '[2025-01-01,2028-01-01)'`;
  const booked = await asActor(t.app, p.therapist, 'test', (tx) => take(tx, p, s, '2027-06-11T12:10:00Z'));
  await t.moveClockTo('2027-06-12T03:59:00Z');
  await tidy();
  expect(await state()).toMatchObject({ state: 'scheduled', asked: 'signed' });
  await t.owner`update appointment set state = 'in_progress' where id = ${booked}`;
  await t.owner`update appointment set state = 'completed' where id = ${booked}`;
  await t.moveClockTo('2027-06-12T04:01:00Z');
  await tidy();
  await tidy();
  expect(await state()).toMatchObject({ state: 'awaiting_consent', asked: 'expired', reason: 'consent_expired' });
  expect(await t.owner`select id from audit_entry where action = 'consent.expired'`).toHaveLength(1);
});
