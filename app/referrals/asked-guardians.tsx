import { Form, Link } from '@remix-run/react';
import { Mail, Printer, UserPlus } from 'lucide-react';
import { momentText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import type { ConsentAsked } from '../consent/consents-of.server.ts';
import { ButtonLink, SubmitButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Section } from '../ui/section.tsx';
import { useZone } from '../ui/zone.tsx';

/** Guardians with an open question: what they have done with the link, until when it works, and the ways to send it again. */
export function AskedGuardians({ referralId, open, formKeys, mayAsk }: { referralId: string; open: readonly ConsentAsked[]; formKeys: Readonly<Record<string, string>>; mayAsk: boolean }) {
  const t = useText('referrals');
  const language = useLanguage();
  const zone = useZone();
  const day = (at: string | null) => (at === null ? '' : momentText(at, zone, language, 'shortDay'));
  const said = (request: ConsentAsked) => {
    if (request.wantsToTalkAt !== null) return t('asked.talk');
    return request.viewedAt === null ? t('asked.sent', { date: day(request.sentAt) }) : t('asked.viewed', { date: day(request.viewedAt) });
  };
  return (
    <Section title={t('asked.title')}>
      <ul className="plainlist">
        {open.map((request) => (
          <li key={request.requestId} className="stack-2">
            <p><b>{request.guardian.name}</b>: {said(request)}; {request.linkUntil === null ? t('asked.link-ended') : t('asked.link-until', { date: day(request.linkUntil) })}.</p>
            {mayAsk && (
              <div className="row">
                <Form method="post" action={`/referrals/${referralId}/invitations/${request.requestId}/reminder`}>
                  <input type="hidden" name="key" value={formKeys[request.requestId]} />
                  <SubmitButton icon={Mail}>{t('asked.again')}</SubmitButton>
                </Form>
                <ButtonLink to={`/referrals/${referralId}/invitations/${request.requestId}/letter`} icon={Printer} prefetch="none">{t('asked.letter')}</ButtonLink>
              </div>
            )}
          </li>
        ))}
      </ul>
      {mayAsk && <p className="small"><Link className="filelink" to={`/referrals/${referralId}/invitations`} prefetch="none"><Icon of={UserPlus} />{t('asked.other')}</Link></p>}
    </Section>
  );
}
