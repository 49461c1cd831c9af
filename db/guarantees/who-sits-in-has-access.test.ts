import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, type Actor } from '../as-actor.server.ts';
import { refusalIn } from '../refusals.server.ts';
import { testDatabase } from '../test-database.ts';
import { outcomeOf } from '../test-outcome.ts';
import { addStaff, addStudent, engageTherapist, member, studentInCare, takeAll, Taken, testPartnership, tuesdayMorning, type TestPartnership } from '../test-partnership.ts';

const t = await testDatabase();
const period1 = '2026-12-01T13:10:00Z';
let p: TestPartnership;
let second: TestPartnership;
let other: TestPartnership;
let s: Awaited<ReturnType<typeof studentInCare>>;
let sibling: Awaited<ReturnType<typeof studentInCare>>;
/** The mother's guardianship of the sibling. */
let ofSibling = '';

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  other = await testPartnership(t, 'Fox Valley');
  s = await studentInCare(t, p);
  // With a therapist and in a room of their own: of the two children's visits only the mother is the same.
  const own = { therapist: randomUUID(), therapistMembership: randomUUID(), engagement: randomUUID(), room: randomUUID() };
  await asActor(t.app, p.job, 'test', async (tx) => {
    await addStaff(tx, own.therapist, own.therapistMembership, 'Sam', 'Whitaker', p.id.agency, 'therapist');
    await engageTherapist(tx, { ...p.id, ...own }, 'C.2', 'es');
    await tx.execute(sql`insert into room (partnership_id, id, school_id, name) values (${p.id.partnership}, ${own.room}, ${p.id.school}, 'Room 9')`);
    await tx.execute(sql`insert into room_hours (partnership_id, room_id, weekday, from_time, until_time) values (${p.id.partnership}, ${own.room}, 2, '08:00', '15:30')`);
  });
  second = { ...p, id: { ...p.id, ...own }, therapist: member(own.therapist, own.therapistMembership) };
  sibling = await studentInCare(t, second, 'Lucia', 'Ibarra-Soto');
  ofSibling = randomUUID();
  await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`insert into guardianship (partnership_id, id, student_id, guardian_id, relationship, during, language, channels)
    values (${p.id.partnership}, ${ofSibling}, ${sibling.id.student}, ${s.id.guardian}, 'mother', '[2026-08-24,)', 'es', '{email}')`));
  await asActor(t.app, p.frontOffice, 'test', (tx) => tx.execute(sql`update guardianship set access_right = true, confirmed_at = clock_now(), confirmed_by = ctx_membership() where id = ${ofSibling}`));
});

const promise = (work: Promise<unknown>) => work.then(() => 'done', (error: unknown) => (error instanceof Taken ? 'taken' : (refusalIn(error)?.promise ?? error)));
const wish = (actor: Actor, student: string, guardian = s.id.guardian, place = 'school') => asActor(t.app, actor, 'test', (tx) => tx.execute(sql`insert into sits_in (partnership_id, student_id, guardian_id, place) values (${p.id.partnership}, ${student}, ${guardian}, ${place})`));
const unwish = (student: string) => asActor(t.app, s.guardian, 'test', (tx) => tx.execute(sql`delete from sits_in where student_id = ${student} and guardian_id = ${s.id.guardian}`));
const book = (who: typeof s, start: string, guardian: string | null = s.id.guardian) => asActor(t.app, p.coordinator, 'test', (tx) => takeAll(tx, who === sibling ? second : p, who, start, guardian ? [['guardian', guardian]] : []));
const free = (appointmentId: string) => asActor(t.app, p.coordinator, 'test', async (tx) => {
  await tx.execute(sql`update occupancy set released_at = clock_now() where appointment_id = ${appointmentId}`);
  await tx.execute(sql`update appointment set state = 'cancelled', ended_at = clock_now(), ended_because = 'other' where id = ${appointmentId}`);
});
const seats = async (appointmentId: string) => (await t.owner`select kind from occupancy where appointment_id = ${appointmentId} and released_at is null order by kind`).map((row) => row.kind as string);
const withSeat = ['guardian', 'room', 'student', 'therapist'];
const access = (on: boolean) => asActor(t.app, p.frontOffice, 'test', (tx) => tx.execute(sql`update guardianship set access_right = ${on}, decision_right = ${on}, confirmed_at = clock_now(), confirmed_by = ctx_membership() where id = ${s.id.guardianship}`));

