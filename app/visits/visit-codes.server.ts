import { randomInt } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { refusalIn } from '../../db/refusals.server.ts';
import { record } from '../audit/record.server.ts';
import { closesAfterMinutes, opensBeforeMinutes } from './visit-window.ts';

const digits = 6;
const tries = 5;

/**
 * Makes the short code that a student types at the school's kiosk, good in the visit's window and at that school only. One a student and
 * appointment; asking again changes nothing. Random, so that nobody's code says anything about another's.
 */
export async function makeVisitCode(tx: Tx, { appointmentId, studentId }: { appointmentId: string; studentId: string }): Promise<void> {
  for (let left = tries; left > 0; left -= 1) {
    const code = String(randomInt(10 ** digits)).padStart(digits, '0');
    try {
      const { count } = await tx.transaction((inner) => inner.execute(sql`
        insert into visit_code (partnership_id, appointment_id, student_id, school_id, code, during)
        select a.partnership_id, a.id, ${studentId}::uuid, a.school_id, ${code},
          tstzrange(lower(a.during) - make_interval(mins => ${opensBeforeMinutes}), upper(a.during) + make_interval(mins => ${closesAfterMinutes}))
        from appointment a where a.partnership_id = ctx_partnership() and a.id = ${appointmentId}::uuid and a.place = 'school'
        on conflict (partnership_id, appointment_id, student_id) do nothing`));
      if (count > 0) await record(tx, { action: 'visit.code-made', studentId, subject: { kind: 'appointment', id: appointmentId } });
      return;
    } catch (error) {
      // Another student of the school has this code at that time.
      if (refusalIn(error)?.promise !== 'a_code_opens_one_door' || left === 1) throw error;
    }
  }
}
