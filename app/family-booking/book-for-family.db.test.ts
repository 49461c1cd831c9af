import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import { refusalIn } from '../../db/refusals.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { studentInCare, testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { keepGuardianWindows } from '../scheduling/keep-guardian-windows.server.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { familyNow } from '../today/family.server.ts';
import { confirmForFamily, holdForFamily, moveForFamily, releaseForFamily, type FamilyAnswer } from './book-for-family.server.ts';
import { familyBookingPage, familyMovePage } from './family-pages.server.ts';
import { keepFamilyRules } from './family-rules.server.ts';
import type { FamilyRules } from './family-rules.ts';
import { forGuardian } from './family-times.server.ts';

const t = await testDatabase();
holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
let p: TestPartnership;
let s: Awaited<ReturnType<typeof studentInCare>>;
let other: Awaited<ReturnType<typeof studentInCare>>;
type Parent = Extract<Actor, { kind: 'guardian' }>;
let parent: Parent;

const zone = 'America/New_York';
const usual: FamilyRules = { booksAtHome: true, movesAtHome: true, movesAtSchool: false, noticeHours: 24, movesAtMost: 2 };
/** Thursdays, 14:00 to 16:00 in New York: 26 November and 3 December. */
const [thursday, thursdayLater, nextThursday] = ['2026-11-26T19:00:00Z', '2026-11-26T20:00:00Z', '2026-12-03T19:00:00Z'].map((text) => Date.parse(text)) as [number, number, number];

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  await t.owner`update engagement set caseload_limit = 20`;
  [s, other] = [await studentInCare(t, p), await studentInCare(t, p, 'Maya', 'Robinson')];
  parent = s.guardian as Parent;
  await t.owner`update referral set place = 'home'`;
  await t.owner`update student set home_state = 'OH', home_zone = ${zone}`;
  for (const who of [s, other]) await asActor(t.app, who.guardian, 'test', (tx) => keepGuardianWindows(tx, who.id.student, who.id.guardian, zone, [{ weekday: 4, startMinute: 840, endMinute: 960 }]));
});
afterEach(async () => {
  await t.moveClockTo(tuesdayMorning);
  await t.owner.begin(async (owner) => {
    await owner`update occupancy set released_at = clock_now() where released_at is null`;
    await owner`update appointment set state = 'cancelled', held_until = null, ended_at = clock_now(), ended_because = 'other' where state in ('held', 'booked')`;
  });
  await t.owner`delete from family_rules`;
});

const key = () => `form-${randomUUID()}`;
const rules = (changed: Partial<FamilyRules>) => asActor(t.app, p.coordinator, 'test', (tx) => keepFamilyRules(tx, { ...usual, ...changed }));
const page = (who = s) => familyBookingPage(t.app, who.guardian as Parent, who.id.student, null);
const starts = async (who = s) => {
  const times = (await page(who))?.times;
  return times?.ok ? (times.week?.days.flatMap(({ slots }) => slots.map(({ startMs }) => startMs)) ?? []) : [];
};
const hold = (startMs: number, who = s) => holdForFamily(t.app, who.guardian as Parent, who.id.student, { startMs, key: key() });
const held = async (who = s) => (await page(who))!.held!.appointmentId;
async function booked(startMs = thursday): Promise<string> {
  expect(await hold(startMs)).toEqual({ ok: true });
  const appointmentId = await held();
  expect(await confirmForFamily(t.app, parent, s.id.student, { appointmentId, key: key() })).toEqual({ ok: true });
  return appointmentId;
}
const sequenceOf = async (id: string) => Number((await t.owner`select calendar_sequence as n from appointment where id = ${id}`)[0]?.n);
const move = async (appointmentId: string, startMs: number) => moveForFamily(t.app, parent, { appointmentId, startMs, sequence: await sequenceOf(appointmentId), key: key() });
async function father(): Promise<string> {
  const [id, guardianship] = [randomUUID(), randomUUID()];
  await asActor(t.app, p.job, 'test', async (tx) => {
    await tx.execute(sql`insert into person (id, given_name, family_name, language, made_up) values (${id}, 'Tomás', 'Ibarra', 'es', true)`);
    await tx.execute(sql`insert into guardianship (partnership_id, id, student_id, guardian_id, relationship, during, language, channels) values (${p.id.partnership}, ${guardianship}, ${s.id.student}, ${id}, 'father', '[2026-08-24,)', 'es', '{email}')`);
  });
  await asActor(t.app, p.frontOffice, 'test', (tx) => tx.execute(sql`update guardianship set access_right = true, confirmed_at = clock_now(), confirmed_by = ctx_membership() where id = ${guardianship}`));
  return id;
}
const reason = (answer: FamilyAnswer) => (answer.ok ? 'ok' : answer.reason);

