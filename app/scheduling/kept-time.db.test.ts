import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { studentInCare, take, takeAll, Taken, testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { frameAround, hasCell, type CellFrame, type Cells } from './cells.ts';
import { forgetAll, keptSize } from './kept.server.ts';
import { timeOf } from './kept-time.server.ts';
import { loadedKey, loadTime, type Loadable } from './load-time.server.ts';
import { resourceCells, type ResourceCells } from './resource-starts.ts';
import { schoolTimeOf } from './school-time.server.ts';

const t = await testDatabase();
const zone = 'America/New_York';
const within = { fromMs: Date.parse('2026-11-30T00:00:00Z'), untilMs: Date.parse('2026-12-12T00:00:00Z') };
const frames = [frameAround(within, 5), frameAround(within, 1), frameAround({ fromMs: Date.parse('2026-12-03T00:00:00Z'), untilMs: Date.parse('2026-12-05T00:00:00Z') }, 5)];
let p: TestPartnership;
let s: Awaited<ReturnType<typeof studentInCare>>;
let wanted: Loadable[];
const linh = randomUUID();

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  s = await studentInCare(t, p);
  wanted = [
    { kind: 'therapist', id: p.id.therapist }, { kind: 'room', id: p.id.room, schoolId: p.id.school, zone }, { kind: 'person', id: s.id.student },
    { kind: 'school', id: p.id.school, zone }, { kind: 'family', id: s.id.student }, { kind: 'interpreter', id: linh }, { kind: 'guardian', id: s.id.guardian, studentId: s.id.student },
  ];
  await asActor(t.app, p.coordinator, 'test', async (tx) => {
    await tx.execute(sql`insert into person (id, given_name, family_name, made_up) values (${linh}, 'Linh', 'Pham', true)`);
    await tx.execute(sql`select gate.add_interpreter(${linh}::uuid, '2026-11-01')`);
    await tx.execute(sql`insert into interpreter_language values (${p.id.partnership}, ${linh}, 'vi')`);
    await tx.execute(sql`insert into interpreter_hours (partnership_id, person_id, weekday, from_time, until_time, zone) select ${p.id.partnership}::uuid, ${linh}::uuid, d, '08:00', '15:00', ${zone} from generate_series(1, 5) d`);
    await tx.execute(sql`insert into interpreter_need (partnership_id, referral_id, language) values (${p.id.partnership}, ${s.referralId}, 'vi')`);
    await tx.execute(sql`insert into sits_in (partnership_id, student_id, guardian_id, place) values (${p.id.partnership}, ${s.id.student}, ${s.id.guardian}, 'school')`);
  });
});
beforeEach(() => forgetAll());

const asCoordinator = <T>(work: (tx: Tx) => Promise<T>) => asActor(t.app, p.coordinator, 'test', work);

/** Worked out from rules and bookings, with nothing kept. */
async function obvious(tx: Tx, frame: CellFrame): Promise<ResourceCells[]> {
  const cells: ResourceCells[] = [];
  for (const one of wanted) cells.push(resourceCells(frame, (await loadTime(tx, [one], { fromMs: frame.fromMs, untilMs: frame.fromMs + frame.words * 32 * frame.cellMs })).get(loadedKey(one))!));
  return cells;
}

/** In one transaction that sees one moment, what is kept and what is worked out are the same. */
async function expectTrue(tx: Tx, frame: CellFrame): Promise<void> {
  const kept = await timeOf(tx, frame, wanted);
  expect(kept.map((cells) => told(frame, cells))).toEqual((await obvious(tx, frame)).map((cells) => told(frame, cells)));
}

/** Cells as stretches of time, to be read when they differ. */
function told(frame: CellFrame, { open, clear }: ResourceCells) {
  const stretches = (cells: Cells) => {
    const found: string[] = [];
    for (let cell = 0; cell < frame.words * 32; cell++) {
      const at = () => new Date(frame.fromMs + cell * frame.cellMs).toISOString().slice(0, 16);
      if (hasCell(cells, cell) && !(cell > 0 && hasCell(cells, cell - 1))) found.push(at());
      else if (!hasCell(cells, cell) && cell > 0 && hasCell(cells, cell - 1)) found.push(`${found.pop()} – ${at()}`);
    }
    return found;
  };
  return { open: open === 'always' ? 'always' : stretches(open), clear: stretches(clear) };
}
const expectTrueNow = async () => {
  for (const frame of frames) await asCoordinator((tx) => expectTrue(tx, frame));
};

