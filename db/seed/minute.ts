import { minuteOf } from '../../app/time/wall-minute.ts';

/** `HH:MM` of the demo's own tables as minutes after midnight. */
export function minute(text: string): number {
  const found = minuteOf(text);
  if (found === null) throw new Error(`not a time of day: ${text}`);
  return found;
}
