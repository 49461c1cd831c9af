import { randomBytes, randomUUID } from 'node:crypto';
import type { ActionFunction, LoaderFunction } from '@remix-run/node';
import { describe, expect, test } from 'vitest';
import { asActor } from '../db/as-actor.server.ts';
import { testDatabase } from '../db/test-database.ts';
import { addStaff, addStudent, testPartnership, tuesdayMorning } from '../db/test-partnership.ts';
import { browserRequest, testServing } from './http/test-context.server.ts';
import { actions, can, roles, type Action, type Role } from './identity/permissions.ts';
import { beginSession } from './identity/sessions.server.ts';
import { access, type Access } from './routes/access.ts';
import { handlersOf, needed, pages, type Page } from './test-pages.ts';

const rows: Readonly<Record<string, Access | { read: Access; write: Access }>> = access;

describe('the access matrix', () => {
  test('every route has its row, and every row its route', () => {
    const paths = new Set(pages.map((page) => page.path));
    expect([...paths].filter((path) => !(path in rows))).toEqual([]);
    expect(Object.keys(rows).filter((path) => !paths.has(path))).toEqual([]);
  });

  test('every row names an action of the permissions table, or says who needs none', () => {
    const known = new Set<string>([...actions, 'anybody', 'signed-in', 'link', 'kiosk', 'machine']);
    const named = Object.values(rows).flatMap((row) => (typeof row === 'string' ? [row] : [row.read, row.write]));
    expect(named.filter((access) => !known.has(access))).toEqual([]);
  });
});

const t = await testDatabase();
await t.moveClockTo(tuesdayMorning);
const p = await testPartnership(t);
const family = await addStudent(t, p);
const administrator = { person: randomUUID(), membership: randomUUID() };
await asActor(t.app, p.job, 'test', (tx) => addStaff(tx, administrator.person, administrator.membership, 'Lena', 'Ortiz', p.id.agency, 'agency_administrator'));
const serving = await testServing(t, { HALLWAY_DEMO: '1' });

const askers: Record<Role, { personId: string; membershipId?: string; partnershipId?: string }> = {
  counselor: { personId: p.id.counselor, membershipId: p.id.counselorMembership },
  front_office: { personId: p.id.frontOffice, membershipId: p.id.frontOfficeMembership },
  therapist: { personId: p.id.therapist, membershipId: p.id.therapistMembership },
  coordinator: { personId: p.id.coordinator, membershipId: p.id.coordinatorMembership },
  agency_administrator: { personId: administrator.person, membershipId: administrator.membership },
  privacy_officer: { personId: p.id.privacyOfficer, membershipId: p.id.privacyOfficerMembership },
  guardian: { personId: family.id.guardian, partnershipId: p.id.partnership },
};
const cookies = new Map<Role | 'nobody', string[]>([['nobody', []]]);
for (const role of roles) {
  const headers = await beginSession(browserRequest('/'), serving.context(), { ...askers[role], way: 'demo' });
  cookies.set(role, headers.getSetCookie());
}

/** What came of asking: `let-in` also when the record is not there or the form is wrong; the page itself was open to them. */
type Outcome = 'let-in' | 'sent-to-sign-in' | 'no-such-page';

async function ask(handler: LoaderFunction | ActionFunction, method: 'read' | 'write', page: Page, asker: Role | 'nobody'): Promise<Outcome> {
  const names = [...page.path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');
  const params = Object.fromEntries(names.map((name) => [name, name.toLowerCase().includes('token') ? randomBytes(32).toString('base64url') : randomUUID()]));
  const path = page.path.replaceAll(/:(\w+)/g, (_, name: string) => params[name] ?? '');
  const request = browserRequest(path, { cookies: cookies.get(asker) ?? [], ...(method === 'write' && { form: {} }) });
  serving.logged();
  let answer: unknown;
  try {
    answer = await handler({ request, context: serving.context(), params });
  } catch (thrown) {
    if (!(thrown instanceof Response)) throw thrown;
    answer = thrown;
  }
  await (answer instanceof Response ? answer.body?.cancel() : undefined);
  if (serving.logged().some((line) => line.event === 'not-allowed')) {
    expect((answer as Response).status).toBe(404);
    return 'no-such-page';
  }
  return answer instanceof Response && /^\/sign-in(\?|$)/.test(answer.headers.get('location') ?? '') ? 'sent-to-sign-in' : 'let-in';
}

describe.each(pages.filter((page) => page.path in rows))('$path', (page) => {
  test('check 1: lets in whom the matrix names, and nobody else', async () => {
    for (const [method, handler] of await handlersOf(page)) {
      const need = needed(page, method);
      if (need === 'signed-in') expect(await ask(handler, method, page, 'nobody')).toBe('sent-to-sign-in');
      if (!(actions as string[]).includes(need)) continue;
      const outcomes = new Map<string, Outcome>();
      for (const asker of [...roles, 'nobody'] as const) outcomes.set(asker, await ask(handler, method, page, asker));
      const expected = new Map<string, Outcome>(roles.map((role) => [role, can(role, need as Action) ? 'let-in' : 'no-such-page']));
      expected.set('nobody', 'sent-to-sign-in');
      expect({ method, ...Object.fromEntries(outcomes) }).toEqual({ method, ...Object.fromEntries(expected) });
    }
  });
});
