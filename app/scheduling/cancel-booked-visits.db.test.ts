import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { studentInCare, take, testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { cancelBookedVisits } from './cancel-booked-visits.server.ts';

const t = await testDatabase();
holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
let p: TestPartnership;
let s: Awaited<ReturnType<typeof studentInCare>>;

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  s = await studentInCare(t, p);
});

test('a visit that somebody books at the moment of the withdrawal is cancelled with the others', async () => {
  const booked = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const booking = asActor(t.app, p.coordinator, 'test', async (tx) => {
    const appointmentId = await take(tx, p, s, '2026-12-01T13:10:00Z');
    booked.resolve();
    await goOn.promise;
    return appointmentId;
  });
  await booked.promise;
  const withdrawal = asActor(t.app, p.coordinator, 'test', (tx) => cancelBookedVisits(tx, s.referralId, 'consent_withdrawn'));
  // The withdrawal is seen waiting for the booking's locks before that is let go on.
  await expect.poll(async () => Number((await t.owner`select count(*) n from pg_locks where locktype = 'advisory' and not granted`)[0]!.n)).toBeGreaterThan(0);
  goOn.resolve();
  const appointmentId = await booking;
  await withdrawal;
  const [row] = await asActor(t.app, p.coordinator, 'test', (tx) => tx.execute<{ state: string }>(sql`select state from appointment where id = ${appointmentId}`));
  expect(row?.state).toBe('cancelled');
});
