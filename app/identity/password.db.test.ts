import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { testDatabase } from '../../db/test-database.ts';
import { browserRequest, testServing } from '../http/test-context.server.ts';
import { closeAccount, holdAccount, takeAddress, waysOf, whoCanSignIn } from './account.server.ts';
import { keepAuthenticator, recoveryCodesLeft } from './authenticator.server.ts';
import { rememberDevice } from './known-device.server.ts';
import { newCodeSecret } from './one-time-code.server.ts';
import { keepPassword, provePassword } from './password.server.ts';

const t = await testDatabase();
const serving = await testServing(t);
const { authDb, config } = serving.context();
const password = 'otter lamp tulip';
const nowMs = Date.parse('2026-11-24T13:00:10Z');
const later = (steps: number) => nowMs + steps * 30_000;

async function somebody(address = `${randomUUID()}@example.org`) {
  const personId = randomUUID();
  const secret = newCodeSecret();
  const app = new TOTP({ secret: Secret.fromBase32(secret) });
  const codeAt = (steps: number) => app.generate({ timestamp: later(steps) });
  const recovery = await authDb.transaction(async (tx) => {
    await holdAccount(tx, personId);
    expect(await takeAddress(tx, personId, address)).toBe(true);
    await keepPassword(tx, personId, password);
    return keepAuthenticator(tx, config, personId, { secret, code: codeAt(0) }, nowMs);
  });
  if (!recovery) throw new Error('not set up');
  const comes = (code: string, steps: number, more: { password?: string; address?: string; from?: string; cookies?: string[] } = {}) =>
    provePassword(browserRequest('/', more), { ...serving.context(), clientAddress: more.from ?? personId }, { address: more.address ?? address, password: more.password ?? password, code }, later(steps));
  return { personId, address, secret, codeAt, recovery, comes };
}
const refused = { ok: false, reason: 'sign-in-wrong' };

test('check 6: password and code together let in, one without the other never', async () => {
  const it = await somebody();
  expect(await it.comes('', 2)).toEqual(refused);
  expect(await it.comes('123456', 2)).toEqual(refused);
  expect(await it.comes(it.codeAt(2), 2, { password: 'otter lamp tulips' })).toEqual(refused);
  expect(await it.comes(it.codeAt(2), 2, { address: it.address.toUpperCase() })).toEqual({ ok: true, personId: it.personId });
});

test('check 9: a code is accepted once, also of two who try at once, and none before it either', async () => {
  const it = await somebody();
  expect(await it.comes(it.codeAt(0), 0)).toEqual(refused);
  const tries = await Promise.all([1, 2, 3, 4].map(() => it.comes(it.codeAt(3), 3)));
  expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await it.comes(it.codeAt(2), 3)).toEqual(refused);
  expect(await it.comes(it.codeAt(4), 4)).toMatchObject({ ok: true });
});

test('check 9: a recovery code stands in for the app once', async () => {
  const it = await somebody();
  expect(it.recovery).toHaveLength(10);
  expect(new Set(it.recovery).size).toBe(10);
  const [first = '', second = ''] = it.recovery;
  expect((await Promise.all([it.comes(first, 2), it.comes(first, 2)])).filter(({ ok }) => ok)).toHaveLength(1);
  expect(await it.comes(first, 2)).toEqual(refused);
  expect(await it.comes(` ${second.replace('-', ' ').toUpperCase()} `, 2)).toMatchObject({ ok: true });
  expect(await recoveryCodesLeft(authDb, it.personId)).toBe(8);
});

test('another’s recovery code is of no use', async () => {
  const [one, two] = [await somebody(), await somebody()];
  expect(await one.comes(two.recovery[0] ?? '', 2)).toEqual(refused);
});

test('check 10: an address that nobody has gets the same answer', async () => {
  const it = await somebody();
  expect(await it.comes(it.codeAt(2), 2, { address: 'nobody.here@example.org' })).toEqual(await it.comes(it.codeAt(2), 2, { password: 'something else 3' }));
});

test('check 25: the sixth try for one account from one network address within a quarter of an hour is refused, known or not; a good one begins the count anew', async () => {
  const it = await somebody();
  for (let n = 0; n < 4; n += 1) expect(await it.comes('000000', 2)).toEqual(refused);
  expect(await it.comes(it.codeAt(2), 2)).toMatchObject({ ok: true });
  for (let n = 0; n < 5; n += 1) expect(await it.comes('000000', 5)).toEqual(refused);
  expect(await it.comes(it.codeAt(5), 5)).toEqual({ ok: false, reason: 'too-many-tries', minutes: 15 });
  for (let n = 0; n < 5; n += 1) await it.comes('000000', 2, { address: 'unknown@example.org' });
  expect(await it.comes('000000', 2, { address: 'unknown@example.org' })).toMatchObject({ reason: 'too-many-tries' });
});

test('check 25: who tries from elsewhere shuts nobody out: another network address has tries of its own, an IPv6 network those of one', async () => {
  const it = await somebody();
  for (let n = 0; n < 6; n += 1) await it.comes('000000', 2, { from: `2001:db8:0:7::${n + 1}` });
  expect(await it.comes(it.codeAt(2), 2, { from: '2001:db8:0:7:ffff::1' })).toMatchObject({ reason: 'too-many-tries' });
  expect(await it.comes(it.codeAt(2), 2, { from: '2001:db8:0:8::1' })).toMatchObject({ ok: true });
});

