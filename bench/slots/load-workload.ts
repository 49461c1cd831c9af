import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { TestDatabase } from '../../db/test-database.ts';
import { studentInCare, take, testPartnership } from '../../db/test-partnership.ts';
import { addDays } from '../../app/time/zone.ts';
import { wallTimeText } from '../../app/time/wall-minute.ts';
import type { BenchDatabase } from '../bench-database.ts';
import { isoWeekday, joined, type Workload } from './workload.ts';

/** Where a workload's people and places are in the database; therapists in the order of their ids in the workload. */
export type Loaded = {
  readonly actor: Actor;
  readonly partnershipId: string;
  readonly schoolId: string;
  readonly studentId: string;
  readonly roomIds: readonly string[];
  readonly therapists: readonly { readonly id: number; readonly personId: string }[];
  readonly appointmentId: string;
  readonly rows: number;
};

/** A row of therapist_day: no times for a day off. */
type OwnDayRow = { therapist_id: string; day: string; zone: string; from_time: string | null; until_time: string | null };

/** Where the bench's clock stands when a workload has been loaded. */
export const benchNow = '2026-11-24T13:00:00Z';

const ROWS_AT_ONCE = 20_000;

/**
 * Puts a workload into the product's own tables: therapists who are engaged, their weekly hours and days of their own, a school with its bells,
 * closed days and rooms, a guardian's windows, and one row of occupancy for each busy time; the database's constraint is asked about all of them.
 * Occupancy goes in as the owner with the triggers off: a hundred thousand visits need not each have a consent here.
 */
export async function loadWorkload(t: BenchDatabase, work: Workload): Promise<Loaded> {
  await t.moveClockTo(benchNow);
  const test = t as unknown as TestDatabase;
  const p = await testPartnership(test);
  const inCare = await studentInCare(test, p);
  const appointmentId = await asActor(t.app, p.coordinator, 'bench', (tx) => take(tx, p, inCare, '2026-12-01T13:10:00Z'));
  const partnershipId = p.id.partnership;
  const therapists = work.therapists.toSorted((a, b) => a.id - b.id).map(({ id }) => ({ id, personId: randomUUID() }));
  const personOf = new Map(therapists.map(({ id, personId }) => [id, personId]));
  const people = sql.param(therapists.map(({ personId }) => personId));
  const schoolId = randomUUID();
  await asActor(t.app, p.job, 'bench', async (tx) => {
    await tx.execute(sql`insert into person (id, given_name, family_name, made_up) select u.id, 'Therapist', u.n::text, true from unnest(${people}::uuid[]) with ordinality u(id, n)`);
    await tx.execute(sql`select gate.add_membership(gen_random_uuid(), u.id, ${p.id.agency}::uuid, 'therapist', '[2020-08-01,)'::daterange) from unnest(${people}::uuid[]) u(id)`);
    await tx.execute(sql`select gate.engage(gen_random_uuid(), u.id, ${p.id.agency}::uuid, '[2020-08-01,)'::daterange, '{school,home}'::text[], '[5,20)'::int4range, 20) from unnest(${people}::uuid[]) u(id)`);
    await tx.execute(sql`insert into organisation (partnership_id, id, kind, name, state, zone) values (${partnershipId}, ${schoolId}, 'school', 'Birch Middle', 'OH', ${work.tz})`);
  });
  const roomIds = work.school.rooms.map(() => randomUUID());
  await loadRules(t, work, { partnershipId, schoolId, roomIds, studentId: inCare.id.student, guardianId: inCare.id.guardian, personOf });
  const busy = [
    ...work.therapists.flatMap(({ id, busy: ranges }) => joined(ranges.map(([start, end]) => ({ start, end }))).map((range) => ['therapist', personOf.get(id)!, range.start, range.end] as const)),
    ...work.school.rooms.flatMap(({ busy: ranges }, at) => joined(ranges.map(([start, end]) => ({ start, end }))).map((range) => ['room', roomIds[at]!, range.start, range.end] as const)),
  ];
  await occupy(t, { partnershipId, appointmentId }, busy);
  await t.owner`analyze`;
  return { actor: p.coordinator, partnershipId, schoolId, studentId: inCare.id.student, roomIds, therapists, appointmentId, rows: busy.length };
}

