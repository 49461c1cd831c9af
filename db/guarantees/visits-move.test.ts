import { randomUUID } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { asActor, type Actor } from '../as-actor.server.ts';
import type { Tx } from '../connect.server.ts';
import { refusalIn } from '../refusals.server.ts';
import { testDatabase } from '../test-database.ts';
import { outcomeOf } from '../test-outcome.ts';
import { studentInCare, take, Taken, testPartnership, tuesdayMorning, type TestPartnership } from '../test-partnership.ts';

const t = await testDatabase();
let p: TestPartnership;
let s: Awaited<ReturnType<typeof studentInCare>>;
let other: Awaited<ReturnType<typeof studentInCare>>;

/** Bookable periods that do not touch: mornings and early afternoons of three weeks. */
const starts = ['2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-07', '2026-12-08', '2026-12-09', '2026-12-10'].flatMap((day) => [`${day}T13:10:00Z`, `${day}T18:00:00Z`]);
const [first = '', second = '', third = ''] = starts;

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  await t.owner`update engagement set caseload_limit = 20`;
  s = await studentInCare(t, p);
  other = await studentInCare(t, p, 'Maya', 'Robinson');
});

afterEach(async () => {
  await t.moveClockTo(tuesdayMorning);
  await t.owner.begin(async (owner) => {
    await owner`update occupancy set released_at = clock_now() where released_at is null`;
    await owner`update appointment set state = 'cancelled', held_until = null, ended_at = clock_now(), ended_because = 'other' where state in ('held', 'booked')`;
  });
});

const resources = (who = s) => sql.param([p.id.therapist, p.id.room, who.id.student]);
const until = (start: string) => sql`tstzrange(${start}::timestamptz, ${start}::timestamptz + interval '50 minutes')`;

/** Raw, so that the database's own refusals are met: locks, gate, and everything taken anew. */
async function moveTo(tx: Tx, appointmentId: string, start: string, who = s, blocked: SQL = sql`a.during`): Promise<string> {
  await tx.execute(sql`select lock_resources(${resources(who)}::uuid[])`);
  await tx.execute(sql`select gate.release_expired_holds(${resources(who)}::uuid[])`);
  const [moved] = await tx.execute<{ sequence: number | null }>(sql`select gate.move_appointment(${appointmentId}::uuid, ${until(start)}, ${p.id.room}::uuid, 'America/New_York', 'OH', (select calendar_sequence from appointment where id = ${appointmentId})) as sequence`);
  if (moved?.sequence == null) return 'not theirs';
  const taken = await tx.execute(sql`insert into occupancy (partnership_id, appointment_id, kind, resource_id, during, blocked)
    select a.partnership_id, a.id, r.kind, r.id, a.during, ${blocked} from appointment a, (values ('therapist', ${p.id.therapist}::uuid), ('room', ${p.id.room}::uuid), ('student', ${who.id.student}::uuid)) r(kind, id) where a.id = ${appointmentId}
    on conflict on constraint nobody_in_two_places do nothing returning kind`);
  if (taken.length < 3) throw new Taken();
  return 'done';
}
async function cancel(tx: Tx, appointmentId: string): Promise<string> {
  await tx.execute(sql`select lock_resources(${resources()}::uuid[])`);
  const gone = await tx.execute(sql`update appointment set state = 'cancelled', ended_at = clock_now(), ended_because = 'other' where id = ${appointmentId} and state = 'booked' returning id`);
  await tx.execute(sql`update occupancy set released_at = clock_now() where appointment_id = ${appointmentId} and released_at is null and exists (select from appointment where id = ${appointmentId} and state = 'cancelled')`);
  return gone.length > 0 ? 'done' : 'over';
}
const tell = (work: Promise<string>) => work.catch((error: unknown) => (error instanceof Taken ? 'taken' : (refusalIn(error)?.promise ?? Promise.reject(error))));
const as = <A>(work: (tx: Tx) => Promise<A>, actor: Actor = p.coordinator) => asActor(t.app, actor, 'test', work);
const book = (start: string, who = s, state: 'held' | 'booked' = 'booked') => as((tx) => take(tx, p, who, start, state));
const overlaps = async () => Number((await t.owner`select count(*) n from occupancy a join occupancy b on a.resource_id = b.resource_id and a.id < b.id and a.blocked && b.blocked where a.released_at is null and b.released_at is null`)[0]!.n);
const notWhole = async () => Number((await t.owner`select count(*) n from appointment a where a.state = 'booked' and (select count(*) from occupancy o where o.appointment_id = a.id and o.released_at is null and o.during = a.during) <> 3`)[0]!.n);

