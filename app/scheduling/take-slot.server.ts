import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { occupy } from '../occupancy/occupy.server.ts';
import type { ResourceKind } from '../occupancy/resource-kind.ts';
import type { BookingRules } from './booking-rules.ts';
import type { CareToBook } from './care-to-book.server.ts';
import { rangeSql } from '../occupancy/taken.server.ts';
import { takesOf } from './takes-of.ts';
import { whoSitsIn } from './who-sits-in.server.ts';

/** A time that was chosen: real instants, the room at school, zone and state of where the student will sit. */
export type ChosenTime = { readonly startMs: number; readonly endMs: number; readonly roomId: string | null; readonly interpreterId: string | null; readonly zone: string; readonly state: string };

/**
 * Writes a hold with one row of occupancy for each thing that it takes, each blocked with its own buffers. Under the locks, after ended holds
 * were released.
 *
 * @param rules the therapist's, in force
 * @returns the hold, or which kinds of resource were taken: then nothing of it may commit
 */
export async function takeSlot(tx: Tx, care: CareToBook, chosen: ChosenTime, rules: BookingRules): Promise<{ ok: true; appointmentId: string; heldUntilMs: number } | { ok: false; taken: ResourceKind[] }> {
  const appointmentId = randomUUID();
  const during = { fromMs: chosen.startMs, untilMs: chosen.endMs };
  const [[made], , sitsIn] = await Promise.all([
    tx.execute<{ heldUntilMs: number }>(sql`
    insert into appointment (partnership_id, id, episode_id, therapist_id, agency_id, school_id, place, room_id, during, zone, state_code, state, held_until, made_by)
    values (ctx_partnership(), ${appointmentId}, ${care.episodeId}, ${care.therapistId}, ${care.agencyId}, ${care.schoolId}, ${care.place}, ${chosen.roomId}, ${rangeSql(during)}, ${chosen.zone}, ${chosen.state},
      'held', clock_now() + make_interval(mins => ${rules.holdMinutes}), ctx_person())
    returning (extract(epoch from held_until) * 1000)::float8 as "heldUntilMs"`),
    tx.execute(sql`insert into appointment_student (partnership_id, appointment_id, student_id) values (ctx_partnership(), ${appointmentId}, ${care.studentId})`),
    whoSitsIn(tx, care, chosen.startMs),
  ]);
  if (!made) throw new Error('the hold was not written');
  const taken = await occupy(tx, appointmentId, takesOf({ ...care, ...chosen, sitsIn }, during, rules));
  return taken.length > 0 ? { ok: false, taken } : { ok: true, appointmentId, heldUntilMs: made.heldUntilMs };
}
