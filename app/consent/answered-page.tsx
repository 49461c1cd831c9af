import { useParams } from '@remix-run/react';
import { CircleStop, FileText } from 'lucide-react';
import { useText } from '../i18n/use-text.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import { ChosenList } from './chosen-list.tsx';
import type { InvitedPage } from './invited-page.ts';
import { missingFrom } from './purposes.ts';

/** What a guardian finds once there is nothing to sign any more: thanks and what they chose, or why it is over and what can be done. */
export function AnsweredPage({ page }: { page: InvitedPage }) {
  const t = useText('consent');
  const { student, counselor, school } = page;
  if (page.state === 'signed' || page.state === 'withdrawn') return <Chosen page={page} />;
  if (page.state === 'declined') return <Over title={t('declined.title')} lede={t('declined.lede', { student })} next={t('declined.next', { counselor })} />;
  if (page.state === 'superseded') return <Over title={t('superseded.title')} lede={t('superseded.lede', { school, counselor })} />;
  if (page.state === 'expired') return <Over title={t('expired.title')} lede={t('expired.lede', { counselor })} />;
  return <Over title={t('closed.title')} lede={t('closed.lede', { counselor })} />;
}

function Over({ title, lede, next }: { title: string; lede: string; next?: string | undefined }) {
  return <header className="stack-2"><h1>{title}</h1><p>{lede}</p>{next && <p className="soft">{next}</p>}</header>;
}

function Chosen({ page }: { page: InvitedPage }) {
  const t = useText('consent');
  const { token = '' } = useParams();
  const { student, guardian, counselor } = page;
  const saidYes = missingFrom(Object.fromEntries(page.answers.map(({ purpose, yes }) => [purpose, yes]))).length === 0;
  const holds = missingFrom(Object.fromEntries(page.answers.map(({ purpose, inForce }) => [purpose, inForce]))).length === 0;
  return (
    <>
      {holds ? <Over title={t('done.begins.title', { guardian })} lede={t('done.begins.lede')} />
        : saidYes ? <Over title={t('done.withdrawn.title')} lede={t('done.withdrawn.lede', { student })} next={t('done.withdrawn.next', { counselor })} />
          : <Over title={t('done.stays.title', { guardian })} lede={t('done.stays.lede', { student })} next={t('done.stays.next', { counselor })} />}
      <Section title={t('done.chosen')}><ChosenList answers={page.answers} lastDay={page.lastDay} zone={page.zone} /></Section>
      <div className="stack-2">
        <ButtonLink tone="primary" big wide icon={FileText} to={`/i/${token}/copy`}>{t('done.copy')}</ButtonLink>
        {page.answers.some(({ inForce }) => inForce) && <ButtonLink wide icon={CircleStop} to={`/i/${token}/withdrawal`}>{t('done.stop')}</ButtonLink>}
      </div>
      <Notice>{t('done.stop.help', { counselor })}</Notice>
    </>
  );
}
