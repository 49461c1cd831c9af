import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, type Actor } from '../as-actor.server.ts';
import type { Tx } from '../connect.server.ts';
import { refusalIn } from '../refusals.server.ts';
import { testDatabase } from '../test-database.ts';
import { outcomeOf } from '../test-outcome.ts';
import { member, studentInCare, takeAll, Taken, testPartnership, tuesdayMorning, type TestPartnership } from '../test-partnership.ts';

const t = await testDatabase();
/** Tuesday, period 1 in Columbus. */
const period1 = '2026-12-01T13:10:00Z';
let p: TestPartnership;
let other: TestPartnership;
let s: Awaited<ReturnType<typeof studentInCare>>;
let elsewhere: Awaited<ReturnType<typeof studentInCare>>;
const linh = randomUUID();

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  other = await testPartnership(t, 'Fox Valley');
  s = await studentInCare(t, p);
  elsewhere = await studentInCare(t, other, 'An', 'Tran');
  await asActor(t.app, p.coordinator, 'test', (tx) => tx.execute(sql`insert into person (id, given_name, family_name, email, made_up) values (${linh}, 'Linh', 'Pham', 'linh.pham@example.org', true)`));
  await asActor(t.app, p.coordinator, 'test', (tx) => interprets(tx, p, linh, 'vi'));
  await asActor(t.app, other.job, 'test', async (tx) => {
    await tx.execute(sql`select gate.add_interpreter(${linh}::uuid, '2026-11-01', true)`);
    await hours(tx, other, linh, 'vi');
  });
  await need(p, s.referralId, 'vi');
  await need(other, elsewhere.referralId, 'vi');
});

async function interprets(tx: Tx, at: TestPartnership, person: string, language: string) {
  await tx.execute(sql`select gate.add_interpreter(${person}::uuid, '2026-11-01')`);
  await hours(tx, at, person, language);
}
async function hours(tx: Tx, at: TestPartnership, person: string, language: string) {
  await tx.execute(sql`insert into interpreter_language values (${at.id.partnership}, ${person}, ${language})`);
  await tx.execute(sql`insert into interpreter_hours (partnership_id, person_id, weekday, from_time, until_time, zone) select ${at.id.partnership}::uuid, ${person}::uuid, d, '08:00', '10:00', 'America/New_York' from generate_series(2, 4) d`);
}
const need = (at: TestPartnership, referralId: string, language: string | null) => asActor(t.app, at.coordinator, 'test', (tx) => tx.execute(sql`
  insert into interpreter_need (partnership_id, referral_id, language) values (${at.id.partnership}, ${referralId}, ${language})
  on conflict (partnership_id, referral_id) do update set language = excluded.language`));
const promise = (work: Promise<unknown>) => work.then(() => 'done', (error: unknown) => (error instanceof Taken ? 'taken' : (refusalIn(error)?.promise ?? error)));
const book = (start: string, interpreter: string | null = linh, at = p, who = s) => asActor(t.app, at.coordinator, 'test', (tx) => takeAll(tx, at, who, start, interpreter ? [['interpreter', interpreter]] : []));
const free = (appointmentId: string, at = p) => asActor(t.app, at.coordinator, 'test', async (tx) => {
  await tx.execute(sql`update occupancy set released_at = clock_now() where appointment_id = ${appointmentId}`);
  await tx.execute(sql`update appointment set state = 'cancelled', ended_at = clock_now(), ended_because = 'other' where id = ${appointmentId}`);
});

describe('an interpreter is in one place at once', () => {
  test('of 60 who take one for the same time, in two partnerships, one wins', async () => {
    const results = await Promise.all(Array.from({ length: 60 }, (_, n) => promise(n % 2 ? book(period1) : book(period1, linh, other, elsewhere))));
    expect(results.filter((result) => result === 'done')).toHaveLength(1);
    expect(results.filter((result) => result === 'taken')).toHaveLength(59);
    const [row] = await t.owner`select a.id, a.partnership_id as at from occupancy o join appointment a on a.id = o.appointment_id where o.kind = 'interpreter' and o.released_at is null`;
    await free(row!.id as string, row!.at === p.id.partnership ? p : other);
  });

  test('the other partnership learns that they are busy, and neither when it is nor for whom but its own', async () => {
    const id = await book(period1);
    const [seen] = await asActor(t.app, other.coordinator, 'test', (tx) => tx.execute<{ busy: string; rows: number }>(sql`
      select gate.busy(${linh}::uuid, '[2026-12-01T00:00:00Z,2026-12-02T00:00:00Z)')::text as busy, (select count(*)::int from occupancy o where o.resource_id = ${linh}) as rows`));
    expect(seen).toEqual({ busy: '{["2026-12-01 13:10:00+00","2026-12-01 14:00:00+00")}', rows: 1 });
    expect(await promise(book(period1, linh, other, elsewhere))).toBe('taken');
    await free(id);
  });
});

