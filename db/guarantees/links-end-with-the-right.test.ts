import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { linkToken, tokenSha256 } from '../../app/identity/link-token.server.ts';
import { makeLink, type LinkOrder } from '../../app/identity/links.server.ts';
import { endGuardianship } from '../../app/roster/keep-guardianship.server.ts';
import { holdKeys } from '../../app/sealed/held-keys.server.ts';
import { testConfig } from '../../app/visits/test-visit.server.ts';
import { asActor } from '../as-actor.server.ts';
import { refusalIn } from '../refusals.server.ts';
import { testDatabase } from '../test-database.ts';
import { studentInCare, take, testPartnership, tuesdayMorning, type TestPartnership } from '../test-partnership.ts';

const t = await testDatabase();
holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
let p: TestPartnership;
let n = 0;
let s: Awaited<ReturnType<typeof family>>;

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  await t.owner`update engagement set caseload_limit = 50`;
});
beforeEach(async () => {
  await t.moveClockTo(tuesdayMorning);
  s = await family();
});

type Held = { id: string; opens: () => Promise<string> };

/** A visit tomorrow with every link there is: the mother's, the father's, an invitation of hers, and the student's own as it was mailed to each of them. */
async function family() {
  n += 1;
  const mother = await studentInCare(t, p, 'Nora', `Beck${'abcdefghijk'[n]}`);
  const father = randomUUID();
  await asActor(t.app, p.job, 'test', async (tx) => {
    await tx.execute(sql`insert into person (id, given_name, family_name, made_up) values (${father}, 'Jon', 'Beck', true)`);
    await tx.execute(sql`insert into guardianship (partnership_id, student_id, guardian_id, relationship, during) values (${p.id.partnership}, ${mother.id.student}, ${father}, 'father', '[2026-08-24,)')`);
  });
  await asStaff(sql`update guardianship set access_right = true, confirmed_at = clock_now(), confirmed_by = ctx_membership() where guardian_id = ${father}`);
  const day = new Date(Date.parse('2026-12-01T14:05:00Z') + n * 7 * 86_400_000).toISOString();
  const appointmentId = await asActor(t.app, p.coordinator, 'test', (tx) => take(tx, p, mother, day));
  const visit = { kind: 'visit', appointmentId, beginsAt: tuesdayMorning, expiresAt: '2027-06-01T00:00:00Z' } as const;
  return {
    ...mother, father, appointmentId,
    hers: await held({ ...visit, personId: mother.id.guardian, part: 'guardian' }),
    his: await held({ ...visit, personId: father, part: 'guardian' }),
    invitation: await held({ kind: 'invitation', personId: mother.id.guardian, consentRequestId: mother.requestId, expiresAt: '2027-06-01T00:00:00Z' }),
    childsWithHer: await held({ ...visit, personId: mother.id.student, part: 'student', sentTo: mother.id.guardian }),
    childsWithHim: await held({ ...visit, personId: mother.id.student, part: 'student', sentTo: father }),
    childsOwn: await held({ ...visit, personId: mother.id.student, part: 'student', sentTo: mother.id.student }),
  };
}

