import { expect, test } from 'vitest';
import { testDatabase } from '../../db/test-database.ts';
import { addStudent, testPartnership, tuesdayMorning } from '../../db/test-partnership.ts';
import { browserRequest, testServing } from '../http/test-context.server.ts';
import { beginSession } from '../identity/sessions.server.ts';
import { action as pick } from './referrals.new.student.tsx';
import { loader as refer } from './referrals.new.tsx';
import { action, loader } from './students.tsx';

const t = await testDatabase();
await t.moveClockTo(tuesdayMorning);
const serving = await testServing(t, { HALLWAY_DEMO: '1' });
const p = await testPartnership(t);
for (let n = 0; n < 52; n += 1) await addStudent(t, p, `Ana${n}`, `Moss${String(n).padStart(2, '0')}`);
const cookies = (await beginSession(browserRequest('/'), serving.context(), { personId: p.id.counselor, way: 'demo', membershipId: p.id.counselorMembership, role: 'counselor' })).getSetCookie();
const asked = (path: string, form?: Record<string, string>) => ({ request: browserRequest(path, { cookies, ...(form && { form }) }), context: serving.context(), params: {} });

test('check 20: a student’s name is asked for in a form, and an address that holds one finds nobody', async () => {
  expect(await loader(asked('/students?q=Moss07'))).toMatchObject({ found: undefined });
  expect((await action(asked('/students', { q: 'moss07' }))).found?.map(({ name }) => name)).toEqual(['Ana7 Moss07']);
  expect((await pick(asked('/referrals/new/student', { q: 'ana7 moss' }))).found?.map(({ name }) => name)).toEqual(['Ana7 Moss07']);
  const sent = await refer(asked('/referrals/new?q=Moss07')).catch((thrown: unknown) => thrown as Response);
  expect((sent as Response).headers.get('location')).toBe('/referrals/new/student');
});

test('a long list goes on in the form too', async () => {
  const first = await action(asked('/students', { q: 'moss' }));
  expect([first.found?.length, first.more]).toEqual([50, true]);
  const all = await action(asked('/students', { q: 'moss', show: '100' }));
  expect([all.found?.length, all.more]).toEqual([52, false]);
});

test('a search without a word asks nothing, and is not written down', async () => {
  const lines = async () => (await t.owner`select count(*)::int as n from audit_entry where body ->> 'action' = 'student.searched'`)[0]?.['n'];
  const before = await lines();
  expect(await action(asked('/students', { q: '  ' }))).toMatchObject({ found: undefined, more: false });
  expect(await lines()).toBe(before);
  await action(asked('/students', { q: 'moss' }));
  expect(await lines()).toBe(Number(before) + 1);
});
