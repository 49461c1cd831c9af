import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { invitationLetter } from '../consent/invitation-letter.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { momentText } from '../i18n/moment-text.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { textFor } from '../i18n/text.server.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { PrintButton } from '../ui/print-button.tsx';
import { SquareCode } from '../ui/square-code.tsx';

export const handle = pageTitle('referrals', 'letter.title');

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'consent.send');
  const [referralId, requestId] = [idParam(params, 'referralId'), idParam(params, 'requestId')];
  const letter = await asActor(context.db, who.actor, 'consent.print', (tx) => invitationLetter(tx, context.config, { referralId, requestId }));
  if (!letter) throw notFound();
  const { guardian, student, counselor, school, phone, zone, language, address } = letter;
  const say = textFor(language, 'referrals');
  const day = (at: string | null) => (at === null ? '' : momentText(at, zone, language, 'dayYear'));
  return {
    referralId, guardian, student, address, language,
    lines: {
      date: say('letter.date', { school, date: day(letter.writtenAt) }), dear: say('letter.dear', { guardian }), asks: say('letter.asks', { counselor, school, student }), how: say('letter.how'),
      until: say('letter.until', { date: day(letter.until) }), paper: phone ? say('letter.paper', { phone }) : say('letter.paper.no-phone'), code: say('letter.qr'),
    },
  };
}

/** The letter is in the guardian's language, the page around it in the reader's. */
export default function LetterPage() {
  const { referralId, guardian, student, address, language, lines } = useLoaderData<typeof loader>();
  const t = useText('referrals');
  return (
    <>
      <div className="no-print letter__head">
        <PageHeading title={t('letter.title')} trail={[{ to: '/referrals', label: t('list.title') }, { to: `/referrals/${referralId}`, label: student }]} actions={address && <PrintButton primary>{t('letter.print')}</PrintButton>} />
        {address && <Notice tone="needs">{t('letter.print-hint', { guardian })}</Notice>}
      </div>
      {address === null
        ? <EmptyState title={t('letter.no-link')} action={<ButtonLink to={`/referrals/${referralId}`} prefetch="none">{student}</ButtonLink>}>{t('letter.no-link.help')}</EmptyState>
        : (
          <article className="letter" lang={language}>
            <p>{lines.date}</p>
            <p>{lines.dear}</p>
            <p>{lines.asks}</p>
            <p>{lines.how}</p>
            <SquareCode text={address} label={lines.code} className="letter__code" />
            <p className="letter__address">{address}</p>
            <p>{lines.until}</p>
            <p>{lines.paper}</p>
          </article>
        )}
    </>
  );
}