async function loadRules({ owner }: BenchDatabase, work: Workload, at: { partnershipId: string; schoolId: string; roomIds: readonly string[]; studentId: string; guardianId: string; personOf: ReadonlyMap<number, string> }): Promise<void> {
  const lines = (all: Workload['guardian']) => [...Map.groupBy(all, ({ dow }) => dow)].flatMap(([dow, ofDay]) => joined(ofDay).map(({ start, end }) => ({ weekday: isoWeekday(dow), from_time: wallTimeText(start), until_time: wallTimeText(end) })));
  const weekly = work.therapists.flatMap(({ id, weekly: week }) => lines(week).map((line) => ({ ...line, therapist_id: at.personOf.get(id)!, zone: work.tz })));
  const own = work.therapists.flatMap(({ id, overrides }) => [...Map.groupBy(overrides, ({ date }) => date)].flatMap(([day, all]): OwnDayRow[] => {
    const open = joined(all);
    const ofDay = { therapist_id: at.personOf.get(id)!, day, zone: work.tz };
    return open.length === 0 ? [{ ...ofDay, from_time: null, until_time: null }] : open.map(({ start, end }) => ({ ...ofDay, from_time: wallTimeText(start), until_time: wallTimeText(end) }));
  }));
  for (let n = 0; n < weekly.length; n += 5000) await owner`insert into therapist_hours ${owner(weekly.slice(n, n + 5000))}`;
  for (let n = 0; n < own.length; n += 5000) await owner`insert into therapist_day ${owner(own.slice(n, n + 5000))}`;
  const ofSchool = { partnership_id: at.partnershipId, school_id: at.schoolId };
  const bells = randomUUID();
  await owner`insert into bell_schedule ${owner({ ...ofSchool, id: bells, name: 'Bells', during: `[${addDays(work.start, -7)},${addDays(work.start, work.days + 7)})` })}`;
  for (const [weekday, periods] of Map.groupBy(lines(work.school.bell), (line) => line.weekday)) {
    const dayType = randomUUID();
    await owner`insert into day_type (partnership_id, id, bell_schedule_id, name, weekdays) values (${at.partnershipId}, ${dayType}, ${bells}, ${`Day ${weekday}`}, ${[weekday]})`;
    await owner`insert into period ${owner(periods.map(({ from_time, until_time }, n) => ({ partnership_id: at.partnershipId, day_type_id: dayType, name: `Period ${n + 1}`, from_time, until_time, bookable: true })))}`;
  }
  if (work.school.closed.length > 0) await owner`insert into school_day ${owner([...new Set(work.school.closed)].map((day) => ({ ...ofSchool, day, closed_for: 'holiday', skips_turn: false, source: 'hand' })))}`;
  for (const [n, id] of at.roomIds.entries()) {
    await owner`insert into room ${owner({ ...ofSchool, id, name: `Room ${n + 1}` })}`;
    await owner`insert into room_hours (partnership_id, room_id, weekday, from_time, until_time) select ${at.partnershipId}, ${id}, d, '00:00', '24:00' from generate_series(1, 7) d`;
  }
  const windows = lines(work.guardian);
  if (windows.length > 0) await owner`insert into guardian_window ${owner(windows.map((line) => ({ ...line, partnership_id: at.partnershipId, student_id: at.studentId, guardian_id: at.guardianId, zone: work.tz })))}`;
}

/** Rows of occupancy, epoch seconds. */
export async function occupy({ owner }: BenchDatabase, visit: { partnershipId: string; appointmentId: string }, busy: readonly (readonly [kind: string, resourceId: string, from: number, until: number])[]): Promise<void> {
  const [promise] = await owner<{ definition: string }[]>`select pg_get_constraintdef(oid) as definition from pg_constraint where conname = 'nobody_in_two_places'`;
  await owner`alter table occupancy disable trigger user`;
  await owner`alter table occupancy drop constraint nobody_in_two_places`;
  for (let n = 0; n < busy.length; n += ROWS_AT_ONCE) {
    const some = busy.slice(n, n + ROWS_AT_ONCE);
    const columns = [0, 1, 2, 3].map((column) => some.map((row) => String(row[column])));
    await owner`insert into occupancy (partnership_id, appointment_id, kind, resource_id, during, blocked)
      select ${visit.partnershipId}, ${visit.appointmentId}, u.kind, u.id, tstzrange(to_timestamp(u.f), to_timestamp(u.u)), tstzrange(to_timestamp(u.f), to_timestamp(u.u))
      from unnest(${columns[0]!}::text[], ${columns[1]!}::uuid[], ${columns[2]!}::float8[], ${columns[3]!}::float8[]) u(kind, id, f, u)`;
  }
  await owner`alter table occupancy enable trigger user`;
  // Asked of all rows at once: its index is made far quicker so.
  await owner.unsafe(`alter table occupancy add constraint nobody_in_two_places ${promise!.definition}`);
}
