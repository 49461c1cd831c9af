import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import type { WorkerContext } from '../http/load-context.ts';
import { startEveryMinute } from '../http/every-minute.server.ts';
import { newKeys } from './data-key.server.ts';

/** Keys made with one statement. */
const AT_ONCE = 5_000;

/**
 * Gives every student of the acting partnership a key for the school's record who has none. A key that were made when something is first sealed
 * would tell everyone who may see it, a front office too, that something is. So there is one from the beginning, whoever the student is; a roster
 * import makes them with its students.
 *
 * @returns how many were made
 */
export async function makeSchoolKeys(tx: Tx): Promise<number> {
  let made = 0;
  for (;;) {
    const without = await tx.execute<{ id: string }>(sql`
      select s.id from student s where s.partnership_id = ctx_partnership()
        and not exists (select from data_key k where k.partnership_id = s.partnership_id and k.student_id = s.id and k.regime = 'school') limit ${AT_ONCE}`);
    if (without.length === 0) return made;
    const count = await newKeys(tx, without.map(({ id }) => id), 'school');
    made += count;
    if (count === 0) return made;
  }
}

/** Students who came in before there was such a rule, or by another way than a roster, get theirs within a minute. */
export function startMakingSchoolKeys(context: Pick<WorkerContext, 'db' | 'log' | 'stopping'>): Promise<void> {
  return startEveryMinute(context, 'key.make', async (tx) => void (await makeSchoolKeys(tx)));
}
