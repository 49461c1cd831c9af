import { randomUUID } from 'node:crypto';
import type { Tx } from '../../db/connect.server.ts';
import { addDays } from '../time/zone.ts';
import { readBellPlus, type BellFiles, type BellProblem } from './bell-plus.ts';
import { bellsFromFile } from './bells-from-file.ts';
import { bellsOf } from './bells.server.ts';
import { keepBells } from './keep-bells.server.ts';
import { keepSchoolDays } from './keep-school-days.server.ts';
import { lookAtBells, type BellsEffect } from './look-at-bells.server.ts';
import { bellsInForce, type DayType } from './school-day.ts';
import { seenOf } from './seen.server.ts';

/** Bells of a file on their way in: its text, a name, and the first and last day (both count) on which they hold. */
export type BellsToImport = BellFiles & { readonly name: string; readonly fromDate: string; readonly lastDay: string | null };

/** What a file's bells are, leave undefined and would do, before they are saved. `ends` names the bells that would end where these begin. */
export type BellsLook = {
  readonly toImport: BellsToImport;
  readonly school: string | null;
  readonly dayTypes: readonly DayType[];
  readonly days: number;
  readonly outside: number;
  readonly problems: readonly BellProblem[];
  readonly effect: BellsEffect;
  readonly ends: string | null;
  readonly seen: string;
};

/** Looks at a school's file without saving anything. */
export async function lookAtBellsFile(tx: Tx, school: { id: string; zone: string }, toImport: BellsToImport): Promise<BellsLook> {
  const { read, bells, fromFile, ended } = await understood(tx, school.id, toImport);
  const effect = await lookAtBells(tx, school, { kept: { ...bells, id: randomUUID(), replaces: ended?.id ?? null, days: fromFile.days } });
  return { toImport, school: read.school, dayTypes: fromFile.dayTypes, days: fromFile.days.length, outside: fromFile.outside, problems: read.problems, effect, ends: ended?.name ?? null, seen: seenOf(toImport, effect) };
}

/** Keeps the bells of a file with the dates that differ; the bells in force on their first day end there. */
export async function importBells(tx: Tx, schoolId: string, toImport: BellsToImport): Promise<void> {
  const { bells, fromFile, ended } = await understood(tx, schoolId, toImport);
  await keepBells(tx, schoolId, { ...bells, id: randomUUID(), replaces: ended?.id ?? null });
  await keepSchoolDays(tx, schoolId, fromFile.days);
}

async function understood(tx: Tx, schoolId: string, toImport: BellsToImport) {
  const read = readBellPlus(toImport);
  const { name, fromDate, lastDay } = toImport;
  const untilDate = lastDay === null ? null : addDays(lastDay, 1);
  const fromFile = bellsFromFile(read, { fromDate, untilDate });
  const inForce = bellsInForce(await bellsOf(tx, schoolId), fromDate);
  return { read, fromFile, bells: { name, fromDate, untilDate, dayTypes: fromFile.dayTypes }, ended: inForce && inForce.fromDate < fromDate ? inForce : null };
}
