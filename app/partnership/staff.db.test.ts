import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import { refusalIn } from '../../db/refusals.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { appointStaff } from './appoint-staff.server.ts';
import { endAppointment } from './end-role.server.ts';
import { askedOf, staffSearchPath } from './staff-page.server.ts';
import { knownPeopleOf, staffOf } from './staff.server.ts';

const t = await testDatabase();
let p: TestPartnership;
beforeAll(async () => {
  holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  await testPartnership(t, 'Stone Ridge');
});
const names = async (name: string, past = false) => (await asActor(t.app, p.coordinator, 'test', (tx) => staffOf(tx, { name, past }))).map((one) => [one.name, one.role, one.until, one.isOver]);

test('people are found by any part of a name, signs of a pattern meaning themselves, in one’s own partnership alone', async () => {
  expect(await names('haD')).toEqual([['Nadia Haddad', 'therapist', null, false]]);
  expect(await names('a h')).toEqual([['Nadia Haddad', 'therapist', null, false]]);
  for (const none of ['%', '_', 'a\\', 'nobody']) expect(await names(none)).toEqual([]);
  expect(await names('')).toHaveLength(6);
});

test('check 20: a name is searched for in a form, and stands in no address', () => {
  const config = { sessionSecret: 'a secret of thirty-two characters' };
  const form = (fields: Record<string, string>) => { const sent = new FormData(); for (const [key, value] of Object.entries(fields)) sent.set(key, value); return sent; };
  const to = staffSearchPath(config, '/staff', form({ q: 'Haddad', past: 'yes' }));
  expect(to).toMatch(/^\/staff\?asked=[\w-]+&past=yes$/);
  expect(askedOf(config, new Request(`http://localhost${to}`)).asked).toEqual({ name: 'Haddad', past: true });
  expect(staffSearchPath(config, '/therapists', form({ q: ' ' }))).toBe('/therapists');
  expect(askedOf(config, new Request('http://localhost/staff?q=Haddad')).asked).toEqual({ name: '', past: false });
});

test('a role that ends on a day is there until that day, and one that was ended stays to be found among the past', async () => {
  const lastDay = '2026-12-18';
  const { membershipId } = await asActor(t.app, p.coordinator, 'test', (tx) => appointStaff(tx, { who: { givenName: 'Wes', familyName: 'Tan', email: 'wes.tan@example.org', madeUp: true }, organisationId: p.id.school, role: 'front_office', from: '2026-11-24', lastDay }));
  expect(await names('tan')).toEqual([['Wes Tan', 'front_office', lastDay, false]]);
  await t.moveClockTo('2026-12-19T13:00:00Z');
  expect([await names('tan'), await names('tan', true)]).toEqual([[], [['Wes Tan', 'front_office', lastDay, true]]]);
  await t.moveClockTo(tuesdayMorning);
  await asActor(t.app, p.coordinator, 'test', (tx) => endAppointment(tx, membershipId));
  expect(await names('tan')).toEqual([]);
  expect((await names('tan', true)).map(([name, , , isOver]) => [name, isOver])).toEqual([['Wes Tan', true]]);
});

test('somebody who works here can be given another role, and a therapist be engaged by a second agency, but by each only once', async () => {
  const known = await asActor(t.app, p.coordinator, 'test', (tx) => knownPeopleOf(tx));
  expect(known.map((one) => one.name)).toContain('Haddad, Nadia');
  expect(known.some((one) => one.name === 'Tan, Wes')).toBe(false);
  const again = (role: 'agency_administrator' | 'therapist', organisationId: string) => asActor(t.app, p.coordinator, 'test', (tx) => appointStaff(tx, { who: { personId: p.id.therapist }, organisationId, role, from: '2026-11-24' }))
    .then(() => 'appointed', (error: unknown) => refusalIn(error)?.promise);
  expect(await again('agency_administrator', p.id.agency)).toBe('appointed');
  const agency = 'b2f0a3de-3f2e-4a2e-9a53-0f6f6e1f0b11';
  await asActor(t.app, p.coordinator, 'test', (tx) => tx.execute(sql`insert into organisation (partnership_id, id, kind, name) values (ctx_partnership(), ${agency}, 'agency', 'Bridge')`));
  expect(await again('therapist', agency)).toBe('appointed');
  expect(await again('therapist', agency)).toBe('one_membership_at_a_time');
});
