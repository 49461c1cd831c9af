import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';

/** Sorted advisory locks on everything that is about to be taken or freed. The first thing that any writer of occupancy does. */
export async function lockResources(tx: Tx, resourceIds: readonly string[]): Promise<void> {
  await tx.execute(sql`select lock_resources(${sql.param([...new Set(resourceIds)])}::uuid[])`);
}

/** Frees what ended holds still block, in any partnership. Under the locks. */
export async function releaseExpiredHolds(tx: Tx, resourceIds: readonly string[]): Promise<void> {
  await tx.execute(sql`select gate.release_expired_holds(${sql.param([...new Set(resourceIds)])}::uuid[])`);
}

/** Gives holds up before they end. Under the locks; a hold that is no longer one stays as it is. Returns the ids of those given up. */
export async function giveUpHolds(tx: Tx, appointmentIds: readonly string[]): Promise<string[]> {
  if (appointmentIds.length === 0) return [];
  const given = await tx.execute<{ id: string }>(sql`
    update appointment set state = 'cancelled', held_until = null, ended_at = clock_now(), ended_by = ctx_person(), ended_because = 'released'
    where partnership_id = ctx_partnership() and id = any(${sql.param([...appointmentIds])}::uuid[]) and state = 'held' returning id`);
  const ids = given.map((row) => row.id);
  await tx.execute(sql`update occupancy set released_at = clock_now() where partnership_id = ctx_partnership() and appointment_id = any(${sql.param(ids)}::uuid[]) and released_at is null`);
  return ids;
}
