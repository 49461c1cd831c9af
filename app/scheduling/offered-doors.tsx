import { momentText, rangeText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import type { ListedDoor } from '../ui/door-list.tsx';
import type { OfferedTime } from './booking-page.server.ts';

/** Times to pick from as doors that send the form around them; `picked` is the one that the reader holds. Times are told on the clock of the place. */
export function useOfferedDoors(zone: string, picked: number | null): (time: OfferedTime, form?: 'withDay') => ListedDoor {
  const t = useText('scheduling');
  const language = useLanguage();
  return ({ startMs, endMs, periodName, rooms }, form) => {
    const from = new Date(startMs).toISOString();
    const range = rangeText(from, new Date(endMs).toISOString(), zone, language);
    const [room, ...more] = rooms;
    const where = room && (more.length > 0 ? t('booking.rooms', { room, count: more.length }) : room);
    const mine = startMs === picked;
    return {
      key: String(startMs), door: mine ? 'held' : 'open',
      title: form === 'withDay' ? `${momentText(from, zone, language, 'day')}, ${range}` : range,
      detail: [mine && t('booking.pick'), periodName, !mine && where].filter(Boolean).join(' · ') || undefined,
      action: mine ? undefined : { kind: 'send', name: 'startMs', value: String(startMs), label: t('booking.take') },
    };
  };
}
