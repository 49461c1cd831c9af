import { useFetcher, useNavigate } from '@remix-run/react';
import { useState } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { wallTime } from '../time/zone.ts';
import type { HallwayBoardData } from './hallway-board.server.ts';
import { useAddressWith } from './hallway-heading.tsx';
import type { DressDoor } from './hallway-rows.ts';
import { useMoveRefusalWords } from './hallway-words.ts';

const clock = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** What a room board's doors lead to: a free one to another use of its room, a sign or tape to its page; while a visit moves, each free door says whether it can go there. */
export function useBoardDoors({ day, may, move: asked }: HallwayBoardData, nowMs: number) {
  // While something is dragged its doors are asked for beside the page, so that nothing moves under the pointer.
  const beside = useFetcher<{ board: HallwayBoardData | null }>();
  const [dragged, setDragged] = useState<string | null>(null);
  const besideMove = beside.data?.board?.move ?? null;
  const move = asked ?? (besideMove !== null && besideMove.appointmentId === dragged ? besideMove : null);
  const t = useText('hallway');
  const address = useAddressWith();
  const navigate = useNavigate();
  const why = useMoveRefusalWords(move?.therapist ?? '');
  const dress: DressDoor = (door, room) => {
    const over = door.untilMs <= nowMs;
    if (door.is === 'taken') {
      const { what, kept } = door.use;
      if (move) return { action: undefined, ...(kept.appointmentId === move.appointmentId && { picked: true }) };
      if (what === 'use' && kept.roomUseId && may.fillRooms && !over) return { action: { kind: 'link', to: `/room-uses/${kept.roomUseId}`, label: '' } };
      if (what === 'out-of-order' && may.fillRooms) return { action: { kind: 'link', to: `/rooms/${room.id}/out-of-order`, label: '' } };
      return what === 'booked' && may.move && door.part.fromMs > nowMs ? { carries: kept.appointmentId } : null;
    }
    if (over) return null;
    const takes = `${door.part.fromMs} ${room.id}`;
    if (move) {
      const pick = move.picks[`${room.id} ${door.key}`];
      const chosen = move.chosen?.roomId === room.id && door.fromMs <= move.chosen.startMs && move.chosen.startMs < door.untilMs;
      if (!pick || 'no' in pick) return { door: 'shut', no: true, title: t('move.not-for', { initials: move.initials }), detail: pick && why(pick.no), takes };
      return { door: 'open', title: t('move.open'), detail: undefined, picked: chosen, takes, action: { kind: 'link', to: address({ startMs: String(pick.startMs), roomId: room.id }), label: t('move.open') } };
    }
    if (!may.fillRooms || door.part.fromMs <= nowMs) return { takes };
    const [from, until] = [wallTime(day.zone, door.part.fromMs).minute, wallTime(day.zone, door.part.untilMs).minute];
    return door.open ? { takes, detail: t('door.free.take'), action: { kind: 'link', to: `/rooms/${room.id}/uses/new?date=${day.date}&from=${clock(from)}&until=${clock(until)}`, label: t('door.free.take') } } : { takes };
  };
  const go = (changed: Record<string, string | null>) => void navigate(address(changed), { preventScrollReset: true, replace: asked !== null });
  const carrying = may.move ? {
    onCarry: (moving: string) => go({ moving, startMs: null, roomId: null }),
    onDrag: (moving: string | null) => {
      setDragged(moving);
      if (moving !== null) beside.load(`/hallway${address({ moving, startMs: null, roomId: null })}`);
    },
    onPutDown: (moving: string, takes: string) => {
      const [startMs = '', roomId = ''] = takes.split(' ');
      go({ moving, startMs, roomId });
    },
    onLetGo: asked ? () => go({ moving: null, startMs: null, roomId: null }) : undefined,
  } : {};
  return { dress, carrying, stop: address({ moving: null, startMs: null, roomId: null }) };
}
