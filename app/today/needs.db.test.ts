import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { addStaff, addStudent, testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import type { MemberRole } from '../identity/permissions.ts';
import { needsOf } from './needs.server.ts';

const t = await testDatabase();
let p: TestPartnership;
let administrators: { own: Actor; other: Actor };

beforeAll(async () => {
  holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  const id = { agency: randomUUID(), own: [randomUUID(), randomUUID()] as const, other: [randomUUID(), randomUUID()] as const };
  await asActor(t.app, p.job, 'test', async (tx) => {
    await tx.execute(sql`insert into organisation (partnership_id, id, kind, name) values (ctx_partnership(), ${id.agency}, 'agency', 'Bridge')`);
    await addStaff(tx, ...id.own, 'Lena', 'Ortiz', p.id.agency, 'agency_administrator');
    await addStaff(tx, ...id.other, 'Moe', 'Lind', id.agency, 'agency_administrator');
  });
  const member = ([personId, membershipId]: readonly [string, string]): Actor => ({ kind: 'member', personId, membershipId });
  administrators = { own: member(id.own), other: member(id.other) };
});

const kinds = async (actor: Actor, role: MemberRole) => Object.fromEntries((await asActor(t.app, actor, 'test', (tx) => needsOf(tx, role))).map((need) => [need.kind, need.count]));
const ofCoordinator = () => kinds(p.coordinator, 'coordinator');

test('a partnership is told what it still lacks, and of each no longer once it is there', async () => {
  expect(await ofCoordinator()).toEqual({ 'no-roster': 1, 'no-school-year': 1 });
  await t.owner`insert into school_year (partnership_id, title, during) values (${p.id.partnership}, '2026-27', '[2026-08-24,2027-06-12)')`;
  await addStudent(t, p);
  expect(await ofCoordinator()).toEqual({});
  expect(await kinds(p.privacyOfficer, 'privacy_officer')).toEqual({});
});

test('a school without state or zone, one without a counselor, and guardians that nobody confirmed are named', async () => {
  const school = randomUUID();
  await t.owner`insert into organisation (partnership_id, id, kind, name) values (${p.id.partnership}, ${school}, 'school', 'Elm')`;
  const [guardianship] = await t.owner`select id from guardianship`;
  await t.owner`insert into guardianship (partnership_id, student_id, guardian_id, relationship, during) select partnership_id, student_id, ${p.id.counselor}, 'other', during from guardianship`;
  expect(await ofCoordinator()).toEqual({ 'school-incomplete': 1, 'no-counselor': 1, guardianships: 1 });
  expect(await kinds(p.privacyOfficer, 'privacy_officer')).toEqual({ 'school-incomplete': 1, 'no-counselor': 1, guardianships: 1 });
  await t.owner`update organisation set ended_at = now() where id = ${school}`;
  await t.owner`delete from guardianship where id <> ${guardianship!.id as string}`;
  expect(await ofCoordinator()).toEqual({});
});

test('a license that ends within 60 days is named until a later one is there; an agency is told of its own therapists alone', async () => {
  await t.owner`update license set during = '[2025-01-01,2027-01-23)'`;
  expect(await ofCoordinator()).toEqual({ 'licenses-end': 1 });
  expect(await kinds(administrators.own, 'agency_administrator')).toEqual({ 'licenses-end': 1 });
  expect(await kinds(administrators.other, 'agency_administrator')).toEqual({ 'no-therapist': 1 });
  await t.owner`update license set during = '[2025-01-01,2027-01-24)'`;
  expect(await ofCoordinator()).toEqual({});
  await t.owner`update license set during = '[2025-01-01,2026-12-01)'`;
  await t.owner`insert into license (partnership_id, therapist_id, state, kind, number, during) values (${p.id.partnership}, ${p.id.therapist}, 'OH', 'counselor', 'C.2', '[2026-12-01,2028-12-01)')`;
  expect(await ofCoordinator()).toEqual({});
  await t.owner`delete from license`;
  expect(await ofCoordinator()).toEqual({ 'without-license': 1 });
  await t.owner`insert into license (partnership_id, therapist_id, state, kind, number, during) values (${p.id.partnership}, ${p.id.therapist}, 'OH', 'counselor', 'C.3', '[2025-01-01,2028-12-01)')`;
});

test('mail that was given up or waits, and work that was given up, are named; another partnership’s are not', async () => {
  const other = await testPartnership(t, 'Stone Ridge');
  const outbox = (state: string, error: string) => t.owner`insert into outbox (partnership_id, person_id, channel, template, sealed, dedupe_key, state, attempts, last_error)
    values (${p.id.partnership}, ${p.id.counselor}, 'email', 'booking-confirmed', ${Buffer.from([0])}, ${randomUUID()}, ${state}, 3, ${error})`;
  await outbox('dead', 'refused');
  await outbox('promised', 'mail-down');
  for (const data of [{}, { partnershipId: p.id.partnership }, { partnershipId: other.id.partnership }]) {
    await t.owner`insert into jobs.job (name, data, state) values ('sweep', ${t.owner.json(data)}, 'failed')`;
  }
  expect(await ofCoordinator()).toEqual({ 'mail-failed': 1, 'mail-waits': 1, 'jobs-failed': 2 });
  await t.owner`delete from jobs.job`;
  await t.owner`delete from outbox`;
});

test('a backup that failed, or is late, is named where Hallway makes them; an operator’s is none of its business', async () => {
  const run = (hoursAgo: number, failed: string | null) => t.owner`insert into backup_run (id, started_at, ended_at, failed, bytes)
    values (${randomUUID()}, now() - make_interval(hours => ${hoursAgo + 1}), now() - make_interval(hours => ${hoursAgo}), ${failed}, ${failed === null ? 10 : null})`;
  await t.owner`update installation set backups_by = 'hallway'`;
  await run(40, null);
  expect(await ofCoordinator()).toEqual({ 'backup-late': 1 });
  await run(2, 'no-room');
  expect(await ofCoordinator()).toEqual({ 'backup-failed': 1 });
  await run(1, null);
  expect(await ofCoordinator()).toEqual({});
  await t.owner`delete from backup_run`;
  await run(1, 'no-room');
  await t.owner`update installation set backups_by = 'operator'`;
  expect(await ofCoordinator()).toEqual({});
});

test('an invitation that nobody accepted is named after two days, and no longer once it is accepted or withdrawn', async () => {
  const invite = (madeAt: string) => t.owner`insert into link (partnership_id, id, kind, token_sha256, person_id, membership_id, made_at, begins_at, expires_at)
    values (${p.id.partnership}, ${randomUUID()}, 'invitation', ${randomBytes(32)}, ${p.id.counselor}, ${p.id.counselorMembership}, ${madeAt}, ${madeAt}, '2026-11-30T00:00:00Z')`;
  await invite('2026-11-23T12:00:00Z');
  expect(await ofCoordinator()).toEqual({});
  await invite('2026-11-21T12:00:00Z');
  expect(await ofCoordinator()).toEqual({ invitations: 1 });
  await t.owner`update link set spent_at = clock_now() where membership_id is not null`;
  expect(await ofCoordinator()).toEqual({});
});

test('students of today’s roster without a birth date are counted until they have one', async () => {
  const before = await ofCoordinator();
  const { id } = await addStudent(t, p, 'Nora', 'Vale');
  expect(await ofCoordinator()).not.toHaveProperty('no-birth-date');
  await t.owner`update student set birth_date = null where id = ${id.student}`;
  expect(await ofCoordinator()).toMatchObject({ 'no-birth-date': 1 });
  expect(await kinds(p.privacyOfficer, 'privacy_officer')).toMatchObject({ 'no-birth-date': 1 });
  await t.owner`update student set birth_date = '2014-03-02' where id = ${id.student}`;
  expect(Object.keys(await ofCoordinator())).not.toContain('no-birth-date');
  expect(Object.keys(before)).not.toContain('no-birth-date');
});

test('an emergency access that nobody but its opener could review stands with its opener until somebody else can', async () => {
  const { id } = await addStudent(t, p, 'Otto', 'Vale');
  await t.owner`alter table emergency_access disable trigger user`;
  await t.owner`insert into emergency_access (partnership_id, id, student_id, school_id, opened_by, membership_id, organisation_id, threat, parties, reason_sealed)
    values (${p.id.partnership}, ${randomUUID()}, ${id.student}, ${p.id.school}, ${p.id.coordinator}, ${p.id.coordinatorMembership}, ${p.id.school}, 'other', '{only_me}', '\\x00')`;
  await t.owner`alter table emergency_access enable trigger user`;
  expect(await ofCoordinator()).not.toHaveProperty('emergency-alone');
  expect(await kinds(p.privacyOfficer, 'privacy_officer')).toHaveProperty('emergency-review');
  const others = t.owner`select id from membership where partnership_id = ${p.id.partnership} and person_id <> ${p.id.coordinator} and role in ('coordinator', 'privacy_officer') and ended_at is null`;
  const ids = (await others).map((row) => row['id'] as string);
  await t.owner`update membership set ended_at = now() where id = any(${ids})`;
  expect(await ofCoordinator()).toMatchObject({ 'emergency-alone': 1 });
  await t.owner`update membership set ended_at = null where id = any(${ids})`;
  expect(await ofCoordinator()).not.toHaveProperty('emergency-alone');
});

test('… and it stands with them in the role in which they opened it too, with the way to the one that appoints', async () => {
  const [counselor, one] = [{ person: p.id.coordinator, membership: randomUUID() }, await addStudent(t, p, 'Ola', 'Vale')];
  await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`select gate.add_membership(${counselor.membership}::uuid, ${counselor.person}::uuid, ${p.id.school}::uuid, 'counselor', '[2026-08-01,)'::daterange)`));
  await t.owner`alter table emergency_access disable trigger user`;
  await t.owner`insert into emergency_access (partnership_id, id, student_id, school_id, opened_by, membership_id, organisation_id, threat, parties, reason_sealed)
    values (${p.id.partnership}, ${randomUUID()}, ${one.id.student}, ${p.id.school}, ${counselor.person}, ${counselor.membership}, ${p.id.school}, 'other', '{only_me}', '\\x00')`;
  await t.owner`alter table emergency_access enable trigger user`;
  const asCounselor: Actor = { kind: 'member', personId: counselor.person, membershipId: counselor.membership };
  expect(await kinds(asCounselor, 'counselor')).not.toHaveProperty('emergency-alone-here');
  const others = (await t.owner`select id from membership where partnership_id = ${p.id.partnership} and person_id <> ${counselor.person} and role in ('coordinator', 'privacy_officer') and ended_at is null`).map((row) => row['id'] as string);
  await t.owner`update membership set ended_at = now() where id = any(${others})`;
  expect(await kinds(asCounselor, 'counselor')).toMatchObject({ 'emergency-alone-here': 1 });
  expect(await kinds(p.counselor, 'counselor')).not.toHaveProperty('emergency-alone-here');
  await t.owner`update membership set ended_at = null where id = any(${others})`;
});

