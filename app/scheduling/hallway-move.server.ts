import { randomUUID } from 'node:crypto';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import type { Feature } from '../rooms/room-features.ts';
import { isProtected } from '../school-time/lessons.ts';
import { lessonRulesOf } from '../school-time/lessons.server.ts';
import { wallTime } from '../time/zone.ts';
import { appointmentOf } from './appointment.server.ts';
import { usualRules } from './booking-rules.ts';
import type { HallwayDay } from './hallway-day.server.ts';
import { pickKey } from './hallway-pick.server.ts';
import { pickOf, type DoorPick, type DoorRefusal } from './hallway-picks.ts';
import { roomsAtItsTime, timesToMove } from './times-to-move.server.ts';
import { visitToMove } from './visit-to-move.server.ts';

/** What a free door is to a visit that moves: besides what stands against any visit, a front office changes rooms and no times. */
export type MovePick = DoorPick | { readonly no: DoorRefusal | 'other-time' };

/** A booked visit that is being moved on the hallway: where it is, where it could go, and the door that was chosen, with its reason when it cannot go there. */
export type HallwayMove = {
  readonly appointmentId: string;
  readonly initials: string;
  readonly therapist: string;
  readonly from: { readonly room: string; readonly startMs: number; readonly endMs: number };
  readonly sequence: number;
  readonly key: string;
  readonly picks: Readonly<Record<string, MovePick>>;
  readonly chosen: { readonly startMs: number; readonly endMs: number; readonly roomId: string; readonly room: string; readonly features: readonly Feature[]; readonly no: (DoorRefusal | 'other-time') | null } | null;
};

export type MoveAsked = { readonly appointmentId: string; readonly startMs: number | null; readonly roomId: string | null };

/** Null when there is no such visit at that school, it has begun or is over, or it is not the actor's to see. Nothing is held: the visit keeps its time until it has another. */
export async function hallwayMove(tx: Tx, day: HallwayDay, schoolId: string, asked: MoveAsked, mayChangeTime: boolean): Promise<HallwayMove | null> {
  const [visit, appointment] = [await visitToMove(tx, asked.appointmentId), await appointmentOf(tx, asked.appointmentId)];
  if (!visit?.ahead || !appointment || visit.place !== 'school' || visit.schoolId !== schoolId) return null;
  await record(tx, { action: 'appointment.read', studentId: visit.studentId, subject: { kind: 'appointment', id: asked.appointmentId } });
  const [rooms, rules] = [new Set((await roomsAtItsTime(tx, visit)).map(({ id }) => id)), await lessonRulesOf(tx, visit.studentId, schoolId)];
  const times = mayChangeTime ? await timesToMove(tx, visit, usualRules) : null;
  const engine = {
    slots: times?.ok ? times.slots.filter(({ startMs }) => startMs !== visit.startMs && wallTime(day.zone, startMs).date === day.date) : [], whyNot: times?.ok ? times.whyNot : () => null,
    isProtected: (periodName: string) => isProtected(rules, day.date, day.dayTypeName ?? '', periodName), nowMs: day.nowMs, rules: usualRules,
  };
  const free = day.rooms.flatMap((room) => room.doors.flatMap((door) => (door.is === 'free' ? [{ room, door }] : [])));
  const picks = new Map(free.map(({ room, door }): [string, MovePick] => {
    const itsTime = door.part.fromMs <= visit.startMs && visit.endMs <= door.part.untilMs;
    if (itsTime && rooms.has(room.id)) return [pickKey(room.id, door.key), { startMs: visit.startMs, endMs: visit.endMs }];
    const pick = pickOf(door, room.id, engine);
    if ('no' in pick && pick.no === 'over') return [pickKey(room.id, door.key), pick];
    return [pickKey(room.id, door.key), itsTime ? { no: door.open ? 'room-taken' : 'room-closed' } : mayChangeTime ? pick : { no: 'other-time' }];
  }));
  const at = free.find(({ room, door }) => room.id === asked.roomId && asked.startMs !== null && door.fromMs <= asked.startMs && asked.startMs < door.untilMs);
  const pick = at && picks.get(pickKey(at.room.id, at.door.key));
  return {
    appointmentId: visit.appointmentId, initials: appointment.student.split(' ').map((name) => `${[...name][0] ?? ''}.`).join(''), therapist: appointment.therapist,
    from: { room: appointment.room ?? '', startMs: visit.startMs, endMs: visit.endMs }, sequence: visit.sequence, key: randomUUID(), picks: Object.fromEntries(picks),
    chosen: at && pick ? { roomId: at.room.id, room: at.room.name, features: at.room.features, ...('no' in pick ? { startMs: at.door.part.fromMs, endMs: at.door.part.untilMs, no: pick.no } : { ...pick, no: null }) } : null,
  };
}
