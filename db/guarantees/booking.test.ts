import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { asActor } from '../as-actor.server.ts';
import { refusalIn } from '../refusals.server.ts';
import { testDatabase } from '../test-database.ts';
import { addStudent, refer, studentInCare, take, Taken, testPartnership, tuesdayMorning, type TestPartnership } from '../test-partnership.ts';

const t = await testDatabase();
const period1 = '2026-12-01T13:10:00Z';
let p: TestPartnership;
let s: Awaited<ReturnType<typeof studentInCare>>;

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  s = await studentInCare(t, p);
});

const book = (start: string, who = s) => asActor(t.app, p.coordinator, 'test', (tx) => take(tx, p, who, start));
const promise = (work: Promise<unknown>) => work.then(() => 'done', (error: unknown) => (error instanceof Taken ? 'taken' : (refusalIn(error)?.promise ?? error)));
const free = (appointmentId: string) => asActor(t.app, p.coordinator, 'test', async (tx) => {
  await tx.execute(sql`update occupancy set released_at = clock_now() where appointment_id = ${appointmentId}`);
  await tx.execute(sql`update appointment set state = 'cancelled', ended_at = clock_now(), ended_because = 'other' where id = ${appointmentId}`);
});

describe('nobody is in two places', () => {
  test('check 4: one of 200 who book the same time at once wins, and the others leave nothing behind', async () => {
    const results = await Promise.all(Array.from({ length: 200 }, () => promise(book(period1))));
    expect(results.filter((result) => result === 'done')).toHaveLength(1);
    expect(results.filter((result) => result === 'taken')).toHaveLength(199);
    const [rows] = await t.owner`select (select count(*) from appointment) appointments, (select count(*) from occupancy) occupancies`;
    expect(rows).toMatchObject({ appointments: '1', occupancies: '3' });
    const [booked] = await t.owner`select id from appointment`;
    await free(booked!.id as string);
  });

  test('an ended hold blocks nobody', async () => {
    await asActor(t.app, p.coordinator, 'test', (tx) => take(tx, p, s, period1, 'held'));
    expect(await promise(book(period1))).toBe('taken');
    await t.moveClockTo('2026-11-24T13:11:00Z');
    const appointmentId = await book(period1);
    await t.moveClockTo(tuesdayMorning);
    await free(appointmentId);
  });
});

describe('the database refuses', () => {
  test('a visit outside the open periods of the school day', async () => {
    expect(await promise(book('2026-12-01T16:10:00Z'))).toBe('a_visit_lies_in_an_open_school_day');
    expect(await promise(book('2026-12-05T13:10:00Z'))).toBe('a_visit_lies_in_an_open_school_day');
  });

  test('a visit after the therapist’s license ends', async () => {
    expect(await promise(book('2027-04-06T12:10:00Z'))).toBe('no_visit_without_license');
    expect(await promise(book('2027-03-30T12:10:00Z').then(free))).toBe('done');
  });

  test('a student who is not in care with this therapist, or whose family said nothing', async () => {
    const other = await addStudent(t, p, 'Maya', 'Robinson');
    await refer(t, p, other.id.student);
    expect(await promise(book(period1, { ...s, id: other.id } as typeof s))).toBe('no_visit_without_consent');
    expect(await promise(book(period1, { ...s, ...other, episodeId: randomUUID() }))).toBe('a_visit_belongs_to_open_care');
  });

  test('a visit once the guardian withdrew the consent', async () => {
    const other = await studentInCare(t, p, 'Jonah', 'Price');
    expect(await promise(book(period1, other).then(free))).toBe('done');
    await asActor(t.app, other.guardian, 'test', (tx) => tx.execute(sql`update consent set withdrawn_at = clock_now(), withdrawn_by = ctx_person() where student_id = ${other.id.student} and purpose = 'service'`));
    expect(await promise(book(period1, other))).toBe('no_visit_without_consent');
  });

  test('half an appointment', async () => {
    const half = asActor(t.app, p.coordinator, 'test', async (tx) => {
      const appointmentId = await take(tx, p, s, period1);
      await tx.execute(sql`update occupancy set released_at = clock_now() where appointment_id = ${appointmentId} and kind = 'room'`);
    });
    expect(await promise(half)).toBe('an_appointment_takes_all_it_needs');
  });
});

test('check 4: the caseload’s last place is taken once, and never above the limit', async () => {
  const third = await addStudent(t, p, 'Omar', 'Diaz');
  const referralId = await refer(t, p, third.id.student);
  const { consentToAll, beginCare } = await import('../test-partnership.ts');
  await consentToAll(t, p, third, referralId);
  expect(await promise(beginCare(t, p, referralId))).toBe('caseload_never_above_limit');
});
