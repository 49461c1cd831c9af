import { randomUUID } from 'node:crypto';
import type { ActionFunction, LoaderFunction } from '@remix-run/node';
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { asActor } from '../db/as-actor.server.ts';
import type { Database } from '../db/connect.server.ts';
import { testDatabase } from '../db/test-database.ts';
import { addStaff, testPartnership, tuesdayMorning } from '../db/test-partnership.ts';
import { browserRequest, testServing } from './http/test-context.server.ts';
import { actions, can, roles, type Action, type Role } from './identity/permissions.ts';
import { reach } from './identity/reach.ts';
import { beginSession } from './identity/sessions.server.ts';
import { recordIds, type RecordIds, type RecordKind } from './routes/record-ids.ts';
import { handlersOf, needed, pages, type Method, type Page } from './test-pages.ts';
import { recordsOf, siblingSchool, type Records } from './test-records.server.ts';
import { validForms } from './test-valid-forms.ts';
import { publishDocuments } from './consent/publish-documents.server.ts';

const t = await testDatabase();
await t.moveClockTo(tuesdayMorning);
const serving = await testServing(t, { HALLWAY_DEMO: '1' });
const { config } = serving.context();

const p = await testPartnership(t);
const other = await testPartnership(t, 'Stone Ridge');
for (const each of [p, other]) await asActor(t.app, each.coordinator, 'test', (tx) => publishDocuments(tx));
const next = await siblingSchool(t, p);
await t.owner`update engagement set caseload_limit = 20`;
const own = await recordsOf(t, p, config);
const sibling = await recordsOf(t, next, config);
const elsewhere = await recordsOf(t, other, config);
const administrator = { person: randomUUID(), membership: randomUUID() };
await asActor(t.app, p.job, 'test', (tx) => addStaff(tx, administrator.person, administrator.membership, 'Lena', 'Ortiz', p.id.agency, 'agency_administrator'));

const memberships: Record<Exclude<Role, 'guardian'>, { personId: string; membershipId: string }> = {
  counselor: { personId: p.id.counselor, membershipId: p.id.counselorMembership },
  front_office: { personId: p.id.frontOffice, membershipId: p.id.frontOfficeMembership },
  therapist: { personId: p.id.therapist, membershipId: p.id.therapistMembership },
  coordinator: { personId: p.id.coordinator, membershipId: p.id.coordinatorMembership },
  agency_administrator: { personId: administrator.person, membershipId: administrator.membership },
  privacy_officer: { personId: p.id.privacyOfficer, membershipId: p.id.privacyOfficerMembership },
};
const cookieOf = async (who: { personId: string; membershipId?: string; partnershipId?: string }) => (await beginSession(browserRequest('/'), serving.context(), { ...who, way: 'demo' })).getSetCookie();
const cookies = new Map<string, string[]>();
for (const [role, who] of Object.entries(memberships)) cookies.set(role, await cookieOf(who));
for (const personId of [own.guardian, own.guardianAsked]) cookies.set(personId, await cookieOf({ personId, partnershipId: p.id.partnership }));

type Whose = 'own' | 'sibling' | 'elsewhere' | 'nobody';
const slots = ['path', 'query', 'body'] as const;
type Slot = { at: (typeof slots)[number]; name: string; kind: RecordKind };
const slotsOf = (ids: RecordIds, method: Method): Slot[] =>
  slots.flatMap((at) => ((at === 'body' && method === 'read') || (at === 'query' && method === 'write' && ids.body) ? [] : Object.entries(ids[at] ?? {}).map(([name, kind]) => ({ at, name, kind }))));

function idOf(kind: RecordKind, whose: Whose, role: Role): string {
  if (whose === 'nobody' || kind === 'token' || kind === 'demo person') return randomUUID();
  if (kind === 'own emergency') return emergencyOf(whose, role);
  if (kind !== 'own membership') return ({ own, sibling, elsewhere } satisfies Record<string, Records>)[whose].id[kind];
  if (whose === 'own') return role === 'guardian' ? randomUUID() : memberships[role].membershipId;
  return whose === 'sibling' ? next.id.counselorMembership : other.id.counselorMembership;
}