describe('a guardian takes a time', () => {
  test('of those at which everybody can, and is told of nobody’s calendar', async () => {
    expect(await starts()).toContain(thursday);
    expect(JSON.stringify(await page())).not.toMatch(/room|therapist|Haddad|period/i);
    await booked();
    expect((await t.owner`select made_by, state from appointment where state = 'booked'`)[0]).toMatchObject({ made_by: s.id.guardian, state: 'booked' });
    expect((await t.owner`select body ->> 'personId' as by from audit_entry where body ->> 'action' = 'appointment.booked' order by at desc limit 1`)[0]?.by).toBe(s.id.guardian);
    expect((await asActor(t.app, s.guardian, 'test', familyNow))[0]).toMatchObject({ mayBook: false, next: { mayMove: true, mayCancel: true } });
  });

  test('keeps it for minutes, and gives it up for another', async () => {
    expect(await hold(thursday)).toEqual({ ok: true });
    expect(await hold(nextThursday)).toEqual({ ok: true });
    expect((await t.owner`select (extract(epoch from lower(during)) * 1000)::float8 as at from appointment where state = 'held'`).map(({ at }) => Number(at))).toEqual([nextThursday]);
    expect(await releaseForFamily(t.app, parent, s.id.student)).toBe(true);
    expect(await t.owner`select from appointment where state = 'held'`).toHaveLength(0);
  });

  test('loses a race and sees the nearest times of their own', async () => {
    expect(await hold(thursday, other)).toEqual({ ok: true });
    const lost = await hold(thursday);
    expect(lost).toMatchObject({ ok: false, reason: 'slot-taken', zone });
    expect(lost.ok ? [] : lost.nearest).toHaveLength(3);
    expect(lost.ok ? [] : lost.nearest?.map(({ startMs }) => startMs)).not.toContain(thursday);
  });

  test('not when the hold is over, and nothing is booked', async () => {
    expect(await hold(thursday)).toEqual({ ok: true });
    const appointmentId = await held();
    await t.moveClockTo('2026-11-24T14:00:00Z');
    expect(reason(await confirmForFamily(t.app, parent, s.id.student, { appointmentId, key: key() }))).toBe('hold-ended');
  });

  test('the next one and no more', async () => {
    await booked();
    expect((await page())?.whyNot).toBe('family-has-one');
    expect(reason(await hold(nextThursday))).toBe('family-has-one');
  });

  test('not too soon, not where the partnership does not let them, not outside their own windows', async () => {
    await rules({ noticeHours: 72 });
    expect(await starts()).not.toContain(thursday);
    expect(reason(await hold(thursday))).toBe('family-too-late');
    await rules({ booksAtHome: false });
    expect((await page())?.whyNot).toBe('family-may-not');
    expect(reason(await hold(thursday))).toBe('family-may-not');
    await rules({});
    const fatherId = await father();
    await asActor(t.app, { kind: 'guardian', personId: fatherId, partnershipId: p.id.partnership }, 'test', (tx) => keepGuardianWindows(tx, s.id.student, fatherId, zone, [{ weekday: 5, startMinute: 840, endMinute: 960 }]));
    const hisTime = Date.parse('2026-11-27T19:00:00Z');
    expect(await starts()).not.toContain(hisTime);
    expect(reason(await hold(hisTime))).toBe('outside-windows');
    expect(await hold(thursday)).toEqual({ ok: true });
  });
});

