import { useText } from '../i18n/use-text.tsx';
import type { Feature } from './room-features.ts';

/** What a private room has and for whom it is easy, as one short line: devices for a visit by video first. Empty when nothing is known of it. */
export function useFeatureWords(): (features: readonly Feature[]) => string {
  const t = useText('rooms');
  return (features) => features.map((code) => t(`feature.${code}`)).join(', ');
}
