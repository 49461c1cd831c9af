import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, type Actor } from '../as-actor.server.ts';
import { refusalIn } from '../refusals.server.ts';
import { testDatabase } from '../test-database.ts';
import { addStudent, studentInCare, take, Taken, testPartnership, tuesdayMorning, type TestPartnership } from '../test-partnership.ts';

const t = await testDatabase();
let p: TestPartnership;
let other: TestPartnership;
let s: Awaited<ReturnType<typeof studentInCare>>;
let elsewhere: Awaited<ReturnType<typeof studentInCare>>;
let appointmentId: string;

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  other = await testPartnership(t, 'Stone Ridge');
  s = await studentInCare(t, p);
  elsewhere = await studentInCare(t, other, 'Wren', 'Abbott');
  appointmentId = await asActor(t.app, p.coordinator, 'test', (tx) => take(tx, p, s, '2026-12-01T14:05:00Z'));
});

const hash = (text: string) => createHash('sha256').update(text).digest();
const count = (actor: Actor, table: string, where = sql`true`) =>
  asActor(t.app, actor, 'test', async (tx) => Number((await tx.execute<{ n: string }>(sql`select count(*) n from ${sql.identifier(table)} where ${where}`))[0]?.n));
const exists = async (table: string) => Number((await t.owner`select count(*) n from ${t.owner(table)}`)[0]!.n);

const tables = (await t.owner`select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`).map((row) => row.relname as string);

describe('check 29: without a context', () => {
  test.each(tables.filter((table) => table !== 'installation'))('%s shows no row', async (table) => {
    const rows = await t.app.execute(sql`select from ${sql.identifier(table)}`).catch((error: unknown) => error);
    if (Array.isArray(rows)) expect(rows).toHaveLength(0);
    else expect(String((rows as Error).cause)).toContain('permission denied');
  });
  test('… but the rows exist', async () => {
    for (const table of ['person', 'student', 'referral', 'consent', 'appointment', 'occupancy', 'therapist_hours']) expect(await exists(table)).toBeGreaterThan(0);
  });
});

describe('another partnership', () => {
  const tenantTables = tables.filter((table) => !['installation', 'partnership', 'person', 'therapist_hours', 'audit_seal', 'set_up_code', 'backup_run', 'resource_change', 'therapist_day', 'time_off', 'therapist_rules', 'outside_calendar', 'outside_busy', 'address_change'].includes(table));
  test.each(tenantTables)('sees nothing of %s', async (table) => {
    for (const actor of [other.coordinator, other.job, other.therapist, other.counselor, elsewhere.guardian]) {
      const n = await count(actor, table, sql`partnership_id = ${p.id.partnership}`).catch((error: unknown) => String((error as Error).cause));
      if (typeof n === 'number') expect(n).toBe(0);
      else expect(n).toContain('permission denied');
    }
  });
  test('sees none of our people, whose rows exist', async () => {
    expect(await count(other.coordinator, 'person', sql`id in (${s.id.student}, ${s.id.guardian}, ${p.id.counselor})`)).toBe(0);
    expect(await count(p.coordinator, 'person', sql`id in (${s.id.student}, ${s.id.guardian}, ${p.id.counselor})`)).toBe(3);
  });
  test('cannot write into ours', async () => {
    const written = asActor(t.app, other.coordinator, 'test', (tx) => tx.execute(sql`insert into organisation (partnership_id, kind, name) values (${p.id.partnership}, 'school', 'Mine now')`));
    await expect(written).rejects.toMatchObject({ cause: { code: '42501' } });
  });
  test('cannot make our people its own by knowing their ids', async () => {
    const asStaff = asActor(t.app, other.coordinator, 'test', (tx) => tx.execute(sql`select gate.add_membership(gen_random_uuid(), ${s.id.student}::uuid, ${other.id.school}::uuid, 'staff', '[2026-08-01,)'::daterange)`));
    expect(refusalIn(await asStaff.catch((error: unknown) => error))?.promise).toBe('a_person_elsewhere_is_invited');
    const asStudent = asActor(t.app, other.coordinator, 'test', (tx) => tx.execute(sql`insert into student (partnership_id, id) values (${other.id.partnership}, ${s.id.student})`));
    expect(refusalIn(await asStudent.catch((error: unknown) => error))?.promise).toBe('a_person_elsewhere_is_invited');
    const asGuardian = asActor(t.app, other.coordinator, 'test', (tx) => tx.execute(sql`insert into guardianship (partnership_id, student_id, guardian_id, relationship, during) values (${other.id.partnership}, ${elsewhere.id.student}, ${s.id.guardian}, 'other', '[2026-08-01,)')`));
    expect(refusalIn(await asGuardian.catch((error: unknown) => error))?.promise).toBe('a_person_elsewhere_is_invited');
  });
});

