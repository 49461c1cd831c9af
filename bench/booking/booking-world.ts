import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { holdKeys } from '../../app/sealed/held-keys.server.ts';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { TestDatabase } from '../../db/test-database.ts';
import { addStaff, studentInCare, testPartnership } from '../../db/test-partnership.ts';
import type { BenchDatabase } from '../bench-database.ts';

/** A student in care: what is booked, with whom and in which room. */
export type ToBook = { readonly referralId: string; readonly roomId: string; readonly therapistId: string };

/** A partnership in which many can book at once. */
export type World = { readonly actors: readonly Actor[]; readonly toBook: readonly ToBook[]; readonly starts: readonly number[] };

/** Times of bookable periods on the clock of Columbus, each 50 minutes with ten after it. */
const PERIODS = ['08:00', '09:00', '10:00', '11:00', '12:00', '13:00', '14:00'];
const ZONE = 'America/New_York';
/** Tuesday, eight in the morning there. */
const NOW = '2026-11-24T13:00:00Z';

/**
 * A school with one private room a therapist, bells all week, and two students in care with each therapist, each with a guardian who is told by mail: so a
 * booking writes an appointment, its student, three rows of occupancy, two of the trail, one of the outbox (two where its therapist has an address) and two answers that are kept.
 */
export async function bookingWorld(t: BenchDatabase, { therapists, days, actors }: { therapists: number; days: number; actors: number }): Promise<World> {
  holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
  await t.moveClockTo(NOW);
  const test = t as unknown as TestDatabase;
  const p = await testPartnership(test);
  const { owner } = t;
  await owner`delete from room_hours`;
  await owner`delete from period`;
  await owner`insert into period (partnership_id, day_type_id, name, from_time, until_time, bookable)
    select ${p.id.partnership}, ${p.id.dayType}, 'Period ' || u.n, u.f::time, u.f::time + interval '50 minutes', true from unnest(${PERIODS}::text[]) with ordinality u(f, n)`;
  await owner`update engagement set caseload_limit = 1000`;
  const toBook: ToBook[] = [];
  for (let n = 0; n < therapists; n++) {
    const [therapist, membership, engagement, roomId] = n === 0 ? [p.id.therapist, p.id.therapistMembership, p.id.engagement, p.id.room] : [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    if (n > 0) {
      await asActor(t.app, p.job, 'bench', async (tx) => {
        await addStaff(tx, therapist, membership, 'Therapist', `Number-${n}`, p.id.agency, 'therapist');
        await tx.execute(sql`select gate.engage(${engagement}::uuid, ${therapist}::uuid, ${p.id.agency}::uuid, '[2026-08-01,)'::daterange, '{school,home}'::text[], '[5,20)'::int4range, 100)`);
        await tx.execute(sql`insert into license (partnership_id, therapist_id, state, kind, number, during) values (${p.id.partnership}, ${therapist}, 'OH', 'counselor', ${`C.${n}`}, '[2025-01-01,2028-01-01)')`);
      });
      await owner`insert into room (partnership_id, id, school_id, name) values (${p.id.partnership}, ${roomId}, ${p.id.school}, ${`Room ${String(n + 200)}`})`;
    }
    await owner`delete from therapist_hours where therapist_id = ${therapist}`;
    await owner`insert into therapist_hours (therapist_id, weekday, from_time, until_time, zone) select ${therapist}, d, '07:00', '18:00', ${ZONE} from generate_series(1, 5) d`;
    await owner`insert into room_hours (partnership_id, room_id, weekday, from_time, until_time) select ${p.id.partnership}, ${roomId}, d, '07:00', '18:00' from generate_series(1, 5) d`;
    const theirs = { ...p, id: { ...p.id, therapist, engagement }, therapist: { kind: 'member' as const, personId: therapist, membershipId: membership } };
    for (const name of ['Mateo', 'Amira']) toBook.push({ referralId: (await studentInCare(test, theirs, name, `Number-${n}`)).referralId, roomId, therapistId: therapist });
  }
  const everybody: Actor[] = [];
  await asActor(t.app, p.job, 'bench', async (tx) => {
    for (let n = 0; n < actors; n++) {
      const [personId, membershipId] = [randomUUID(), randomUUID()];
      await addStaff(tx, personId, membershipId, 'Ann', `Number-${n}`, p.id.district, 'coordinator');
      everybody.push({ kind: 'member', personId, membershipId });
    }
  });
  const starts = (await owner<{ at: number }[]>`
    select (extract(epoch from (d::date + u.f::time) at time zone ${ZONE}) * 1000)::float8 as at from generate_series(date '2026-11-25', date '2026-11-25' + ${days}::int, interval '1 day') d, unnest(${PERIODS}::text[]) u(f)
    where extract(isodow from d) <= 5 order by 1`).map(({ at }) => at);
  await owner`analyze`;
  return { actors: everybody, toBook, starts };
}
