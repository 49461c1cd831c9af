import { createHash, randomUUID } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, type Actor } from '../as-actor.server.ts';
import { refusalIn } from '../refusals.server.ts';
import { testDatabase } from '../test-database.ts';
import { addStaff, addStudent, consentToAll, refer, studentInCare, take, testPartnership, tuesdayMorning, type TestPartnership } from '../test-partnership.ts';

const t = await testDatabase();
let p: TestPartnership;
let s: Awaited<ReturnType<typeof studentInCare>>;
let sibling: Awaited<ReturnType<typeof studentInCare>>;

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  await t.owner`update engagement set caseload_limit = 20`;
  s = await studentInCare(t, p);
  sibling = await studentInCare(t, p, 'Lucia');
});

const outcome = (actor: Actor, ...statements: SQL[]) =>
  asActor(t.app, actor, 'test', async (tx) => {
    let touched = 0;
    for (const statement of statements) touched = (await tx.execute(statement)).count;
    return touched;
  }).catch((error: unknown) => {
    const refusal = refusalIn(error)?.promise;
    if (refusal) return refusal;
    if (String((error as Error).cause).match(/permission denied|row-level security/)) return 'not theirs';
    throw error;
  });
const hash = (text: string) => createHash('sha256').update(text).digest();

describe('a safety event', () => {
  const id = randomUUID();
  const raise = (by: SQL, state = 'raised') => sql`insert into safety_event (partnership_id, id, student_id, school_id, raised_by, state, what_sealed)
    values (${p.id.partnership}, ${id}, ${s.id.student}, ${p.id.school}, ${by}, ${state}, ${hash('w')})`;
  test('is raised by who raises it, and answered by who answers, in order and once', async () => {
    expect(await outcome(p.frontOffice, raise(sql`${p.id.counselor}::uuid`))).toBe('a_safety_event_names_who_and_when');
    expect(await outcome(p.counselor, raise(sql`ctx_person()`))).toBe(1);
    const acknowledge = (by: SQL) => sql`update safety_event set state = 'acknowledged', acknowledged_at = clock_now(), acknowledged_by = ${by} where id = ${id}`;
    expect(await outcome(p.counselor, acknowledge(sql`${p.id.therapist}::uuid`))).toBe('a_safety_event_names_who_and_when');
    expect(await outcome(p.counselor, sql`update safety_event set what_sealed = ${hash('nothing')} where id = ${id}`)).toBe('not theirs');
    expect(await outcome(p.counselor, acknowledge(sql`ctx_person()`))).toBe(1);
    expect(await outcome(p.counselor, sql`update safety_event set state = 'resolved', resolved_at = clock_now(), resolved_by = ctx_person(), done_sealed = ${hash('d')} where id = ${id}`)).toBe(1);
    expect(await outcome(p.counselor, sql`update safety_event set state = 'acknowledged', resolved_at = null, resolved_by = null where id = ${id}`)).toBe('a_safety_event_moves_on');
    expect(await outcome(p.counselor, sql`update safety_event set done_sealed = ${hash('else')} where id = ${id}`)).toBe('a_safety_event_moves_on');
  });
});

