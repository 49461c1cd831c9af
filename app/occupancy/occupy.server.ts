import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import type { Interval } from '../time/interval.ts';
import type { ResourceKind } from './resource-kind.ts';
import { rangeSql } from './taken.server.ts';

/** One person or room that an appointment takes; `blocked` is the visit with that resource's own time around it. */
export type Take = { readonly kind: ResourceKind; readonly id: string; readonly blocked: Interval };

/**
 * Writes one row of occupancy for each thing that an appointment or hold takes, during the appointment's own time. Under the locks, after
 * ended holds were released.
 *
 * @returns the kinds that were taken already, none when all went well: otherwise nothing of it may commit
 */
export async function occupy(tx: Tx, appointmentId: string, takes: readonly Take[]): Promise<ResourceKind[]> {
  const rows: SQL[] = takes.map(({ kind, id, blocked }) => sql`(${kind}, ${id}::uuid, ${rangeSql(blocked)})`);
  const inserted = await tx.execute<{ kind: ResourceKind; id: string }>(sql`
    insert into occupancy (partnership_id, appointment_id, kind, resource_id, during, blocked, held_until)
    select a.partnership_id, a.id, r.kind, r.id, a.during, r.blocked, a.held_until
    from appointment a, (values ${sql.join(rows, sql`, `)}) r(kind, id, blocked) where a.partnership_id = ctx_partnership() and a.id = ${appointmentId} order by r.id
    on conflict on constraint nobody_in_two_places do nothing returning kind, resource_id as id`);
  const written = new Set(inserted.map(({ id }) => id));
  return takes.filter(({ id }) => !written.has(id)).map(({ kind }) => kind);
}
