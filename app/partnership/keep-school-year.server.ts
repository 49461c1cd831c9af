import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import type { SchoolYearTyped } from './school-year-form.ts';

/** Keeps a school year with its terms as a whole, new or changed; a school's own terms in it stay, as far as they lie within it (the database shortens them). False for one that a roster keeps. */
export async function keepSchoolYear(tx: Tx, id: string, { title, firstDay, lastDay, terms }: SchoolYearTyped): Promise<boolean> {
  const kept = await tx.execute(sql`
    insert into school_year as y (partnership_id, id, title, during) values (ctx_partnership(), ${id}, ${title}, daterange(${firstDay}::date, ${lastDay}::date, '[]'))
    on conflict (partnership_id, id) do update set title = excluded.title, during = excluded.during where y.source is null returning id`);
  if (kept.length === 0) return false;
  await tx.execute(sql`delete from term where partnership_id = ctx_partnership() and school_year_id = ${id} and source is null and school_id is null`);
  for (const term of terms) {
    await tx.execute(sql`insert into term (partnership_id, school_year_id, title, kind, during)
      values (ctx_partnership(), ${id}, ${term.title}, 'term', daterange(${term.firstDay}::date, ${term.lastDay}::date, '[]'))`);
  }
  await record(tx, { action: 'school-year.changed', subject: { kind: 'school-year', id } });
  return true;
}
