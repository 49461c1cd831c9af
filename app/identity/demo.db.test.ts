import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '../../db/test-database.ts';
import { addStudent, testPartnership, tuesdayMorning } from '../../db/test-partnership.ts';
import { action as enterAsDemoPerson } from '../routes/sign-in.demo.ts';
import { browserRequest, testServing } from '../http/test-context.server.ts';
import { demoPeople, demoPerson } from './demo-people.server.ts';
import { runningDemo } from './demo.server.ts';

const t = await testDatabase();
await t.moveClockTo(tuesdayMorning);
const p = await testPartnership(t);
const other = await testPartnership(t, 'Lake County');
const family = await addStudent(t, p);
await addStudent(t, other, 'Otis', 'Far');
const serving = await testServing(t, { HALLWAY_DEMO: '1' });
const asDemo = () => t.owner`update installation set kind = 'demo', demo_partnership_id = ${p.id.partnership}`;

const enter = async (form: Record<string, string>) => {
  try {
    const answer = await enterAsDemoPerson({ request: browserRequest('/sign-in/demo', { form }), context: serving.context(), params: {} });
    return { status: answer.status, cookies: answer.headers.getSetCookie().length };
  } catch (thrown) {
    return { status: (thrown as Response).status, cookies: 0 };
  }
};

test('a database that is no demo has none, whatever the configuration says: nobody gets in by a click', async () => {
  expect(await runningDemo(serving.context())).toBeNull();
  expect(await enter({ membershipId: p.id.counselorMembership, to: '/' })).toEqual({ status: 404, cookies: 0 });
});

test('a demo’s database served as a real one has none either', async () => {
  await asDemo();
  const context = serving.context();
  expect(await runningDemo({ ...context, config: { ...context.config, demo: false } })).toBeNull();
});

test('a demo says what time it is there, in its school’s zone', async () => {
  await asDemo();
  const demo = await runningDemo(serving.context());
  expect(demo).toMatchObject({ partnershipId: p.id.partnership, zone: 'America/New_York' });
  expect(demo?.now.slice(0, 13)).toBe('2026-11-24T13');
});

test('its people are listed by where they work, with those families that staff confirmed, of this partnership only', async () => {
  await asDemo();
  const demo = await runningDemo(serving.context());
  if (!demo) throw new Error('no demo');
  const people = await demoPeople(t.app, demo);
  expect(people.organisations.map(({ name, kind, people: those }) => [name, kind, those.map(({ role }) => role)])).toEqual([
    ['Alder Creek Middle', 'school', ['counselor', 'front_office']], ['Lincoln High', 'school', ['counselor']],
    ['Harbor Street', 'agency', ['therapist']], ['Mill Creek District', 'district', ['coordinator', 'privacy_officer']],
  ]);
  expect(people.guardians).toEqual([{ personId: family.id.guardian, name: 'Rosa Ibarra', of: 'Mateo', finds: 'nothing' }]);
  expect(await demoPerson(t.app, demo, { membershipId: other.id.counselorMembership })).toBeNull();
  expect(await demoPerson(t.app, demo, { guardianId: p.id.counselor })).toBeNull();
});

test('one click lets in; a made-up id does not', async () => {
  await asDemo();
  expect(await enter({ membershipId: p.id.counselorMembership, to: '/' })).toEqual({ status: 302, cookies: 1 });
  expect(await enter({ guardianId: family.id.guardian, to: '/' })).toEqual({ status: 302, cookies: 1 });
  expect(await enter({ membershipId: randomUUID() })).toEqual({ status: 404, cookies: 0 });
  expect(await enter({ membershipId: 'x' })).toEqual({ status: 404, cookies: 0 });
  expect(await enter({})).toEqual({ status: 404, cookies: 0 });
});

test('a demo cannot be switched on over real people, and takes none in', async () => {
  await t.owner`update installation set kind = 'test', demo_partnership_id = null`;
  await t.owner`insert into person (given_name, family_name, made_up) values ('Real', 'Person', false)`;
  await expect(asDemo()).rejects.toMatchObject({ constraint_name: 'a_demo_holds_only_made_up_people' });
  expect(await runningDemo(serving.context())).toBeNull();
});