/** mulberry-like, so that a failure can be told again. */
function randomFrom(seed: number) {
  let state = seed >>> 0;
  return (below: number) => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) % below;
}
const starts = ['2026-12-01T13:10:00Z', '2026-12-01T14:05:00Z', '2026-12-03T13:10:00Z', '2026-12-03T18:00:00Z', '2026-12-08T14:05:00Z'];

/** A booked visit to another of the starts at which all it takes is free; nothing when there is none. */
async function moveOne(tx: Tx, pick: (below: number) => number): Promise<'moved' | undefined> {
  const [one] = await tx.execute<{ id: string; sequence: number; takes: { kind: string; id: string }[] }>(sql`
    select a.id, a.calendar_sequence as sequence, json_agg(json_build_object('kind', o.kind, 'id', o.resource_id)) as takes
    from appointment a join occupancy o on o.appointment_id = a.id and o.released_at is null where a.state = 'booked' group by a.id, a.calendar_sequence order by a.id limit 1 offset ${pick(2)}`);
  if (!one) return undefined;
  const resources = sql.param(one.takes.map(({ id }) => id));
  await tx.execute(sql`select lock_resources(${resources}::uuid[])`);
  const free = await tx.execute<{ start: string }>(sql`
    select x.start from unnest(${sql.param(starts)}::text[]) x(start) where not exists (
      select from occupancy o where o.resource_id = any(${resources}::uuid[]) and o.released_at is null and o.blocked && tstzrange(x.start::timestamptz - interval '20 minutes', x.start::timestamptz + interval '70 minutes'))`);
  const to = free[pick(Math.max(1, free.length))];
  if (!to) return undefined;
  await tx.execute(sql`select gate.move_appointment(${one.id}::uuid, tstzrange(${to.start}::timestamptz, ${to.start}::timestamptz + interval '50 minutes'), ${p.id.room}::uuid, ${zone}, 'OH', ${one.sequence})`);
  await tx.execute(sql`insert into occupancy (partnership_id, appointment_id, kind, resource_id, during, blocked) select a.partnership_id, a.id, r.kind, r.id, a.during, a.during
    from appointment a, json_to_recordset(${JSON.stringify(one.takes)}::json) r(kind text, id uuid) where a.id = ${one.id}`);
  return 'moved';
}

