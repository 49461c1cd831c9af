import { useText } from '../i18n/use-text.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** A student has one open referral at a time: here it is. */
export function AlreadyReferred({ name, referralId }: { name: string; referralId: string | null }) {
  const t = useText('referrals');
  return (
    <EmptyState
      door="open" title={t('new.already', { name })}
      action={referralId && <ButtonLink to={`/referrals/${referralId}`} tone="primary" prefetch="none">{t('new.already.open')}</ButtonLink>}
    >
      {referralId ? t('new.already.help') : t('new.already.elsewhere')}
    </EmptyState>
  );
}