describe('the database refuses', () => {
  test('one who does not speak the language, and takes one who does', async () => {
    await need(p, s.referralId, 'es');
    expect(await promise(book(period1))).toBe('an_interpreter_speaks_the_language');
    await need(p, s.referralId, 'vi');
    expect(await promise(book(period1).then(free))).toBe('done');
  });

  test('one for a referral that needs none', async () => {
    await need(p, s.referralId, null);
    expect(await promise(book(period1))).toBe('an_interpreter_speaks_the_language');
    expect(await promise(book(period1, null).then(free))).toBe('done');
    await need(p, s.referralId, 'vi');
  });

  test('a visit without the interpreter that it needs, unless the therapist speaks the language', async () => {
    expect(await promise(book(period1, null))).toBe('a_visit_takes_its_interpreter');
    await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`insert into therapist_language values (${p.id.partnership}, ${p.id.therapist}, 'vi')`));
    expect(await promise(book(period1, null).then(free))).toBe('done');
    await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`delete from therapist_language where language = 'vi'`));
  });

  test('to let the interpreter of a visit go alone, and lets them go when none is needed any more', async () => {
    const id = await book(period1);
    const letGo = sql`update occupancy set released_at = clock_now() where appointment_id = ${id} and kind = 'interpreter'`;
    for (const actor of [p.coordinator, p.therapist, p.counselor, p.frontOffice, p.job]) expect(await outcomeOf(t, actor, letGo)).toBe('a_visit_takes_its_interpreter');
    expect(await outcomeOf(t, s.guardian, letGo)).toBe(0);
    await need(p, s.referralId, null);
    expect(await outcomeOf(t, p.coordinator, letGo)).toBe(1);
    await need(p, s.referralId, 'vi');
    await free(id);
  });

  test('one outside their hours, on a day of the week or at a time of day when they have none', async () => {
    expect(await promise(book('2026-12-04T13:10:00Z'))).toBe('an_interpreter_is_there');
    expect(await promise(book('2026-12-01T18:00:00Z'))).toBe('an_interpreter_is_there');
    expect(await promise(book('2026-12-02T13:10:00Z').then(free))).toBe('done');
  });

  test('one who is away, or who was let go before that day', async () => {
    const away = randomUUID();
    await asActor(t.app, p.coordinator, 'test', (tx) => tx.execute(sql`insert into interpreter_away values (${p.id.partnership}, ${away}, ${linh}, '[2026-12-01T05:00:00Z,2026-12-02T05:00:00Z)', 'America/New_York')`));
    expect(await promise(book(period1))).toBe('an_interpreter_is_there');
    await asActor(t.app, p.coordinator, 'test', (tx) => tx.execute(sql`delete from interpreter_away where id = ${away}`));
    await asActor(t.app, p.coordinator, 'test', (tx) => tx.execute(sql`update interpreter set during = daterange(lower(during), '2026-12-01') where person_id = ${linh}`));
    expect(await promise(book(period1))).toBe('an_interpreter_is_there');
    await asActor(t.app, p.coordinator, 'test', (tx) => tx.execute(sql`update interpreter set during = daterange(lower(during), null) where person_id = ${linh}`));
    expect(await promise(book(period1).then(free))).toBe('done');
  });

  test('a hold that is booked after its interpreter went away', async () => {
    const held = await asActor(t.app, p.coordinator, 'test', (tx) => takeAll(tx, p, s, period1, [['interpreter', linh]], 'held'));
    const away = randomUUID();
    await asActor(t.app, p.coordinator, 'test', (tx) => tx.execute(sql`insert into interpreter_away values (${p.id.partnership}, ${away}, ${linh}, '[2026-12-01T05:00:00Z,2026-12-02T05:00:00Z)', 'America/New_York')`));
    const confirm = () => asActor(t.app, p.coordinator, 'test', async (tx) => {
      await tx.execute(sql`update appointment set state = 'booked', held_until = null, booked_at = clock_now() where id = ${held}`);
      await tx.execute(sql`update occupancy set held_until = null where appointment_id = ${held}`);
    });
    expect(await promise(confirm())).toBe('an_interpreter_is_there');
    await asActor(t.app, p.coordinator, 'test', (tx) => tx.execute(sql`delete from interpreter_away where id = ${away}`));
    expect(await promise(confirm().then(() => free(held)))).toBe('done');
  });
});

