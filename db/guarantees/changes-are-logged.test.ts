import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, type Actor } from '../as-actor.server.ts';
import type { Tx } from '../connect.server.ts';
import { refusalIn } from '../refusals.server.ts';
import { testDatabase } from '../test-database.ts';
import { studentInCare, take, testPartnership, tuesdayMorning, type TestPartnership } from '../test-partnership.ts';

const t = await testDatabase();
let p: TestPartnership;
let s: Awaited<ReturnType<typeof studentInCare>>;

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  s = await studentInCare(t, p);
});

const now = async () => (await t.owner`select pg_snapshot_xmin(pg_current_snapshot())::text as w`)[0]!.w as string;
type Changed = { resource: string | null; days: string | null; refused: boolean };
const changedSince = (w: string, resources: readonly string[], actor: Actor = p.coordinator) => asActor(t.app, actor, 'test', async (tx) => [...await tx.execute<Changed>(sql`
  select distinct resource_id as resource, days::text, refused from gate.changed_since(${w}::xid8, ${sql.param([...resources])}::uuid[]) order by 1, 2`)]);

/** What is logged while the work is done, of the resources asked about. */
async function logged(work: (tx: Tx) => Promise<unknown>, resources: readonly string[]): Promise<Changed[]> {
  const w = await now();
  await asActor(t.app, p.job, 'test', work);
  return changedSince(w, resources);
}
const all = (resource: string): Changed => ({ resource, days: null, refused: false });

describe('every change of what makes free time is logged', () => {
  test('a booking, for each whom it takes, on its UTC day; and again when it is released', async () => {
    const whole = [p.id.therapist, p.id.room, s.id.student].sort();
    const on = (days: string) => whole.map((resource) => ({ resource, days, refused: false }));
    let appointment = '';
    expect(await logged(async (tx) => { appointment = await take(tx, p, s, '2026-12-01T13:10:00Z'); }, whole)).toEqual(on('[2026-12-01,2026-12-02)'));
    expect(await logged(async (tx) => {
      await tx.execute(sql`update occupancy set released_at = clock_now() where appointment_id = ${appointment}`);
      await tx.execute(sql`update appointment set state = 'cancelled', ended_at = clock_now(), ended_because = 'other' where id = ${appointment}`);
    }, whole)).toEqual(on('[2026-12-01,2026-12-02)'));
  });

  test('a hold, when it is tidied away and when it is booked', async () => {
    const held = await asActor(t.app, p.coordinator, 'test', (tx) => take(tx, p, s, '2026-12-02T13:10:00Z', 'held'));
    expect(await logged(async (tx) => {
      await tx.execute(sql`update appointment set state = 'booked', held_until = null, booked_at = clock_now() where id = ${held}`);
      await tx.execute(sql`update occupancy set held_until = null where appointment_id = ${held}`);
    }, [p.id.room])).toEqual([{ resource: p.id.room, days: '[2026-12-02,2026-12-03)', refused: false }]);
  });

  const changes: [string, (tx: Tx) => Promise<unknown>, () => string[]][] = [
    ['therapist_hours', (tx) => tx.execute(sql`update therapist_hours set until_time = '17:00' where therapist_id = ${p.id.therapist} and weekday = 1`), () => [p.id.therapist]],
    ['therapist_day', (tx) => tx.execute(sql`insert into therapist_day (therapist_id, day, zone) values (${p.id.therapist}, '2027-01-04', 'America/New_York')`), () => [p.id.therapist]],
    ['therapist_rules', (tx) => tx.execute(sql`insert into therapist_rules (therapist_id, notice_hours) values (${p.id.therapist}, 2)`), () => [p.id.therapist]],
    ['therapist_school', (tx) => tx.execute(sql`insert into therapist_school values (${p.id.partnership}, ${p.id.therapist}, ${p.id.school})`), () => [p.id.therapist]],
    ['on_site_day', (tx) => tx.execute(sql`insert into on_site_day (partnership_id, therapist_id, school_id, weekday) values (${p.id.partnership}, ${p.id.therapist}, ${p.id.school}, 6)`), () => [p.id.therapist]],
    ['room', (tx) => tx.execute(sql`update room set seats = 3 where id = ${p.id.room}`), () => [p.id.room, p.id.school]],
    ['room_hours', (tx) => tx.execute(sql`delete from room_hours where room_id = ${p.id.room} and weekday = 5`), () => [p.id.room]],
    ['bell_schedule', (tx) => tx.execute(sql`update bell_schedule set name = 'Bells' where id = ${p.id.bells}`), () => [p.id.school]],
    ['day_type', (tx) => tx.execute(sql`update day_type set name = 'Usual' where id = ${p.id.dayType}`), () => [p.id.school]],
    ['period', (tx) => tx.execute(sql`delete from period where day_type_id = ${p.id.dayType} and name = 'Lunch'`), () => [p.id.school]],
    ['guardian_window', (tx) => tx.execute(sql`insert into guardian_window (partnership_id, student_id, guardian_id, weekday, from_time, until_time, zone)
      values (${p.id.partnership}, ${s.id.student}, ${s.id.guardian}, 1, '16:00', '18:00', 'America/New_York')`), () => [s.id.student, s.id.guardian]],
    ['organisation', (tx) => tx.execute(sql`update organisation set zone = 'America/Chicago' where id = ${p.id.school}`), () => [p.id.school, p.id.room]],
  ];
  test.each(changes)('%s', async (_table, work, resources) => {
    const asked = [p.id.therapist, p.id.room, p.id.school, s.id.student, s.id.guardian];
    expect(await logged(work, asked)).toEqual(resources().sort().map(all));
  });

  test('bells that go with their schedule are logged once more for their school', async () => {
    expect(await logged((tx) => tx.execute(sql`delete from bell_schedule where id = ${p.id.bells}`), [p.id.school])).toEqual([all(p.id.school)]);
  });

  test('what changes nothing is not logged, nor what is rolled back', async () => {
    expect(await logged((tx) => tx.execute(sql`update room set seats = seats where id = ${p.id.room}`), [p.id.room])).toEqual([]);
    const w = await now();
    await asActor(t.app, p.job, 'test', async (tx) => {
      await tx.execute(sql`update room set seats = 5 where id = ${p.id.room}`);
      throw new Error('rolled back');
    }).catch(() => undefined);
    expect(await changedSince(w, [p.id.room])).toEqual([]);
  });
});

