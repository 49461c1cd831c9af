import { useText } from '../i18n/use-text.tsx';
import { Facts } from '../ui/facts.tsx';
import type { KeptRoom } from './rooms.server.ts';

/** What a room has and for whom it is easy, in a few words. */
export function RoomFeatures({ room }: { room: Pick<KeptRoom, 'equipment' | 'accessibility' | 'words'> }) {
  const t = useText('rooms');
  const named = [...room.equipment, ...room.accessibility].map((code) => t(`feature.${code}`));
  return <>{[...named, ...(room.words ? [room.words] : [])].join(', ') || t('features.none')}</>;
}

export function RoomFacts({ room }: { room: KeptRoom }) {
  const t = useText('rooms');
  const s = useText('scheduling');
  const list = (codes: readonly (KeptRoom['equipment'][number] | KeptRoom['accessibility'][number])[]) => codes.map((code) => t(`feature.${code}`)).join(', ');
  return (
    <Facts facts={[
      { name: s('room.seats'), value: room.seats },
      room.equipment.length > 0 && { name: t('equipment'), value: list(room.equipment) },
      room.accessibility.length > 0 && { name: t('accessibility'), value: list(room.accessibility) },
      room.words !== '' && { name: t('words'), value: room.words },
      room.beforeMinutes + room.afterMinutes > 0 && { name: t('pauses'), value: t('pauses.value', { before: room.beforeMinutes, after: room.afterMinutes }) },
      room.adultOnSite !== null && { name: s('room.adult'), value: [room.adultOnSite, room.adultPhone].filter(Boolean).join(', ') },
    ]} />
  );
}
