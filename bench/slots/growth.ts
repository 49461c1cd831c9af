import { forgetAll } from '../../app/scheduling/kept.server.ts';
import { dayOf } from '../../app/today/day.server.ts';
import { needsOf } from '../../app/today/needs.server.ts';
import { asActor } from '../../db/as-actor.server.ts';
import { withBenchDatabase, type BenchDatabase } from '../bench-database.ts';
import { loadWorkload, occupy, type Loaded } from './load-workload.ts';
import { askForOneStudent, termWorkload } from './one-student.ts';
import { inMs, median, timed } from './timed.ts';

const RUNS = 31;
/** What one past visit each school day of some weeks amounts to; ten and a hundred times as many follow. */
const PAST_ROWS = 2_000;
const HOUR_S = 3_600;
const AT_MOST = 1.2;

/**
 * `npm run bench -- growth`: one student's joint slots over a term, kept and worked out anew; the coordinator's Today with what must move; and the
 * day's list, with 1, 10 and 100 times as many past visits. Fails when a hundred times the past costs more than 1.2 times as much.
 */
export async function benchGrowth(): Promise<number> {
  return withBenchDatabase(async (t) => {
    const loaded = await loadWorkload(t, termWorkload());
    const member = (work: Parameters<typeof asActor>[3]) => () => asActor(t.app, loaded.actor, 'bench', work);
    const questions: readonly (readonly [name: string, ask: () => Promise<unknown>])[] = [
      ['slots kept', () => askForOneStudent(t, loaded)],
      ['slots anew', () => (forgetAll(), askForOneStudent(t, loaded))],
      ['today', member((tx) => needsOf(tx, 'coordinator'))],
      ['day', member((tx) => dayOf(tx, 'America/New_York'))],
    ];
    const measured: number[][] = [];
    const past = { rows: 0, hoursBack: 1 };
    for (const times of [1, 10, 100]) {
      await addPast(t, loaded, past, PAST_ROWS * times);
      const seconds: number[] = [];
      for (const [, ask] of questions) seconds.push(median(await timed(RUNS, ask)));
      measured.push(seconds);
      process.stdout.write(`growth: ${String(past.rows).padStart(7)} past rows · ${questions.map(([name], n) => `${name} ${inMs(seconds[n]!)}`).join(' · ')}\n`);
    }
    const grown = questions.map((_, n) => measured.at(-1)![n]! / measured[0]![n]!);
    process.stdout.write(`  a hundred times the past costs ${questions.map(([name], n) => `${name} ${grown[n]!.toFixed(2)}`).join(', ')} times as much\n`);
    return grown.every((times) => times <= AT_MOST) ? 0 : 1;
  });
}

/** Every hour before the workload begins had a visit of each therapist and in each room, one appointment each; as the owner, with the triggers off. */
export async function addPast(t: BenchDatabase, loaded: Loaded, past: { rows: number; hoursBack: number }, wanted: number): Promise<void> {
  const nowS = termWorkload().from;
  const rooms = loaded.roomIds.map((id) => ['room', id] as const);
  const resources = [...loaded.therapists.map(({ personId }) => ['therapist', personId] as const), ...rooms];
  const busy: (readonly [string, string, number, number])[] = [];
  const firstHour = past.hoursBack;
  for (; past.rows < wanted; past.hoursBack++, past.rows += resources.length) {
    for (const [kind, id] of resources) busy.push([kind, id, nowS - past.hoursBack * HOUR_S, nowS - past.hoursBack * HOUR_S + 3_000]);
  }
  await occupy(t, loaded, busy);
  await t.owner`alter table appointment disable trigger user`;
  await t.owner`alter table appointment_student disable trigger user`;
  await t.owner`with made as (
      insert into appointment (partnership_id, id, episode_id, agency_id, therapist_id, school_id, room_id, place, during, zone, state_code, state, made_by)
      select a.partnership_id, gen_random_uuid(), a.episode_id, a.agency_id, p.id, a.school_id, a.room_id, a.place, tstzrange(s.at, s.at + interval '50 minutes'), a.zone, a.state_code, 'completed', a.made_by
      from appointment a, unnest(${loaded.therapists.map(({ personId }) => personId)}::uuid[]) p(id), generate_series(${firstHour}::int, ${past.hoursBack - 1}::int) h(n),
        lateral (select to_timestamp(${nowS}) - make_interval(hours => h.n) as at) s
      where a.id = ${loaded.appointmentId} returning partnership_id, id)
    insert into appointment_student (partnership_id, appointment_id, student_id) select partnership_id, id, ${loaded.studentId} from made`;
  await t.owner`alter table appointment enable trigger user`;
  await t.owner`alter table appointment_student enable trigger user`;
  await t.owner`vacuum analyze`;
}
