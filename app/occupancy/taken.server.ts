import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { intervalSet, type Interval, type IntervalSet } from '../time/interval.ts';

/** Pairs of epoch milliseconds, as the queries below give them. */
export type Pairs = readonly (readonly [fromMs: number, untilMs: number])[];

/** ISO 8601 text: how an instant enters SQL. */
export function isoText(ms: number): string {
  return new Date(ms).toISOString();
}

/** A range of instants for SQL, half-open. */
export function rangeSql({ fromMs, untilMs }: Interval): SQL {
  return sql`tstzrange(${isoText(fromMs)}::timestamptz, ${isoText(untilMs)}::timestamptz)`;
}

/** When a person or room is taken within the interval, whoever booked it: JSON to be read with {@link setOf}. `resource` is a column or value. */
export function takenSql(resource: SQL, within: Interval): SQL {
  return sql`coalesce((select json_agg(json_build_array(extract(epoch from lower(b)) * 1000, extract(epoch from upper(b)) * 1000)) from unnest(gate.busy(${resource}, ${rangeSql(within)})) b), '[]'::json)`;
}

/** When each is taken by anything but these appointments of the asker's partnership: what is there once they are given up. */
export async function takenBesides(tx: Tx, resourceIds: readonly string[], within: Interval, appointmentIds: readonly string[]): Promise<Map<string, IntervalSet>> {
  const rows = await tx.execute<{ id: string; taken: Pairs | null }>(sql`
    select r.id, (select json_agg(json_build_array(extract(epoch from lower(b)) * 1000, extract(epoch from upper(b)) * 1000)) from unnest(gate.busy_besides(r.id, ${rangeSql(within)}, ${sql.param([...appointmentIds])}::uuid[])) b) as taken
    from unnest(${sql.param([...resourceIds])}::uuid[]) r(id)`);
  return new Map(rows.map(({ id, taken }) => [id, setOf(taken ?? [])]));
}

export function setOf(pairs: Pairs): IntervalSet {
  return intervalSet(pairs.map(([fromMs, untilMs]) => ({ fromMs, untilMs })));
}
