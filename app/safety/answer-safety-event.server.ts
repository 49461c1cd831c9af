import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { sealText } from '../sealed/sealed-text.server.ts';

type Answered = { ok: true } | { ok: false; reason: 'not-found' | 'already-answered' };

/**
 * Somebody takes the event on: from now on it has a person. Of two who press at once the first is it; the other learns so and
 * nothing of the first one's is lost.
 */
export async function acknowledgeSafetyEvent(tx: Tx, id: string): Promise<Answered> {
  const [row] = await tx.execute<{ student_id: string }>(sql`
    update safety_event set state = 'acknowledged', acknowledged_at = clock_now(), acknowledged_by = ctx_person()
    where id = ${id}::uuid and state = 'raised' returning student_id`);
  if (!row) return missed(tx, id);
  await record(tx, { action: 'safety-event.acknowledged', studentId: row.student_id, subject: { kind: 'safety-event', id } });
  return { ok: true };
}

/**
 * The student is safe and what was done is written down; without that an event does not end. Whoever resolves an event that nobody had
 * taken on takes it on with it.
 */
export async function resolveSafetyEvent(tx: Tx, id: string, done: string): Promise<Answered> {
  const [open] = await tx.execute<{ student_id: string }>(sql`select student_id from safety_event where id = ${id}::uuid and state <> 'resolved' for update`);
  if (!open) return missed(tx, id);
  const sealed = await sealText(tx, { studentId: open.student_id, regime: 'school', table: 'safety_event', column: 'done_sealed', rowId: id }, done);
  await tx.execute(sql`
    update safety_event set state = 'resolved', resolved_at = clock_now(), resolved_by = ctx_person(), done_sealed = ${sealed},
      acknowledged_at = coalesce(acknowledged_at, clock_now()), acknowledged_by = coalesce(acknowledged_by, ctx_person())
    where id = ${id}::uuid`);
  await record(tx, { action: 'safety-event.resolved', studentId: open.student_id, subject: { kind: 'safety-event', id } });
  return { ok: true };
}

async function missed(tx: Tx, id: string): Promise<Answered> {
  const [row] = await tx.execute(sql`select from safety_event where id = ${id}::uuid`);
  return { ok: false, reason: row ? 'already-answered' : 'not-found' };
}
