import { sql } from 'drizzle-orm';
import { nowOf } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import type { KeptHours } from '../therapist-time/therapist-hours.server.ts';
import type { Interval } from '../time/interval.ts';
import { wallTime } from '../time/zone.ts';

/** Somebody who interprets here. `untilDate` is the first day on which they no longer do. */
export type Interpreter = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly languages: readonly string[];
  readonly fromDate: string;
  readonly untilDate: string | null;
};

const columns = sql`i.person_id as id, p.given_name || ' ' || p.family_name as name, p.email, p.phone, lower(i.during)::text as "fromDate", upper(i.during)::text as "untilDate",
  array(select l.language from interpreter_language l where l.partnership_id = i.partnership_id and l.person_id = i.person_id order by l.language) as languages`;

/** All who interpret here or did, by name; those let go last. */
export async function interpretersOf(tx: Tx): Promise<(Interpreter & { hours: number; ended: boolean })[]> {
  return [...await tx.execute<Interpreter & { hours: number; ended: boolean }>(sql`
    select ${columns}, coalesce(upper(i.during) <= (clock_now() at time zone pa.zone)::date, false) as ended,
      coalesce((select sum(extract(epoch from h.until_time - h.from_time)) / 3600 from interpreter_hours h where h.partnership_id = i.partnership_id and h.person_id = i.person_id and h.during @> (clock_now() at time zone h.zone)::date), 0)::float8 as hours
    from interpreter i join person p on p.id = i.person_id join partnership pa on pa.id = i.partnership_id where i.partnership_id = ctx_partnership() order by ended, p.family_name, p.given_name, p.id`)];
}

/** One who interprets here; null when there is none of that id. */
export async function interpreterOf(tx: Tx, interpreterId: string): Promise<Interpreter | null> {
  const [row] = await tx.execute<Interpreter>(sql`select ${columns} from interpreter i join person p on p.id = i.person_id where i.partnership_id = ctx_partnership() and i.person_id = ${interpreterId}`);
  return row ?? null;
}

/** Who speaks a language and interprets here now or later, by name: the order in which they are preferred. */
export async function interpretersFor(tx: Tx, language: string): Promise<{ id: string; name: string }[]> {
  return [...await tx.execute<{ id: string; name: string }>(sql`
    select i.person_id as id, p.given_name || ' ' || p.family_name as name from interpreter_language l join interpreter i on i.partnership_id = l.partnership_id and i.person_id = l.person_id
      join person p on p.id = i.person_id join partnership pa on pa.id = i.partnership_id
    where l.partnership_id = ctx_partnership() and l.language = ${language} and (upper(i.during) is null or upper(i.during) > (clock_now() at time zone pa.zone)::date)
    order by p.family_name, p.given_name, p.id`)];
}

/** An interpreter's weekly hours here, on which clock their days are, and what day it is there. */
export type InterpreterTime = { readonly zone: string; readonly today: string; readonly now: string; readonly hours: readonly KeptHours[] };

/** @param otherwise the zone of one who has no hours yet */
export async function interpreterTimeOf(tx: Tx, interpreterId: string, otherwise: string): Promise<InterpreterTime> {
  const hours = [...await tx.execute<KeptHours>(sql`
    select h.weekday, (extract(epoch from h.from_time) / 60)::int as "startMinute", (extract(epoch from h.until_time) / 60)::int as "endMinute", h.zone, lower(h.during)::text as "fromDate", upper(h.during)::text as "untilDate"
    from interpreter_hours h where h.partnership_id = ctx_partnership() and h.person_id = ${interpreterId} order by h.weekday, h.from_time`)];
  const now = await nowOf(tx);
  const zone = (hours.find(({ untilDate }) => untilDate === null) ?? hours[0])?.zone ?? otherwise;
  return { hours, zone, now: now.toString(), today: wallTime(zone, now.epochMilliseconds).date };
}

/** Time away; epoch milliseconds, on the clock of `zone`. */
export type Away = Interval & { readonly id: string; readonly zone: string };

/** An interpreter's time away that is not over, in order. */
export async function awayOf(tx: Tx, interpreterId: string): Promise<Away[]> {
  return [...await tx.execute<Away>(sql`
    select w.id, (extract(epoch from lower(w.during)) * 1000)::float8 as "fromMs", (extract(epoch from upper(w.during)) * 1000)::float8 as "untilMs", w.zone
    from interpreter_away w where w.partnership_id = ctx_partnership() and w.person_id = ${interpreterId} and upper(w.during) > clock_now() order by w.during`)];
}
