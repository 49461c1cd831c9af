import type { SubmissionResult } from '@conform-to/react';
import { nowOf } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { wallTime } from '../time/zone.ts';
import { withBells } from './changed-days.ts';
import type { bellsRefusals } from './keep-bells.server.ts';
import { protectedLessonsAt } from './lessons.server.ts';
import { countedByPeriod, lessonsWithoutPeriod, periodsGone, type PeriodGone } from './lessons-without-period.ts';
import { dayTypeOn, type BellSchedule } from './school-day.ts';
import { recordLook, standingTime } from './standing-visits.server.ts';
import { effectOnVisits, type EffectOnVisits } from './standing-visits.ts';

/** What bells do before they are saved. `withoutBells` counts dates of the calendar whose kind of day they do not have; `periodsGone` names periods whose lessons are not to be missed and would be open to visits. */
export type BellsEffect = EffectOnVisits & { readonly withoutBells: number; readonly periodsGone: readonly PeriodGone[] };

/** What the editor is answered: the form again, why nothing was saved, or what saving would do. */
export type BellsAnswer = { result: SubmissionResult; refused: (typeof bellsRefusals)[keyof typeof bellsRefusals] | null; effect: BellsEffect | null; seen: string | null };

type Change = { readonly kept: BellSchedule & { id: string; replaces?: string | null } } | { readonly removed: string };

/** What it would do to a school's visits and days to keep these bells, or to take bells away. */
export async function lookAtBells(tx: Tx, school: { id: string; zone: string }, change: Change): Promise<BellsEffect> {
  const time = await standingTime(tx, school);
  const after = 'kept' in change ? withBells(time.bells, change.kept) : time.bells.filter(({ id }) => id !== change.removed);
  const unknown = (bells: readonly BellSchedule[]) => bells.flatMap(({ days = [] }) => days).filter(({ date, dayTypeName }) => dayTypeName !== null && dayTypeOn(bells, date) === null).map(({ date }) => date);
  const before = unknown(time.bells);
  const effect = effectOnVisits(time.visits, time, { ...time, bells: after });
  await recordLook(tx, effect);
  const today = wallTime(school.zone, (await nowOf(tx)).epochMilliseconds).date;
  return { ...effect, withoutBells: unknown(after).filter((date) => !before.includes(date)).length, periodsGone: periodsGone(await protectedLessonsAt(tx, school.id, today), time.bells, after, today) };
}

/** Whether somebody should see it before it is saved. */
export const isToBeSeen = ({ mustMove, withoutBells, periodsGone: gone }: BellsEffect): boolean => mustMove.length > 0 || withoutBells > 0 || gone.length > 0;

/** The periods of lessons not to be missed that a school's bells do not have, as they are kept: until their timetables are filled in anew, visits can be booked then. */
export async function periodsMissing(tx: Tx, schoolId: string, bells: readonly BellSchedule[], today: string): Promise<PeriodGone[]> {
  return countedByPeriod(lessonsWithoutPeriod(bells, await protectedLessonsAt(tx, schoolId, today), today));
}