describe('an offer', () => {
  let referralId: string;
  let asked: Awaited<ReturnType<typeof addStudent>>;
  const second = { therapist: randomUUID(), membership: randomUUID(), engagement: randomUUID() };
  const offer = (id: string, engagement: string, by: SQL = sql`ctx_person()`, state = 'open') => sql`
    insert into offer (partnership_id, id, referral_id, therapist_id, engagement_id, school_id, answer_by, made_by, concern, urgency, language, place, score, state, answered_at)
    values (${p.id.partnership}, ${id}, ${referralId}, ${p.id.therapist}, ${engagement}, ${p.id.school}, clock_now() + interval '3 days', ${by}, 'worries', 'soon', 'es', 'school', '[]', ${state}, ${state === 'open' ? null : sql`clock_now()`})`;

  beforeAll(async () => {
    await asActor(t.app, p.job, 'test', async (tx) => {
      await addStaff(tx, second.therapist, second.membership, 'Ed', 'Moss', p.id.agency, 'therapist');
      await tx.execute(sql`select gate.engage(${second.engagement}::uuid, ${second.therapist}::uuid, ${p.id.agency}::uuid, '[2026-08-01,)'::daterange, '{school}'::text[], '[5,20)'::int4range, 0)`);
    });
    asked = await addStudent(t, p, 'Ada', 'Reyes');
    referralId = await refer(t, p, asked.id.student);
    await consentToAll(t, p, asked, referralId);
  });

  test('rests on the therapist’s own engagement, begins open, and is answered by nobody else', async () => {
    const id = randomUUID();
    expect(await outcome(p.coordinator, offer(id, second.engagement))).toBe('an_offer_rests_on_an_engagement');
    expect(await outcome(p.coordinator, offer(id, p.id.engagement, sql`ctx_person()`, 'accepted'))).toBe('an_offer_is_answered_by_its_therapist');
    expect(await outcome(p.coordinator, offer(id, p.id.engagement), sql`update referral set state = 'offered', owner_id = ${p.id.therapist} where id = ${referralId}`)).toBe(1);
    for (const answer of [sql`state = 'accepted'`, sql`state = 'declined', declined_because = 'no_time'`]) {
      expect(await outcome(p.coordinator, sql`update offer set ${answer}, answered_at = clock_now() where id = ${id}`)).toBe('an_offer_is_answered_by_its_therapist');
    }
    expect(await outcome(p.coordinator, sql`update offer set state = 'withdrawn' where id = ${id}`)).toBe(1);
  });

  test('gives a name only while the family lets the school tell this agency', async () => {
    const id = randomUUID();
    await outcome(p.coordinator, sql`update referral set state = 'waiting', owner_id = ${p.id.coordinator} where id = ${referralId}`);
    await outcome(p.coordinator, offer(id, p.id.engagement), sql`update referral set state = 'offered', owner_id = ${p.id.therapist} where id = ${referralId}`);
    expect(await outcome(asked.guardian, sql`update consent set withdrawn_at = clock_now(), withdrawn_by = ctx_person() where student_id = ${asked.id.student} and purpose = 'release_to_agency'`)).toBe(1);
    expect(await outcome(p.therapist, sql`select gate.accept_offer(${id})`)).toBe('a_release_names_the_agency');
    expect(await asActor(t.app, p.therapist, 'test', (tx) => tx.execute(sql`select id from person where id = ${asked.id.student}`))).toHaveLength(0);
  });

  test('accepted while the family withdraws waits for them and is then no offer, without a deadlock', async () => {
    const child = await addStudent(t, p, 'Ivo', 'Reyes');
    referralId = await refer(t, p, child.id.student);
    await consentToAll(t, p, child, referralId);
    const id = randomUUID();
    await outcome(p.coordinator, offer(id, p.id.engagement), sql`update referral set state = 'offered', owner_id = ${p.id.therapist} where id = ${referralId}`);
    let accepting: ReturnType<typeof outcome> | undefined;
    await asActor(t.app, child.guardian, 'test', async (tx) => {
      await tx.execute(sql`select from referral where id = ${referralId} for update`);
      accepting = outcome(p.therapist, sql`select gate.accept_offer(${id})`);
      for (let look = 0; look < 400 && (await t.owner`select from pg_locks where not granted`).length === 0; look += 1);
      await tx.execute(sql`update referral set state = 'awaiting_consent', owner_id = ${p.id.counselor} where id = ${referralId}`);
    });
    expect(await accepting).toBe('an_offer_is_answered_once');
  });
});

describe('care', () => {
  test('ends now and not some day, so that a freed place is a place', async () => {
    expect(await outcome(p.therapist, sql`update episode_of_care set ended_at = clock_now() + interval '1 year' where id = ${s.episodeId}`)).toBe('care_ends_when_it_ends');
    const [row] = await t.owner`select ended_at from episode_of_care where id = ${s.episodeId}`;
    expect(row!.ended_at).toBeNull();
  });
});

describe('a home visit', () => {
  test('is where the student lives, and outside the family’s windows only with their own yes', async () => {
    await t.owner`update student set home_state = 'OH', home_zone = 'America/New_York' where id = ${s.id.student}`;
    const book = (state: string, yes: string | null) => [
      sql`insert into appointment (partnership_id, id, episode_id, therapist_id, agency_id, school_id, place, during, zone, state_code, state, outside_windows_yes_by)
        values (${p.id.partnership}, ${randomUUID()}, ${s.episodeId}, ${p.id.therapist}, ${p.id.agency}, ${p.id.school}, 'home', tstzrange('2026-12-08T22:00:00Z', '2026-12-08T22:50:00Z'), 'America/New_York', ${state}, 'booked', ${yes})`,
      sql`insert into appointment_student select partnership_id, id, ${s.id.student} from appointment where place = 'home' and state = 'booked'`,
      sql`insert into occupancy (partnership_id, appointment_id, kind, resource_id, during, blocked) select a.partnership_id, a.id, r.kind, r.id, a.during, a.during
        from appointment a, (values ('student', ${s.id.student}::uuid), ('therapist', ${p.id.therapist}::uuid)) r(kind, id) where a.place = 'home' and a.state = 'booked'`,
    ];
    expect(await outcome(p.coordinator, ...book('TX', s.id.guardian))).toBe('place_decides_zone_and_law');
    expect(await outcome(p.coordinator, ...book('OH', p.id.coordinator))).toBe('a_home_visit_lies_in_a_guardian_window');
    expect(await outcome(p.coordinator, ...book('OH', s.id.guardian))).toBe(2);
  });

  test('has windows that only this child’s family and staff set', async () => {
    const window = (guardian: string) => sql`insert into guardian_window (partnership_id, student_id, guardian_id, weekday, from_time, until_time, zone)
      values (${p.id.partnership}, ${s.id.student}, ${guardian}, 2, '17:00', '19:00', 'America/New_York')`;
    expect(await outcome(sibling.guardian, window(sibling.id.guardian))).toBe('not theirs');
    expect(await outcome(s.guardian, window(s.id.guardian))).toBe(1);
  });
});