describe('who may want to sit in', () => {
  test('a guardian with access, for themselves and their own child; staff who see the student may write it down', async () => {
    const stranger = await addStudent(t, p, 'Maya', 'Robinson');
    expect(await promise(wish(s.guardian, stranger.id.student))).not.toBe('done');
    expect(await promise(wish(s.guardian, s.id.student, stranger.id.guardian))).not.toBe('done');
    expect(await promise(wish(p.counselor, s.id.student, stranger.id.guardian))).toBe('a_guardian_who_sits_in_has_access');
    for (const actor of [p.otherCounselor, p.frontOffice, p.therapist, other.coordinator]) expect(await promise(wish(actor, s.id.student))).not.toBe('done');
    for (const actor of [s.guardian, p.counselor, p.coordinator]) {
      expect(await promise(wish(actor, s.id.student))).toBe('done');
      await unwish(s.id.student);
    }
  });
});

describe('a guardian who sits in', () => {
  test('is in one place at once, whichever child it is for: of 40 who take them one wins', async () => {
    await wish(s.guardian, s.id.student);
    await wish(s.guardian, sibling.id.student);
    const results = await Promise.all(Array.from({ length: 40 }, (_, n) => promise(book(n % 2 ? s : sibling, period1))));
    expect(results.filter((result) => result === 'done')).toHaveLength(1);
    expect(results.filter((result) => result === 'taken')).toHaveLength(39);
    const [row] = await t.owner`select appointment_id as id from occupancy where kind = 'guardian' and released_at is null`;
    await free(row!.id as string);
    await unwish(sibling.id.student);
  });

  test('is taken by each visit that is booked, and by none without their wish', async () => {
    expect(await promise(book(s, period1, null))).toBe('a_visit_takes_who_sits_in');
    expect(await promise(book(s, period1).then(free))).toBe('done');
    expect(await promise(book(sibling, period1))).toBe('a_guardian_who_sits_in_has_access');
    expect(await promise(book(sibling, period1, null).then(free))).toBe('done');
  });

  test('who has said when they can is taken then and at no other time', async () => {
    const window = (weekday: number) => asActor(t.app, s.guardian, 'test', (tx) => tx.execute(sql`insert into guardian_window (partnership_id, student_id, guardian_id, weekday, from_time, until_time, zone)
      values (${p.id.partnership}, ${s.id.student}, ${s.id.guardian}, ${weekday}, '08:00', '10:00', 'America/New_York')`));
    await window(3);
    expect(await promise(book(s, period1))).toBe('a_guardian_who_sits_in_has_time');
    await window(2);
    expect(await promise(book(s, period1).then(free))).toBe('done');
    await t.owner`delete from guardian_window`;
  });

  test('frees the seat when they no longer want to, and the visit stays', async () => {
    const id = await book(s, period1);
    expect(await seats(id)).toEqual(withSeat);
    await unwish(s.id.student);
    expect(await seats(id)).toEqual(['room', 'student', 'therapist']);
    await free(id);
    await wish(s.guardian, s.id.student);
  });

  test('keeps the seat as long as they want to sit in: nobody gives it away alone, and the wish of another does not count', async () => {
    const id = await book(s, period1);
    const give = (actor: Actor) => outcomeOf(t, actor, sql`update occupancy set released_at = clock_now() where appointment_id = ${id} and kind = 'guardian'`);
    for (const actor of [p.coordinator, p.therapist, p.counselor, p.frontOffice, p.job]) expect(await give(actor)).toBe('a_visit_takes_who_sits_in');
    expect(await give(s.guardian)).toBe(0);
    expect(await seats(id)).toEqual(withSeat);
    await free(id);
  });

  test('loses wish and seat with their access; a visit after a known last day takes them no more', async () => {
    const id = await book(s, period1);
    await access(false);
    expect(await seats(id)).toEqual(['room', 'student', 'therapist']);
    expect(await promise(wish(p.counselor, s.id.student))).toBe('a_guardian_who_sits_in_has_access');
    await free(id);
    await access(true);
    await wish(s.guardian, s.id.student);
    const [before, after] = [await book(s, period1), await book(s, '2026-12-08T13:10:00Z')];
    const until = (day: string | null) => asActor(t.app, p.frontOffice, 'test', (tx) => tx.execute(sql`update guardianship set during = daterange(lower(during), ${day}::date) where id = ${s.id.guardianship}`));
    await until('2026-12-05');
    expect(await seats(before)).toEqual(withSeat);
    expect(await seats(after)).toEqual(['room', 'student', 'therapist']);
    await free(after);
    expect(await promise(book(s, '2026-12-08T13:10:00Z'))).toBe('a_guardian_who_sits_in_has_access');
    await until(null);
    await free(before);
  });

  test('is not waited for by an import that takes no access away, and of many who lose it the locks are taken in order', async () => {
    let done = () => {};
    const holding = new Promise<void>((resolve) => { done = resolve; });
    let locked = () => {};
    const isLocked = new Promise<void>((resolve) => { locked = resolve; });
    const booking = asActor(t.app, p.coordinator, 'test', async (tx) => {
      await tx.execute(sql`select lock_resources(array[${s.id.guardian}]::uuid[])`);
      locked();
      await holding;
    });
    await isLocked;
    // As an import does, which writes each row anew: it would wait here for a booking that waits for it.
    await t.owner.begin(async (owner) => {
      await owner`set local lock_timeout = '1s'`;
      await owner`update guardianship set during = daterange(lower(during), null), confirmed_at = confirmed_at, access_right = access_right`;
    });
    done();
    await booking;
    const kept = await t.owner`select guardian_id from sits_in`;
    expect(kept).toHaveLength(1);
    const order = await t.owner`select tgname as name, tgtype & 1 as each_row from pg_trigger where tgrelid = 'guardianship'::regclass and tgname like 'sitting_in_ends%' order by tgname`;
    expect(order).toEqual([{ name: 'sitting_in_ends', each_row: 0 }, { name: 'sitting_in_ends_too', each_row: 0 }]);
  });

  test('never sits in where a minor consented alone, and is not told so: the wish is kept and takes nothing', async () => {
    await t.owner`alter table consent_signature disable trigger user`;
    await t.owner`update consent_signature set capacity = 'minor' where student_id = ${s.id.student}`;
    expect(await promise(book(s, period1))).toBe('a_guardian_who_sits_in_has_access');
    expect(await promise(book(s, period1, null).then(free))).toBe('done');
    expect(await asActor(t.app, s.guardian, 'test', async (tx) => [...await tx.execute(sql`select place from sits_in where student_id = ${s.id.student}`)])).toEqual([{ place: 'school' }]);
    await t.owner`update consent_signature set capacity = 'guardian' where student_id = ${s.id.student}`;
    await t.owner`alter table consent_signature enable trigger user`;
    expect(await promise(book(s, period1).then(free))).toBe('done');
  });
});

