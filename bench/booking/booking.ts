import { randomUUID } from 'node:crypto';
import { cancelAppointment } from '../../app/scheduling/cancel-appointment.server.ts';
import { confirmBooking } from '../../app/scheduling/confirm-booking.server.ts';
import { holdSlot } from '../../app/scheduling/hold-slot.server.ts';
import { moveAppointment } from '../../app/scheduling/move-appointment.server.ts';
import { withBenchDatabase, type BenchDatabase } from '../bench-database.ts';
import { bookingWorld, type World } from './booking-world.ts';
import { underLoad, type Load, type Outcome } from './under-load.ts';

const CLIENTS = [2, 16, 64];
const SECONDS = 5;
const CONNECTIONS = 16;
const LEAST_RATIO = 0.12;
const LONGEST_STALL_MS = 1_000;

type Measured = { readonly clients: number; readonly bare: Load; readonly wide: Load; readonly contested: Load; readonly mixed: Load; readonly ratio: number };

/**
 * `npm run bench -- booking [--json]`: bookings and refusals a second through the product's own functions (hold, then confirm: what the booking page calls, with
 * every rule, the trail and the message to the family), at 2, 16 and 64 clients: over a wide calendar; for the few times of two days with one therapist; and while
 * visits move and are cancelled. Beside it, in the same run, a bare one-row insert under one such constraint. Fails when somebody is in two places, something
 * deadlocks, anybody waits longer than a second, or bookings reach less than 0.12 of the bare insert.
 */
export async function benchBooking(args: readonly string[]): Promise<number> {
  return withBenchDatabase(async (t) => {
    const world = await bookingWorld(t, { therapists: 40, days: 26, actors: Math.max(...CLIENTS) });
    await t.owner`create table bare_booking (id uuid primary key default gen_random_uuid(), resource_id uuid not null, blocked tstzrange not null, exclude using gist (resource_id with =, blocked with &&))`;
    await t.owner`grant insert on bare_booking to hallway_app`;
    const measured: Measured[] = [];
    for (const clients of CLIENTS) {
      const bare = await underLoad(clients, SECONDS, () => insertBare(t, world));
      const booked: string[] = [];
      const wide = await underLoad(clients, SECONDS, (client) => book(t, world, client, anyOf(world.toBook), anyOf(world.starts), booked));
      await freeAll(t);
      const contested = await underLoad(clients, SECONDS, (client) => book(t, world, client, world.toBook[client % 2]!, anyOf(world.starts.slice(0, 14)), []));
      await freeAll(t);
      booked.length = 0;
      const mixed = await underLoad(clients, SECONDS, (client) => bookMoveOrCancel(t, world, client, booked));
      const one = { clients, bare, wide, contested, mixed, ratio: wide.done / wide.seconds / (bare.done / bare.seconds) };
      measured.push(one);
      if (!args.includes('--json')) process.stdout.write(told(one));
    }
    const overlaps = await overlapsIn(t);
    const loads = measured.flatMap(({ wide, contested, mixed }) => [wide, contested, mixed]);
    const [deadlocks, longestMs, leastRatio] = [loads.reduce((sum, load) => sum + load.deadlocks, 0), Math.max(...loads.map((load) => load.longestMs)), Math.min(...measured.map(({ ratio }) => ratio))];
    if (args.includes('--json')) process.stdout.write(`${JSON.stringify({ measured, overlaps, deadlocks, longestMs, leastRatio })}\n`);
    else process.stdout.write(`  people or rooms in two places: ${overlaps} · deadlocks: ${deadlocks} · longest wait ${longestMs.toFixed(0)} ms (at most ${LONGEST_STALL_MS}) · least ratio ${leastRatio.toFixed(3)} (at least ${LEAST_RATIO})\n`);
    return overlaps === 0 && deadlocks === 0 && longestMs <= LONGEST_STALL_MS && leastRatio >= LEAST_RATIO ? 0 : 1;
  }, CONNECTIONS);
}

const anyOf = <A>(all: readonly A[]): A => all[Math.floor(Math.random() * all.length)]!;

/** One row for any hour of eleven years: hardly ever taken. */
async function insertBare({ app }: BenchDatabase, world: World): Promise<Outcome> {
  const from = anyOf(world.starts) + Math.floor(Math.random() * 100_000) * 3_600_000;
  const { count } = await app.client`insert into bare_booking (resource_id, blocked)
    values (${anyOf(world.toBook).roomId}, tstzrange(${new Date(from).toISOString()}::timestamptz, ${new Date(from + 3_000_000).toISOString()}::timestamptz)) on conflict do nothing`;
  return count > 0 ? 'done' : 'refused';
}

async function book({ app }: BenchDatabase, world: World, client: number, what: World['toBook'][number], startMs: number, booked: string[]): Promise<Outcome> {
  const actor = world.actors[client]!;
  const held = await holdSlot(app, actor, { referralId: what.referralId, startMs, roomId: what.roomId, key: randomUUID() });
  if (!held.ok) return 'refused';
  const done = await confirmBooking(app, actor, { referralId: what.referralId, appointmentId: held.appointmentId, key: randomUUID() });
  if (!done.ok) return 'refused';
  booked.push(held.appointmentId);
  return 'done';
}

/** Seven in ten book, two move a visit that somebody booked, one cancels it. */
async function bookMoveOrCancel(t: BenchDatabase, world: World, client: number, booked: string[]): Promise<Outcome> {
  const [actor, dice, appointmentId] = [world.actors[client]!, Math.random(), anyOf(booked)];
  if (dice < 0.7 || !appointmentId) return book(t, world, client, anyOf(world.toBook), anyOf(world.starts), booked);
  if (dice < 0.9) return (await moveAppointment(t.app, actor, { appointmentId, startMs: anyOf(world.starts), key: randomUUID() })).ok ? 'done' : 'refused';
  return (await cancelAppointment(t.app, actor, { appointmentId, because: 'other', key: randomUUID() })).ok ? 'done' : 'refused';
}

/** Everything is free again, and the database knows how much there is. */
async function freeAll({ owner }: BenchDatabase): Promise<void> {
  await owner.begin(async (tx) => {
    await tx`update occupancy set released_at = clock_now() where released_at is null`;
    await tx`update appointment set state = 'cancelled', held_until = null, ended_at = clock_now(), ended_because = 'other' where state in ('held', 'booked')`;
  });
  await owner`vacuum analyze`;
}

async function overlapsIn({ owner }: BenchDatabase): Promise<number> {
  const [row] = await owner<{ n: number }[]>`
    select count(*)::int as n from occupancy a join occupancy b on b.resource_id = a.resource_id and b.id > a.id and b.blocked && a.blocked and b.released_at is null where a.released_at is null`;
  return row?.n ?? NaN;
}

function told({ clients, bare, wide, contested, mixed, ratio }: Measured): string {
  const rate = (n: number, { seconds }: Load) => `${(n / seconds).toFixed(0)}/s`;
  const line = (name: string, load: Load) => `  ${name.padEnd(28)} ${rate(load.done, load).padStart(8)} done ${rate(load.refused, load).padStart(8)} refused · p50 ${load.p50Ms.toFixed(1)} ms · p99 ${load.p99Ms.toFixed(1)} ms · longest ${load.longestMs.toFixed(0)} ms\n`;
  return `booking: ${clients} clients, ratio to the bare insert ${ratio.toFixed(3)}\n${line('bare insert, one row', bare)}${line('booked over a wide calendar', wide)}${line('booked, two days contested', contested)}${line('booked, moved, cancelled', mixed)}`;
}
