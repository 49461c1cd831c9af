import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { addStudent, studentInCare, testPartnership, type TestPartnership } from '../../db/test-partnership.ts';
import { KeyDestroyed } from './data-key.server.ts';
import { SealBroken } from './envelope.server.ts';
import { holdKeys } from './held-keys.server.ts';
import { makeSchoolKeys } from './make-school-keys.server.ts';
import { openText, sealText, type TextPlace } from './sealed-text.server.ts';

const t = await testDatabase();
holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
let p: TestPartnership;
let other: TestPartnership;
beforeAll(async () => {
  p = await testPartnership(t);
  other = await testPartnership(t, 'Birch');
});

const as = <T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> => asActor(t.app, actor, 'test', work);
const place = (studentId: string, regime: TextPlace['regime'] = 'school'): TextPlace => ({ studentId, regime, table: 'referral', column: 'why_sealed', rowId: randomUUID() });
const text = 'Llora en el baño antes de matemáticas 🌧';

test('what one colleague seals another opens, and the database holds no word of it', async () => {
  const { id } = await addStudent(t, p);
  const where = place(id.student);
  const sealed = await as(p.counselor, (tx) => sealText(tx, where, text));
  expect(await as(p.coordinator, (tx) => openText(tx, where, sealed))).toBe(text);
  expect(sealed.includes(Buffer.from('matem'))).toBe(false);
  const [key] = await t.owner`select wrapped from data_key where student_id = ${id.student}`;
  expect(Buffer.from(key?.['wrapped'] as Buffer).length).toBeGreaterThan(32);
});

test('twenty who write first at the same moment share one key', async () => {
  const { id } = await addStudent(t, p, 'Lena', 'Voss');
  const places = Array.from({ length: 20 }, () => place(id.student));
  const boxes = await Promise.all(places.map((where) => as(p.counselor, (tx) => sealText(tx, where, text))));
  const keys = await t.owner`select id from data_key where student_id = ${id.student}`;
  expect(keys).toHaveLength(1);
  const opened = await Promise.all(places.map((where, n) => as(p.counselor, (tx) => openText(tx, where, boxes[n] as Buffer))));
  expect(new Set(opened)).toEqual(new Set([text]));
});

test('school and clinical record have keys of their own', async () => {
  const { id } = await studentInCare(t, p, 'Omar', 'Diaz');
  await as(p.counselor, (tx) => sealText(tx, place(id.student, 'school'), text));
  await as(p.therapist, (tx) => sealText(tx, place(id.student, 'clinical'), text));
  const keys = await t.owner`select regime from data_key where student_id = ${id.student} order by regime`;
  expect(keys.map((key) => key['regime'])).toEqual(['clinical', 'school']);
});

test('a sealed text opens in no other row, and in no other partnership', async () => {
  const { id } = await addStudent(t, p, 'Sofia', 'Lund');
  const where = place(id.student);
  const sealed = await as(p.counselor, (tx) => sealText(tx, where, text));
  await expect(as(p.counselor, (tx) => openText(tx, { ...where, rowId: randomUUID() }, sealed))).rejects.toThrow(SealBroken);
  await expect(as(other.counselor, (tx) => openText(tx, where, sealed))).rejects.toThrow('No such data key here');
});

test('a wrapped key put into another student\'s row does not open there', async () => {
  const [one, two] = [await addStudent(t, p, 'Theo', 'Barnes'), await addStudent(t, p, 'Wren', 'Abbott')];
  const where = place(one.id.student);
  const sealed = await as(p.counselor, (tx) => sealText(tx, where, text));
  await as(p.counselor, (tx) => sealText(tx, place(two.id.student), text));
  await t.owner`update data_key set wrapped = (select wrapped from data_key where student_id = ${two.id.student}) where student_id = ${one.id.student}`;
  await expect(as(p.counselor, (tx) => openText(tx, where, sealed))).rejects.toThrow(SealBroken);
});

test('a destroyed key opens nothing and seals nothing', async () => {
  const { id } = await addStudent(t, p, 'Khalil', 'Moss');
  const where = place(id.student);
  const sealed = await as(p.counselor, (tx) => sealText(tx, where, text));
  await t.owner`update data_key set wrapped = null, destroyed_at = now() where student_id = ${id.student}`;
  expect(await as(p.counselor, (tx) => openText(tx, where, sealed))).toBeNull();
  await expect(as(p.counselor, (tx) => sealText(tx, where, text))).rejects.toThrow(KeyDestroyed);
});

test('another installation\'s key opens nothing', async () => {
  const { id } = await addStudent(t, p, 'Amira', 'Said');
  const where = place(id.student);
  const sealed = await as(p.counselor, (tx) => sealText(tx, where, text));
  holdKeys({ key: Buffer.alloc(32, 9), auditKey: Buffer.alloc(32, 2) });
  await expect(as(p.counselor, (tx) => openText(tx, where, sealed))).rejects.toThrow(SealBroken);
  holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
});

test('a front office cannot tell by the keys of whom something is written: every student has one from the beginning', async () => {
  const [referred, notReferred] = [await addStudent(t, p, 'Nia', 'Okoro'), await addStudent(t, p, 'Sam', 'Ode')];
  const told = () => as(p.frontOffice, (tx) => tx.execute(sql`select s.id, s.id in (select k.student_id from data_key k) as has from student s where s.id in (${referred.id.student}, ${notReferred.id.student})`)).then((rows) => rows.map((row) => row['has']));
  await as(p.counselor, (tx) => sealText(tx, place(referred.id.student), text));
  expect(new Set(await told()).size).toBe(2);
  expect(await as(p.job, makeSchoolKeys)).toBeGreaterThan(0);
  expect(await told()).toEqual([true, true]);
  expect(await as(p.job, makeSchoolKeys)).toBe(0);
  const where = place(referred.id.student);
  expect(await as(p.counselor, async (tx) => openText(tx, where, await sealText(tx, where, text)))).toBe(text);
});
