import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { respondRefused } from '../http/respond.server.ts';
import { z } from '../http/schema.ts';
import { AskForLink } from '../identity/ask-for-link.tsx';
import { askForSignInLink } from '../identity/ask-for-sign-in-link.server.ts';
import { EntranceFrame } from '../identity/entrance-frame.tsx';
import { rememberWayBack } from '../identity/family-way-back.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

const asked = z.object({ address: z.email('email') });

export function loader({ request, context }: LoaderFunctionArgs) {
  return {
    sent: new URL(request.url).searchParams.has('sent'),
    mailPage: context.config.demo ? (context.config.mail?.page ?? null) : null,
  };
}

/** The answer is the same whether we know the address or not; what was typed stands in no address of a page. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const submission = parseWithZod(form, { schema: asked });
  if (submission.status !== 'success') return data({ lastResult: submission.reply(), refused: null }, { status: 400 });
  const answer = await askForSignInLink(request, context, submission.value.address);
  if (!answer.ok) return respondRefused(answer, submission.reply());
  const headers = new Headers({ 'Set-Cookie': answer.cookie });
  headers.append('Set-Cookie', rememberWayBack(context.config, form.get('to')));
  return redirect('/sign-in/link?sent', { headers });
}

export const handle = pageTitle('identity', 'link.heading');

export default function AskForSignInLink() {
  const { sent, mailPage } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('identity');
  if (sent && !answer) {
    return (
      <EntranceFrame>
        <PageHeading title={t('link.sentTitle')} lede={t('link.sentText')} />
        <ul className="facts">
          <li>{t('link.sentMinutes')}</li>
          <li>{t('link.sentBrowser')}</li>
          <li>{t('link.sentNothing')}</li>
        </ul>
        <p className="row">
          {mailPage && <a className="button button--primary" href={mailPage}>{t('link.demoMail')}</a>}
          <ButtonLink to="/sign-in/link">{t('link.again')}</ButtonLink>
        </p>
      </EntranceFrame>
    );
  }
  return (
    <EntranceFrame>
      <PageHeading title={t('link.heading')} />
      {answer?.refused && <Notice tone="needs" role="alert"><p>{t(`refusal.${answer.refused.reason}`)}</p></Notice>}
      <AskForLink primary lastResult={answer && 'lastResult' in answer ? answer.lastResult : undefined} />
    </EntranceFrame>
  );
}
