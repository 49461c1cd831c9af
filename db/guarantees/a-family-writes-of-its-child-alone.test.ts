import { randomUUID } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { asActor, type Actor } from '../as-actor.server.ts';
import { refusalIn } from '../refusals.server.ts';
import { testDatabase } from '../test-database.ts';
import { studentInCare, take, testPartnership, tuesdayMorning, type TestPartnership } from '../test-partnership.ts';

const t = await testDatabase();
let p: TestPartnership;
let s: Awaited<ReturnType<typeof studentInCare>>;
let other: Awaited<ReturnType<typeof studentInCare>>;
let forGuardian: Actor;
let theirs = '';

/** What a booking is made of; of these a family's context writes what is its child's. */
const booking = ['appointment', 'appointment_student', 'audit_entry', 'idempotency', 'occupancy', 'outbox'];

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  await t.owner`update engagement set caseload_limit = 20`;
  [s, other] = [await studentInCare(t, p), await studentInCare(t, p, 'Maya', 'Robinson')];
  theirs = await asActor(t.app, p.coordinator, 'test', (tx) => take(tx, p, other, '2026-12-01T14:05:00Z'));
  forGuardian = { kind: 'for-guardian', personId: s.id.guardian, partnershipId: p.id.partnership, studentId: s.id.student };
});

/** The promise that refused, `not theirs` (a policy or a grant), how many rows it touched, or what else came of it. */
const outcome = (actor: Actor, statement: SQL) => asActor(t.app, actor, 'test', (tx) => tx.execute(statement)).then(({ count }) => count, (error: unknown) =>
  refusalIn(error)?.promise ?? (String((error as Error).cause).match(/permission denied|row-level security/) ? 'not theirs' : String((error as Error).cause)));
const refused = ['a_family_writes_of_its_child_alone', 'not theirs'];

test('no table but those of a booking is written for a guardian', async () => {
  const tables = await t.owner`select c.relname as name, (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      order by not has_column_privilege('hallway_app', c.oid, a.attnum, 'update'), a.attnum limit 1) as column
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> all (${booking}) order by 1`;
  const written: unknown[] = [];
  for (const { name, column } of tables as unknown as { name: string; column: string }[]) {
    const [table, col] = [sql.identifier(name), sql.identifier(column)];
    for (const statement of [sql`insert into ${table} default values`, sql`update ${table} set ${col} = ${col}`, sql`delete from ${table}`]) {
      const came = await outcome(forGuardian, statement);
      if (!refused.includes(String(came))) written.push([name, came]);
    }
  }
  expect(written).toEqual([]);
  expect(tables.length).toBeGreaterThan(60);
});

test('nor through a function that may do more than who asks, though the product itself may', async () => {
  const added = sql`select gate.add_interpreter(${p.id.counselor}::uuid, '2026-11-24'::date)`;
  expect(await outcome(forGuardian, added)).toBe('a_family_writes_of_its_child_alone');
  expect(await outcome(p.job, added)).toBe(1);
});

test('and of a booking’s own tables only what is the child’s', async () => {
  const student = sql`insert into appointment_student (partnership_id, appointment_id, student_id) values (ctx_partnership(), ${theirs}, ${other.id.student})`;
  const told = (about: string | null) => sql`insert into outbox (partnership_id, id, person_id, channel, template, sealed, dedupe_key, student_id)
    values (ctx_partnership(), ${randomUUID()}, ${s.id.guardian}, 'email', 'booking-confirmed', sha256('m'), ${randomUUID()}, ${about})`;
  const entry = (about: string | null) => sql`insert into audit_entry (partnership_id, id, body, hmac)
    values (ctx_partnership(), ${randomUUID()}, jsonb_build_object('action', 'student.read', 'personId', ctx_person(), 'studentId', ${about}::text), sha256('h'))`;
  for (const about of [other.id.student, null]) {
    expect(await outcome(forGuardian, told(about))).toBe('not theirs');
    expect(await outcome(forGuardian, entry(about))).toBe('not theirs');
  }
  expect(await outcome(forGuardian, told(s.id.student))).toBe(1);
  expect(await outcome(forGuardian, entry(s.id.student))).toBe(1);
  expect(await outcome(forGuardian, student)).toBe('not theirs');
  expect(await outcome(forGuardian, sql`update occupancy set released_at = clock_now() where appointment_id = ${theirs}`)).toBe(0);
  expect(await outcome(forGuardian, sql`update outbox set state = 'dropped'`)).toBe(0);
  expect(await outcome(forGuardian, sql`update appointment set state = 'cancelled', ended_at = clock_now(), ended_because = 'other' where id = ${theirs}`)).toBe('a_family_books_for_its_own_child');
  await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`insert into idempotency (partnership_id, actor_id, key, body_sha256) values (ctx_partnership(), ${p.id.counselor}, 'key-of-another', sha256('b'))`)).catch(() => undefined);
  expect(await outcome(forGuardian, sql`delete from idempotency`)).toBe(0);
});

test('and reads of no other child', async () => {
  const tables = await t.owner`select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'student_id' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and has_table_privilege('hallway_app', c.oid, 'select') order by 1`;
  const read: string[] = [];
  for (const { name } of tables as unknown as { name: string }[]) {
    if (await outcome(forGuardian, sql`select from ${sql.identifier(name)} where student_id = ${other.id.student}`) !== 0) read.push(name);
  }
  expect(read).toEqual([]);
  expect(await outcome(forGuardian, sql`select from student where id = ${other.id.student}`)).toBe(0);
  expect(await outcome(forGuardian, sql`select from guardianship where student_id = ${s.id.student}`)).toBe(1);
  expect(await outcome(p.job, sql`select from guardianship where student_id = ${other.id.student}`)).toBe(1);
});
