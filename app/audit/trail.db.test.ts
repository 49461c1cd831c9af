import { beforeAll, expect, test } from 'vitest';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import { connect } from '../../db/connect.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { addStudent, testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import type { AuditAction } from './audit-actions.ts';
import { disclose } from './disclose.server.ts';
import { record } from './record.server.ts';
import { sealAudit } from './seal-audit.server.ts';
import { sealState } from './seal-state.server.ts';
import { trailFilter } from './trail-filter.ts';
import { ENTRIES_A_PAGE, trailPage } from './trail.server.ts';

const t = await testDatabase();
const auditKey = Buffer.alloc(32, 2);
holdKeys({ key: Buffer.alloc(32, 1), auditKey });
let p: TestPartnership;
let mateo: string;
let lena: string;

const happen = (actor: Actor, action: AuditAction, studentId?: string) => asActor(t.app, actor, 'test', (tx) => record(tx, { action, ...(studentId && { studentId }) }));
const trail = (query = '', actor: Actor = p.privacyOfficer) =>
  asActor(t.app, actor, 'trail.read', (tx) => trailPage(tx, trailFilter(new URLSearchParams(query), Object.fromEntries(new URLSearchParams(query))), 'America/New_York'));
const told = async (query = '') => (await trail(query)).entries.map(({ actorName, action, studentName }) => [actorName, action, studentName]);

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  mateo = (await addStudent(t, p)).id.student;
  lena = (await addStudent(t, p, 'Lena', '100%')).id.student;
  await happen(p.counselor, 'student.read', mateo);
  await happen(p.frontOffice, 'student.changed', lena);
  await t.moveClockTo('2026-11-26T04:30:00Z');
  await happen(p.counselor, 'referral.made', mateo);
  await happen(p.job, 'roster.imported');
});

test('newest first, with who it was, what they did and of whom', async () => {
  expect(await told()).toEqual([
    [null, 'roster.imported', null],
    ['Tom Brandt', 'referral.made', 'Mateo Ibarra'],
    ['Joan Tran', 'student.changed', 'Lena 100%'],
    ['Tom Brandt', 'student.read', 'Mateo Ibarra'],
  ]);
  const { entries } = await trail();
  expect(entries.map(({ actorKind, organisation }) => [actorKind, organisation])).toEqual([
    ['job', null], ['counselor', 'Alder Creek Middle'], ['front_office', 'Alder Creek Middle'], ['counselor', 'Alder Creek Middle'],
  ]);
});

test('found by part of a student\'s or a person\'s name, as typed, signs and all', async () => {
  expect(await told('student=mat')).toHaveLength(2);
  expect(await told('student=0%25')).toEqual([['Joan Tran', 'student.changed', 'Lena 100%']]);
  expect(await told('student=_')).toEqual([]);
  expect(await told('person=TRAN')).toEqual([['Joan Tran', 'student.changed', 'Lena 100%']]);
  expect(await told(`studentId=${mateo}&kind=seen`)).toEqual([['Tom Brandt', 'student.read', 'Mateo Ibarra']]);
});

test('found by day, from midnight to midnight where the reader is', async () => {
  expect(await told('day=2026-11-24')).toHaveLength(2);
  expect(await told('day=2026-11-25')).toEqual([[null, 'roster.imported', null], ['Tom Brandt', 'referral.made', 'Mateo Ibarra']]);
  expect(await told('day=2026-11-26')).toEqual([]);
});

test('what was given to another organisation says what and to whom', async () => {
  await asActor(t.app, p.coordinator, 'offer', (tx) =>
    disclose(tx, { studentId: mateo, fromOrganisationId: p.id.school, toOrganisationId: p.id.agency, what: 'offer', purpose: 'care', basis: { kind: 'law' } }));
  const { entries } = await trail('kind=done&person=Whitfield');
  expect(entries).toMatchObject([{ action: 'disclosure.made', studentName: 'Mateo Ibarra', disclosed: { what: 'offer', to: 'Harbor Street' } }]);
});

test('nobody reads another partnership\'s trail, and it is there', async () => {
  const other = await testPartnership(t, 'Birch');
  expect((await trail('', other.privacyOfficer)).entries).toEqual([]);
  expect((await trail('', other.counselor)).entries).toEqual([]);
  expect((await trail('', p.coordinator)).entries.length).toBeGreaterThan(3);
});

test('the seals: how far they reach, and what they do not cover yet', async () => {
  const state = () => asActor(t.app, p.coordinator, 'trail.read', (tx) => sealState(tx, 0));
  expect(await state()).toMatchObject({ sealedUpTo: null, tailRows: 5, late: false, checkedSecondsAgo: null });
  const sealer = connect(t.url('hallway_sealer'), { max: 1 });
  await sealAudit(sealer, auditKey);
  await sealer.close();
  const [newest] = (await trail()).entries;
  expect(newest?.sealed).toBe(true);
  expect(await state()).toMatchObject({ sealedUpTo: newest?.clock, tailRows: 0, tailSince: null });
  await happen(p.counselor, 'student.read', mateo);
  expect((await trail()).entries[0]?.sealed).toBe(false);
  expect((await state()).tailRows).toBe(1);
});

test('paged back, every entry is shown once', async () => {
  await Promise.all(Array.from({ length: 2 * ENTRIES_A_PAGE }, () => happen(p.counselor, 'student.read', mateo)));
  const seen: string[] = [];
  let before: string | null = '';
  while (before !== null) {
    const page = await trail(`before=${before}`);
    seen.push(...page.entries.map(({ id }) => id));
    before = page.earlier;
  }
  const [all] = await t.owner`select count(*)::int as count from audit_entry where partnership_id = ${p.id.partnership}`;
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toHaveLength(Number(all?.['count']));
});
