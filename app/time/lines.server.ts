import { sql, type SQL } from 'drizzle-orm';
import { wallTimeText } from './wall-minute.ts';
import { joinedHours, type WeeklyHours } from './weekly-hours.ts';

/** Weekly hours as rows `l(weekday, from_time, until_time)` of a query, lines that touch joined: the database wants a visit to fit into one. */
export function linesSql(hours: readonly WeeklyHours[]): SQL {
  const lines = joinedHours(hours);
  const column = (values: readonly (string | number)[]) => sql.param([...values]);
  return sql`(select u.weekday, u.from_text::time as from_time, u.until_text::time as until_time
    from unnest(${column(lines.map((line) => line.weekday))}::int[], ${column(lines.map((line) => wallTimeText(line.startMinute)))}::text[], ${column(lines.map((line) => wallTimeText(line.endMinute)))}::text[]) u(weekday, from_text, until_text)) l`;
}
