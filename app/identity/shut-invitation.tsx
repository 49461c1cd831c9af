import { useText } from '../i18n/use-text.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { EntranceFrame } from './entrance-frame.tsx';

type Shut = 'link-unknown' | 'link-ended' | 'link-spent' | 'link-too-early' | 'link-elsewhere' | 'already-set-up';

/** An invitation that opens nothing any more: why, and the ways in that there are. */
export function ShutInvitation({ why }: { why: Shut }) {
  const t = useText('waysIn');
  const kind = why === 'link-ended' || why === 'link-spent' || why === 'already-set-up' ? why : 'link-unknown';
  return (
    <EntranceFrame>
      <PageHeading title={t(`welcome.${kind}.title`)} lede={t(`welcome.${kind}.text`)} />
      <p className="row">
        <ButtonLink to="/sign-in" tone="primary">{t('welcome.signIn')}</ButtonLink>
        <ButtonLink to="/sign-in/help">{t('own.cannot')}</ButtonLink>
      </p>
    </EntranceFrame>
  );
}
