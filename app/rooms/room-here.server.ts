import { nowOf } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { notFound } from '../http/respond.server.ts';
import type { Member } from '../identity/who.ts';
import { looksAfter, zoneOfSchool } from '../school-time/school-asked.server.ts';
import { roomOf, type KeptRoom } from './rooms.server.ts';

/** A private room of a school that the member looks after, its clock, and what day it is there. One that is not theirs is 404. */
export async function roomHere(tx: Tx, who: Member, roomId: string): Promise<{ room: KeptRoom & { schoolId: string }; zone: string; today: string }> {
  const room = await roomOf(tx, roomId);
  if (!room || !looksAfter(who.organisation, room.schoolId)) throw notFound();
  const zone = (await zoneOfSchool(tx, room.schoolId)) ?? who.zone;
  return { room, zone, today: (await nowOf(tx)).toZonedDateTimeISO(zone).toPlainDate().toString() };
}