describe('within the partnership', () => {
  test('a counselor sees the students of their school, not of another', async () => {
    expect(await count(p.counselor, 'student')).toBe(1);
    expect(await count(p.otherCounselor, 'student')).toBe(0);
    for (const table of ['referral', 'consent', 'guardianship', 'enrolment', 'appointment']) {
      expect([table, await count(p.otherCounselor, table)]).toEqual([table, 0]);
      expect([table, await count(p.counselor, table)]).not.toEqual([table, 0]);
    }
    expect(await count(p.otherCounselor, 'person', sql`id in (${s.id.student}, ${s.id.guardian})`)).toBe(0);
  });
  test('the front office sees room and time, and neither referral nor consent', async () => {
    expect(await count(p.frontOffice, 'appointment')).toBe(1);
    for (const table of ['referral', 'referral_step', 'consent', 'consent_request', 'safety_event', 'offer', 'episode_of_care']) expect([table, await count(p.frontOffice, table)]).toEqual([table, 0]);
  });
  test('a therapist sees the student in care and browses nobody else', async () => {
    const notInCare = await addStudent(t, p, 'Sofia', 'Lund');
    expect(await count(p.therapist, 'student')).toBe(1);
    expect(await count(p.therapist, 'person', sql`id = ${notInCare.id.student}`)).toBe(0);
    expect(await count(p.counselor, 'person', sql`id = ${notInCare.id.student}`)).toBe(1);
  });
  test('a guardian sees their own child and no other', async () => {
    const another = await addStudent(t, p, 'Theo', 'Barnes');
    expect(await count(s.guardian, 'student')).toBe(1);
    expect(await count(s.guardian, 'person', sql`id in (${another.id.student}, ${another.id.guardian})`)).toBe(0);
    expect(await count(another.guardian, 'referral')).toBe(0);
    expect(await count(s.guardian, 'referral')).toBe(1);
    expect(await count(s.guardian, 'appointment', sql`id = ${appointmentId}`)).toBe(1);
    expect(await count(another.guardian, 'appointment', sql`id = ${appointmentId}`)).toBe(0);
  });
  test('a guardianship that nobody confirmed grants nothing', async () => {
    await t.owner`update guardianship set decision_right = false, access_right = false, confirmed_at = null, confirmed_by = null where id = ${s.id.guardianship}`;
    const refused = await asActor(t.app, s.guardian, 'test', async () => 'in').catch((error: unknown) => refusalIn(error)?.promise);
    await t.owner`update guardianship set decision_right = true, access_right = true, confirmed_at = clock_now(), confirmed_by = ${p.id.frontOfficeMembership} where id = ${s.id.guardianship}`;
    expect(refused).toBe('a_guardian_acts_while_confirmed');
    expect(await asActor(t.app, s.guardian, 'test', async () => 'in')).toBe('in');
  });
  test('the old school’s access ends with the enrolment', async () => {
    const moved = await addStudent(t, p, 'Lena', 'Voss');
    expect(await count(p.counselor, 'student', sql`id = ${moved.id.student}`)).toBe(1);
    await asActor(t.app, p.coordinator, 'test', async (tx) => {
      await tx.execute(sql`update enrolment set during = daterange(lower(during), '2026-11-24') where id = ${moved.id.enrolment}`);
      await tx.execute(sql`insert into enrolment (partnership_id, student_id, school_id, during) values (${p.id.partnership}, ${moved.id.student}, ${p.id.otherSchool}, '[2026-11-24,)')`);
    });
    expect(await count(p.counselor, 'student', sql`id = ${moved.id.student}`)).toBe(0);
    expect(await count(p.otherCounselor, 'student', sql`id = ${moved.id.student}`)).toBe(1);
    expect(await count(p.coordinator, 'student', sql`id = ${moved.id.student}`)).toBe(1);
  });
  test('a membership that ended opens no door', async () => {
    await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`select gate.end_membership(${p.id.privacyOfficerMembership}::uuid, '2026-11-23')`));
    expect(await asActor(t.app, p.privacyOfficer, 'test', async () => 'in').catch((error: unknown) => refusalIn(error)?.promise)).toBe('a_member_acts_under_a_current_membership');
  });
});

