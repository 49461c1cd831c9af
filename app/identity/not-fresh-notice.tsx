import { useText } from '../i18n/use-text.tsx';
import { Notice } from '../ui/notice.tsx';

/** Above a form that was sent too long after its sender showed who they are: they confirm it in a second tab, and what was typed stays here. */
export function NotFreshNotice() {
  const t = useText('sessions');
  return (
    <Notice tone="needs" role="alert">
      <b>{t('refusal.not-fresh')}</b>
      <p>{t('stepUp.keptText')}</p>
      <p><a href="/step-up" target="_blank" rel="noopener">{t('stepUp.inNewTab')}</a></p>
    </Notice>
  );
}
