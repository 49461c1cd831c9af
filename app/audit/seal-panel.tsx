import { RichText } from '../i18n/rich-text.tsx';
import { useText } from '../i18n/use-text.tsx';
import { Notice } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { breakText } from './break-text.ts';
import type { SealState } from './seal-state.server.ts';

/** Whether the trail is as it was written, in words: what holds, up to when, and what no seal covers yet. */
export function SealPanel({ state }: { state: SealState }) {
  const t = useText('audit');
  return (
    <Section title={t('seals.title')}>
      <div className="stack-2">
        <SealVerdict state={state} />
        <p className="soft">
          {state.sealedUpTo === null ? t('seals.none') : <RichText from="audit" k="seals.up-to" values={{ moment: <TimeText at={state.sealedUpTo} form="dayTime" /> }} />}
        </p>
        <p className="soft">{t('seals.tail', { count: state.tailRows })}</p>
        {state.late && state.tailSince !== null && (
          <p className="soft"><RichText from="audit" k="seals.tail-since" values={{ moment: <TimeText at={state.tailSince} form="dayTime" /> }} /></p>
        )}
        {state.late && <Notice tone="needs">{t('seals.tail-late')}</Notice>}
      </div>
    </Section>
  );
}

function SealVerdict({ state }: { state: SealState }) {
  const t = useText('audit');
  if (state.broken !== null) {
    return <Notice tone="danger"><b>{t('seals.broken')}</b> {breakText(state.broken, t)}<p>{t('seals.what-now')}</p></Notice>;
  }
  if (state.checkedSecondsAgo === null) return <Notice>{t('seals.not-checked')}</Notice>;
  const minutes = Math.floor(state.checkedSecondsAgo / 60);
  return <Notice tone="go"><b>{t('seals.hold')}</b> {minutes === 0 ? t('seals.checked-now') : t('seals.checked', { count: minutes })}</Notice>;
}
