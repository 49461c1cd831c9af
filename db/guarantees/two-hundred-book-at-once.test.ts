import { randomUUID } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { asActor } from '../as-actor.server.ts';
import { refusalIn } from '../refusals.server.ts';
import { testDatabase } from '../test-database.ts';
import { addStaff, engageTherapist, member, studentInCare, takeAll, Taken, testPartnership, tuesdayMorning, type TestPartnership } from '../test-partnership.ts';

const t = await testDatabase();
/** Tuesday, periods 1 and 2 in Columbus: five minutes lie between them. */
const [period1, period2] = ['2026-12-01T13:10:00Z', '2026-12-01T14:05:00Z'];
const linh = randomUUID();
let p: TestPartnership;
let second: TestPartnership;
type Student = Awaited<ReturnType<typeof studentInCare>>;
let s: Student;
let sibling: Student;
let classmate: Student;

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  s = await studentInCare(t, p);
  classmate = await studentInCare(t, p, 'Maya', 'Robinson');
  // With a therapist and in a room of their own: two visits share only what a test says.
  const own = { therapist: randomUUID(), therapistMembership: randomUUID(), engagement: randomUUID(), room: randomUUID() };
  await asActor(t.app, p.job, 'test', async (tx) => {
    await addStaff(tx, own.therapist, own.therapistMembership, 'Sam', 'Whitaker', p.id.agency, 'therapist');
    await engageTherapist(tx, { ...p.id, ...own }, 'C.2', 'es');
    await tx.execute(sql`insert into room (partnership_id, id, school_id, name) values (${p.id.partnership}, ${own.room}, ${p.id.school}, 'Room 9')`);
    await tx.execute(sql`insert into room_hours (partnership_id, room_id, weekday, from_time, until_time) values (${p.id.partnership}, ${own.room}, 2, '08:00', '15:30')`);
  });
  second = { ...p, id: { ...p.id, ...own }, therapist: member(own.therapist, own.therapistMembership) };
  sibling = await studentInCare(t, second, 'Lucia', 'Ibarra-Soto');
  const ofSibling = randomUUID();
  await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`insert into guardianship (partnership_id, id, student_id, guardian_id, relationship, during, language, channels)
    values (${p.id.partnership}, ${ofSibling}, ${sibling.id.student}, ${s.id.guardian}, 'mother', '[2026-08-24,)', 'es', '{email}')`));
  await asActor(t.app, p.frontOffice, 'test', (tx) => tx.execute(sql`update guardianship set access_right = true, confirmed_at = clock_now(), confirmed_by = ctx_membership() where id = ${ofSibling}`));
  await asActor(t.app, p.coordinator, 'test', async (tx) => {
    await tx.execute(sql`insert into person (id, given_name, family_name, made_up) values (${linh}, 'Linh', 'Pham', true)`);
    await tx.execute(sql`select gate.add_interpreter(${linh}::uuid, '2026-11-01')`);
    await tx.execute(sql`insert into interpreter_language values (${p.id.partnership}, ${linh}, 'vi')`);
    await tx.execute(sql`insert into interpreter_hours (partnership_id, person_id, weekday, from_time, until_time, zone) values (${p.id.partnership}, ${linh}, 2, '08:00', '15:00', 'America/New_York')`);
  });
});

afterEach(() => t.owner.begin(async (owner) => {
  await owner`update occupancy set released_at = clock_now() where released_at is null`;
  await owner`update appointment set state = 'cancelled', held_until = null, ended_at = clock_now(), ended_because = 'other' where state in ('held', 'booked')`;
  await owner`update interpreter_need set language = null`;
  await owner`delete from sits_in`;
  await owner`update room set before_minutes = 0, after_minutes = 0`;
}));

const as = (work: SQL) => asActor(t.app, p.coordinator, 'test', (tx) => tx.execute(work));
const tell = (work: Promise<unknown>) => work.then(() => 'done', (error: unknown) => (error instanceof Taken ? 'taken' : (refusalIn(error)?.promise ?? String(error))));
type Booking = { at: TestPartnership; who: Student; start: string; others?: readonly (readonly [string, string])[]; blocked?: SQL };
const book = ({ at, who, start, others = [], blocked }: Booking) => asActor(t.app, p.coordinator, 'test', (tx) => takeAll(tx, at, who, start, others, 'booked', blocked));
const bothAlone = async (one: Booking, other: Booking) => [await tell(book(one)), await tell(book(other))];

/** Two hundred at once, half of each: the first of all has it, every other is told that it is taken, and no half of a booking stays. */
async function expectOneOf200(one: Booking, other: Booking): Promise<void> {
  const told = await Promise.all(Array.from({ length: 200 }, (_, n) => tell(book(n % 2 ? one : other))));
  expect(Object.fromEntries([...Map.groupBy(told, (what) => what)].map(([what, all]) => [what, all.length]))).toEqual({ done: 1, taken: 199 });
  const [row] = await t.owner`select count(*)::int visits, (select count(*)::int from occupancy where released_at is null) taken from appointment where state = 'booked'`;
  expect(row).toEqual({ visits: 1, taken: 3 + (one.others ?? []).length });
}

test('an interpreter is at one of two visits that share nobody else', async () => {
  for (const { referralId } of [s, sibling]) await as(sql`insert into interpreter_need (partnership_id, referral_id, language) values (${p.id.partnership}, ${referralId}, 'vi') on conflict (partnership_id, referral_id) do update set language = 'vi'`);
  const others = [['interpreter', linh]] as const;
  await expectOneOf200({ at: p, who: s, start: period1, others }, { at: second, who: sibling, start: period1, others });
});

test('a mother sits in with one of her two children', async () => {
  for (const { id } of [s, sibling]) await as(sql`insert into sits_in (partnership_id, student_id, guardian_id, place) values (${p.id.partnership}, ${id.student}, ${s.id.guardian}, 'school')`);
  const others = [['guardian', s.id.guardian]] as const;
  await expectOneOf200({ at: p, who: s, start: period1, others }, { at: second, who: sibling, start: period1, others });
});

const besides: SQL = sql`tstzrange(lower(a.during) - interval '10 minutes', upper(a.during) + interval '10 minutes')`;

test('a room that needs ten minutes after a visit is not booked again after five, by other people neither', async () => {
  await t.owner`update room set after_minutes = 10`;
  await expectOneOf200({ at: p, who: s, start: period1 }, { at: { ...second, id: { ...second.id, room: p.id.room } }, who: sibling, start: period2 });
});

test('a therapist who wants ten minutes between two visits has them', async () => {
  await expectOneOf200({ at: p, who: s, start: period1, blocked: besides }, { at: { ...p, id: { ...p.id, room: second.id.room } }, who: classmate, start: period2, blocked: besides });
});

test('visits that share nobody, and those with time enough between them, are all had', async () => {
  expect(await bothAlone({ at: p, who: s, start: period1 }, { at: second, who: sibling, start: period1 })).toEqual(['done', 'done']);
  expect(await tell(book({ at: p, who: classmate, start: period2 }))).toBe('done');
});
