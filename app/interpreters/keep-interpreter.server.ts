import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { rangeSql } from '../occupancy/taken.server.ts';
import { linesSql } from '../time/lines.server.ts';
import type { Interval } from '../time/interval.ts';
import type { WeeklyHours } from '../time/weekly-hours.ts';

/** Who an interpreter is and what they speak, as coordinators type it. */
export type InterpreterSaid = { readonly givenName: string; readonly familyName: string; readonly email: string | null; readonly phone: string | null; readonly languages: readonly string[] };

/** Adds somebody who interprets here from today on. Their hours come next: without any they are never free. */
export async function addInterpreter(tx: Tx, said: InterpreterSaid, madeUp: boolean): Promise<string> {
  const id = randomUUID();
  await tx.execute(sql`insert into person (id, given_name, family_name, email, phone, made_up) values (${id}, ${said.givenName}, ${said.familyName}, ${said.email}, ${said.phone}, ${madeUp})`);
  await tx.execute(sql`select gate.add_interpreter(${id}::uuid, (clock_now() at time zone (select pa.zone from partnership pa where pa.id = ctx_partnership()))::date)`);
  await keepLanguages(tx, id, said.languages);
  await record(tx, { action: 'interpreter.added', subject: { kind: 'interpreter', id } });
  return id;
}

/** Keeps an interpreter's languages as a whole, and how they are reached where that is the partnership's to say. Booked visits keep standing. */
export async function changeInterpreter(tx: Tx, id: string, said: Pick<InterpreterSaid, 'email' | 'phone' | 'languages'>): Promise<void> {
  await tx.execute(sql`update person set email = ${said.email}, phone = ${said.phone} where id = ${id} and gate.may_change_person(id)`);
  await keepLanguages(tx, id, said.languages);
  await record(tx, { action: 'interpreter.changed', subject: { kind: 'interpreter', id }, body: { what: 'languages' } });
}

async function keepLanguages(tx: Tx, id: string, languages: readonly string[]): Promise<void> {
  const kept = sql`${sql.param([...languages])}::text[]`;
  await tx.execute(sql`delete from interpreter_language where partnership_id = ctx_partnership() and person_id = ${id} and language <> all (${kept})`);
  await tx.execute(sql`insert into interpreter_language (partnership_id, person_id, language) select ctx_partnership(), ${id}::uuid, l from unnest(${kept}) l on conflict do nothing`);
}

/** Keeps an interpreter's weekly hours as a whole, on the clock of one zone, from a date on (or for all time): what was to hold from then on gives way. */
export async function keepInterpreterHours(tx: Tx, id: string, zone: string, hours: readonly WeeklyHours[], fromDate: string | null = null): Promise<void> {
  const theirs = sql`partnership_id = ctx_partnership() and person_id = ${id}`;
  await tx.execute(sql`delete from interpreter_hours where ${theirs} and not (during && daterange(null, ${fromDate}::date) and ${fromDate}::date is not null)`);
  await tx.execute(sql`update interpreter_hours set during = during * daterange(null, ${fromDate}::date) where ${theirs} and not (during <@ daterange(null, ${fromDate}::date))`);
  await tx.execute(sql`insert into interpreter_hours (partnership_id, person_id, weekday, from_time, until_time, zone, during)
    select ctx_partnership(), ${id}::uuid, l.weekday, l.from_time, l.until_time, ${zone}, daterange(${fromDate}::date, null) from ${linesSql(hours)}`);
  await record(tx, { action: 'interpreter.changed', subject: { kind: 'interpreter', id }, body: { what: 'hours', ...(fromDate && { from: fromDate }) } });
}

/** Adds time away. Visits that are booked in it keep standing until somebody moves them; they are listed. */
export async function addAway(tx: Tx, id: string, { zone, ...during }: Interval & { zone: string }): Promise<void> {
  await tx.execute(sql`insert into interpreter_away (partnership_id, id, person_id, during, zone) values (ctx_partnership(), ${randomUUID()}, ${id}, ${rangeSql(during)}, ${zone})`);
  await record(tx, { action: 'interpreter.changed', subject: { kind: 'interpreter', id }, body: { what: 'away' } });
}

/** Takes time away back. False when there is none of that id that is theirs. */
export async function removeAway(tx: Tx, id: string, awayId: string): Promise<boolean> {
  const removed = await tx.execute(sql`delete from interpreter_away where partnership_id = ctx_partnership() and person_id = ${id} and id = ${awayId} returning id`);
  if (removed.length > 0) await record(tx, { action: 'interpreter.changed', subject: { kind: 'interpreter', id }, body: { what: 'away-removed' } });
  return removed.length > 0;
}

/** From that day on they no longer interpret here; null: they do again. Booked visits keep standing until somebody moves them. */
export async function letGo(tx: Tx, id: string, fromDate: string | null): Promise<void> {
  await tx.execute(sql`update interpreter set during = daterange(lower(during), case when ${fromDate}::date is not null then greatest(${fromDate}::date, lower(during) + 1) end) where partnership_id = ctx_partnership() and person_id = ${id}`);
  await record(tx, { action: fromDate ? 'interpreter.let-go' : 'interpreter.added', subject: { kind: 'interpreter', id }, ...(fromDate && { body: { from: fromDate } }) });
}