/** One write as somebody would make it, or an attempt at one. */
async function writeSomething(pick: (below: number) => number): Promise<'written' | 'moved' | 'refused'> {
  const minute = pick(48) * 5;
  const time = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const writes: ((tx: Tx) => Promise<unknown>)[] = [
    (tx) => take(tx, p, s, starts[pick(starts.length)]!),
    (tx) => take(tx, p, s, starts[pick(starts.length)]!, 'held'),
    (tx) => moveOne(tx, pick),
    (tx) => moveOne(tx, pick),
    async (tx) => {
      const [one] = await tx.execute<{ id: string; resources: string[] }>(sql`select a.id, array_agg(o.resource_id) as resources from appointment a join occupancy o on o.appointment_id = a.id and o.released_at is null group by a.id order by a.id limit 1 offset ${pick(3)}`);
      if (!one) return;
      await tx.execute(sql`select lock_resources(${sql.param(one.resources)}::uuid[])`);
      await tx.execute(sql`update appointment set state = 'cancelled', held_until = null, ended_at = clock_now(), ended_because = 'other' where id = ${one.id} and state in ('held', 'booked')`);
      await tx.execute(sql`update occupancy set released_at = clock_now() where appointment_id = ${one.id} and released_at is null`);
    },
    (tx) => tx.execute(sql`update therapist_hours set from_time = ${time(7 * 60 + minute)}::time where therapist_id = ${p.id.therapist} and weekday = ${1 + pick(5)}`),
    (tx) => tx.execute(sql`update room_hours set until_time = ${time(12 * 60 + minute)}::time where room_id = ${p.id.room} and weekday = ${1 + pick(5)}`),
    (tx) => tx.execute(sql`update period set until_time = ${time(13 * 60 + 15 + minute)}::time where day_type_id = ${p.id.dayType} and name = 'Period 6'`),
    (tx) => tx.execute(sql`insert into time_off (therapist_id, during, zone, reason) values (${p.id.therapist}, tstzrange(${starts[pick(starts.length)]!}::timestamptz, ${starts[pick(starts.length)]!}::timestamptz + interval '9 days'), ${zone}, 'other')`),
    (tx) => tx.execute(sql`delete from time_off where therapist_id = ${p.id.therapist}`),
    async (tx) => {
      const use = randomUUID();
      await tx.execute(sql`insert into room_use (partnership_id, id, school_id, room_id, series_id, during, kind)
        values (${p.id.partnership}, ${use}, ${p.id.school}, ${p.id.room}, ${use}, tstzrange(${starts[pick(starts.length)]!}::timestamptz, ${starts[pick(starts.length)]!}::timestamptz + interval '20 hours'), 'test')`);
      await tx.execute(sql`insert into occupancy (partnership_id, room_use_id, kind, resource_id, during, blocked) select partnership_id, id, 'room', room_id, during, during from room_use where id = ${use}`);
    },
    async (tx) => {
      await tx.execute(sql`update occupancy set released_at = clock_now() where room_use_id is not null and released_at is null`);
      await tx.execute(sql`update room_use set released_at = clock_now() where released_at is null`);
    },
    (tx) => tx.execute(sql`insert into room_out_of_order (partnership_id, id, school_id, room_id, during, reason)
      values (${p.id.partnership}, gen_random_uuid(), ${p.id.school}, ${p.id.room}, tstzrange(${starts[pick(starts.length)]!}::timestamptz, ${pick(2) === 0 ? null : '2026-12-09T15:00:00Z'}::timestamptz), 'heat')`),
    (tx) => tx.execute(sql`delete from room_out_of_order where room_id = ${p.id.room}`),
    (tx) => tx.execute(sql`update room set before_minutes = ${pick(3) * 5}, after_minutes = ${pick(4) * 5} where id = ${p.id.room}`),
    (tx) => tx.execute(sql`insert into guardian_window (partnership_id, student_id, guardian_id, weekday, from_time, until_time, zone) values (${p.id.partnership}, ${s.id.student}, ${s.id.guardian}, ${1 + pick(5)}, ${time(600 + minute)}::time, '20:00', ${zone})`),
    (tx) => tx.execute(sql`delete from guardian_window where student_id = ${s.id.student}`),
    (tx) => takeAll(tx, p, s, starts[pick(starts.length)]!, [['interpreter', linh], ['guardian', s.id.guardian]]),
    (tx) => tx.execute(sql`update interpreter_hours set until_time = ${time(12 * 60 + minute)}::time where person_id = ${linh} and weekday = ${1 + pick(5)}`),
    (tx) => tx.execute(sql`insert into interpreter_away (partnership_id, id, person_id, during, zone) values (${p.id.partnership}, gen_random_uuid(), ${linh}, tstzrange(${starts[pick(starts.length)]!}::timestamptz, ${starts[pick(starts.length)]!}::timestamptz + interval '9 days'), ${zone})`),
    (tx) => tx.execute(sql`update interpreter_need set language = ${pick(2) ? 'vi' : null} where referral_id = ${s.referralId}`),
    (tx) => tx.execute(sql`delete from interpreter_away where person_id = ${linh}`),
    (tx) => tx.execute(sql`update interpreter set during = daterange(lower(during), ${pick(2) ? '2026-12-05' : null}::date) where person_id = ${linh}`),
    (tx) => tx.execute(sql`insert into sits_in (partnership_id, student_id, guardian_id, place) values (${p.id.partnership}, ${s.id.student}, ${s.id.guardian}, 'school')`),
    (tx) => tx.execute(sql`delete from sits_in where student_id = ${s.id.student}`),
    async (tx) => {
      await tx.execute(sql`update therapist_hours set until_time = '17:30' where therapist_id = ${p.id.therapist}`);
      throw new Taken();
    },
  ];
  const write = writes[pick(writes.length)]!;
  // Somebody else was first, or the database refuses it: nothing was written then.
  return asActor(t.app, p.job, 'test', write).then((what) => (what === 'moved' ? 'moved' : 'written'), () => 'refused');
}

