import { useText } from '../i18n/use-text.tsx';
import { Sheet } from '../ui/section.tsx';

/** Nobody is picked yet. */
export default function NobodyPicked() {
  const t = useText('matching');
  return <Sheet title={t('waiting.pick')}><p>{t('waiting.pick.help')}</p></Sheet>;
}
