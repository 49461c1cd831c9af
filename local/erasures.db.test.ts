import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deliverMessage } from '../app/messages/deliver-message.server.ts';
import { dueMessages } from '../app/messages/due-messages.server.ts';
import { promiseMessage } from '../app/messages/promise-message.server.ts';
import { KeyDestroyed } from '../app/sealed/data-key.server.ts';
import { holdKeys } from '../app/sealed/held-keys.server.ts';
import { openText, sealText, type TextPlace } from '../app/sealed/sealed-text.server.ts';
import { asActor } from '../db/as-actor.server.ts';
import { scanForPhrases } from '../db/guarantees/plain-scan.ts';
import { testDatabase } from '../db/test-database.ts';
import { addStudent, studentInCare, testPartnership, type TestPartnership } from '../db/test-partnership.ts';
import { applyErasures } from './apply-erasures.ts';
import { keepErasure, readErasures, type Erasure } from './erasures.ts';

const t = await testDatabase();
const keys = { key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2), wrapping: [{ version: 1, key: Buffer.alloc(32, 1) }] };
holdKeys(keys);
const superuser = postgres(t.url('postgres'), { max: 1, onnotice: () => undefined });
const folder = mkdtempSync(path.join(tmpdir(), 'hallway-erasures-'));
afterAll(async () => {
  await superuser.end();
  rmSync(folder, { recursive: true });
});

let p: TestPartnership;
let child: Awaited<ReturnType<typeof addStudent>>;
let sibling: Awaited<ReturnType<typeof addStudent>>;
const written: { place: TextPlace; sealed: Buffer }[] = [];
const named = ['Zephyrine', 'Quackenbush', 'rosa.quackenbush@example.org', 'SRC-ZQ-4711', '614-555-0142', 'Zephy Q'];

beforeAll(async () => {
  p = await testPartnership(t);
  child = await addStudent(t, p, 'Zephyrine', 'Quackenbush');
  sibling = await addStudent(t, p, 'Omar', 'Diaz');
  for (const studentId of [child.id.student, sibling.id.student]) {
    const place: TextPlace = { studentId, regime: 'school', table: 'referral', column: 'why_sealed', rowId: randomUUID() };
    written.push({ place, sealed: await asActor(t.app, p.counselor, 'test', (tx) => sealText(tx, place, 'told in confidence')) });
  }
  await t.owner`update person set phone = '614-555-0142' where id in (${child.id.student}, ${child.id.guardian})`;
  await t.owner`update student set preferred_name = 'Zephy Q', home_state = 'OH', home_zone = 'America/New_York' where id = ${child.id.student}`;
  await t.owner`insert into roster_person (partnership_id, source, sourced_id, person_id) values (${p.id.partnership}, 'district', 'SRC-ZQ-4711', ${child.id.student})`;
  await t.owner`update enrolment set source = 'district', sourced_id = 'SRC-ZQ-4711' where student_id = ${child.id.student}`;
  await t.owner`insert into auth."user" (id, name, email) values (${child.id.guardian}, '', 'rosa.quackenbush@example.org')`;
  await asActor(t.app, p.job, 'test', (tx) => promiseMessage(tx, { to: child.id.guardian, template: 'sign-in-link', params: { url: 'https://hallway.example/x', minutes: 10 }, dedupeKey: 'waits' }));
});

const erasure = (studentId: string, over: Partial<Erasure> = {}): Erasure => ({
  id: randomUUID(), partnershipId: p.id.partnership, studentId, regime: 'both', reason: 'family-request', decidedAt: new Date().toISOString(), ...over,
});
const apply = (erasures: readonly Erasure[]) => applyErasures(t.url('hallway_owner'), erasures, keys);
const whyNot = async (studentId: string) => (await t.owner`select upkeep.why_not_erase(${p.id.partnership}, ${studentId}) as why`)[0]?.['why'] as unknown;
const open = (n: number) => asActor(t.app, p.job, 'test', (tx) => openText(tx, written[n]!.place, written[n]!.sealed));

test('before, the scan finds the student and the guardian by name', async () => {
  expect(new Set((await scanForPhrases(superuser, named)).map(({ phrase }) => phrase))).toEqual(new Set(named));
  expect(await open(0)).toBe('told in confidence');
});

test('a decision that was kept is done, though its process was killed before it was; and only once', async () => {
  keepErasure(folder, erasure(child.id.student));
  expect(readFileSync(path.join(folder, 'erasures.json'), 'utf8')).not.toMatch(/Zephyrine|Quackenbush/);
  expect(await apply(readErasures(folder))).toBe(1);
  expect(await apply(readErasures(folder))).toBe(0);
  const entries = await t.owner`select student_id, body -> 'more' as more from audit_entry where action = 'student.erased'`;
  expect(entries).toEqual([{ student_id: child.id.student, more: { erasureId: readErasures(folder)[0]?.id, regime: 'both', reason: 'family-request' } }]);
});

