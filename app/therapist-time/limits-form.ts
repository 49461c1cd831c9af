import { z } from '../http/schema.ts';
import type { Limits } from './limits.ts';

const number = (least: number, most: number) => z.number({ error: 'number' }).int('number').min(least, 'number').max(most, 'number').optional();

/** Limits as they are typed: an empty field says nothing. The same bounds as in the database. */
export const limitsForm = z.object({
  beforeMinutes: number(0, 120), afterMinutes: number(0, 120), noticeHours: number(0, 336), horizonDays: number(1, 180), dailyMaximum: number(1, 24), weeklyMaximum: number(1, 100),
});

export function typedLimits(typed: z.output<typeof limitsForm>): Limits {
  return {
    beforeMinutes: typed.beforeMinutes ?? null, afterMinutes: typed.afterMinutes ?? null, noticeHours: typed.noticeHours ?? null,
    horizonDays: typed.horizonDays ?? null, dailyMaximum: typed.dailyMaximum ?? null, weeklyMaximum: typed.weeklyMaximum ?? null,
  };
}

/** What a partnership says for all: the same, and after how many hours an outside calendar that was not read is not believed. */
export const partnershipLimitsForm = limitsForm.extend({ staleHours: z.number({ error: 'number' }).int('number').min(1, 'number').max(168, 'number') });