/** One's own while it runs; of a role that opens none, nobody's. */
function emergencyOf(whose: Exclude<Whose, 'nobody'>, role: Role): string {
  const { emergencies } = { own, sibling, elsewhere }[whose];
  if (whose === 'own' && role !== 'counselor' && role !== 'therapist') return randomUUID();
  return emergencies[role === 'therapist' ? 'therapist' : 'counselor'];
}

/** What came of asking, as somebody outside sees it: a page or a form that was taken (whatever it said), or what stands in the answer. */
type Answer = { status: number; statusText: string; headers: [string, string][]; body: string };

async function ask(handler: LoaderFunction | ActionFunction, page: Page, method: Method, role: Role, whoseIs: (slot: Slot) => Whose): Promise<Answer> {
  const ids: RecordIds = recordIds[page.path as keyof typeof recordIds];
  const at = { path: {} as Record<string, string>, query: {} as Record<string, string>, body: {} as Record<string, string> };
  for (const slot of slotsOf(ids, method)) at[slot.at][slot.name] = idOf(slot.kind, whoseIs(slot), role);
  const path = page.path.replaceAll(/:(\w+)/g, (_, name: string) => at.path[name] ?? '');
  const typed = validForms[page.path as keyof typeof validForms] ?? {};
  const form = { ...typed, ...('key' in typed && { key: randomUUID() }), ...at.body };
  const cookie = cookies.get(role === 'guardian' ? (page.path.includes('requests') ? own.guardianAsked : own.guardian) : role) ?? [];
  const request = browserRequest(`${path}?${new URLSearchParams(at.query)}`, { cookies: cookie, ...(method === 'write' && { form }) });
  return rolledBack(method === 'write', async (db) => {
    try {
      return await told(await handler({ request, context: { ...serving.context(), db }, params: at.path }));
    } catch (thrown) {
      if (!(thrown instanceof Response)) throw thrown;
      return told(thrown);
    }
  });
}

async function told(answer: unknown): Promise<Answer> {
  if (answer instanceof Response) {
    const streams = answer.headers.get('content-type')?.startsWith('text/event-stream');
    if (streams) await answer.body?.cancel();
    return { status: answer.status, statusText: answer.statusText, headers: [...answer.headers], body: streams ? '' : await answer.text() };
  }
  const { init, data } = (answer ?? {}) as { init?: { status?: number } | null; data?: unknown };
  return { status: init?.status ?? 200, statusText: '', headers: [], body: init?.status === 404 ? JSON.stringify(data) : '' };
}

class Back extends Error {}

/** What a form that is let in writes is taken back, so that every page finds the same records. What is refused must leave nothing behind by itself. */
async function rolledBack(takesBack: boolean, work: (db: Database) => Promise<Answer>): Promise<Answer> {
  if (!takesBack) return work(t.app);
  let answer: Answer | undefined;
  await t.app.transaction(async (tx) => {
    answer = await work(tx as unknown as Database);
    if (answer.status === 404) return;
    await tx.execute(sql`set constraints all immediate`);
    throw new Back();
  }).catch((error: unknown) => {
    if (!(error instanceof Back)) throw error;
  });
  if (!answer) throw new Error('no answer');
  return answer;
}

/** A hash for each table: of every partnership's rows; in the asker's own, what only says that somebody asked is left out. */
async function fingerprints(): Promise<Record<string, string>> {
  const tables = await t.owner`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`;
  const asks = new Set(['audit_entry', 'idempotency']);
  const hashOf = ({ name }: { name: string }) => `select '${name}' as name, md5(coalesce(string_agg(md5(x::text), '' order by md5(x::text)), '')) as hash from public."${name}" x ${asks.has(name) ? `where partnership_id <> '${p.id.partnership}'` : ''}`;
  const hashes = await t.owner.unsafe<{ name: string; hash: string }[]>((tables as unknown as { name: string }[]).map(hashOf).join(' union all '));
  return Object.fromEntries(hashes.map(({ name, hash }) => [name, hash]));
}
/** Left by the page before this one, which was seen to have changed nothing; nothing where that failed. */
let asLeft: Record<string, string> | null = null;

