/** What limits a therapist's visits. Null: nothing said here. Minutes are around a visit, notice in real hours, horizon and maxima in local days and weeks. */
export type Limits = {
  readonly beforeMinutes: number | null;
  readonly afterMinutes: number | null;
  readonly noticeHours: number | null;
  readonly horizonDays: number | null;
  readonly dailyMaximum: number | null;
  readonly weeklyMaximum: number | null;
};

export const noLimits: Limits = { beforeMinutes: null, afterMinutes: null, noticeHours: null, horizonDays: null, dailyMaximum: null, weeklyMaximum: null };

/** A therapist's own above those of the partnership. */
export function ownAbove(own: Limits, partnership: Limits): Limits {
  return {
    beforeMinutes: own.beforeMinutes ?? partnership.beforeMinutes, afterMinutes: own.afterMinutes ?? partnership.afterMinutes, noticeHours: own.noticeHours ?? partnership.noticeHours,
    horizonDays: own.horizonDays ?? partnership.horizonDays, dailyMaximum: own.dailyMaximum ?? partnership.dailyMaximum, weeklyMaximum: own.weeklyMaximum ?? partnership.weeklyMaximum,
  };
}
