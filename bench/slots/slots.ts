import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { forgetAll } from '../../app/scheduling/kept.server.ts';
import { usualRules } from '../../app/scheduling/booking-rules.ts';
import { and, cellsWithin, frameAround, roundCells, startsOfRuns } from '../../app/scheduling/cells.ts';
import { jointStarts, therapistStarts, type StartsOfMany } from '../../app/scheduling/slots-of-many.server.ts';
import { asActor } from '../../db/as-actor.server.ts';
import { withBenchDatabase } from '../bench-database.ts';
import { loadWorkload, type Loaded } from './load-workload.ts';
import { madeUpWorkload } from './made-up-workload.ts';
import { obviousAnswer } from './obvious-answer.ts';
import { benchOneStudent } from './one-student.ts';
import { sqlJoint, sqlTherapists } from './sql-answer.ts';
import { startsFromStored, storeBits } from './stored-bits.ts';
import { inMs, median, timed } from './timed.ts';
import { workloadShape, type Pairs, type Workload } from './workload.ts';

const none = { beforeMinutes: 0, afterMinutes: 0 };
const RUNS = 11;
/** A look at every minute is slow: beyond so many it is only asked about those. */
const LOOKED_AT = 60;

/**
 * `npm run bench -- slots --in FILE --out FILE` answers a workload as `slots.md` says; without files it makes one up (500 therapists, 8 weeks).
 * Each run is a transaction of its own through the product's one door, and no answer is kept from one to the next: `seconds` are with everybody's time
 * kept as the product keeps it, asked from the change log whether it still stands; `secondsAnew` with nothing kept, worked out from rules and bookings.
 * Beside it the same questions as one SQL statement over the same rows.
 * Fails when an answer differs from the statement's or from a look at every minute.
 */
export async function benchSlots(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { in: { type: 'string' }, out: { type: 'string' }, therapists: { type: 'string', default: '500' }, weeks: { type: 'string', default: '8' } } });
  const work: Workload = values.in === undefined ? madeUpWorkload({ therapists: Number(values.therapists), weeks: Number(values.weeks) }) : workloadShape.parse(JSON.parse(readFileSync(values.in, 'utf8')));
  const answered = await withBenchDatabase(async (t) => {
    const began = process.hrtime.bigint();
    const loaded = await loadWorkload(t, work);
    const load = Number(process.hrtime.bigint() - began) / 1e9;
    const therapistIds = loaded.therapists.map(({ personId }) => personId);
    const within = { fromMs: work.from * 1000, untilMs: work.to * 1000 };
    const rules = { visitMinutes: work.slot, startEveryMinutes: work.step, buffers: { ...usualRules.buffers, therapist: none } };
    const place = { schoolId: loaded.schoolId, zone: work.tz, roomIds: loaded.roomIds, familyOf: loaded.studentId, studentId: null };
    let therapist: StartsOfMany = [];
    let joint: StartsOfMany = [];
    const askTherapists = () => asActor(t.app, loaded.actor, 'bench', async (tx) => { therapist = await therapistStarts(tx, therapistIds, within, rules); });
    const askJoint = () => asActor(t.app, loaded.actor, 'bench', async (tx) => { joint = await jointStarts(tx, place, therapistIds, within, rules); });
    const fresh = (ask: () => Promise<void>) => () => (forgetAll(), ask());
    const seconds = { load, therapist: await timed(RUNS, askTherapists), joint: await timed(RUNS, askJoint) };
    const worked = { therapist: await timed(5, fresh(askTherapists)), joint: await timed(5, fresh(askJoint)) };
    await t.owner`set jit = off`;
    await t.owner`set work_mem = '64MB'`;
    let [bySqlTherapist, bySqlJoint] = [[] as { id: string; starts: number[] }[], [] as { id: string; starts: number[] }[]];
    const statement = {
      therapist: await timed(7, async () => { bySqlTherapist = [...await sqlTherapists(t.owner, work, loaded)]; }),
      joint: await timed(7, async () => { bySqlJoint = [...await sqlJoint(t.owner, work, loaded)]; }),
    };
    const answer = { therapist: pairsOf(loaded, therapist), joint: pairsOf(loaded, joint) };
    const sameAsStatement = same(answer.therapist, pairsById(loaded, bySqlTherapist)) && same(answer.joint, pairsById(loaded, bySqlJoint));
    await storeBits(t, work, loaded);
    const frame = frameAround(within, 5);
    const onFive = work.slot % 5 === 0 && work.step % 5 === 0;
    const allowed = { frame, lengthCells: work.slot / 5, cells: and(roundCells(frame, work.step), startsOfRuns(cellsWithin(frame, [within]), work.slot / 5)) };
    const stored = onFive ? median(await timed(RUNS, () => startsFromStored(t.owner, loaded, allowed))) : NaN;
    return { answer, seconds, worked, stored, statement, sameAsStatement, rows: loaded.rows };
  });
  const { answer, seconds, worked, stored, statement, sameAsStatement, rows } = answered;
  const looked = { ...work, therapists: work.therapists.length <= LOOKED_AT ? work.therapists : work.therapists.filter((_, n) => n % Math.ceil(work.therapists.length / LOOKED_AT) === 0) };
  const obvious = obviousAnswer(looked);
  const ids = new Set(looked.therapists.map(({ id }) => id));
  const ofLooked = (pairs: Pairs) => pairs.filter(([id]) => ids.has(id));
  const sameAsObvious = same(ofLooked(answer.therapist), obvious.therapist) && same(ofLooked(answer.joint), obvious.joint);
  if (values.out !== undefined) writeFileSync(values.out, JSON.stringify({ ...answer, seconds, secondsAnew: worked, rows }));
  const say = (text: string) => process.stdout.write(`${text}\n`);
  say(`slots: ${work.therapists.length} therapists × ${work.days} days in ${work.tz}, ${rows} busy rows, loaded in ${seconds.load.toFixed(1)} s; ${answer.therapist.length} therapist starts, ${answer.joint.length} joint`);
  for (const which of ['therapist', 'joint'] as const) {
    const [kept, cold, sqls] = [median(seconds[which]), median(worked[which]), median(statement[which])];
    say(`  ${which.padEnd(9)} kept ${inMs(kept)} · worked out anew ${inMs(cold)} · one SQL statement ${inMs(sqls)} · ${(sqls / kept).toFixed(0)} times as fast kept, ${(sqls / cold).toFixed(1)} anew`);
  }
  say(`  bits stored in PostgreSQL and read each time, therapists alone: ${inMs(stored)}`);
  say(`  equal to the statement: ${sameAsStatement ? 'yes' : 'NO'} · equal to a look at every minute of ${looked.therapists.length}: ${sameAsObvious ? 'yes' : 'NO'}`);
  const oneStudent = values.in === undefined ? await benchOneStudent() : 0;
  return sameAsStatement && sameAsObvious ? oneStudent : 1;
}

const pairsOf = ({ therapists }: Loaded, starts: StartsOfMany): Pairs => therapists.flatMap(({ id }, at) => starts[at]!.map((s): [number, number] => [id, s]));

function pairsById(loaded: Loaded, rows: readonly { id: string; starts: number[] }[]): Pairs {
  const byPerson = new Map(rows.map(({ id, starts }) => [id, starts]));
  return pairsOf(loaded, loaded.therapists.map(({ personId }) => byPerson.get(personId) ?? []));
}

function same(a: Pairs, b: Pairs): boolean {
  return a.length === b.length && a.every(([id, s], n) => b[n]![0] === id && b[n]![1] === s);
}