test('what is kept equals what is worked out, after any sequence of writes by several at once, asked by several at once', async () => {
  const did = { written: 0, moved: 0, refused: 0 };
  for (let seed = 1; seed <= 12; seed++) {
    const pick = randomFrom(seed * 7919);
    const writer = async (n: number) => {
      const own = randomFrom(seed * 100 + n);
      for (let turn = 0; turn < 6; turn++) did[await writeSomething(own)]++;
    };
    const reader = async () => {
      // While others write, an answer may be of any moment in between; it must only not spoil what is kept.
      for (let turn = 0; turn < 8; turn++) await asCoordinator((tx) => timeOf(tx, frames[pick(frames.length)]!, wanted));
    };
    await Promise.all([writer(1), writer(2), writer(3), reader(), reader(), reader()]);
    await expectTrueNow();
  }
  expect(did.written + did.moved).toBeGreaterThan(60);
});

test('a visit that moves frees its old time and takes its new one, move after move', async () => {
  await t.owner.begin(async (owner) => {
    await owner`update occupancy set released_at = clock_now() where released_at is null`;
    await owner`update room_use set released_at = clock_now() where released_at is null`;
    await owner`update appointment set state = 'cancelled', held_until = null, ended_at = clock_now(), ended_because = 'other' where state in ('held', 'booked')`;
    await owner`delete from time_off`;
    await owner`delete from room_out_of_order`;
    await owner`delete from sits_in`;
    await owner`update interpreter_need set language = null`;
    await owner`update therapist_hours set from_time = '08:00', until_time = '16:00'`;
    await owner`update room_hours set until_time = '15:30'`;
    await owner`update period set until_time = '13:50' where name = 'Period 6'`;
    await owner`update room set before_minutes = 0, after_minutes = 0`;
  });
  await asCoordinator((tx) => take(tx, p, s, starts[0]!));
  await expectTrueNow();
  const pick = randomFrom(4);
  for (let turn = 0; turn < 6; turn++) {
    expect(await asActor(t.app, p.job, 'test', (tx) => moveOne(tx, (below) => (below === 2 ? 0 : pick(below))))).toBe('moved');
    await expectTrueNow();
  }
});

test('the asker’s own writes count for them at once, and for nobody else when they are taken back', async () => {
  await expectTrueNow();
  await asActor(t.app, p.job, 'test', async (tx) => {
    await tx.execute(sql`update therapist_hours set until_time = '18:00' where therapist_id = ${p.id.therapist}`);
    await expectTrue(tx, frames[0]!);
    await asCoordinator((other) => expectTrue(other, frames[0]!));
    await tx.execute(sql`update therapist_hours set until_time = '19:00' where therapist_id = ${p.id.therapist}`);
    await expectTrue(tx, frames[0]!);
    throw new Error('taken back');
  }).catch((error: unknown) => expect((error as Error).message).toBe('taken back'));
  await expectTrueNow();
});

