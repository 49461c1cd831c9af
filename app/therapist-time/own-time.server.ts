import { nowOf } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { wallTime } from '../time/zone.ts';
import { hoursOn } from './hours-in-force.ts';
import { therapistHoursOf, type KeptHours } from './therapist-hours.server.ts';

/** On which clock a therapist's days are, what day it is there, and their hours: what every page of their time begins with. */
export type OwnTime = { readonly zone: string; readonly today: string; readonly now: string; readonly hours: readonly KeptHours[] };

/** @param otherwise the zone of one who has no hours yet */
export async function ownTimeOf(tx: Tx, therapistId: string, otherwise: string): Promise<OwnTime> {
  const [hours, now] = [await therapistHoursOf(tx, therapistId), await nowOf(tx)];
  const inForce = hours.find((line) => hoursOn([line], wallTime(line.zone, now.epochMilliseconds).date).length > 0);
  const zone = (inForce ?? hours.find(({ untilDate }) => untilDate === null) ?? hours[0])?.zone ?? otherwise;
  return { hours, zone, now: now.toString(), today: wallTime(zone, now.epochMilliseconds).date };
}
