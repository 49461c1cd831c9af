import type { HallwayDay, KeptUse } from './hallway-day.server.ts';

/**
 * A day without anybody in it, for a screen that everybody passes: until when something lasts stays, whose it is, with whom, what for and its page do not.
 */
export function neutralDay(day: HallwayDay): HallwayDay {
  const neutral = ({ heldUntilMs, endMs }: KeptUse): KeptUse => ({ ...(heldUntilMs !== undefined && { heldUntilMs }), ...(endMs !== undefined && { endMs }) });
  return {
    ...day,
    rooms: day.rooms.map((room) => ({
      ...room,
      doors: room.doors.map((door, n) => (door.is === 'free' ? door : { ...door, key: `${n} ${door.fromMs}`, use: { ...door.use, key: String(n), kept: neutral(door.use.kept) } })),
    })),
  };
}
