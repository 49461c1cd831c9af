import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, type Actor } from '../as-actor.server.ts';
import { testDatabase } from '../test-database.ts';
import { studentInCare, take, testPartnership, tuesdayMorning, type TestPartnership } from '../test-partnership.ts';

const t = await testDatabase();
let here: TestPartnership;
let elsewhere: TestPartnership;
let appointmentId: string;
let studentId: string;

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  here = await testPartnership(t);
  elsewhere = await testPartnership(t, 'Elsewhere');
  const inCare = await studentInCare(t, here);
  studentId = inCare.id.student;
  appointmentId = await asActor(t.app, here.coordinator, 'test', (tx) => take(tx, here, inCare, '2026-12-01T13:10:00Z'));
});

const idsIn = (actor: Actor, from: string, until: string) =>
  asActor(t.app, actor, 'test', async (tx) => (await tx.execute<{ id: string }>(sql`select gate.appointments_in(tstzrange(${from}::timestamptz, ${until}::timestamptz)) as id`)).map(({ id }) => id));

describe('which appointments lie in a stretch of time', () => {
  test('is told to those whose partnership they are of, and touching is not lying in it', async () => {
    for (const actor of [here.coordinator, here.therapist, here.frontOffice]) expect(await idsIn(actor, '2026-12-01T13:00:00Z', '2026-12-01T13:11:00Z')).toEqual([appointmentId]);
    expect(await idsIn(here.coordinator, '2026-12-01T13:00:00Z', '2026-12-01T13:10:00Z')).toEqual([]);
  });

  test('is told to no other partnership, to no other therapist and to no other school', async () => {
    const whole = ['2026-11-01T00:00:00Z', '2027-01-01T00:00:00Z'] as const;
    for (const actor of [elsewhere.coordinator, elsewhere.therapist, elsewhere.frontOffice]) expect(await idsIn(actor, ...whole)).toEqual([]);
  });
});

type Answer = { limits: Record<string, number | null>; therapists: { id: string }[] };
const asked = (actor: Actor, therapist: string) =>
  asActor(t.app, actor, 'test', async (tx) => (await tx.execute<{ answer: Answer }>(sql`select gate.therapists_asked(${`{${therapist}}`}::uuid[], ${here.id.school}::uuid, 'school') as answer`))[0]!.answer.therapists.map(({ id }) => id));

describe('limits and whereabouts of therapists', () => {
  test('are told to who may ask for their times', async () => {
    expect(await asked(here.coordinator, here.id.therapist)).toEqual([here.id.therapist]);
    expect(await asked(here.therapist, here.id.therapist)).toEqual([here.id.therapist]);
  });

  test('are told to no other partnership, and to no front office', async () => {
    expect(await asked(elsewhere.coordinator, here.id.therapist)).toEqual([]);
    expect(await asked(here.frontOffice, here.id.therapist)).toEqual([]);
  });
});

test('a student’s home is told to who sees the student, and a school to its partnership', async () => {
  await asActor(t.app, here.job, 'test', (tx) => tx.execute(sql`update student set home_state = 'OH', home_zone = 'America/New_York' where id = ${studentId}`));
  const where = (actor: Actor, place: string) => asActor(t.app, actor, 'test', async (tx) =>
    (await tx.execute<{ answer: { where: { zone: string | null } | null } }>(sql`select gate.place_asked(${studentId}::uuid, ${here.id.school}::uuid, ${place}) as answer`))[0]!.answer.where?.zone ?? null);
  expect([await where(here.coordinator, 'home'), await where(here.coordinator, 'school')]).toEqual(['America/New_York', 'America/New_York']);
  expect([await where(elsewhere.coordinator, 'home'), await where(elsewhere.coordinator, 'school')]).toEqual([null, null]);
});