/** Tables that decide who may ask, and no time of anybody. */
const ofAccess = ['person_seen', 'appointment', 'resource_change', 'sits_in'];

test('every table that the gates read when they say who is free is logged', async () => {
  const read = await t.owner`
    with recursive deciding(name) as (
      values ('busy' collate "C"), ('school_day_holds')
      union select m[1] collate "C" from deciding d join pg_proc f on f.proname = d.name and f.pronamespace = 'gate'::regnamespace cross join lateral regexp_matches(f.prosrc, 'gate\\.(\\w+)\\(', 'g') m)
    select distinct m[1] as table from deciding d join pg_proc f on f.proname = d.name and f.pronamespace = 'gate'::regnamespace
    cross join lateral regexp_matches(f.prosrc, '(?:from|join) public\\.(\\w+)', 'g') m where m[1] <> all (${ofAccess})`;
  const marked = await t.owner`select distinct tgrelid::regclass::text as table from pg_trigger where tgname like 'marks_changed%'`;
  expect(read.length).toBeGreaterThan(5);
  const names = new Set(marked.map((row) => row.table as string));
  expect(read.map((row) => row.table as string).filter((table) => !names.has(table))).toEqual([]);
});

describe('the log tells nobody more than they may ask', () => {
  test('whom the asker does not see is refused, whatever happened', async () => {
    const other = await testPartnership(t, 'Elsewhere');
    expect(await changedSince('1', [p.id.room], other.coordinator)).toEqual([{ resource: p.id.room, days: null, refused: true }]);
    expect(await changedSince('1', [s.id.student], p.otherCounselor)).toEqual([{ resource: s.id.student, days: null, refused: true }]);
    expect((await changedSince('1', [s.id.student], p.counselor)).map((row) => row.refused)).toContain(false);
  });

  test('the web process reads and writes it only through the gate', async () => {
    for (const statement of [sql`select * from resource_change`, sql`insert into resource_change (resource_id) values (null)`, sql`delete from resource_change`]) {
      const refused = await asActor(t.app, p.job, 'test', (tx) => tx.execute(statement)).then(() => 'done', (error: unknown) => refusalIn(error)?.promise ?? (error as { cause?: { code?: string } }).cause?.code);
      expect(refused).toBe('42501');
    }
  });
});

describe('pruning', () => {
  test('takes what is older than an hour and leaves a row that means everything', async () => {
    const w = await now();
    await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`update room set seats = 7 where id = ${p.id.room}`));
    await t.owner`update resource_change set at = now() - interval '2 hours'`;
    await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`select gate.prune_resource_changes()`));
    expect(await changedSince(w, [p.id.therapist])).toEqual([{ resource: null, days: null, refused: false }]);
    expect(await changedSince(await now(), [p.id.room])).toEqual([]);
  });

  test('keeps what is younger, and does nothing for a member', async () => {
    const w = await now();
    await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`update room set seats = 8 where id = ${p.id.room}`));
    await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`select gate.prune_resource_changes()`));
    expect(await changedSince(w, [p.id.room])).toEqual([all(p.id.room)]);
    await t.owner`update resource_change set at = now() - interval '2 hours'`;
    await asActor(t.app, p.coordinator, 'test', (tx) => tx.execute(sql`select gate.prune_resource_changes()`));
    expect(await changedSince(w, [p.id.room])).toEqual([all(p.id.room)]);
  });
});