describe('a guardian moves a visit', () => {
  test('to another time; the same appointment, as often as the partnership lets them', async () => {
    const id = await booked();
    expect((await familyMovePage(t.app, parent, id, { week: null, startMs: thursdayLater }))?.pick?.startMs).toBe(thursdayLater);
    expect(await move(id, thursdayLater)).toEqual({ ok: true });
    expect(await move(id, nextThursday)).toEqual({ ok: true });
    expect(reason(await move(id, thursday))).toBe('family-so-often');
    expect((await familyMovePage(t.app, parent, id, { week: null, startMs: null }))?.whyNot).toBe('family-so-often');
  });

  test('not when it is near, and not where the partnership says no', async () => {
    const id = await booked();
    await rules({ movesAtHome: false });
    expect(reason(await move(id, nextThursday))).toBe('family-may-not');
    await rules({});
    await t.moveClockTo('2026-11-25T19:00:01Z');
    expect(reason(await move(id, nextThursday))).toBe('family-too-late');
    expect((await asActor(t.app, s.guardian, 'test', familyNow))[0]?.next).toMatchObject({ mayMove: false, mayCancel: true });
  });

  test('what somebody has just moved is looked at again', async () => {
    const id = await booked();
    expect(await moveForFamily(t.app, parent, { appointmentId: id, startMs: nextThursday, sequence: 7, key: key() })).toMatchObject({ ok: false, reason: 'moved-meanwhile' });
  });
});

describe('nobody else', () => {
  const entered = (actor: Actor) => asActor(t.app, actor, 'test', () => Promise.resolve('entered')).catch((error: unknown) => refusalIn(error)?.promise ?? String(error));

  test('acts for a child that is not theirs, or is theirs no more', async () => {
    expect(await entered(forGuardian(parent, s.id.student))).toBe('entered');
    expect(await entered(forGuardian(parent, other.id.student))).toBe('a_guardian_acts_while_confirmed');
    expect(await familyBookingPage(t.app, parent, other.id.student, null)).toBeNull();
    expect(reason(await holdForFamily(t.app, parent, other.id.student, { startMs: thursday, key: key() }))).toBe('not-found');
    await t.owner`update guardianship set access_right = false where id = ${s.id.guardianship}`;
    expect(await entered(forGuardian(parent, s.id.student))).toBe('a_guardian_acts_while_confirmed');
    await t.owner`update guardianship set access_right = true where id = ${s.id.guardianship}`;
  });

  test('is booked or moved in the guardian’s context, and the guardian alone writes nothing', async () => {
    const id = await booked();
    const theirs = await hold(nextThursday, other).then(() => held(other));
    const broken = (actor: Actor, statement: ReturnType<typeof sql>) => asActor(t.app, actor, 'test', (tx) => tx.execute(statement)).then((rows) => rows.count, (error: unknown) => refusalIn(error)?.promise ?? (error as { cause?: { code?: string } }).cause?.code);
    expect(await broken(forGuardian(parent, s.id.student), sql`update appointment set state = 'booked', held_until = null where id = ${theirs}`)).toBe('a_family_books_for_its_own_child');
    expect(await broken(forGuardian(parent, s.id.student), sql`update family_rules set notice_hours = 0`)).toBe(0);
    expect(await broken(parent, sql`select gate.move_appointment(${id}, tstzrange('2026-12-03T19:00Z', '2026-12-03T19:50Z'), null, ${zone}, 'OH', 0) as moved`)).toBe(1);
    expect(await t.owner`select from appointment where id = ${id} and moved_at is not null`).toHaveLength(0);
    expect(await broken(parent, sql`insert into family_rules (partnership_id) values (ctx_partnership())`)).toBe('42501');
  });
});
