import { createHash, randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import { refusalIn } from '../../db/refusals.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { studentInCare, testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { tellTheFamily } from '../scheduling/tell-the-family.server.ts';
import { prepareVisits } from '../visits/prepare-visits.server.ts';
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
    expect((await t.owner`select body ->> 'personId' as by, body ->> 'actorKind' as as from audit_entry where body ->> 'action' = 'appointment.booked' order by at desc limit 1`)[0]).toEqual({ by: s.id.guardian, as: 'guardian' });
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

  test('that somebody else held, once their hold is over', async () => {
    expect(await hold(thursday, other)).toEqual({ ok: true });
    await t.moveClockTo('2026-11-24T14:00:00Z');
    expect(await hold(thursday)).toEqual({ ok: true });
  });

  test('not when the hold is over, and nothing is booked', async () => {
    expect(await hold(thursday)).toEqual({ ok: true });
    const appointmentId = await held();
    await t.moveClockTo('2026-11-24T14:00:00Z');
    expect(reason(await confirmForFamily(t.app, parent, s.id.student, { appointmentId, key: key() }))).toBe('hold-ended');
  });

  test('of which the therapist is told, by initials', async () => {
    const id = await booked();
    expect(await t.owner`select dedupe_key as told from outbox where person_id = ${p.id.therapist} and dedupe_key like ${`%${id}%`}`).toEqual([{ told: `therapist-booked:${id}:0:${p.id.therapist}` }]);
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

describe('a hold that is confirmed is asked again', () => {
  test('mother and father each hold a time: one of them books the next visit', async () => {
    const fatherId = await father();
    const dad: Parent = { kind: 'guardian', personId: fatherId, partnershipId: p.id.partnership };
    await asActor(t.app, dad, 'test', (tx) => keepGuardianWindows(tx, s.id.student, fatherId, zone, [{ weekday: 4, startMinute: 840, endMinute: 960 }]));
    const holdAndFind = async (who: Parent, startMs: number) => {
      expect(await holdForFamily(t.app, who, s.id.student, { startMs, key: key() })).toEqual({ ok: true });
      return (await familyBookingPage(t.app, who, s.id.student, null))!.held!.appointmentId;
    };
    const [hers, his] = [await holdAndFind(parent, thursday), await holdAndFind(dad, nextThursday)];
    const answers = await Promise.all([confirmForFamily(t.app, parent, s.id.student, { appointmentId: hers, key: key() }), confirmForFamily(t.app, dad, s.id.student, { appointmentId: his, key: key() })]);
    expect(answers.map(reason).sort()).toEqual(['family-has-one', 'ok']);
    expect(await t.owner`select from appointment where state = 'booked'`).toHaveLength(1);
  });

  test('by the partnership’s rules of now, and nobody confirms what another holds', async () => {
    expect(await hold(thursday)).toEqual({ ok: true });
    const appointmentId = await held();
    await rules({ booksAtHome: false });
    expect(reason(await confirmForFamily(t.app, parent, s.id.student, { appointmentId, key: key() }))).toBe('family-may-not');
    await rules({});
    await t.owner.begin(async (owner) => {
      await owner`alter table appointment disable trigger user`;
      await owner`update appointment set made_by = ${p.id.counselor} where id = ${appointmentId}`;
      await owner`alter table appointment enable trigger user`;
    });
    expect(reason(await confirmForFamily(t.app, parent, s.id.student, { appointmentId, key: key() }))).toBe('not-found');
    expect(await t.owner`select from appointment where state = 'booked'`).toHaveLength(0);
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

describe('care that rests on a minor’s own consent', () => {
  const signedBy = async (capacity: 'minor' | 'guardian') => {
    await t.owner.begin(async (owner) => {
      for (const table of ['consent_request', 'consent_signature']) await owner.unsafe(`alter table ${table} disable trigger user`);
      await owner`update consent_signature set capacity = ${capacity}, signer_id = case when ${capacity} = 'minor' then student_id else ${s.id.guardian}::uuid end where student_id = ${s.id.student}`;
      await owner`update consent_request set guardian_id = case when ${capacity} = 'minor' then student_id else ${s.id.guardian}::uuid end where student_id = ${s.id.student}`;
      for (const table of ['consent_request', 'consent_signature']) await owner.unsafe(`alter table ${table} enable trigger user`);
    });
  };
  const withdrawn = (on: boolean) => t.owner.begin(async (owner) => {
    await owner`alter table consent disable trigger user`;
    await owner`update consent set withdrawn_at = case when ${on} then clock_now() end, withdrawn_by = case when ${on} then student_id end where student_id = ${s.id.student}`;
    await owner`alter table consent enable trigger user`;
  });
  const promised = async () => (await t.owner`select template from outbox where person_id = ${s.id.guardian}`).map(({ template }) => String(template));

  test('is nothing that a guardian sees, books, moves, joins or is told of; another child’s stays theirs', async () => {
    const id = await booked();
    const told = await promised();
    const tokenSha256 = createHash('sha256').update(randomUUID()).digest();
    await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`insert into link (partnership_id, id, kind, token_sha256, person_id, part, appointment_id, expires_at)
      values (${p.id.partnership}, gen_random_uuid(), 'visit', ${tokenSha256}, ${s.id.guardian}, 'guardian', ${id}, clock_now() + interval '14 days')`));
    const door = () => asActor(t.app, { kind: 'link', link: 'visit', tokenSha256 }, 'test', () => Promise.resolve('in')).catch((error: unknown) => refusalIn(error)?.promise);
    expect(await door()).toBe('in');
    await signedBy('minor');
    try {
      const [child] = await asActor(t.app, s.guardian, 'test', familyNow);
      expect(child).toMatchObject({ stands: null, next: null, mayBook: false, given: [] });
      expect(await door()).toBe('a_guardian_acts_while_confirmed');
      expect(await page()).toBeNull();
      expect(await familyMovePage(t.app, parent, id, { week: null, startMs: null })).toBeNull();
      expect(reason(await hold(nextThursday))).toBe('not-found');
      expect(reason(await move(id, nextThursday))).toBe('not-found');
      expect(reason(await confirmForFamily(t.app, parent, s.id.student, { appointmentId: id, key: key() }))).toBe('not-found');
      await t.moveClockTo('2026-11-25T20:00:00Z');
      await asActor(t.app, p.job, 'test', async (tx) => {
        expect(await tellTheFamily(tx, id, 'booking-cancelled')).toBe(0);
        await prepareVisits(tx, { origin: 'http://localhost', key: Buffer.alloc(32, 1) });
      });
      expect(await promised()).toEqual(told);
      expect(await t.owner`select from link where appointment_id = ${id} and part = 'guardian' and revoked_at is null`).toHaveLength(0);
      expect(await page(other)).not.toBeNull();
      // Taken back, it does not come to light.
      await withdrawn(true);
      expect((await asActor(t.app, s.guardian, 'test', familyNow))[0]).toMatchObject({ stands: null, next: null });
    } finally {
      await withdrawn(false);
      await signedBy('guardian');
    }
  });

  test('with another agency is not theirs either, whatever they signed for this one', async () => {
    const alone = async (agency: string) => (await t.owner`select gate.consented_alone(${p.id.partnership}, ${s.id.student}, ${agency}, tstzrange(clock_now(), clock_now(), '[]')) as alone`)[0]?.alone;
    const [second, request, signature] = [randomUUID(), randomUUID(), randomUUID()];
    await t.owner.begin(async (owner) => {
      for (const table of ['consent_request', 'consent_signature', 'consent']) await owner.unsafe(`alter table ${table} disable trigger user`);
      await owner`insert into organisation (partnership_id, id, kind, name) values (${p.id.partnership}, ${second}, 'agency', 'North Light')`;
      await owner`insert into consent_request (partnership_id, id, referral_id, student_id, guardian_id, school_id, language, asked_by, ends_on, state)
        values (${p.id.partnership}, ${request}, ${s.referralId}, ${s.id.student}, ${s.id.student}, ${p.id.school}, 'en', ${p.id.counselor}, '2027-06-12', 'signed')`;
      await owner`insert into consent_signature (partnership_id, id, request_id, student_id, signer_id, capacity, language, text_sealed, text_sha256, signed_name_sealed, hmac)
        values (${p.id.partnership}, ${signature}, ${request}, ${s.id.student}, ${s.id.student}, 'minor', 'en', sha256('t'), sha256('t'), sha256('n'), sha256('h'))`;
      await owner`insert into consent (partnership_id, request_id, signature_id, student_id, purpose, document_id, agency_id, school_id, answer, during)
        select partnership_id, ${request}, ${signature}, ${s.id.student}, purpose, id, ${second}, ${p.id.school}, true, tstzrange(clock_now(), '2027-06-12T04:00:00Z') from consent_document where partnership_id = ${p.id.partnership} and purpose = 'service'`;
      for (const table of ['consent_request', 'consent_signature', 'consent']) await owner.unsafe(`alter table ${table} enable trigger user`);
    });
    expect(await alone(second)).toBe(true);
    expect(await alone(p.id.agency)).toBe(false);
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
    expect(await broken(forGuardian(parent, s.id.student), sql`update family_rules set notice_hours = 0`)).toBe('a_family_writes_of_its_child_alone');
    expect(await broken(parent, sql`select gate.move_appointment(${id}, tstzrange('2026-12-03T19:00Z', '2026-12-03T19:50Z'), null, ${zone}, 'OH', 0) as moved`)).toBe(1);
    expect(await t.owner`select from appointment where id = ${id} and moved_at is not null`).toHaveLength(0);
    expect(await broken(parent, sql`insert into family_rules (partnership_id) values (ctx_partnership())`)).toBe('42501');
  });
});