test('a booked visit whose interpreter was let go stands, and is listed for whoever may see it', async () => {
  const id = await book('2026-12-02T13:10:00Z');
  const listed = (actor: Actor) => asActor(t.app, actor, 'test', async (tx) => [...await tx.execute(sql`select v.appointment_id as id, v.language from gate.visits_without_interpreter() v join appointment a on a.id = v.appointment_id`)]);
  expect(await listed(p.coordinator)).toEqual([]);
  await asActor(t.app, p.coordinator, 'test', (tx) => tx.execute(sql`update interpreter set during = daterange(lower(during), '2026-12-01') where person_id = ${linh}`));
  for (const actor of [p.coordinator, p.therapist, p.counselor]) expect(await listed(actor)).toEqual([{ id, language: 'vi' }]);
  for (const actor of [p.frontOffice, p.otherCounselor, other.coordinator]) expect(await listed(actor)).toEqual([]);
  await asActor(t.app, p.coordinator, 'test', (tx) => tx.execute(sql`update interpreter set during = daterange(lower(during), null) where person_id = ${linh}`));
  await free(id);
});

describe('who knows and keeps interpreters', () => {
  const readable = (actor: Actor) => asActor(t.app, actor, 'test', async (tx) => [...await tx.execute(sql`select p.given_name as name from interpreter i join person p on p.id = i.person_id`)]);
  test('staff know those of their own partnership; a guardian knows none', async () => {
    const kim = randomUUID();
    await asActor(t.app, other.coordinator, 'test', (tx) => tx.execute(sql`insert into person (id, given_name, family_name, made_up) values (${kim}, 'Kim', 'Le', true)`));
    await asActor(t.app, other.coordinator, 'test', (tx) => interprets(tx, other, kim, 'vi'));
    for (const actor of [p.coordinator, p.counselor, p.otherCounselor, p.frontOffice, p.therapist]) expect(await readable(actor)).toEqual([{ name: 'Linh' }]);
    expect(await readable(s.guardian)).toEqual([]);
    expect((await readable(other.coordinator)).length).toBe(2);
  });

  test('a coordinator makes nobody an interpreter whom only another partnership knows, and no student', async () => {
    const add = (person: string, actor: Actor = p.coordinator) => promise(asActor(t.app, actor, 'test', (tx) => tx.execute(sql`select gate.add_interpreter(${person}::uuid, '2026-11-01')`)));
    expect(await add(elsewhere.id.guardian)).toBe('a_person_elsewhere_is_invited');
    expect(await add(s.id.student)).toBe('a_student_interprets_for_nobody');
    expect(await add(s.id.guardian)).toBe('a_guardian_interprets_only_if_they_accept');
    expect(await add(p.id.frontOffice, p.counselor)).toBe('interpreters_are_added_by_those_who_may');
    expect(await add(p.id.frontOffice)).toBe('done');
  });

  test('nobody but coordinators writes hours, languages and time away', async () => {
    for (const actor of [p.counselor, p.therapist, p.frontOffice, s.guardian, member(p.id.privacyOfficer, p.id.privacyOfficerMembership)]) {
      expect(await promise(asActor(t.app, actor, 'test', (tx) => tx.execute(sql`insert into interpreter_language values (${p.id.partnership}, ${linh}, 'es')`)))).not.toBe('done');
      const [gone] = await asActor(t.app, actor, 'test', (tx) => tx.execute<{ n: number }>(sql`with gone as (delete from interpreter_hours where person_id = ${linh} returning 1) select count(*)::int n from gone`));
      expect(gone).toEqual({ n: 0 });
    }
  });

  test('what a referral needs is decided by who sees it, and never in the name of another', async () => {
    const decide = (actor: Actor) => asActor(t.app, actor, 'test', async (tx) => [...await tx.execute(sql`update interpreter_need set language = 'vi', decided_by = ${p.id.frontOffice} where referral_id = ${s.referralId} returning decided_by as by`)]);
    for (const [actor, by] of [[p.counselor, p.id.counselor], [p.therapist, p.id.therapist], [p.coordinator, p.id.coordinator]] as const) expect(await decide(actor)).toEqual([{ by }]);
    for (const actor of [p.frontOffice, p.otherCounselor, other.coordinator, s.guardian]) expect(await decide(actor)).toEqual([]);
  });
});