describe('many at once', () => {
  test('of 200 who book, move and cancel the same few times, while holds end in the middle, nobody is ever in two places and nobody deadlocks', async () => {
    const mine = await Promise.all([book(first), book(third), book(second, other)]);
    await book(starts[4]!, other, 'held');
    await book(starts[5]!, s, 'held');
    await t.moveClockTo('2026-11-24T13:09:59Z');
    let seed = 7;
    const next = (n: number) => (seed = (seed * 48_271) % 2_147_483_647) % n;
    const works = Array.from({ length: 200 }, (_, n) => {
      const start = starts[next(8)]!;
      if (n === 100) return t.moveClockTo('2026-11-24T13:10:01Z').then(() => 'done');
      if (n % 4 === 0) return tell(as(async (tx) => { await take(tx, p, n % 8 ? s : other, start); return 'done'; }));
      if (n % 11 === 0) return tell(as((tx) => cancel(tx, mine[next(2)]!)));
      const which = next(3);
      return tell(as((tx) => moveTo(tx, mine[which]!, start, which === 2 ? other : s)));
    });
    const told = new Set(await Promise.all(works));
    expect([...told].filter((one) => !['done', 'taken', 'over', 'only_a_visit_to_come_is_moved', 'a_visit_moved_meanwhile', 'a_move_changes_time_or_room'].includes(one))).toEqual([]);
    expect(told).toContain('done');
    expect(await overlaps()).toBe(0);
    expect(await notWhole()).toBe(0);
  });

  test('a visit that is moved and cancelled at once is one or the other, and frees what it leaves', async () => {
    for (let round = 0; round < 4; round += 1) {
      const id = await book(first);
      const [moved, gone] = await Promise.all([tell(as((tx) => moveTo(tx, id, second))), tell(as((tx) => cancel(tx, id)))]);
      expect(gone === 'done' || moved === 'done').toBe(true);
      const [row] = await t.owner`select state, (select count(*)::int from occupancy o where o.appointment_id = a.id and o.released_at is null) as live from appointment a where id = ${id}`;
      expect(row).toMatchObject({ state: 'cancelled', live: 0 });
      expect(moved === 'done' ? 'done' : moved).toMatch(/^done$|^only_a_visit_to_come_is_moved$/);
    }
  });

  test('of two who move one visit, who saw it before it moved is told; it takes one time', async () => {
    const id = await book(first);
    const move = (start: string) => tell(as(async (tx) => {
      await tx.execute(sql`select lock_resources(${resources()}::uuid[])`);
      const [row] = await tx.execute<{ sequence: number }>(sql`select gate.move_appointment(${id}::uuid, ${until(start)}, ${p.id.room}::uuid, 'America/New_York', 'OH', 0) as sequence`);
      await tx.execute(sql`insert into occupancy (partnership_id, appointment_id, kind, resource_id, during, blocked)
        select a.partnership_id, a.id, r.kind, r.id, a.during, a.during from appointment a, (values ('therapist', ${p.id.therapist}::uuid), ('room', ${p.id.room}::uuid), ('student', ${s.id.student}::uuid)) r(kind, id) where a.id = ${id}`);
      return row ? 'done' : 'nothing';
    }));
    expect((await Promise.all([move(second), move(third)])).sort()).toEqual(['a_visit_moved_meanwhile', 'done']);
    expect(await notWhole()).toBe(0);
    expect((await t.owner`select calendar_sequence from appointment where id = ${id}`)[0]).toEqual({ calendar_sequence: 1 });
  });

  test('of who moves onto a time and who books it, one has it', async () => {
    const id = await book(first);
    const told = await Promise.all([tell(as((tx) => moveTo(tx, id, second))), tell(as(async (tx) => { await take(tx, p, other, second); return 'done'; }))]);
    expect(told.sort()).toEqual(['done', 'taken']);
    expect(await overlaps()).toBe(0);
    expect(await notWhole()).toBe(0);
  });
});