describe('a visit', () => {
  let appointmentId: string;
  beforeAll(async () => {
    appointmentId = await asActor(t.app, p.coordinator, 'test', (tx) => take(tx, p, s, '2026-12-01T14:05:00Z'));
  });
  const code = (student: string, digits: string) => sql`insert into visit_code (partnership_id, appointment_id, student_id, school_id, code, during)
    values (${p.id.partnership}, ${appointmentId}, ${student}, ${p.id.school}, ${digits}, tstzrange('2026-12-01T13:50:00Z', '2026-12-01T15:25:00Z'))`;

  test('has a code only for its own student, made by the product', async () => {
    for (const actor of [p.frontOffice, s.guardian, p.therapist]) expect(await outcome(actor, code(s.id.student, '111111'))).toBe('not theirs');
    expect(await outcome(p.job, code(sibling.id.student, '222222'))).toBe('a_code_is_its_student_s');
    expect(await outcome(p.job, code(s.id.student, '333333'))).toBe(1);
    for (const actor of [p.frontOffice, s.guardian, p.therapist]) expect([0, 'not theirs']).toContain(await outcome(actor, sql`update visit_code set code = '444444'`));
  });

  test('seats a visitor as what their link says they are', async () => {
    await t.moveClockTo('2026-12-01T14:00:00Z');
    const token = randomUUID();
    await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`insert into link (partnership_id, id, kind, token_sha256, person_id, part, appointment_id, expires_at)
      values (${p.id.partnership}, gen_random_uuid(), 'visit', ${hash(token)}, ${s.id.student}, 'student', ${appointmentId}, '2026-12-01T15:25:00Z')`));
    const student: Actor = { kind: 'link', link: 'visit', tokenSha256: hash(token) };
    const visitId = randomUUID();
    expect(await outcome(p.therapist, sql`insert into visit (partnership_id, id, appointment_id, student_id, therapist_id, room_name, media_key_sealed)
      values (${p.id.partnership}, ${visitId}, ${appointmentId}, ${s.id.student}, ${p.id.therapist}, ${randomUUID()}, ${hash('k')})`)).toBe(1);
    const sit = (part: string) => sql`insert into visit_participant (partnership_id, visit_id, person_id, part, identity) values (${p.id.partnership}, ${visitId}, ctx_person(), ${part}, ${randomUUID()})`;
    for (const part of ['therapist', 'guardian', 'interpreter']) expect(await outcome(student, sit(part))).toBe('a_seat_stays_whose_it_is');
    expect(await outcome(student, sit('student'))).toBe(1);
    await t.moveClockTo(tuesdayMorning);
  });
});

describe('a school that says it lies in another zone', () => {
  test('has its access begin and end by that zone’s days', async () => {
    const moved = await addStudent(t, p, 'Lena', 'Voss');
    const until = async () => (await t.owner`select upper(during) as until from person_seen where reason = 'enrolment' and person_id = ${moved.id.student}`)[0]!.until as Date;
    await t.owner`update enrolment set during = '[2026-08-24,2026-12-01)' where id = ${moved.id.enrolment}`;
    expect((await until()).toISOString()).toBe('2026-12-01T05:00:00.000Z');
    expect(await outcome(p.frontOffice, sql`update organisation set zone = 'America/Los_Angeles' where id = ${p.id.school}`)).toBe(1);
    expect((await until()).toISOString()).toBe('2026-12-01T08:00:00.000Z');
    await t.owner`update organisation set zone = 'America/New_York' where id = ${p.id.school}`;
    expect((await until()).toISOString()).toBe('2026-12-01T05:00:00.000Z');
  });
});
