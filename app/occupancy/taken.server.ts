import { sql, type SQL } from 'drizzle-orm';
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

export function setOf(pairs: Pairs): IntervalSet {
  return intervalSet(pairs.map(([fromMs, untilMs]) => ({ fromMs, untilMs })));
}