test('check 25: however many guess from everywhere together, who has password and code comes in from a new device at once; who has not is told to wait', async () => {
  const it = await somebody();
  const guess = (n: number) => it.comes(it.codeAt(2), 2, { from: `guessing ${n}`, password: `otter lamp ${n}` });
  for (let n = 0; n < 20; n += 1) expect(await guess(n)).toEqual(refused);
  for (let n = 20; n < 40; n += 1) expect(await guess(n)).toEqual({ ok: false, reason: 'too-many-tries', minutes: 15 });
  expect(await it.comes('000000', 2)).toMatchObject({ reason: 'too-many-tries' });
  expect(await it.comes(it.codeAt(2), 2)).toEqual({ ok: true, personId: it.personId });
});

test('check 25: who has the password guesses thirty codes an hour from everywhere together, and is not told that it is right; a browser in which its owner has signed in before does not wait, and has five tries of its own', async () => {
  const it = await somebody();
  const cookies = [rememberDevice(browserRequest('/'), config, it.address)];
  const answers: unknown[] = [];
  for (let n = 0; n < 30; n += 1) answers.push(await it.comes('000000', 2, { from: `botnet ${n}` }));
  expect([answers[0], answers[19], answers[20], answers[29]]).toEqual([refused, refused, ...[20, 29].map(() => expect.objectContaining({ reason: 'too-many-tries' }) as unknown)]);
  expect(await it.comes(it.codeAt(2), 2)).toMatchObject({ ok: false, reason: 'too-many-tries' });
  const other = await somebody();
  expect(await it.comes(it.codeAt(2), 2, { cookies: [rememberDevice(browserRequest('/'), config, other.address)] })).toMatchObject({ reason: 'too-many-tries' });
  expect(await it.comes(it.codeAt(2), 2, { cookies })).toEqual({ ok: true, personId: it.personId });
  for (let n = 0; n < 5; n += 1) expect(await it.comes('000000', 2, { cookies, from: `anywhere ${n}` })).toEqual(refused);
  expect(await it.comes(it.codeAt(3), 3, { cookies })).toMatchObject({ reason: 'too-many-tries' });
});

test('check 10: an address that nobody has keeps strangers waiting just the same', async () => {
  const it = await somebody();
  const address = 'nobody.at.all@example.org';
  for (let n = 0; n < 20; n += 1) expect(await it.comes('000000', 2, { address, from: `everywhere ${n}` })).toEqual(refused);
  expect(await it.comes('000000', 2, { address, from: 'one more' })).toMatchObject({ ok: false, reason: 'too-many-tries' });
});

test('check 25: a hundred tries from one network address are enough', async () => {
  const from = 'one network address';
  const it = await somebody();
  await authDb.execute(sql`update auth.rate_limit set count = 0`);
  await it.comes('000000', 2, { from });
  await authDb.execute(sql`update auth.rate_limit set count = 100 where key like 'password-from%' and count = 1`);
  expect(await it.comes(it.codeAt(2), 2, { from })).toMatchObject({ reason: 'too-many-tries' });
  expect(await it.comes(it.codeAt(2), 2)).toMatchObject({ ok: true });
});

test('a password without its second half does not commit, and the second half does not leave it behind', async () => {
  const personId = randomUUID();
  await expect(authDb.transaction(async (tx) => {
    await holdAccount(tx, personId);
    await keepPassword(tx, personId, password);
  })).rejects.toThrow();
  expect(await waysOf(authDb, config, personId)).toEqual({ passkeys: 0, password: false, sso: false });
  const it = await somebody();
  await expect(authDb.execute(sql`delete from auth.authenticator where user_id = ${it.personId}`)).rejects.toThrow();
});

test('an address signs one person in', async () => {
  const it = await somebody('shared.address@example.org');
  const other = randomUUID();
  const taken = await authDb.transaction(async (tx) => {
    await holdAccount(tx, other);
    return takeAddress(tx, other, 'Shared.Address@example.org');
  });
  expect(taken).toBe(false);
  expect(await it.comes(it.codeAt(2), 2)).toEqual({ ok: true, personId: it.personId });
});

test('no password, secret or code is kept readable', async () => {
  const it = await somebody();
  const [row] = await authDb.execute<{ all: string }>(sql`select string_agg(x, ' ') as all from (
    select a::text x from auth.account a union all select a::text from auth.authenticator a union all select r::text from auth.recovery_code r) y`);
  for (const secret of [password, it.secret, Buffer.from(Secret.fromBase32(it.secret).buffer).toString('hex'), ...it.recovery, ...it.recovery.map((code) => code.replace('-', ''))]) {
    expect(row?.all).not.toContain(secret);
  }
});

test('a closed account has no way in', async () => {
  const it = await somebody();
  expect([...await whoCanSignIn(authDb, config, [it.personId, randomUUID()])]).toEqual([it.personId]);
  await authDb.transaction((tx) => closeAccount(tx, it.personId));
  expect(await waysOf(authDb, config, it.personId)).toEqual({ passkeys: 0, password: false, sso: false });
  expect(await it.comes(it.codeAt(2), 2)).toEqual(refused);
  expect(await it.comes(it.recovery[0] ?? '', 2)).toEqual(refused);
  expect([...await whoCanSignIn(authDb, config, [it.personId])]).toEqual([]);
});