const withIds = pages.filter((page) => {
  const ids: RecordIds | undefined = recordIds[page.path as keyof typeof recordIds];
  return ids && slotsOf(ids, 'write').some(({ kind }) => kind !== 'token' && kind !== 'demo person');
});
/** Where one's own record is found and the form still has to wait for something: the visit is still on; a front office moves a visit to another room, never to the form's time. */
const ownForNow: Record<string, string> = {
  'write /visits/:appointmentId/attendance': 'let in, then 409', 'write /appointments/:appointmentId/move as front_office': 'let in, then 409',
  // Their visits are at school, where families take no time themselves.
  'write /family/children/:studentId/booking': 'let in, then 409', 'write /family/appointments/:appointmentId/move': 'let in, then 409',
  // The held time is a member's: a family books what it holds itself, and no other hold is known to it (`book-for-family.db.test.ts` books its own).
  'write /family/children/:studentId/booking/confirmation': 'unknown',
};
const lookOf = (answer: Answer): string => (answer.status === 404 ? 'unknown' : answer.status < 400 ? 'let in' : `let in, then ${answer.status}`);

describe('checks 1 and 16: a read changes nothing, and whose record an id names decides, wherever the id stands', () => {
  test.each(withIds)('$path', async (page) => {
    const ids: RecordIds = recordIds[page.path as keyof typeof recordIds];
    const [found, expected]: [Record<string, string>, Record<string, string>] = [{}, {}];
    const before = asLeft ?? (await fingerprints());
    asLeft = null;
    for (const [method, handler] of await handlersOf(page)) {
      const need = needed(page, method);
      const all = slotsOf(ids, method);
      if (all.length === 0) continue;
      for (const role of roles) {
        const may = need === 'signed-in' ? role !== 'guardian' : actions.includes(need as Action) && can(role, need as Action);
        const say = (what: string, answer: Answer, expectedIs: string) => {
          found[`${method} as ${role}: ${what}`] = lookOf(answer);
          expected[`${method} as ${role}: ${what}`] = expectedIs;
        };
        const unknown = await ask(handler, page, method, role, () => 'nobody');
        say('nobody’s', unknown, 'unknown');
        say('own', await ask(handler, page, method, role, () => 'own'), may ? (ownForNow[`${method} ${page.path}`] ?? ownForNow[`${method} ${page.path} as ${role}`] ?? 'let in') : 'unknown');
        const everywhere = may && reach[role] === 'partnership' && !all.some(({ kind }) => kind.startsWith('own '));
        say('a sibling school’s', await ask(handler, page, method, role, () => 'sibling'), everywhere ? 'let in' : 'unknown');
        say('another partnership’s', await ask(handler, page, method, role, () => 'elsewhere'), 'unknown');
        // Whoever may not do it gets the same answer whatever is named; each id by itself is asked as those who may.
        for (const swapped of may ? all : []) {
          for (const whose of ['sibling', 'elsewhere'] as const) {
            const answer = await ask(handler, page, method, role, (slot) => (slot.at === swapped.at && slot.name === swapped.name ? whose : 'own'));
            const lets = whose === 'sibling' && everywhere && (ids.apart || all.length === 1);
            say(`${swapped.at} ${swapped.name} ${whose}`, answer, lets ? 'let in' : 'unknown');
            if (!lets && answer.status === 404) expect(answer, `${method} as ${role}: ${swapped.name} ${whose} answers as an id of nobody’s does`).toEqual(unknown);
          }
        }
      }
    }
    expect(found).toEqual(expected);
    const after = await fingerprints();
    expect(after).toEqual(before);
    asLeft = after;
  });
});