async function held(order: LinkOrder): Promise<Held> {
  const { id } = await asActor(t.app, p.job, 'test', (tx) => makeLink(tx, testConfig, order));
  const kind = order.kind === 'visit' ? 'visit' : 'invitation';
  const actor = { kind: 'link', link: kind, tokenSha256: tokenSha256(linkToken(testConfig.key, kind, id)) as Buffer } as const;
  return { id, opens: () => asActor(t.app, actor, 'test', async () => 'yes').catch((error: unknown) => refusalIn(error)?.promise ?? String(error)) };
}
const opening = async () => {
  const { hers, invitation, childsWithHer, his, childsWithHim, childsOwn } = s;
  return Object.fromEntries(await Promise.all(Object.entries({ hers, invitation, childsWithHer, his, childsWithHim, childsOwn }).map(async ([name, link]) => [name, await link.opens()])));
};
const asStaff = (change: ReturnType<typeof sql>) => asActor(t.app, p.frontOffice, 'test', (tx) => tx.execute(change));
const all = { hers: 'yes', invitation: 'yes', childsWithHer: 'yes', his: 'yes', childsWithHim: 'yes', childsOwn: 'yes' };
const ended = 'a_guardian_acts_while_confirmed';
const hersEnded = { ...all, hers: ended, invitation: ended, childsWithHer: ended };
/** Links that stay ended whatever comes after. */
const revoked = async () => {
  const names = Object.entries(s).flatMap(([name, link]) => (typeof link === 'object' && 'opens' in link ? [[link.id, name] as const] : []));
  const rows = await t.owner`select id from link where revoked_at is not null and id = any(${names.map(([id]) => id)})`;
  return names.filter(([id]) => rows.some((row) => row['id'] === id)).map(([, name]) => name).sort();
};
const hers = ['childsWithHer', 'hers', 'invitation'];

test('while both guardians have access every link opens', async () => {
  expect(await opening()).toEqual(all);
});

test.each([
  ['it is ended by staff', () => asActor(t.app, p.frontOffice, 'test', (tx) => endGuardianship(tx, s.id.student, s.id.guardianship))],
  ['access is taken away', () => asStaff(sql`update guardianship set access_right = false, decision_right = false where id = ${s.id.guardianship}`)],
  ['its confirmation is taken back', () => asStaff(sql`update guardianship set confirmed_at = null, confirmed_by = null, access_right = false, decision_right = false where id = ${s.id.guardianship}`)],
  ['a roster shortens it', () => asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`update guardianship set during = '[2026-08-24,2026-11-24)' where id = ${s.id.guardianship}`))],
])('a guardianship ends when %s: her links end with it, the child’s that she was sent too; the father’s live on', async (_, end) => {
  await end();
  expect(await opening()).toEqual(hersEnded);
  expect(await revoked()).toEqual(hers);
});

test('a right that ends by its own day ends the links that day, without anybody doing anything', async () => {
  await asStaff(sql`update guardianship set during = '[2026-08-24,2026-11-26)' where id = ${s.id.guardianship}`);
  expect(await opening()).toEqual(all);
  await t.moveClockTo('2026-11-26T13:00:00Z');
  expect(await opening()).toEqual(hersEnded);
  expect(await revoked()).toEqual([]);
  await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`select gate.end_links_without_holder()`));
  expect(await revoked()).toEqual(hers);
});

test('what changes beside the right ends no link', async () => {
  await asStaff(sql`update guardianship set relationship = 'stepparent', language = 'en', decision_right = false where id = ${s.id.guardianship}`);
  expect(await opening()).toEqual(all);
  expect(await revoked()).toEqual([]);
});

test('the links for another child of hers live on', async () => {
  const other = await family();
  await t.owner`insert into guardianship (partnership_id, student_id, guardian_id, relationship, access_right, during, confirmed_at, confirmed_by)
    values (${p.id.partnership}, ${other.id.student}, ${s.id.guardian}, 'mother', true, '[2026-08-24,)', clock_now(), ${p.id.frontOfficeMembership})`;
  const visit = { kind: 'visit', appointmentId: other.appointmentId, beginsAt: tuesdayMorning, expiresAt: '2027-06-01T00:00:00Z' } as const;
  const there = [await held({ ...visit, personId: s.id.guardian, part: 'guardian' }), await held({ ...visit, personId: other.id.student, part: 'student', sentTo: s.id.guardian })];
  await asActor(t.app, p.frontOffice, 'test', (tx) => endGuardianship(tx, s.id.student, s.id.guardianship));
  expect(await Promise.all(there.map((link) => link.opens()))).toEqual(['yes', 'yes']);
  expect(await opening()).toEqual(hersEnded);
});
