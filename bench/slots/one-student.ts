import { bookableStarts, usualRules } from '../../app/scheduling/booking-rules.ts';
import { forgetAll } from '../../app/scheduling/kept.server.ts';
import { slotsOfTherapists, type TherapistTimes } from '../../app/scheduling/slots-of-therapists.server.ts';
import { asActor } from '../../db/as-actor.server.ts';
import { withBenchDatabase, type BenchDatabase } from '../bench-database.ts';
import { benchNow, loadWorkload, type Loaded } from './load-workload.ts';
import { madeUpWorkload } from './made-up-workload.ts';
import { obviousVisits } from './obvious-visits.ts';
import { inMs, median, timed } from './timed.ts';

const RUNS = 51;
/** How long it may take at the median, with everybody's time kept. */
const AT_MOST_S = 0.005;

/** A term of 90 days, 40 therapists, 6 rooms; the workload covers every day of which may be asked. */
export const termWorkload = () => madeUpWorkload({ therapists: 40, weeks: 14, rooms: 6, start: '2026-11-23', seed: 5 });
export const termRules = { ...usualRules, horizonDays: 90 };

/** One student's joint slots across all therapists of a loaded term, as matching asks for them: one transaction through the product's one door. */
export function askForOneStudent(t: BenchDatabase, loaded: Loaded): Promise<ReadonlyMap<string, TherapistTimes>> {
  const asked = { studentId: loaded.studentId, schoolId: loaded.schoolId, place: 'school' as const, interpreter: null, sitsIn: [] };
  return asActor(t.app, loaded.actor, 'bench', async (tx) => {
    const answer = await slotsOfTherapists(tx, asked, loaded.therapists.map(({ personId }) => personId), termRules);
    if (!answer.ok) throw new Error(`the bench's school cannot be booked: ${answer.reason}`);
    return answer.times;
  });
}

/** Measures that question, what of it is the database's, and holds its answer against a look at every minute. Gives 1 when it differs or takes too long. */
export async function benchOneStudent(): Promise<number> {
  const work = termWorkload();
  return withBenchDatabase(async (t) => {
    const loaded = await loadWorkload(t, work);
    let times: ReadonlyMap<string, TherapistTimes> = new Map();
    const ask = async () => { times = await askForOneStudent(t, loaded); };
    const kept = median(await timed(RUNS, ask));
    const anew = median(await timed(11, () => (forgetAll(), ask())));
    // The same door with nothing asked behind it, and the same statements with their answers thrown away.
    const door = median(await timed(RUNS, () => asActor(t.app, loaded.actor, 'bench', () => Promise.resolve())));
    const processor = await processorTime(RUNS, ask);
    const taken = await t.owner<{ from: number; until: number }[]>`select extract(epoch from lower(blocked))::float8 as from, extract(epoch from upper(blocked))::float8 as until
      from occupancy where resource_id = ${loaded.studentId} and released_at is null`;
    const bookable = bookableStarts(termRules, Date.parse(benchNow), work.tz);
    const obvious = obviousVisits(work, { rules: termRules, fromS: bookable.fromMs / 1000, untilS: bookable.untilMs / 1000, taken: taken.map(({ from, until }) => [from, until]) });
    const placeOf = new Map(loaded.roomIds.map((id, n) => [id, n]));
    const told = ({ slots }: TherapistTimes) => slots.map(({ startMs, endMs, roomIds }) => `${startMs / 1000} ${endMs / 1000} ${roomIds.map((id) => placeOf.get(id)).sort().join(',')}`);
    const same = loaded.therapists.every(({ id, personId }) => JSON.stringify(told(times.get(personId)!)) === JSON.stringify(obvious.get(id)));
    const slots = [...times.values()].reduce((sum, one) => sum + one.slots.length, 0);
    process.stdout.write(`one student, a term of 90 days, 40 therapists, 6 rooms: ${slots} joint slots; kept ${inMs(kept)} at the median (to be under ${inMs(AT_MOST_S)}) · worked out anew ${inMs(anew)}\n`
      + `  of it: this process computes ${inMs(processor)}, the rest is PostgreSQL and waiting for it; entering and leaving a transaction alone is ${inMs(door)}\n`
      + `  equal to a look at every minute: ${same ? 'yes' : 'NO'}\n`);
    return same && kept < AT_MOST_S ? 0 : 1;
  });
}

/** How long the processor works in this process for one question, on average: what another load on the machine does not change much. */
async function processorTime(runs: number, ask: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  for (let run = 0; run < runs; run++) await ask();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6 / runs;
}
