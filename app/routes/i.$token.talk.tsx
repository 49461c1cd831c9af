import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData, useParams } from '@remix-run/react';
import { Phone } from 'lucide-react';
import { askToTalk } from '../consent/ask-to-talk.server.ts';
import { byInvitation } from '../consent/by-invitation.server.ts';
import { invitedPage } from '../consent/invited-page.ts';
import { useText } from '../i18n/use-text.tsx';
import { bringForward } from '../referrals/bring-forward.server.ts';
import { ButtonLink, SubmitButton } from '../ui/button.tsx';
import { FamilyFrame } from '../ui/family-frame.tsx';

/** For whoever wants to hear a voice first, or says that what the school has on record is not right. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  return { page: await byInvitation(context, params['token'], 'consent.read', async (_tx, invitation) => invitedPage(invitation)) };
}

export async function action({ context, params }: ActionFunctionArgs) {
  await byInvitation(context, params['token'], 'consent.talk', (tx, invitation) => askToTalk(tx, invitation, bringForward));
  return redirect(`/i/${params['token']}/talk`);
}

export default function TalkFirst() {
  const { page } = useLoaderData<typeof loader>();
  const { token = '' } = useParams();
  const t = useText('consent');
  const { student, counselor, school, wantsToTalk } = page;
  return (
    <FamilyFrame zone={page.zone}>
      <header className="stack-2">
        <h1>{wantsToTalk ? t('talk.asked.title', { counselor }) : t('talk.title')}</h1>
        <p>{wantsToTalk ? t('talk.asked.lede') : t('talk.lede', { counselor, school, student })}</p>
      </header>
      <div className="stack-2">
        {!wantsToTalk && <Form method="post"><SubmitButton tone="primary" big wide icon={Phone}>{t('talk.button')}</SubmitButton></Form>}
        <ButtonLink wide to={`/i/${token}`}>{t('talk.back')}</ButtonLink>
      </div>
      <p className="small soft">{t('talk.now', { student })}</p>
    </FamilyFrame>
  );
}
