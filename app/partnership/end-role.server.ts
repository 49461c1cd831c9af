import { sql } from 'drizzle-orm';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { record } from '../audit/record.server.ts';
import type { HallwayContext } from '../http/load-context.ts';
import { whoCanSignIn } from '../identity/account.server.ts';
import { rolesFor } from '../identity/permissions.ts';
import { endSignIns } from '../identity/sessions.server.ts';

export type EndingRefused = 'not-found' | 'last-administrator' | 'nobody-else-signs-in';

/**
 * Somebody no longer works there in that role, from this moment on; whoever acts under it is signed off. Their presence in visits is the caller's.
 *
 * Refused as `last-administrator` when nobody else would manage staff on some day to come (the database refuses that too), and as
 * `nobody-else-signs-in` when the others in office have not set up how they sign in yet: invited is not there. A demo's people come in by its doors.
 */
export async function endRole(context: Pick<HallwayContext, 'db' | 'authDb' | 'config'>, actor: Actor, membershipId: string): Promise<{ ok: true; personId: string } | { ok: false; reason: EndingRefused }> {
  const done = await refusing({ an_administrator_stays: 'last-administrator' }, () => asActor(context.db, actor, 'staff.change', async (tx) => {
    const others = await otherAdministrators(tx, membershipId);
    const ended = await endAppointment(tx, membershipId);
    if (!ended) return 'not-found' as const;
    if (others !== null && !context.config.demo && (await whoCanSignIn(context.authDb, context.config, others)).size === 0) throw new NobodyElse();
    return ended;
  })).catch((error: unknown) => {
    if (error instanceof NobodyElse) return { ok: false as const, reason: 'nobody-else-signs-in' as const };
    throw error;
  });
  if (!done.ok) return { ok: false, reason: done.reason };
  if (done.value === 'not-found') return { ok: false, reason: 'not-found' };
  await endSignIns(context, { membershipId, personId: done.value.personId });
  return { ok: true, personId: done.value.personId };
}

/** Rolls back. */
class NobodyElse extends Error {
  override readonly name = 'NobodyElse';
}

/**
 * The person no longer works there in that role, from this moment on. Gives whose role it was, or null when there is no such current membership.
 */
export async function endAppointment(tx: Tx, membershipId: string): Promise<{ personId: string } | null> {
  const [row] = await tx.execute<{ personId: string | null }>(sql`select gate.end_membership_now(${membershipId}::uuid) as "personId"`);
  if (!row?.personId) return null;
  await record(tx, { action: 'staff.changed', subject: { kind: 'membership', id: membershipId }, body: { ended: true } });
  return { personId: row.personId };
}

/** Who else manages staff today, where this membership does; null where it does not. */
async function otherAdministrators(tx: Tx, membershipId: string): Promise<string[] | null> {
  const administrators = sql.param([...rolesFor('staff.change')]);
  const [row] = await tx.execute<{ others: string[] | null }>(sql`
    select (select coalesce(array_agg(o.person_id), '{}') from membership o join partnership pa on pa.id = o.partnership_id
      where o.partnership_id = m.partnership_id and o.id <> m.id and o.role = any(${administrators}::text[]) and o.ended_at is null and o.during @> (clock_now() at time zone pa.zone)::date) others
    from membership m where m.partnership_id = ctx_partnership() and m.id = ${membershipId}::uuid and m.role = any(${administrators}::text[])`);
  return row?.others ?? null;
}