test('a hold that ends by time alone is free then, and taken again when the clock is put back', async () => {
  for (const cleared of [sql`delete from time_off`, sql`delete from room_out_of_order`, sql`delete from sits_in`, sql`update interpreter_need set language = null`]) await asActor(t.app, p.job, 'test', (tx) => tx.execute(cleared));
  await asActor(t.app, p.job, 'test', async (tx) => {
    await tx.execute(sql`update occupancy set released_at = clock_now() where room_use_id is not null and released_at is null`);
    await tx.execute(sql`update room_use set released_at = clock_now() where released_at is null`);
  });
  await asCoordinator((tx) => take(tx, p, s, '2026-12-10T13:10:00Z', 'held')).catch(() => undefined);
  const frame = frames[0]!;
  const cell = (Date.parse('2026-12-10T13:15:00Z') - frame.fromMs) / frame.cellMs;
  const roomIsClear = () => asCoordinator(async (tx) => hasCell((await timeOf(tx, frame, wanted))[1]!.clear, cell));
  expect(await roomIsClear()).toBe(false);
  await t.moveClockTo('2026-11-24T13:30:00Z');
  expect(await roomIsClear()).toBe(true);
  await expectTrueNow();
  await t.moveClockTo(tuesdayMorning);
  expect(await roomIsClear()).toBe(false);
  await expectTrueNow();
});

test('who may not ask about somebody is told nothing of what others keep', async () => {
  await expectTrueNow();
  const elsewhere = await testPartnership(t, 'Elsewhere');
  const frame = frames[0]!;
  const none = new Uint32Array(frame.words);
  const answers = await asActor(t.app, elsewhere.coordinator, 'test', (tx) => timeOf(tx, frame, wanted));
  expect(answers).toEqual(wanted.map(() => ({ open: none, clear: none })));
  // The front office sees rooms, but no therapist's engagement, hence not their hours.
  const [therapist, room] = await asActor(t.app, p.frontOffice, 'test', (tx) => timeOf(tx, frame, wanted));
  expect(therapist).toEqual({ open: none, clear: none });
  expect(room).toEqual((await asCoordinator((tx) => obvious(tx, frame)))[1]);
  await expectTrueNow();
});

test('a room that is added or taken out of use is seen in the school’s list at once', async () => {
  const rooms = () => asCoordinator(async (tx) => (await schoolTimeOf(tx, p.id.school, zone, within)).rooms.map(({ name }) => name));
  expect(await rooms()).toEqual(['Room 114']);
  const id = randomUUID();
  await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`insert into room (partnership_id, id, school_id, name) values (${p.id.partnership}, ${id}, ${p.id.school}, 'Room 2')`));
  expect(await rooms()).toEqual(['Room 114', 'Room 2']);
  await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`update room set retired_at = clock_now() where id = ${id}`));
  expect(await rooms()).toEqual(['Room 114']);
});

test('nothing kept is as good as something kept, and what is kept is counted', async () => {
  await expectTrueNow();
  expect(keptSize()).toMatchObject({ resources: 7 });
  expect(keptSize().bytes).toBeGreaterThan(0);
  forgetAll();
  expect(keptSize()).toEqual({ resources: 0, bytes: 0 });
  await expectTrueNow();
});

/** Who may ask, not when anybody is free. */
const ofAccess = ['person_seen', 'engagement', 'membership', 'partnership', 'resource_change', 'student', 'person', 'guardianship', 'enrolment', 'sits_in'];

test('every table that is read to work out somebody’s time is logged, or decides who may ask', async () => {
  const read = await asCoordinator(async (tx) => {
    // What this connection read in transactions before is counted too, until it is reported.
    const looks = () => tx.execute<{ table: string; looks: string }>(sql`select relname as table, coalesce(seq_scan, 0) + coalesce(idx_scan, 0) as looks from pg_stat_xact_user_tables where schemaname = 'public'`);
    const before = new Map((await looks()).map((row) => [row.table, Number(row.looks)]));
    await obvious(tx, frames[0]!);
    await schoolTimeOf(tx, p.id.school, zone, within);
    return (await looks()).filter((row) => Number(row.looks) > (before.get(row.table) ?? 0));
  });
  const marked = new Set((await t.owner`select distinct tgrelid::regclass::text as table from pg_trigger where tgname like 'marks_changed%'`).map((row) => row.table as string));
  const names = read.map(({ table }) => table);
  expect(names).toEqual(expect.arrayContaining(['therapist_hours', 'occupancy', 'room_hours', 'period', 'guardian_window']));
  expect(names.filter((table) => !marked.has(table) && !ofAccess.includes(table))).toEqual([]);
});
