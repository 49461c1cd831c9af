/** `HH:MM` on a 24-hour clock as minutes after midnight; null when it is not one. `24:00` is the end of the day. */
export function minuteOf(text: string): number | null {
  const found = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text);
  if (!found) return null;
  const minute = Number(found[1]) * 60 + Number(found[2]);
  return minute <= 1440 ? minute : null;
}

/** Minutes after midnight (0 to 1440) as `HH:MM`. */
export function wallTimeText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
