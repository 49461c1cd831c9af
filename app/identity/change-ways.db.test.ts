import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { addStaff, testPartnership, tuesdayMorning } from '../../db/test-partnership.ts';
import { browserRequest, testServing } from '../http/test-context.server.ts';
import { waysOf } from './account.server.ts';
import { changeAuthenticator, changePassword, changeRecoveryCodes, removePasskey, removePassword } from './change-ways.server.ts';
import { noteWay } from './note-way.server.ts';
import { newCodeSecret } from './one-time-code.server.ts';
import { beginSession, findSession } from './sessions.server.ts';
import { setUpPassword } from './set-up-password.server.ts';

const t = await testDatabase();
await t.moveClockTo(tuesdayMorning);
const p = await testPartnership(t);
const serving = await testServing(t);
const { authDb, config } = serving.context();
const app = (secret = newCodeSecret()) => ({ secret, code: new TOTP({ secret: Secret.fromBase32(secret) }).generate() });

/** A counselor with a password and two passkeys, signed in here and elsewhere. */
async function somebody() {
  const personId = randomUUID();
  const given = `Eva${personId.slice(0, 6)}`;
  const person = { personId, email: `${given}@example.org`, givenName: given, familyName: 'Stone' };
  await asActor(t.app, p.job, 'test', (tx) => addStaff(tx, personId, randomUUID(), given, 'Stone', p.id.school, 'counselor'));
  await t.owner`update person set email = ${person.email} where id = ${personId}`;
  expect(await setUpPassword(serving.context(), person, { password: 'otter lamp tulip', ...app() }, { first: true })).toMatchObject({ ok: true });
  const passkeys = [randomUUID(), randomUUID()];
  for (const id of passkeys) await authDb.execute(sql`insert into auth.passkey (id, public_key, user_id, credential_id, counter, device_type, backed_up) values (${id}, 'k', ${personId}, ${id}, 0, 'x', false)`);
  const signedIn = async () => {
    const cookies = (await beginSession(browserRequest('/'), serving.context(), { personId, way: 'password' })).getSetCookie();
    return () => findSession(browserRequest('/', { cookies }), serving.context());
  };
  const [here, elsewhere] = [await signedIn(), await signedIn()];
  const session = await here();
  if (!session) throw new Error('no session');
  const trail = () => t.owner<{ what: string }[]>`select concat_ws(' ', body ->> 'action', body -> 'more' ->> 'what', body -> 'more' ->> 'others') as what from audit_entry where body ->> 'personId' = ${personId} order by at, body ->> 'action' desc`;
  const mails = () => t.owner<{ template: string; person_id: string }[]>`select template, person_id from outbox where person_id = ${personId}`;
  return { own: { session, person }, passkeys, here, elsewhere, trail, mails };
}
type Somebody = Awaited<ReturnType<typeof somebody>>;

const changes: Record<string, { change: (it: Somebody) => Promise<unknown>; entry: string }> = {
  'a removed passkey': { change: ({ own, passkeys }) => removePasskey(serving.context(), own, passkeys[0] ?? ''), entry: 'way-in.removed passkey' },
  'a removed password': { change: ({ own }) => removePassword(serving.context(), own), entry: 'way-in.removed password' },
  'another password': { change: ({ own }) => changePassword(serving.context(), own, 'pebble music under rain'), entry: 'way-in.changed password' },
  'another authenticator': { change: ({ own }) => changeAuthenticator(serving.context(), own, app()), entry: 'way-in.changed authenticator' },
  'other recovery codes': { change: ({ own }) => changeRecoveryCodes(serving.context(), own), entry: 'way-in.changed recovery-codes' },
};
test.each(Object.entries(changes))('check 13: %s ends every other session of that person; the trail has both, and they are told by mail', async (_, { change, entry }) => {
  const [it, other] = [await somebody(), await somebody()];
  await change(it);
  expect([await it.elsewhere(), await it.here(), await other.elsewhere()]).toEqual([null, expect.anything(), expect.anything()]);
  expect((await it.trail()).map(({ what }) => what)).toEqual([entry, 'session.ended 1']);
  expect(await it.mails()).toEqual([{ template: 'sign-in-changed', person_id: it.own.session.personId }]);
  expect(await other.mails()).toEqual([]);
});

test('another name for a passkey is in the trail and in no mail; without an address nobody is written to', async () => {
  const it = await somebody();
  await noteWay(serving.context(), it.own.session.personId, 'way-in.changed', 'passkey-name');
  await t.owner`update person set email = null where id = ${it.own.session.personId}`;
  await removePassword(serving.context(), it.own);
  expect((await it.trail()).map(({ what }) => what)).toEqual(['way-in.changed passkey-name', 'way-in.removed password', 'session.ended 1']);
  expect(await it.mails()).toEqual([]);
});

test('what is refused changes nothing and ends nothing', async () => {
  const it = await somebody();
  expect(await removePasskey(serving.context(), it.own, randomUUID())).toBe('not-found');
  expect(await changePassword(serving.context(), it.own, 'short')).toBe('passwordShort');
  expect(await changeAuthenticator(serving.context(), it.own, { secret: newCodeSecret(), code: '000000' })).toBeNull();
  await removePassword(serving.context(), it.own);
  await removePasskey(serving.context(), it.own, it.passkeys[0] ?? '');
  const after = await it.trail();
  expect(await removePasskey(serving.context(), it.own, it.passkeys[1] ?? '')).toBe('last-way');
  expect(await waysOf(authDb, config, it.own.session.personId)).toEqual({ passkeys: 1, password: false, sso: false });
  expect(await it.trail()).toEqual(after);
});
