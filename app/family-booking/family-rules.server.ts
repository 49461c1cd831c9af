import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import type { FamilyRules } from './family-rules.ts';

/** What guardians may do in the acting partnership; the database fills in what it has not said. */
export async function familyRules(tx: Tx): Promise<FamilyRules> {
  const [rules] = await tx.execute<FamilyRules>(sql`
    select r.books_at_home as "booksAtHome", r.moves_at_home as "movesAtHome", r.moves_at_school as "movesAtSchool", r.notice_hours as "noticeHours", r.moves_at_most as "movesAtMost" from gate.family_rules() r`);
  if (!rules) throw new Error('no partnership acts');
  return rules;
}

/** Keeps what the partnership says of guardians as a whole. Visits that are booked keep standing. */
export async function keepFamilyRules(tx: Tx, rules: FamilyRules): Promise<void> {
  await tx.execute(sql`
    insert into family_rules (partnership_id, books_at_home, moves_at_home, moves_at_school, notice_hours, moves_at_most)
    values (ctx_partnership(), ${rules.booksAtHome}, ${rules.movesAtHome}, ${rules.movesAtSchool}, ${rules.noticeHours}, ${rules.movesAtMost})
    on conflict (partnership_id) do update set books_at_home = excluded.books_at_home, moves_at_home = excluded.moves_at_home, moves_at_school = excluded.moves_at_school,
      notice_hours = excluded.notice_hours, moves_at_most = excluded.moves_at_most`);
  await record(tx, { action: 'availability.changed', subject: { kind: 'partnership', id: 'family-rules' }, body: { what: 'families', ...rules } });
}
