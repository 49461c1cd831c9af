import { randomUUID } from 'node:crypto';
import { asActor, nowOf, type Actor } from '../../db/as-actor.server.ts';
import type { Database } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { roomsOf } from '../rooms/rooms.server.ts';
import type { WhyMove } from '../school-time/standing-visits.ts';
import { whyToMove } from '../school-time/standing-visits.server.ts';
import { wallTime } from '../time/zone.ts';
import { appointmentOf, type Appointment } from './appointment.server.ts';
import { offeredTimes, type OfferedTimes } from './booking-page.server.ts';
import { usualRules } from './booking-rules.ts';
import { mondayOf } from './slot-weeks.ts';
import { roomsAtItsTime, timesToMove, type RoomToChoose } from './times-to-move.server.ts';
import { visitToMove } from './visit-to-move.server.ts';

/** What was picked and is looked at before it is moved there: a start, and the rooms that are free then. */
export type MovePick = { readonly startMs: number; readonly endMs: number; readonly rooms: readonly RoomToChoose[]; readonly roomId: string | null };

/** What the page shows on which a visit is moved. `times` is null for who changes rooms alone. */
export type MovePageData = {
  readonly appointment: Appointment;
  readonly startMs: number;
  readonly sequence: number;
  readonly ahead: boolean;
  readonly whyMove: WhyMove | null;
  readonly now: string;
  readonly key: string;
  readonly rooms: readonly RoomToChoose[];
  readonly times: OfferedTimes | { readonly ok: false; readonly reason: 'school-without-zone' | 'home-without-place' } | null;
  readonly pick: MovePick | null;
};

/** What the address asks for: the Monday of a week, a start that was picked, and the room where only that changes. */
export type MoveAsked = { readonly week: string | null; readonly startMs: number | null; readonly roomId: string | null };

/**
 * Everything about moving one visit; null when there is none of this id, or it is not the actor's. Nothing is held while somebody looks: the visit keeps its
 * own time until it has another one.
 *
 * @param mayChangeTime false for who moves it to another room at the same time, and nothing else
 */
export async function movePage(db: Database, actor: Actor, appointmentId: string, asked: MoveAsked, mayChangeTime: boolean): Promise<MovePageData | null> {
  return asActor(db, actor, 'slot.read', async (tx) => {
    const [visit, appointment] = [await visitToMove(tx, appointmentId), await appointmentOf(tx, appointmentId)];
    const ofSchool = visit?.schoolId ? await roomsOf(tx, visit.schoolId) : [];
    if (!visit || !appointment || (asked.roomId && !ofSchool.some(({ id }) => id === asked.roomId))) return null;
    await record(tx, { action: 'appointment.read', studentId: visit.studentId, subject: { kind: 'appointment', id: appointmentId } });
    const rooms = visit.ahead ? await roomsAtItsTime(tx, visit) : [];
    const times = visit.ahead && mayChangeTime ? await timesToMove(tx, visit, usualRules) : null;
    const slots = times?.ok ? times.slots.filter(({ startMs }) => startMs !== visit.startMs) : [];
    const slot = slots.find(({ startMs }) => startMs === asked.startMs);
    const toChoose = (roomId: string): RoomToChoose[] => ofSchool.filter(({ id }) => id === roomId).map(({ id, name, equipment, accessibility }) => ({ id, name, features: [...equipment, ...accessibility] }));
    const kept = slot?.roomIds.includes(visit.roomId ?? '') ? visit.roomId : slot?.roomIds[0] ?? null;
    const room = asked.startMs === visit.startMs ? rooms.find(({ id }) => id === asked.roomId) : undefined;
    return {
      appointment, startMs: visit.startMs, sequence: visit.sequence, ahead: visit.ahead, whyMove: visit.ahead ? await whyToMove(tx, appointmentId) : null, now: (await nowOf(tx)).toString(), key: randomUUID(), rooms,
      times: times?.ok ? offeredTimes({ ...times, slots }, asked.week ?? mondayOf(wallTime(times.zone, asked.startMs ?? visit.startMs).date)) : times,
      pick: slot ? { startMs: slot.startMs, endMs: slot.endMs, rooms: slot.roomIds.flatMap(toChoose), roomId: kept }
        : room ? { startMs: visit.startMs, endMs: visit.endMs, rooms: [room], roomId: room.id } : null,
    };
  });
}
