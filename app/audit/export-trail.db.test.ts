import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { addStudent, testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { browserRequest, testServing } from '../http/test-context.server.ts';
import { textFor } from '../i18n/text.server.ts';
import { beginSession } from '../identity/sessions.server.ts';
import { action } from '../routes/trail.export.file.ts';
import { action as search } from '../routes/trail.search.ts';
import { loader as list } from '../routes/trail.tsx';
import { exportTrail } from './export-trail.server.ts';
import { record } from './record.server.ts';
import { trailFilter } from './trail-filter.ts';

const t = await testDatabase();
const serving = await testServing(t);
let p: TestPartnership;
let mateo: string;

const rowsOf = (text: string) => parse(text, { bom: true });
const exportOf = async (query = '', actor = p.privacyOfficer) =>
  rowsOf(await new Response(await exportTrail(t.app, actor, trailFilter(new URLSearchParams(query), Object.fromEntries(new URLSearchParams(query))), 'America/New_York', textFor('en', 'audit'))).text());
const entries = async () => Number((await t.owner`select count(*)::int as count from audit_entry where partnership_id = ${p.id.partnership}`)[0]?.['count']);

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  mateo = (await addStudent(t, p, '=HYPERLINK("x")', 'Núñez')).id.student;
  await asActor(t.app, p.counselor, 'test', async (tx) => {
    for (let n = 0; n < 3; n++) await record(tx, { action: 'student.read', studentId: mateo });
  });
  await asActor(t.app, p.frontOffice, 'test', (tx) => record(tx, { action: 'student.searched', body: { count: 4 } }));
});

test('check 21: the file is UTF-8 with its mark, has a line for each entry that fits, and no cell that a spreadsheet would calculate', async () => {
  const file = await new Response(await exportTrail(t.app, p.coordinator, trailFilter(new URLSearchParams(`studentId=${mateo}`)), 'America/New_York', textFor('en', 'audit'))).arrayBuffer();
  expect([...new Uint8Array(file).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const [headings, ...rows] = rowsOf(new TextDecoder('utf-8', { ignoreBOM: true }).decode(file));
  expect(headings?.slice(1, 5)).toEqual(['Who', 'As', 'Organisation', 'What']);
  expect(rows).toHaveLength(3);
  expect(rows[0]?.slice(1, 7)).toEqual(['Tom Brandt', 'counselor', 'Alder Creek Middle', 'Looked at the student’s page', '', '\'=HYPERLINK("x") Núñez']);
});

test('the export stands in the trail, with what was searched for and no name', async () => {
  await exportOf('student=Núñez&kind=seen');
  const [entry] = await t.owner`select body from audit_entry where action = 'trail.exported' order by at desc, xid desc limit 1`;
  expect((entry?.['body'] as { more: unknown }).more).toEqual({ entries: 4, day: '', kind: 'seen', byStudentName: true, byPersonName: false });
  expect(JSON.stringify(entry)).not.toContain('Núñez');
});

test('streamed page by page, every entry that was there when it began is in it once', async () => {
  await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`insert into audit_entry (partnership_id, id, body, hmac)
    select ctx_partnership(), gen_random_uuid(), '{"action": "message.sent", "actorKind": "job", "clock": "2026-11-24T13:00:00.000000Z"}', decode(repeat('00', 32), 'hex') from generate_series(1, 1203)`));
  const before = await entries();
  const [, ...rows] = await exportOf();
  expect(rows).toHaveLength(before);
  expect(new Set(rows.map((row) => row.at(-1))).size).toBe(before);
});

test('nothing of another partnership’s trail is in it, and it is there', async () => {
  const other = await testPartnership(t, 'Birch');
  expect(await exportOf('', other.privacyOfficer)).toHaveLength(1);
  expect((await exportOf()).length).toBeGreaterThan(1000);
});

test('check 20: a name is searched for in a form, and stands in no address on the way to the list, the export and the confirmation', async () => {
  await t.moveClockTo(tuesdayMorning);
  const cookies = (await beginSession(browserRequest('/'), serving.context(), { personId: p.id.privacyOfficer, membershipId: p.id.privacyOfficerMembership, way: 'passkey' })).getSetCookie();
  const asked = (path: string, form?: Record<string, string>) => ({ request: browserRequest(path, { cookies, ...(form && { form }) }), context: serving.context(), params: {} });
  const to = (await search(asked('/trail/search', { student: 'Núñez', person: 'Brandt', kind: 'seen', day: '' }))).headers.get('location') ?? '';
  expect(decodeURIComponent(to)).toMatch(/^\/trail\?asked=[\w-]+&kind=seen$/);
  const found = await list(asked(to));
  expect([found.filter.student, found.filter.person, found.entries.length]).toEqual(['Núñez', 'Brandt', 3]);
  expect((await list(asked(`/trail?${new URLSearchParams({ student: 'nobody', person: 'nobody' })}`))).entries.length).toBeGreaterThan(3);
  await t.moveClockTo('2026-11-24T13:06:00Z');
  const file = await (action(asked(to.replace('/trail', '/trail/export/file'), {})) as Promise<Response>).catch((thrown: unknown) => thrown as Response);
  expect(file.headers.get('location')).toBe(to.replace('/trail', '/trail/export'));
});

test('check 13: whoever has not just shown who they are gets no file and is led to show it, and nothing is noted as exported', async () => {
  await t.moveClockTo(tuesdayMorning);
  const who = { personId: p.id.privacyOfficer, membershipId: p.id.privacyOfficerMembership };
  const cookies = (await beginSession(browserRequest('/'), serving.context(), { ...who, way: 'passkey' })).getSetCookie();
  const ask = async (studentId = mateo) => {
    const before = await entries();
    const request = browserRequest(`/trail/export/file?studentId=${studentId}`, { cookies, form: {} });
    const answer = await (action({ request, context: serving.context(), params: {} }) as Promise<Response>).catch((thrown: unknown) => thrown as Response);
    const lines = answer.status === 200 ? (await answer.text()).split('\r\n').length - 1 : 0;
    return { status: answer.status, to: answer.headers.get('location'), lines, noted: (await entries()) - before };
  };
  expect(await ask()).toEqual({ status: 200, to: null, lines: 5, noted: 1 });
  await t.moveClockTo('2026-11-24T13:06:00Z');
  expect(await ask()).toEqual({ status: 302, to: `/trail/export?studentId=${mateo}`, lines: 0, noted: 0 });
  expect(await ask(randomUUID())).toMatchObject({ status: 404, noted: 0 });
});
