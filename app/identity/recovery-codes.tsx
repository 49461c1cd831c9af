import { useText } from '../i18n/use-text.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { PrintButton } from '../ui/print-button.tsx';

/** Ten codes, shown this once: to be printed or written down. `to`: where it goes on. */
export function RecoveryCodes({ codes, to }: { codes: readonly string[]; to: string }) {
  const t = useText('waysIn');
  return (
    <div className="stack-4">
      <Notice tone="needs"><b>{t('codes.once')}</b><p>{t('codes.what')}</p></Notice>
      <ul className="recovery-codes" aria-label={t('codes.list')}>{codes.map((code) => <li key={code}><code>{code}</code></li>)}</ul>
      <p className="row">
        <ButtonLink to={to} tone="primary" reloadDocument>{t('codes.kept')}</ButtonLink>
        <PrintButton>{t('codes.print')}</PrintButton>
      </p>
    </div>
  );
}