test('nothing that was written opens, and nothing new is sealed, in either regime', async () => {
  expect(await open(0)).toBeNull();
  for (const regime of ['school', 'clinical'] as const) {
    const place = { ...written[0]!.place, regime };
    await expect(asActor(t.app, p.job, 'test', (tx) => sealText(tx, place, 'more'))).rejects.toThrow(KeyDestroyed);
  }
});

test('no table names the student or the guardian any more, nor the roster\'s id for them', async () => {
  expect(await scanForPhrases(superuser, named)).toEqual([]);
  const [student] = await t.owner`select birth_date, grade, preferred_name, home_state, home_zone from student where id = ${child.id.student}`;
  expect(student).toEqual({ birth_date: null, grade: null, preferred_name: null, home_state: null, home_zone: null });
});

test('nothing waits to be sent to the guardian, who has no access and no way in', async () => {
  expect(await t.owner`select state, sealed from outbox where person_id = ${child.id.guardian}`).toEqual([{ state: 'dropped', sealed: null }]);
  await expect(asActor(t.app, child.guardian, 'test', () => Promise.resolve())).rejects.toThrow();
  const seen = await asActor(t.app, p.counselor, 'test', (tx) => tx.execute(sql`select id from student where id = ${child.id.student}::uuid and exists (select from enrolment e where e.student_id = student.id and upper_inf(e.during))`));
  expect(seen).toHaveLength(0);
});

test('another student is untouched', async () => {
  expect(await open(1)).toBe('told in confidence');
  expect(await t.owner`select given_name from person where id in (${sibling.id.student}, ${sibling.id.guardian}) order by 1`).toEqual([{ given_name: 'Omar' }, { given_name: 'Rosa' }]);
});

test('of one regime only its key goes, and the name stays', async () => {
  expect(await apply([erasure(sibling.id.student, { regime: 'clinical', reason: 'retention-ended' })])).toBe(1);
  expect(await open(1)).toBe('told in confidence');
  const states = await t.owner`select regime, wrapped is null as gone from data_key where student_id = ${sibling.id.student} order by regime`;
  expect(states).toEqual([{ regime: 'clinical', gone: true }, { regime: 'school', gone: false }]);
  expect(await t.owner`select given_name from person where id = ${sibling.id.student}`).toEqual([{ given_name: 'Omar' }]);
});

test('a guardian keeps their name while another child needs it, and loses it with the last', async () => {
  const [one, two] = [await addStudent(t, p, 'Theo', 'Barnes'), await addStudent(t, p, 'Wren', 'Barnes')];
  await t.owner`insert into guardianship (partnership_id, id, student_id, guardian_id, relationship, during) values (${p.id.partnership}, ${randomUUID()}, ${two.id.student}, ${one.id.guardian}, 'mother', '[2026-08-24,)')`;
  const nameOf = async (person: string) => (await t.owner`select family_name as name from person where id = ${person}`)[0]?.['name'] as unknown;
  await apply([erasure(one.id.student)]);
  expect(await nameOf(one.id.student)).toBe(one.id.student.slice(0, 8));
  expect(await nameOf(one.id.guardian)).toBe('Barnes');
  await apply([erasure(two.id.student)]);
  expect(await nameOf(one.id.guardian)).toBe(one.id.guardian.slice(0, 8));
});

test('what was said of a room names them no more, whenever it was said; other words stay', async () => {
  const one = await addStudent(t, p, 'Maribel', 'Vandersloot');
  const words = (table: 'room_use' | 'room_out_of_order') => t.owner`select words from ${t.owner(table)} order by lower(during)`.then((rows) => rows.map((row) => row['words'] as string));
  for (const table of ['room_use', 'room_out_of_order']) await superuser.unsafe(`alter table ${table} disable trigger user`);
  for (const [n, said] of ['Test for Maribel Vandersloot', 'maribel v. make-up', 'Maribel’s plants'].entries()) {
    const during = `[2026-0${n + 1}-05T14:00Z,2026-0${n + 1}-05T15:00Z)`;
    await t.owner`insert into room_use (partnership_id, id, school_id, room_id, series_id, during, kind, words, released_at) values (${p.id.partnership}, ${randomUUID()}, ${p.id.school}, ${p.id.room}, ${randomUUID()}, ${during}, 'test', ${said}, clock_now())`;
    await t.owner`insert into room_out_of_order (partnership_id, id, school_id, room_id, during, reason, words) values (${p.id.partnership}, ${randomUUID()}, ${p.id.school}, ${p.id.room}, ${during}, 'other', ${said})`;
  }
  for (const table of ['room_use', 'room_out_of_order']) await superuser.unsafe(`alter table ${table} enable trigger user`);
  await apply([erasure(one.id.student)]);
  expect([await words('room_use'), await words('room_out_of_order')]).toEqual([['', '', 'Maribel’s plants'], ['', '', 'Maribel’s plants']]);
});

test('a guardian who interprets here keeps their name', async () => {
  const one = await addStudent(t, p, 'Bao', 'Pham');
  await t.owner`insert into interpreter (partnership_id, person_id, during) values (${p.id.partnership}, ${one.id.guardian}, '[2026-11-01,)')`;
  await apply([erasure(one.id.student)]);
  expect(await t.owner`select family_name as name from person where id in (${one.id.student}, ${one.id.guardian}) order by family_name = 'Pham'`).toEqual([{ name: one.id.student.slice(0, 8) }, { name: 'Pham' }]);
});