test('when a guardian is taken is asked about by who sees a student with whom they sit in, and by nobody else', async () => {
  await unwish(s.id.student);
  const may = async (actor: Actor) => {
    const [row] = await asActor(t.app, actor, 'test', (tx) => tx.execute<{ refused: boolean; busy: boolean }>(sql`select exists (select from gate.changed_since(pg_snapshot_xmin(pg_current_snapshot()), array[${s.id.guardian}::uuid]) c where c.refused) as refused,
      gate.busy(${s.id.guardian}::uuid, '[2026-12-01T00:00:00Z,2026-12-02T00:00:00Z)') <> '{}' as busy`));
    return { asked: !row!.refused, busy: row!.busy };
  };
  await wish(s.guardian, sibling.id.student);
  const id = await book(sibling, period1);
  for (const actor of [p.counselor, second.therapist, p.frontOffice, p.coordinator]) expect(await may(actor)).toEqual({ asked: true, busy: true });
  for (const actor of [p.otherCounselor, p.therapist, other.coordinator, other.counselor, s.guardian]) expect(await may(actor)).toEqual({ asked: false, busy: false });
  await unwish(sibling.id.student);
  for (const actor of [p.counselor, second.therapist]) expect(await may(actor)).toEqual({ asked: false, busy: false });
  await free(id);
});