describe('a script that writes straight to the tables', () => {
  const outcome = (actor: Actor, work: SQL) => outcomeOf(t, actor, work);

  test('moves no visit: neither its time nor its room, whoever it acts for', async () => {
    const id = await book(first);
    for (const actor of [p.coordinator, p.therapist, p.counselor, p.frontOffice, p.job, s.guardian]) {
      for (const change of [sql`during = ${until(second)}`, sql`room_id = null`, sql`moved_by = ctx_person()`, sql`moved_at = clock_now()`, sql`calendar_sequence = 9`]) {
        expect(await outcome(actor, sql`update appointment set ${change} where id = ${id}`)).toBe('not theirs');
      }
    }
    const [row] = await t.owner`select lower(during) = ${first}::timestamptz as there, calendar_sequence as sequence from appointment where id = ${id}`;
    expect(row).toEqual({ there: true, sequence: 0 });
  });

  test('takes nobody twice and nothing beside: occupancy goes where its appointment goes, and is not let go alone', async () => {
    const id = await book(first);
    expect(await outcome(p.coordinator, sql`update occupancy set released_at = clock_now() where appointment_id = ${id}`)).toBe('an_appointment_takes_all_it_needs');
    expect(await outcome(p.coordinator, sql`update occupancy set during = ${until(second)}, blocked = ${until(second)} where appointment_id = ${id}`)).toBe('not theirs');
    expect(await outcome(p.coordinator, sql`insert into occupancy (partnership_id, appointment_id, kind, resource_id, during, blocked) values (${p.id.partnership}, ${id}, 'therapist', ${p.id.therapist}, ${until(second)}, ${until(second)})`)).toBe('occupancy_follows_its_appointment');
    expect(await outcome(p.coordinator, sql`insert into occupancy (partnership_id, appointment_id, kind, resource_id, during, blocked) select partnership_id, id, 'therapist', therapist_id, during, during from appointment where id = ${id}`)).toBe('nobody_in_two_places');
    expect(await outcome(p.coordinator, sql`delete from occupancy where appointment_id = ${id}`)).toBe('not theirs');
  });

  test('takes nothing up again that a visit left, neither after a move nor when it is over', async () => {
    const id = await book(first);
    expect(await tell(as((tx) => moveTo(tx, id, second)))).toBe('done');
    const again = sql`update occupancy set released_at = null where appointment_id = ${id} and released_at is not null`;
    for (const actor of [s.guardian, p.therapist, p.counselor, p.frontOffice, p.coordinator, p.job]) expect(await outcome(actor, again)).not.toBe(3);
    expect(await outcome(p.coordinator, again)).toBe('what_is_freed_stays_free');
    expect((await t.owner`select count(*)::int as live from occupancy where appointment_id = ${id} and released_at is null`)[0]).toEqual({ live: 3 });
    expect(await tell(as(async (tx) => { await take(tx, p, other, first); return 'done'; }))).toBe('done');
  });

  test('leaves nothing taken for a time at which the visit no longer is', async () => {
    const id = await book(first);
    await tell(as((tx) => moveTo(tx, id, second)));
    await t.owner`alter table occupancy disable trigger stays_free`;
    expect(await outcome(p.coordinator, sql`update occupancy set released_at = null where appointment_id = ${id} and during = ${until(first)}`)).toBe('occupancy_follows_its_appointment');
    await t.owner`alter table occupancy enable trigger stays_free`;
  });

  test('moves through the gate only what the actor may, and only whole', async () => {
    const id = await book(first);
    const gate = (start: string, actor: Actor) => outcome(actor, sql`select gate.move_appointment(${id}::uuid, ${until(start)}, ${p.id.room}::uuid, 'America/New_York', 'OH', 0)`);
    expect(await gate(second, p.coordinator)).toBe('an_appointment_takes_all_it_needs');
    for (const actor of [p.frontOffice, p.otherCounselor, p.privacyOfficer, s.guardian]) expect(await tell(as((tx) => moveTo(tx, id, second), actor))).toBe('not theirs');
    const away = await testPartnership(t, 'Far Away');
    expect(await tell(as((tx) => moveTo(tx, id, second), away.coordinator))).toBe('not theirs');
    expect(await tell(as((tx) => moveTo(tx, id, second)))).toBe('done');
    expect(await tell(as((tx) => moveTo(tx, id, '2026-12-05T13:10:00Z')))).toBe('a_visit_lies_in_an_open_school_day');
    expect(await tell(as((tx) => moveTo(tx, randomUUID(), third)))).toBe('not theirs');
  });
});