test('what waits for a guardian who stays and tells of the erased child is not sent, nor promised any more; of the sibling it is', async () => {
  const [one, two] = [await addStudent(t, p, 'Ines', 'Marsh'), await addStudent(t, p, 'Hugo', 'Marsh')];
  await t.owner`insert into guardianship (partnership_id, id, student_id, guardian_id, relationship, during, confirmed_at, confirmed_by, access_right, decision_right, channels)
    select partnership_id, ${randomUUID()}, ${two.id.student}, guardian_id, relationship, during, confirmed_at, confirmed_by, access_right, decision_right, channels from guardianship where id = ${one.id.guardianship}`;
  const told = { calendarUid: 'a@hallway', sequence: 0, startsAt: '2126-12-01T14:05:00Z', minutes: 50, zone: 'America/New_York', place: 'home' as const };
  const promise = (about: string, name: string, dedupeKey: string) => asActor(t.app, p.job, 'test', (tx) => promiseMessage(tx, {
    to: one.id.guardian, about, template: 'booking-confirmed', params: { ...told, studentGivenName: name }, dedupeKey,
  }));
  await promise(one.id.student, 'Ines', 'ines waits');
  await promise(one.id.student, 'Ines', 'ines was given up');
  await promise(two.id.student, 'Hugo', 'hugo waits');
  await t.owner`update outbox set state = 'dead', last_error = 'refused' where dedupe_key = 'ines was given up'`;
  // Promised in a transaction that did not see the erasure yet: what was kept back here is looked at once more when it is to go out.
  await t.owner`alter table outbox disable trigger nothing_about_the_erased`;
  await apply([erasure(one.id.student)]);
  await promise(one.id.student, 'Ines', 'ines meanwhile');
  await t.owner`alter table outbox enable trigger nothing_about_the_erased`;
  await promise(one.id.student, 'Ines', 'ines later');
  await promise(two.id.student, 'Hugo', 'hugo later');
  const taken: string[] = [];
  const server = { send: (mail: { text: string }) => Promise.resolve(void taken.push(mail.text)), close: () => undefined };
  const outcomes = [];
  for (const message of await dueMessages(t.app)) outcomes.push(await deliverMessage(t.app, server, 'no-reply@hallway.example', message));
  expect(outcomes.sort()).toEqual(['erased', 'sent', 'sent']);
  expect([taken.filter((text) => text.includes('Ines')), taken.filter((text) => text.includes('Hugo')).length]).toEqual([[], 2]);
  expect(await t.owner`select dedupe_key, state, sealed from outbox where person_id = ${one.id.guardian} and student_id = ${one.id.student} order by 1`).toEqual(
    ['ines meanwhile', 'ines waits', 'ines was given up'].map((dedupe_key) => ({ dedupe_key, state: 'dropped', sealed: null })));
});

test('a student of two partnerships keeps their name until both have erased them, but not what the first wrote', async () => {
  const other = await testPartnership(t, 'Birch');
  const s = await addStudent(t, p, 'Lena', 'Voss');
  await t.owner`alter table student disable trigger a_person_elsewhere_is_invited`;
  await t.owner`insert into student (partnership_id, id, birth_date) values (${other.id.partnership}, ${s.id.student}, '2014-03-02')`;
  await t.owner`alter table student enable trigger a_person_elsewhere_is_invited`;
  const nameOf = async () => (await t.owner`select given_name as name from person where id = ${s.id.student}`)[0]?.['name'] as unknown;
  await apply([erasure(s.id.student)]);
  expect(await nameOf()).toBe('Lena');
  expect(await t.owner`select birth_date is null as gone from student where id = ${s.id.student} order by gone`).toEqual([{ gone: false }, { gone: true }]);
  await apply([erasure(s.id.student, { partnershipId: other.id.partnership })]);
  expect(await nameOf()).toBe('—');
});

test('a copy that does not know the student yet needs no erasure', async () => {
  expect(await apply([erasure(randomUUID())])).toBe(0);
});

test('whose referral is open is not to be erased now; who was in care and signed for can be, once it is over', async () => {
  const s = await studentInCare(t, p, 'Amira', 'Said');
  expect(await whyNot(s.id.student)).toBe('referral-open');
  await asActor(t.app, p.coordinator, 'test', (tx) => tx.execute(sql`update referral set state = 'closed', outcome = 'finished' where student_id = ${s.id.student}::uuid`));
  expect(await whyNot(s.id.student)).toBeNull();
  expect(await apply([erasure(s.id.student)])).toBe(1);
  expect(await scanForPhrases(superuser, ['rosa.said@example.org', 'Amira'])).toEqual([]);
  expect(await t.owner`select count(*)::int as signed from consent_signature where student_id = ${s.id.student}`).toEqual([{ signed: 1 }]);
  expect(await whyNot(randomUUID())).toBe('unknown');
});
