import { z } from '../http/schema.ts';

const number = (least: number, most: number) => z.number({ error: 'number' }).int('number').min(least, 'number').max(most, 'number');

/** What a partnership says of guardians, as it is typed. The same bounds as in the database. */
export const familyRulesForm = z.object({
  booksAtHome: z.boolean().default(false), movesAtHome: z.boolean().default(false), movesAtSchool: z.boolean().default(false),
  noticeHours: number(0, 336), movesAtMost: number(1, 20),
});
