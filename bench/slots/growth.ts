import { usualRules } from '../../app/scheduling/booking-rules.ts';
import { slotsOfTherapists } from '../../app/scheduling/slots-of-therapists.server.ts';
import { forgetAll } from '../../app/scheduling/kept.server.ts';
import { asActor } from '../../db/as-actor.server.ts';
import { withBenchDatabase } from '../bench-database.ts';
import { loadWorkload, occupy } from './load-workload.ts';
import { madeUpWorkload } from './made-up-workload.ts';
import { inMs, median, timed } from './timed.ts';

const RUNS = 31;
/** What one past visit each school day of some weeks amounts to; ten and a hundred times as many follow. */
const PAST_ROWS = 2_000;
const HOUR_S = 3_600;

/**
 * `npm run bench -- growth`: one student's joint slots across 40 therapists and 6 rooms over a whole term (90 days), with 1, 10 and 100 times
 * as many past appointments, kept and worked out anew. Fails when a hundred times the past costs more than 1.2 times as much.
 */
export async function benchGrowth(): Promise<number> {
  const work = madeUpWorkload({ therapists: 40, weeks: 13, rooms: 6, start: '2026-11-30', seed: 5 });
  return withBenchDatabase(async (t) => {
    const loaded = await loadWorkload(t, work);
    const therapistIds = loaded.therapists.map(({ personId }) => personId);
    const asked = { studentId: loaded.studentId, schoolId: loaded.schoolId, place: 'school' as const, interpreter: null, sitsIn: [] };
    const rules = { ...usualRules, horizonDays: 90 };
    let slots = 0;
    const ask = () => asActor(t.app, loaded.actor, 'bench', async (tx) => {
      const answer = await slotsOfTherapists(tx, asked, therapistIds, rules);
      slots = answer.ok ? [...answer.times.values()].reduce((sum, { slots: ofOne }) => sum + ofOne.length, 0) : 0;
    });
    const resources = [...therapistIds.map((id) => ['therapist', id] as const), ...loaded.roomIds.map((id) => ['room', id] as const)];
    const measured: { times: number; kept: number; anew: number }[] = [];
    // The bench's clock stands at this hour; every hour before it may have had a visit.
    const nowS = Date.parse('2026-11-24T12:00:00Z') / 1000;
    let hoursBack = 1;
    let rows = 0;
    for (const times of [1, 10, 100]) {
      const past: (readonly [string, string, number, number])[] = [];
      for (; rows < PAST_ROWS * times; hoursBack++) {
        for (const [kind, id] of resources) past.push([kind, id, nowS - hoursBack * HOUR_S, nowS - hoursBack * HOUR_S + 3_000]);
        rows += resources.length;
      }
      await occupy(t, loaded, past);
      await t.owner`vacuum analyze occupancy`;
      const kept = median(await timed(RUNS, ask));
      const anew = median(await timed(RUNS, () => (forgetAll(), ask())));
      measured.push({ times, kept, anew });
      process.stdout.write(`growth: ${String(rows).padStart(7)} past rows · one student, 40 therapists, 6 rooms, 90 days, ${slots} slots: kept ${inMs(kept)} · worked out anew ${inMs(anew)}\n`);
    }
    const [first, last] = [measured[0]!, measured.at(-1)!];
    const [kept, anew] = [last.kept / first.kept, last.anew / first.anew];
    process.stdout.write(`  a hundred times the past costs ${kept.toFixed(2)} times as much kept, ${anew.toFixed(2)} anew; kept at the median ${inMs(last.kept)}\n`);
    return kept <= 1.2 && anew <= 1.2 ? 0 : 1;
  });
}
