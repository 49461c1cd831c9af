import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { asActor, type Actor } from '../as-actor.server.ts';
import { refusalIn } from '../refusals.server.ts';
import { testDatabase } from '../test-database.ts';

const t = await testDatabase();
const hashOf = (code: string) => createHash('sha256').update(code).digest();
const founder = (code: string, zone = 'America/New_York'): Actor => ({ kind: 'founder', codeSha256: hashOf(code), partnership: { id: randomUUID(), name: 'Mill Creek', zone, language: 'en' } });
const found = (actor: Actor) => asActor(t.app, actor, 'set-up', async (tx) => {
  await tx.execute(sql`insert into organisation (partnership_id, kind, name) values (ctx_partnership(), 'district', 'Mill Creek District')`);
  return 'founded';
}).catch((error: unknown) => refusalIn(error)?.promise ?? error);
const there = async () => (await t.owner`select (select count(*)::int from partnership) partnerships, (select count(*)::int from organisation) organisations, (select count(*)::int from set_up_code) codes`)[0];
const printCode = (code: string) => t.owner`insert into set_up_code (code_sha256) values (${hashOf(code)})`;

beforeEach(async () => {
  await t.owner`delete from organisation`;
  await t.owner`update installation set kind = 'test', demo_partnership_id = null`;
  await t.owner`delete from partnership`;
  await t.owner`delete from set_up_code`;
});

test('the code founds it, with what comes along, and is used up', async () => {
  await printCode('right');
  expect(await t.app.execute(sql`select gate.awaits_set_up() waits`)).toMatchObject([{ waits: true }]);
  expect(await found(founder('right'))).toBe('founded');
  expect(await there()).toEqual({ partnerships: 1, organisations: 1, codes: 0 });
  expect(await t.app.execute(sql`select gate.awaits_set_up() waits`)).toMatchObject([{ waits: false }]);
});

test('another code founds nothing, and the right one still works afterwards', async () => {
  await printCode('right');
  expect(await found(founder('wrong'))).toBe('a_set_up_code_is_known');
  expect(await found(founder('right', 'Mars/Olympus'))).toBe('zone_is_an_iana_name');
  expect(await there()).toEqual({ partnerships: 0, organisations: 0, codes: 1 });
  expect(await found(founder('right'))).toBe('founded');
});

test('no code was printed: none is known', async () => {
  expect(await found(founder('right'))).toBe('a_set_up_code_is_known');
});

test('a second time it is refused, with the old code, with a new one and with another', async () => {
  await printCode('right');
  expect(await found(founder('right'))).toBe('founded');
  await printCode('new');
  for (const code of ['right', 'new', 'wrong']) expect(await found(founder(code))).toBe('the_first_partnership_is_founded_once');
  expect((await there())?.partnerships).toBe(1);
});

test('of many who type the code at once, one founds it', async () => {
  await printCode('right');
  const answers = await Promise.all(Array.from({ length: 12 }, () => found(founder('right'))));
  expect(answers.filter((answer) => answer === 'founded')).toHaveLength(1);
  expect(new Set(answers)).toEqual(new Set(['founded', 'the_first_partnership_is_founded_once']));
  expect((await there())?.partnerships).toBe(1);
});

test('a demo is never set up, not even an empty one', async () => {
  await t.owner`update installation set kind = 'demo'`;
  await printCode('right');
  expect(await t.app.execute(sql`select gate.awaits_set_up() waits`)).toMatchObject([{ waits: false }]);
  expect(await found(founder('right'))).toBe('a_demo_is_not_set_up');
});

test('the web process neither reads the code nor makes a partnership past it', async () => {
  await printCode('right');
  const refused = (statement: Parameters<typeof t.app.execute>[0]) => t.app.execute(statement).then(() => 'done', (error: unknown) => String((error as Error).cause));
  expect(await refused(sql`select code_sha256 from set_up_code`)).toMatch(/permission denied/);
  expect(await refused(sql`insert into set_up_code (code_sha256) values (${hashOf('mine')})`)).toMatch(/permission denied/);
  expect(await refused(sql`insert into partnership (name, zone) values ('Mine', 'America/New_York')`)).toMatch(/permission denied/);
  expect(await t.owner`select from set_up_code`).toHaveLength(1);
});