test('a room that is out of order while it is booked for something else stands with its school’s front office until that is released', async () => {
  const use = randomUUID();
  await asActor(t.app, p.frontOffice, 'test', async (tx) => {
    await tx.execute(sql`insert into room_use (partnership_id, id, school_id, room_id, series_id, during, kind) values (${p.id.partnership}, ${use}, ${p.id.school}, ${p.id.room}, ${use}, '[2026-12-01T15:00:00Z,2026-12-01T16:00:00Z)', 'test')`);
    await tx.execute(sql`insert into occupancy (partnership_id, room_use_id, kind, resource_id, during, blocked) select partnership_id, id, 'room', room_id, during, during from room_use where id = ${use}`);
  });
  const stands = async () => (await kinds(p.frontOffice, 'front_office'))['use-out-of-order'];
  expect(await stands()).toBeUndefined();
  await asActor(t.app, p.frontOffice, 'test', (tx) => tx.execute(sql`insert into room_out_of_order (partnership_id, id, school_id, room_id, during, reason) values (${p.id.partnership}, gen_random_uuid(), ${p.id.school}, ${p.id.room}, '[2026-12-01T12:00:00Z,)', 'heat')`));
  expect(await stands()).toBe(1);
  await t.owner.begin(async (owner) => {
    await owner`update occupancy set released_at = clock_now() where room_use_id = ${use}`;
    await owner`update room_use set released_at = clock_now() where id = ${use}`;
  });
  expect(await stands()).toBeUndefined();
});
