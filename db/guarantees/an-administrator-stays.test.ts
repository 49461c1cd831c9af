import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { asActor } from '../as-actor.server.ts';
import { testDatabase } from '../test-database.ts';
import { outcomeOf } from '../test-outcome.ts';
import { addStaff, testPartnership, tuesdayMorning, type TestPartnership } from '../test-partnership.ts';

const t = await testDatabase();
await t.moveClockTo(tuesdayMorning);
let p: TestPartnership;
beforeEach(async () => {
  p = await testPartnership(t, `Mill Creek ${randomUUID().slice(0, 4)}`);
});

const endNow = (membership: string, actor = p.coordinator) => outcomeOf(t, actor, sql`select gate.end_membership_now(${membership}::uuid)`);
const isInOffice = async (membership: string) => (await t.owner`select from membership where id = ${membership} and ended_at is null and during @> '2026-11-24'::date`).length === 1;
/** The refusal of the owner's own statement: no way past the gates either. */
const asOwner = (work: Promise<unknown>) => work.then(() => 'done', (error: { constraint_name?: string }) => error.constraint_name);

describe('the last who may manage staff', () => {
  beforeEach(async () => {
    expect(await endNow(p.id.privacyOfficerMembership)).toBe(1);
  });

  test('cannot be ended at this moment, nor from a day on, by themselves, a job or the owner', async () => {
    expect(await endNow(p.id.coordinatorMembership)).toBe('an_administrator_stays');
    for (const actor of [p.coordinator, p.job]) expect(await outcomeOf(t, actor, sql`select gate.end_membership(${p.id.coordinatorMembership}::uuid, '2027-06-11'::date)`)).toBe('an_administrator_stays');
    expect(await asOwner(t.owner`update membership set during = '[2026-08-01,2027-06-12)' where id = ${p.id.coordinatorMembership}`)).toBe('an_administrator_stays');
    expect(await asOwner(t.owner`update membership set role = 'staff' where id = ${p.id.coordinatorMembership}`)).toBe('an_administrator_stays');
    expect(await asOwner(t.owner`update membership set ended_at = clock_now() where id = ${p.id.coordinatorMembership}`)).toBe('an_administrator_stays');
    expect(await asOwner(t.owner`delete from membership where id = ${p.id.coordinatorMembership}`)).toBe('an_administrator_stays');
    expect(await isInOffice(p.id.coordinatorMembership)).toBe(true);
  });

  test('may leave when another one is there on every day that they would have been, and not for one who leaves before', async () => {
    const [person, membership] = [randomUUID(), randomUUID()];
    await asActor(t.app, p.job, 'test', (tx) => addStaff(tx, person, membership, 'Ida', 'Moss', p.id.district, 'coordinator'));
    await t.owner`update membership set during = '[2026-08-01,2027-06-12)' where id = ${membership}`;
    expect(await endNow(p.id.coordinatorMembership)).toBe('an_administrator_stays');
    expect(await outcomeOf(t, p.coordinator, sql`select gate.end_membership(${p.id.coordinatorMembership}::uuid, '2027-06-10'::date)`)).toBe('an_administrator_stays');
    await t.owner`update membership set during = '[2026-08-01,)' where id = ${membership}`;
    expect(await endNow(p.id.coordinatorMembership)).toBe(1);
    expect(await isInOffice(p.id.coordinatorMembership)).toBe(false);
  });
});

test('two who leave at once: the second waits for the first, and stays', async () => {
  let second: Promise<number | string> | undefined;
  await asActor(t.app, p.coordinator, 'test', async (tx) => {
    await tx.execute(sql`select gate.end_membership_now(${p.id.coordinatorMembership}::uuid)`);
    second = endNow(p.id.privacyOfficerMembership, p.privacyOfficer);
    await expect.poll(() => t.owner`select from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())`, { timeout: 20_000 }).toHaveLength(1);
  });
  expect(await second).toBe('an_administrator_stays');
  expect([await isInOffice(p.id.coordinatorMembership), await isInOffice(p.id.privacyOfficerMembership)]).toEqual([false, true]);
});

test('another partnership’s administrators count for nothing, and who manages no staff leaves as before', async () => {
  await testPartnership(t, 'Stone Ridge');
  expect(await endNow(p.id.coordinatorMembership)).toBe(1);
  expect(await endNow(p.id.privacyOfficerMembership, p.privacyOfficer)).toBe('an_administrator_stays');
  expect(await endNow(p.id.counselorMembership, p.privacyOfficer)).toBe(1);
});