test('a therapist engaged in two partnerships is taken once; the loser learns only that the hour is busy', async () => {
  const shared = { ...other, id: { ...other.id, therapist: p.id.therapist, engagement: crypto.randomUUID() }, therapist: { kind: 'member', personId: p.id.therapist, membershipId: crypto.randomUUID() } as const };
  await asActor(t.app, other.job, 'test', async (tx) => {
    await tx.execute(sql`select gate.engage(${shared.id.engagement}::uuid, ${p.id.therapist}::uuid, ${other.id.agency}::uuid, '[2026-08-01,)'::daterange, '{school}'::text[], '[5,20)'::int4range, 5, true)`);
    await tx.execute(sql`select gate.add_membership(${shared.therapist.membershipId}::uuid, ${p.id.therapist}::uuid, ${other.id.agency}::uuid, 'therapist', '[2026-08-01,)'::daterange)`);
    await tx.execute(sql`insert into license (partnership_id, therapist_id, state, kind, number, during) values (${other.id.partnership}, ${p.id.therapist}, 'OH', 'counselor', 'C.1', '[2025-01-01,2027-03-31)')`);
  });
  const theirs = await studentInCare(t, shared, 'Amira', 'Said');
  const [seen] = await asActor(t.app, other.coordinator, 'test', (tx) =>
    tx.execute<{ busy: string }>(sql`select gate.busy(${p.id.therapist}::uuid, tstzrange('2026-12-01T12:00:00Z', '2026-12-01T22:00:00Z'))::text busy`));
  expect(seen?.busy).toBe('{["2026-12-01 14:05:00+00","2026-12-01 14:55:00+00")}');
  expect(await count(other.coordinator, 'appointment', sql`therapist_id = ${p.id.therapist}`)).toBe(0);
  const taken = asActor(t.app, other.coordinator, 'test', (tx) => take(tx, shared, theirs, '2026-12-01T14:05:00Z'));
  await expect(taken).rejects.toBeInstanceOf(Taken);
  expect(await asActor(t.app, other.coordinator, 'test', (tx) => take(tx, shared, theirs, '2026-12-01T18:00:00Z'))).toEqual(expect.any(String));
});

test('the web process cannot change what is signed or logged, move the clock, or become anyone else', async () => {
  for (const statement of ['update audit_entry set body = body', 'delete from audit_entry', 'truncate consent_signature', 'update consent_signature set language = language', 'set role hallway_gate', 'set session_replication_role = replica',
    'alter table student disable row level security', "call upkeep.set_clock('1 day')", 'create table public.mine (id int)', 'create temporary table person (id int)', 'select * from auth.session']) {
    const outcome = await t.app.execute(sql.raw(statement)).catch((error: unknown) => String((error as Error).cause));
    expect([statement, outcome]).toEqual([statement, expect.stringMatching(/permission denied|must be owner|cannot create/)]);
  }
});

describe('who is no colleague', () => {
  const linkOf = async (kind: 'invitation' | 'visit', person: string, about: { request?: string; appointment?: string; part?: string }): Promise<Actor> => {
    const token = randomUUID();
    await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`insert into link (partnership_id, id, kind, token_sha256, person_id, part, consent_request_id, appointment_id, expires_at)
      values (${p.id.partnership}, gen_random_uuid(), ${kind}, ${hash(token)}, ${person}, ${about.part ?? null}, ${about.request ?? null}, ${about.appointment ?? null}, clock_now() + interval '1 hour')`));
    return { kind: 'link', link: kind, tokenSha256: hash(token) };
  };
  const nameOf = async (actor: Actor, who: string) => (await asActor(t.app, actor, 'test', (tx) => tx.execute<{ name: string | null }>(sql`select gate.name_of_staff(${who}::uuid) as name`)))[0]?.name ?? null;

  test('sees no member of staff, whoever works where, and no hours: only the names of whom they deal with', async () => {
    const family = [s.guardian, await linkOf('invitation', s.id.guardian, { request: s.requestId }), await linkOf('visit', s.id.student, { appointment: appointmentId, part: 'student' }), await linkOf('visit', s.id.guardian, { appointment: appointmentId, part: 'guardian' })];
    for (const actor of family) {
      expect(await count(actor, 'person', sql`id in (${p.id.therapist}, ${p.id.counselor}, ${p.id.coordinator}, ${p.id.frontOffice})`)).toBe(0);
      for (const table of ['membership', 'engagement', 'therapist_hours', 'license']) expect([table, await count(actor, table)]).toEqual([table, 0]);
      expect(await nameOf(actor, p.id.therapist)).toBe('Nadia Haddad');
      for (const stranger of [p.id.coordinator, p.id.frontOffice, p.id.otherCounselor, other.id.therapist, elsewhere.id.guardian]) expect(await nameOf(actor, stranger)).toBeNull();
    }
    expect(await nameOf(s.guardian, p.id.counselor)).toBe('Tom Brandt');
    for (const table of ['person', 'membership', 'engagement', 'therapist_hours', 'license']) expect([table, await exists(table)]).not.toEqual([table, 0]);
  });

  test('a front office knows therapists by name, and not that an agency sends them', async () => {
    expect(await count(p.frontOffice, 'person', sql`id = ${p.id.therapist}`)).toBe(1);
    expect(await count(p.frontOffice, 'organisation', sql`kind = 'agency'`)).toBe(0);
    expect(await count(p.frontOffice, 'membership', sql`person_id = ${p.id.therapist}`)).toBe(0);
    for (const table of ['engagement', 'therapist_hours', 'license', 'therapist_concern']) expect([table, await count(p.frontOffice, table)]).toEqual([table, 0]);
    expect(await count(p.frontOffice, 'membership', sql`person_id = ${p.id.counselor}`)).toBe(1);
    expect(await count(p.counselor, 'organisation', sql`kind = 'agency'`)).toBe(1);
  });
});
