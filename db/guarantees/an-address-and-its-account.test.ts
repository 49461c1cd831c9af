import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { testDatabase } from '../test-database.ts';
import { outcomeOf } from '../test-outcome.ts';
import { testPartnership, tuesdayMorning, type TestPartnership } from '../test-partnership.ts';

const t = await testDatabase();
await t.moveClockTo(tuesdayMorning);
let p: TestPartnership;
beforeEach(async () => {
  p = await testPartnership(t, `Mill Creek ${randomUUID().slice(0, 4)}`);
});

const signsInWith = async (person: string) => (await t.owner`select email from auth."user" where id = ${person}`)[0]?.['email'] as string | undefined;
const account = (person: string, email: string) => t.owner`insert into auth."user" (id, name, email) values (${person}, '', ${email})`;
const change = (email: string | null, actor = p.coordinator, person = p.id.counselor) => outcomeOf(t, actor, sql`update person set email = ${email} where id = ${person}`);
const emailOf = async (person: string) => (await t.owner`select email from person where id = ${person}`)[0]?.['email'] as string;
const fresh = () => `${randomUUID()}@example.org`;

test('who signs in with a password does so with the address they are known by, whoever changes it', async () => {
  const [before, after, own] = [fresh(), fresh(), fresh()];
  await account(p.id.counselor, before);
  expect(await change(after.toUpperCase())).toBe(1);
  expect(await signsInWith(p.id.counselor)).toBe(after);
  expect(await change(own, p.counselor)).toBe(1);
  expect(await signsInWith(p.id.counselor)).toBe(own);
});

test('refused, and nothing is changed, when somebody else signs in with that address', async () => {
  const [mine, theirs] = [fresh(), fresh()];
  await account(p.id.counselor, mine);
  await account(p.id.frontOffice, theirs);
  const known = await emailOf(p.id.counselor);
  expect(await change(theirs)).toBe('an_address_signs_in_one_person');
  expect([await emailOf(p.id.counselor), await signsInWith(p.id.counselor)]).toEqual([known, mine]);
});

test('an account without an address gets none by it, and one whose person has no address any more has none either', async () => {
  await account(p.id.counselor, `${p.id.counselor}@person.invalid`);
  expect(await change(fresh())).toBe(1);
  expect(await signsInWith(p.id.counselor)).toBe(`${p.id.counselor}@person.invalid`);
  await account(p.id.frontOffice, fresh());
  expect(await change(null, p.coordinator, p.id.frontOffice)).toBe(1);
  expect(await signsInWith(p.id.frontOffice)).toBe(`${p.id.frontOffice}@person.invalid`);
  expect(await signsInWith(p.id.therapist)).toBeUndefined();
});

test('whether somebody has a way in is told of people of one’s own partnership alone, and nothing else of it', async () => {
  const other = await testPartnership(t, 'Stone Ridge');
  const has = (actor = p.coordinator) => outcomeOf(t, actor, sql`select from (select gate.has_way_in(${p.id.counselor}::uuid) as yes) x where yes`);
  expect(await has()).toBe(0);
  await account(p.id.counselor, fresh());
  expect(await has()).toBe(0);
  await t.owner`insert into auth.passkey (id, user_id, public_key, credential_id, counter, device_type, backed_up) values (gen_random_uuid(), ${p.id.counselor}, '', ${p.id.counselor}, 0, 'singleDevice', false)`;
  expect([await has(), await has(other.coordinator)]).toEqual([1, 0]);
  expect(await outcomeOf(t, p.coordinator, sql`select from auth."user"`)).toBe('not theirs');
});

test('who changed whose address is kept out of everybody’s sight and reach; each may only ask whether they did', async () => {
  expect(await change(fresh())).toBe(1);
  expect((await t.owner`select changed_by from address_change where person_id = ${p.id.counselor}`).map(({ changed_by }) => changed_by as string)).toEqual([p.id.coordinator]);
  for (const statement of [sql`select from address_change`, sql`delete from address_change`, sql`insert into address_change (person_id, changed_by) values (${p.id.counselor}, ${p.id.frontOffice})`]) {
    expect(await outcomeOf(t, p.coordinator, statement)).toBe('not theirs');
  }
  const mine = (actor: typeof p.coordinator) => outcomeOf(t, actor, sql`select from (select gate.address_is_mine(${p.id.counselor}::uuid) as yes) x where yes`);
  expect([await mine(p.coordinator), await mine(p.privacyOfficer)]).toEqual([1, 0]);
  expect(await change(fresh(), p.counselor)).toBe(1);
  expect([await mine(p.coordinator), await mine(p.counselor)]).toEqual([1, 0]);
});
