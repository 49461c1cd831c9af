import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { noLimits, type Limits } from './limits.ts';

/** How long an outside calendar is believed without being read again, where the partnership says nothing. The same number as in the database. */
export const usualStaleHours = 24;

const columns = sql`r.before_minutes as "beforeMinutes", r.after_minutes as "afterMinutes", r.notice_hours as "noticeHours", r.horizon_days as "horizonDays", r.daily_maximum as "dailyMaximum", r.weekly_maximum as "weeklyMaximum"`;

/** What the partnership says for all. */
export async function partnershipLimits(tx: Tx): Promise<Limits & { staleHours: number }> {
  const [row] = await tx.execute<Limits & { staleHours: number }>(sql`select ${columns}, r.stale_hours as "staleHours" from visit_rules r where r.partnership_id = ctx_partnership()`);
  return row ?? { ...noLimits, staleHours: usualStaleHours };
}

/** What these therapists say for themselves; who says nothing is missing. */
export async function ownLimitsOf(tx: Tx, therapistIds: readonly string[]): Promise<Map<string, Limits>> {
  const rows = await tx.execute<Limits & { id: string }>(sql`select r.therapist_id as id, ${columns} from therapist_rules r where r.therapist_id = any (${sql.param([...therapistIds])}::uuid[])`);
  return new Map(rows.map(({ id, ...limits }) => [id, limits]));
}

const values = (l: Limits) => sql`${l.beforeMinutes}, ${l.afterMinutes}, ${l.noticeHours}, ${l.horizonDays}, ${l.dailyMaximum}, ${l.weeklyMaximum}`;
const names = sql`before_minutes, after_minutes, notice_hours, horizon_days, daily_maximum, weekly_maximum`;

/** Keeps a therapist's own limits as a whole. Visits that are booked keep standing. */
export async function keepOwnLimits(tx: Tx, therapistId: string, limits: Limits): Promise<void> {
  await tx.execute(sql`delete from therapist_rules where therapist_id = ${therapistId}`);
  await tx.execute(sql`insert into therapist_rules (therapist_id, ${names}) values (${therapistId}, ${values(limits)})`);
  await record(tx, { action: 'availability.changed', subject: { kind: 'therapist', id: therapistId }, body: { what: 'limits' } });
}

/** Keeps what the partnership says for all. */
export async function keepPartnershipLimits(tx: Tx, { staleHours, ...limits }: Limits & { staleHours: number }): Promise<void> {
  await tx.execute(sql`delete from visit_rules where partnership_id = ctx_partnership()`);
  await tx.execute(sql`insert into visit_rules (partnership_id, ${names}, stale_hours) values (ctx_partnership(), ${values(limits)}, ${staleHours})`);
  await record(tx, { action: 'availability.changed', subject: { kind: 'partnership', id: 'visit-rules' }, body: { what: 'limits', staleHours } });
}
