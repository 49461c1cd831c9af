import { sql } from 'drizzle-orm';
import { asActor, contextOf } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { record } from '../audit/record.server.ts';
import type { HallwayContext } from '../http/load-context.ts';
import { makeLink } from '../identity/links.server.ts';
import { kioskActor } from './kiosk-cookie.server.ts';
import { doorsOf } from './visit-window.ts';

/** `code-unknown` is one answer for a wrong code, an ended one and one of another school, so that trying tells nothing. */
export type EnteredByCode = { ok: true; token: string } | { ok: false; reason: 'code-unknown' | 'too-many-tries' | 'not-paired' };

const refusals = { codes_are_not_guessed: 'too-many-tries', a_kiosk_is_paired: 'not-paired' } as const;

/**
 * A student typed their code at a kiosk: gives them a visit link, good until the code's window ends, which the kiosk then holds like any
 * other device. Wrong codes are counted for each kiosk; eight in five minutes and it answers no more.
 */
export async function enterByCode(request: Request, context: Pick<HallwayContext, 'db' | 'config'>, code: string): Promise<EnteredByCode> {
  const kiosk = kioskActor(request, context.config);
  if (!kiosk) return { ok: false, reason: 'not-paired' };
  const entered = await refusing(refusals, () => asActor(context.db, kiosk, 'visit.enter-by-code', (tx) => linkFor(tx, context.config, code)));
  if (!entered.ok) return { ok: false, reason: entered.reason };
  return entered.value === null ? { ok: false, reason: 'code-unknown' } : { ok: true, token: entered.value };
}

/** Null for a code that opens nothing; the counted try must then be committed, so this is no refusal that rolls back. */
async function linkFor(tx: Tx, config: HallwayContext['config'], code: string): Promise<string | null> {
  const [found] = await tx.execute<{ appointmentId: string | null }>(sql`select gate.visit_by_code(${code}) as "appointmentId"`);
  const appointmentId = found?.appointmentId;
  if (!appointmentId) return null;
  const { personId } = await contextOf(tx);
  if (!personId) throw new Error('a code without a student');
  const [planned] = await tx.execute<{ fromMs: number; untilMs: number }>(sql`
    select (extract(epoch from lower(during)) * 1000)::float8 as "fromMs", (extract(epoch from upper(during)) * 1000)::float8 as "untilMs"
    from appointment where partnership_id = ctx_partnership() and id = ${appointmentId}::uuid`);
  if (!planned) throw new Error('a code without an appointment');
  const doors = doorsOf(planned);
  const [beginsAt, expiresAt] = [new Date(doors.fromMs).toISOString(), new Date(doors.untilMs).toISOString()];
  const { url } = await makeLink(tx, config, { kind: 'visit', personId, part: 'student', appointmentId, beginsAt, expiresAt });
  await record(tx, { action: 'visit.code-entered', studentId: personId, subject: { kind: 'appointment', id: appointmentId } });
  return url.slice(url.lastIndexOf('/') + 1);
}
