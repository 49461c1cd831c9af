import { useText } from '../i18n/use-text.tsx';
import { Tag } from '../ui/tag.tsx';
import type { RosterImport } from './imports.server.ts';

const TONES = { running: 'go', done: 'ok', refused: 'danger', stopped: 'danger' } as const;

/** How an import stands, in a word. */
export function ImportState({ state }: { state: RosterImport['state'] }) {
  const t = useText('rosterImport');
  return <Tag tone={TONES[state]}>{t(`state.${state}`)}</Tag>;
}
