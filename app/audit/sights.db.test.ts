import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { addStudent, studentInCare, take, testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { record } from './record.server.ts';
import { sightsOf } from './sights.server.ts';

const t = await testDatabase();
holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
let p: TestPartnership;
let mateo: Awaited<ReturnType<typeof studentInCare>>;

const as = <T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> => asActor(t.app, actor, 'test', work);
const asked = (from: string, until: string, student = mateo.id.student, actor = p.privacyOfficer) =>
  as(actor, (tx) => sightsOf(tx, student, { fromMs: Date.parse(from), untilMs: Date.parse(until) }));
/** What each could see for, as `who, capacity, why: from to`, by minute. */
const told = async (from: string, until: string) => (await asked(from, until)).sights.flatMap(({ name, as: capacity, reasons }) =>
  reasons.map(({ because, when }) => `${name}, ${capacity}, ${because}: ${when.map((each) => `${each.from.slice(0, 16)} ${each.until.slice(0, 16)}`).join(', ')}`)).sort();

/** Tuesday: all as it is. Wednesday noon the counselor leaves and care ends; Thursday noon the student moves school and the guardian's right ends, both said to be so since Monday. */
beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  mateo = await studentInCare(t, p);
  await as(p.coordinator, (tx) => take(tx, p, mateo, '2026-12-01T14:05:00Z'));
  await as(p.counselor, (tx) => record(tx, { action: 'student.read', studentId: mateo.id.student }));
  await as(p.counselor, (tx) => record(tx, { action: 'referral.read', studentId: mateo.id.student }));
  await t.moveClockTo('2026-11-25T17:00:00Z');
  await as(p.coordinator, (tx) => tx.execute(sql`select gate.end_membership_now(${p.id.counselorMembership}::uuid)`));
  await as(p.therapist, (tx) => tx.execute(sql`update episode_of_care set ended_at = clock_now() where id = ${mateo.episodeId}`));
  await t.moveClockTo('2026-11-26T17:00:00Z');
  await as(p.job, async (tx) => {
    await tx.execute(sql`update enrolment set during = '[2026-08-24,2026-11-23)' where id = ${mateo.id.enrolment}`);
    await tx.execute(sql`insert into enrolment (partnership_id, student_id, school_id, during) values (${p.id.partnership}, ${mateo.id.student}, ${p.id.otherSchool}, '[2026-11-23,)')`);
  });
  await as(p.coordinator, (tx) => tx.execute(sql`update guardianship set during = '[2026-08-24,2026-11-23)' where id = ${mateo.id.guardianship}`));
  await t.moveClockTo('2026-11-28T17:00:00Z');
});

