import { clockText, momentText, rangeText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import type { DoorKind } from '../ui/door.tsx';
import type { HallwayDoor, HallwayRow, HallwaySign } from '../ui/hallway-shape.ts';
import type { Feature } from '../rooms/room-features.ts';
import { wallTime } from '../time/zone.ts';
import type { HallwayDay, HallwayRoom, KeptUse } from './hallway-day.server.ts';
import { roomSign, type RoomDoor, type UseKind } from './hallway-doors.ts';

type Door = RoomDoor<KeptUse>;
/** What a door is to who looks: how it is drawn and said beyond what it is to everybody. */
export type DoorDress = Partial<Pick<HallwayDoor, 'door' | 'title' | 'detail' | 'action' | 'no' | 'picked' | 'carries' | 'takes' | 'plate'>>;
export type DressDoor = (door: Door, room: HallwayRoom) => DoorDress | null;

const drawn: Record<UseKind, DoorKind> = { in_progress: 'lit', booked: 'closed', held: 'held', use: 'sign', taken: 'shut', 'out-of-order': 'tape', completed: 'done', not_held: 'shut' };

/** Signs for a day's periods: the one that runs is lit, and a time of the students' own looks different. */
export function useHallwaySigns({ periods, zone }: Pick<HallwayDay, 'periods' | 'zone'>, nowMs: number | null): HallwaySign[] {
  const language = useLanguage();
  return periods.map(({ name, fromMs, untilMs, bookable }) => {
    const [startMinute, endMinute] = [wallTime(zone, fromMs).minute, wallTime(zone, fromMs).minute + (untilMs - fromMs) / 60_000];
    const tone = nowMs !== null && fromMs <= nowMs && nowMs < untilMs ? 'now' as const : bookable ? undefined : 'own' as const;
    return { key: `${startMinute}`, startMinute, minutes: endMinute - startMinute, title: name, detail: `${clockText(startMinute, language)}–${clockText(endMinute, language)}`, tone };
  });
}

/** Rooms with their doors in words. `neutral` is for a screen that everybody passes: no initials, nobody's name, no page behind a door. */
export function useHallwayRows(day: HallwayDay, nowMs: number, dress: DressDoor, neutral = false): HallwayRow[] {
  const t = useText('hallway');
  const language = useLanguage();
  const iso = (ms: number) => new Date(ms).toISOString();
  const said = (door: Door): Pick<HallwayDoor, 'door' | 'title' | 'detail' | 'plate' | 'action' | 'wide'> => {
    if (door.is === 'free') return { door: door.untilMs <= nowMs || !door.open ? 'shut' : 'open', title: t(door.untilMs <= nowMs ? 'door.was-free' : door.open ? 'door.free' : 'door.closed') };
    const { what, kept } = door.use;
    const wide = door.periods.length > 1;
    if (neutral && (what === 'booked' || what === 'in_progress')) return { door: drawn[what], title: t(what === 'booked' ? 'door.booked' : 'door.in-use'), wide };
    const action = kept.appointmentId && what !== 'held' && !neutral ? { kind: 'link' as const, to: `/appointments/${kept.appointmentId}`, label: '' } : undefined;
    const plate = neutral || what === 'held' ? undefined : kept.initials ?? undefined;
    switch (what) {
      case 'held': return { door: 'held', title: t('door.held'), detail: kept.heldUntilMs ? t('door.held.until', { time: momentText(iso(kept.heldUntilMs), day.zone, language, 'time') }) : undefined, wide };
      case 'use': return { door: 'sign', title: t('door.use'), detail: neutral ? undefined : kept.words || t(`use.${kindOfUse(kept.code)}`), wide };
      case 'out-of-order': {
        const ends = kept.endMs && wallTime(day.zone, kept.endMs - 1).date === day.date ? momentText(iso(kept.endMs), day.zone, language, 'time') : null;
        return { door: 'tape', title: ends ? t('door.out-of-order.until', { time: ends }) : t('door.out-of-order'), detail: neutral ? undefined : [t(`broken.${kindOfFault(kept.code)}`), kept.words].filter(Boolean).join('. '), wide };
      }
      case 'completed': return { door: 'done', title: t(kept.attendance ? `door.${kept.attendance}` : 'door.completed'), detail: neutral ? undefined : kept.therapist ?? undefined, plate, action, wide };
      default: return { door: drawn[what], title: t(`door.${what}`), detail: kept.therapist ?? undefined, plate, action, wide };
    }
  };
  return day.rooms.map((room) => ({
    key: room.id, sign: roomSign(room.name), name: room.name, note: [t('room.seats', { count: room.seats }), ...(neutral ? [] : room.features.filter(isVideoDevice).slice(0, 1).map((device) => t(`room.${device}`)))].join(', '),
    doors: room.doors.map((door): HallwayDoor => {
      const startMinute = wallTime(day.zone, door.fromMs).minute;
      const words = { ...said(door), ...dress(door, room) };
      const time = rangeText(iso(door.part.fromMs), iso(door.part.untilMs), day.zone, language);
      const [first, last] = [door.periods[0]?.name, door.periods.at(-1)?.name];
      const when = first === undefined ? time : last === undefined || last === first ? t('spoken.period', { from: first, time }) : t('spoken.periods', { from: first, until: last, time });
      return {
        key: `${room.id} ${door.key}`, startMinute, minutes: (door.untilMs - door.fromMs) / 60_000, past: door.untilMs <= nowMs, ...words,
        spoken: t('spoken', { room: room.name, when, what: [words.title, words.plate, words.detail].filter(Boolean).join(', ') }),
      };
    }),
  }));
}

/** On which a visit by video can be held. */
const isVideoDevice = (code: Feature): code is 'tablet' | 'laptop' => code === 'tablet' || code === 'laptop';

const kindOfUse = (code: string | undefined) => (['nurse', 'test', 'meeting', 'class', 'group'] as const).find((one) => one === code) ?? 'other';
const kindOfFault = (code: string | undefined) => (['heat', 'water', 'light', 'network', 'device', 'furniture', 'building'] as const).find((one) => one === code) ?? 'other';
