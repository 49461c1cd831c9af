import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { addStaff, addStudent, testPartnership, tuesdayMorning } from '../../db/test-partnership.ts';
import { testServing } from '../http/test-context.server.ts';
import { personOf } from './sso-account.server.ts';

const t = await testDatabase();
await t.moveClockTo(tuesdayMorning);
const p = await testPartnership(t);
const serving = await testServing(t);
const issuer = 'https://login.example.org';

async function worker(email: string, role: 'counselor' | 'staff' = 'counselor') {
  const [person, membership] = [randomUUID(), randomUUID()];
  await asActor(t.app, p.job, 'test', (tx) => addStaff(tx, person, membership, 'Eva', 'Stone', p.id.school, role));
  await t.owner`update person set email = ${email} where id = ${person}`;
  return { person, membership };
}
const who = (subject: string, email: string | null, from = issuer) => personOf(serving.context(), { issuer: from, subject, email });

test('check 24: the first time a verified address finds the one who works here; from then on issuer and subject do', async () => {
  const { person } = await worker('eva@example.org');
  expect(await who('s-1', 'EVA@example.org')).toEqual({ personId: person, isNew: true });
  expect(await who('s-1', null)).toEqual({ personId: person, isNew: false });
  await worker('new.owner@example.org');
  expect(await who('s-1', 'new.owner@example.org')).toEqual({ personId: person, isNew: false });
});

test('check 24: an address that went to somebody else opens nobody’s account', async () => {
  await worker('given.on@example.org');
  await who('before', 'given.on@example.org');
  expect(await who('after', 'given.on@example.org')).toBeNull();
  expect(await who('before', null, 'https://other.example.org')).toBeNull();
});

test('an address of two, of nobody, of a family, of a roster only, or of somebody whose role has ended finds nobody', async () => {
  await worker('two@example.org');
  await worker('two@example.org');
  await worker('roster@example.org', 'staff');
  const gone = await worker('gone@example.org');
  await asActor(t.app, p.coordinator, 'test', (tx) => tx.execute(sql`select gate.end_membership_now(${gone.membership}::uuid)`));
  const family = await addStudent(t, p);
  await t.owner`update person set email = 'family@example.org' where id = ${family.id.guardian}`;
  for (const email of ['two', 'nobody', 'roster', 'gone', 'family']) expect(await who(`s-${email}`, `${email}@example.org`)).toBeNull();
  expect(await who('s-none', null)).toBeNull();
});

test('of two identities that come at once for one person, one becomes theirs', async () => {
  await worker('both@example.org');
  const found = await Promise.all([who('a', 'both@example.org'), who('b', 'both@example.org')]);
  expect(found.filter((one) => one !== null)).toHaveLength(1);
});