describe('who could have seen a student between two moments', () => {
  test('one evening: everybody whose right reached in, to the whole of it', async () => {
    const evening = '2026-11-24T22:00 2026-11-25T03:00';
    expect(await told('2026-11-24T22:00:00Z', '2026-11-25T03:00:00Z')).toEqual([
      `Joan Tran, front_office, enrolment: ${evening}`, `Joan Tran, front_office, visits: ${evening}`, `Nadia Haddad, therapist, care: ${evening}`, `Nadia Haddad, therapist, visits: ${evening}`,
      `Priya Nair, privacy_officer, list: ${evening}`, `Renee Whitfield, coordinator, list: ${evening}`, `Rosa Ibarra, guardian, guardianship: ${evening}`,
      `Tom Brandt, counselor, enrolment: ${evening}`, `Tom Brandt, counselor, visits: ${evening}`,
    ]);
  });

  test('a counselor who left until the moment they left, a therapist until care ended', async () => {
    const around = await told('2026-11-25T16:00:00Z', '2026-11-25T18:00:00Z');
    expect(around).toContain('Tom Brandt, counselor, enrolment: 2026-11-25T16:00 2026-11-25T17:00');
    expect(around).toContain('Nadia Haddad, therapist, care: 2026-11-25T16:00 2026-11-25T17:00');
    expect(around).toContain('Nadia Haddad, therapist, visits: 2026-11-25T16:00 2026-11-25T18:00');
  });

  test('a school until the day on which somebody wrote that the student had left, whatever day that said; a guardian likewise', async () => {
    const around = await told('2026-11-26T16:00:00Z', '2026-11-26T18:00:00Z');
    expect(around).toContain('Joan Tran, front_office, enrolment: 2026-11-26T16:00 2026-11-26T17:00');
    expect(around).toContain('Rosa Ibarra, guardian, guardianship: 2026-11-26T16:00 2026-11-26T17:00');
    expect(around).toContain('Ann Lowe, counselor, enrolment: 2026-11-26T17:00 2026-11-26T18:00');
    const after = await told('2026-11-27T00:00:00Z', '2026-11-28T00:00:00Z');
    expect(after.filter((line) => /enrolment|guardianship|care/.test(line))).toEqual(['Ann Lowe, counselor, enrolment: 2026-11-27T00:00 2026-11-28T00:00']);
  });

  test('before there was a record nobody could, though their days had begun', async () => {
    expect(await told('2026-11-01T00:00:00Z', '2026-11-20T00:00:00Z')).toEqual([]);
  });

  test('beside it who did look', async () => {
    const { sights, others } = await asked('2026-11-24T00:00:00Z', '2026-11-28T00:00:00Z');
    expect(sights.filter(({ looks }) => looks).map(({ name, looks }) => [name, looks?.count])).toEqual([['Tom Brandt', 2]]);
    expect(sights.find(({ name }) => name === 'Ann Lowe')?.looks).toBeNull();
    expect(others).toEqual([]);
  });

  test('a look that no right explains stands by itself', async () => {
    await as(p.otherCounselor, (tx) => record(tx, { action: 'student.read', studentId: mateo.id.student }));
    await t.owner`update person_seen set since = '2026-11-29T00:00:00Z' where person_id = ${mateo.id.student} and seer_id = ${p.id.otherSchool}`;
    await t.owner`delete from person_seen where person_id = ${mateo.id.student} and seer_id = ${p.id.otherSchool}`;
    await t.owner`delete from person_seen_past where person_id = ${mateo.id.student} and seer_id = ${p.id.otherSchool}`;
    expect((await asked('2026-11-28T00:00:00Z', '2026-11-29T00:00:00Z')).others).toMatchObject([{ name: 'Ann Lowe', actorKind: 'counselor', count: 1 }]);
  });
});

describe('what was seen is kept', () => {
  const past = async (student: string) => (await t.owner`select reason from person_seen_past where person_id = ${student}`).map(({ reason }) => String(reason)).sort();

  test('a row that an import writes anew as it was keeps its beginning and leaves nothing behind', async () => {
    const lena = await addStudent(t, p, 'Lena', 'Hale');
    const since = async () => (await t.owner`select since from person_seen where reason = 'enrolment' and person_id = ${lena.id.student}`)[0]?.since as Date;
    const at = await since();
    await t.moveClockTo('2026-11-29T17:00:00Z');
    await as(p.job, (tx) => tx.execute(sql`update enrolment set during = '[2026-08-24,)' where id = ${lena.id.enrolment}`));
    expect(await since()).toEqual(at);
    expect(await past(lena.id.student)).toEqual([]);
    await as(p.job, (tx) => tx.execute(sql`update enrolment set during = '[2026-08-24,2026-11-01)' where id = ${lena.id.enrolment}`));
    expect(await past(lena.id.student)).toEqual(['enrolment']);
  });

  test('nobody but those who account for it reads it, and nobody writes it', async () => {
    const count = (actor: Actor, table: string) => as(actor, async (tx) => (await tx.execute(sql`select from ${sql.identifier(table)}`)).length);
    for (const table of ['person_seen_past', 'membership_past']) {
      expect(await count(p.privacyOfficer, table)).toBeGreaterThan(0);
      expect(await count(p.coordinator, table)).toBeGreaterThan(0);
      for (const actor of [p.frontOffice, p.therapist, p.otherCounselor]) expect(await count(actor, table)).toBe(0);
      await expect(as(p.privacyOfficer, (tx) => tx.execute(sql`delete from ${sql.identifier(table)}`))).rejects.toThrow();
    }
    const other = await testPartnership(t, 'Birch');
    expect(await count(other.privacyOfficer, 'person_seen_past')).toBe(0);
    expect((await asked('2026-11-24T00:00:00Z', '2026-11-28T00:00:00Z', mateo.id.student, other.privacyOfficer)).sights).toEqual([]);
  });
});
