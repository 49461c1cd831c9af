import { useLanguage, useText } from '../i18n/use-text.tsx';
import { momentText } from '../i18n/moment-text.ts';
import { Steps } from '../ui/steps.tsx';
import { useZone } from '../ui/zone.tsx';
import type { CorridorDoor } from './corridor.ts';

/** The corridor of eight doors, each with its date in the reader's zone. */
export function CorridorSteps({ doors }: { doors: readonly CorridorDoor[] }) {
  const t = useText('referrals');
  const language = useLanguage();
  const zone = useZone();
  const day = (at: string) => momentText(at, zone, language, 'shortDay');
  const wholeDays = (from: string, until: string) => Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000);
  const detailOf = (door: CorridorDoor, before: CorridorDoor | undefined) => {
    if (door.at === null || door.look === 'ahead') return undefined;
    if (door.look === 'here') return t('door.since', { date: day(door.at) });
    if (door.look === 'stopped') return t('door.stopped', { date: day(door.until ?? door.at) });
    if (door.state === 'awaiting_consent') return t('door.signed', { date: day(door.until ?? door.at) });
    if (door.state === 'waiting' && door.until && wholeDays(door.at, door.until) > 0) return t('door.days', { count: wholeDays(door.at, door.until) });
    return door.state === 'triaged' && before?.at && day(before.at) === day(door.at) ? t('door.same-day', { date: day(door.at) }) : t('door.on', { date: day(door.at) });
  };
  return <Steps label={t('page.where')} steps={doors.map((door, n) => ({ key: door.state, title: t(`state.${door.state}`), detail: detailOf(door, doors[n - 1]), state: door.look }))} />;
}
