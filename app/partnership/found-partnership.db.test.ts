import type { LoaderFunctionArgs } from '@remix-run/node';
import { expect, test } from 'vitest';
import { connect } from '../../db/connect.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { tuesdayMorning } from '../../db/test-partnership.ts';
import { browserRequest, testServing } from '../http/test-context.server.ts';
import { action, loader } from '../routes/set-up.tsx';
import { newSetUpCode, setUpCodeSha256 } from './set-up-code.server.ts';

const t = await testDatabase();
await t.moveClockTo(tuesdayMorning);
const serving = await testServing(t);
const code = newSetUpCode();
await t.owner`insert into set_up_code (code_sha256) values (${setUpCodeSha256(code)})`;

const form = { partnership: 'Stone Ridge', zone: 'America/Chicago', language: 'es', district: 'Stone Ridge Schools', givenName: 'Ruth', familyName: 'Abel', email: 'ruth.abel@example.org' };
type Answer = { status: number; location: string | null };

/** Each with a pool of its own: what a process knows of its installation is kept with its pool. */
async function asked(handler: (args: LoaderFunctionArgs) => unknown, typed?: Record<string, string>, from = '192.0.2.1'): Promise<Answer> {
  const db = connect(t.url('hallway_app'), { max: 2 });
  const context = { ...serving.context(), db, clientAddress: from };
  try {
    const answer = await handler({ request: browserRequest('/set-up', typed && { form: typed }), context, params: {} });
    if (answer instanceof Response) return { status: answer.status, location: answer.headers.get('location') };
    return { status: (answer as { init?: { status?: number } }).init?.status ?? 200, location: null };
  } catch (thrown) {
    if (!(thrown instanceof Response)) throw thrown;
    return { status: thrown.status, location: null };
  } finally {
    await db.close();
  }
}
const founded = async () => (await t.owner`select from partnership`).length;

test('a form without its fields, and any code but the newest, found nothing', async () => {
  expect(await asked(loader)).toEqual({ status: 200, location: null });
  expect(await asked(action, { code })).toEqual({ status: 400, location: null });
  expect(await asked(action, { ...form, code: newSetUpCode() })).toEqual({ status: 409, location: null });
  expect(await asked(action, { ...form, code, zone: 'Mars/Olympus' })).toEqual({ status: 400, location: null });
  expect(await founded()).toBe(0);
});

test('codes are not guessed: after ten tries from one address even the right one waits, and another address goes on', async () => {
  for (let n = 0; n < 10; n += 1) await asked(action, { ...form, code: newSetUpCode() }, '192.0.2.9');
  expect((await asked(action, { ...form, code }, '192.0.2.9')).status).toBe(429);
  expect((await asked(action, { ...form, code: newSetUpCode() }, '192.0.2.10')).status).toBe(409);
  expect(await founded()).toBe(0);
});

test('the newest code founds it, in the trail too, and leads to the coordinator’s own invitation; then there is no such page', async () => {
  const answer = await asked(action, { ...form, code: ` ${code.toLowerCase().replaceAll('-', ' ')} ` });
  expect(answer.status).toBe(302);
  expect(answer.location).toMatch(/^\/welcome\/[\w-]{40,}/);
  expect(await t.owner`select pa.name, pa.zone, pa.default_language, pa.made_up, o.name district, o.kind, m.role, p.given_name, p.email, p.language
    from partnership pa join organisation o on o.partnership_id = pa.id join membership m on m.organisation_id = o.id join person p on p.id = m.person_id`).toMatchObject([{
    name: 'Stone Ridge', zone: 'America/Chicago', default_language: 'es', made_up: false, district: 'Stone Ridge Schools', kind: 'district', role: 'coordinator', given_name: 'Ruth', email: 'ruth.abel@example.org', language: 'es',
  }]);
  const actions = (await t.owner`select distinct action from audit_entry`).map((row) => row['action'] as string).sort();
  expect(actions).toEqual(['consent.published', 'partnership.founded', 'staff.changed', 'staff.invited']);
  expect(await t.owner`select from consent_document`).toHaveLength(4);
  expect((await t.owner`select template, state from outbox`)).toMatchObject([{ template: 'staff-invitation' }]);
  expect([await asked(loader), await asked(action, { ...form, code })].map(({ status }) => status)).toEqual([404, 404]);
  expect(await founded()).toBe(1);
});
