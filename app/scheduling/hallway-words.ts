import { useText } from '../i18n/use-text.tsx';
import type { DoorRefusal } from './hallway-picks.ts';

/** A free door's one reason, short enough for the floor before it. */
export function useRefusalWords(therapist: string): (no: DoorRefusal) => string {
  const t = useText('hallway');
  const family = therapist.split(' ').at(-1) ?? therapist;
  return (no) => t(`no.${no}`, { therapist: family });
}

/** The same for a visit that moves. */
export function useMoveRefusalWords(therapist: string): (no: DoorRefusal | 'other-time') => string {
  const t = useText('hallway');
  const why = useRefusalWords(therapist);
  return (no) => (no === 'other-time' ? t('no.other-time') : why(no));
}
