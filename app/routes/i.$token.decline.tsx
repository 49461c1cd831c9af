import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData, useParams } from '@remix-run/react';
import { byInvitation } from '../consent/by-invitation.server.ts';
import { declineConsent } from '../consent/decline-consent.server.ts';
import { invitedPage } from '../consent/invited-page.ts';
import { useText } from '../i18n/use-text.tsx';
import { bringForward } from '../referrals/bring-forward.server.ts';
import { closeReferral } from '../referrals/close-referral.server.ts';
import { cancelBookedVisits } from '../scheduling/cancel-booked-visits.server.ts';
import { ButtonLink, SubmitButton } from '../ui/button.tsx';
import { FamilyFrame } from '../ui/family-frame.tsx';

/** Asks once before the family's no counts; a request that is answered already says so on its own page. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const page = await byInvitation(context, params['token'], 'consent.read', async (_tx, invitation) => invitedPage(invitation));
  if (page.closed || (page.state !== 'sent' && page.state !== 'viewed')) throw redirect(`/i/${params['token']}`);
  return { page };
}

export async function action({ context, params }: ActionFunctionArgs) {
  await byInvitation(context, params['token'], 'consent.decline', (tx, invitation) => declineConsent(tx, invitation, {
    bringForward,
    close: (inner, closing) => closeReferral(inner, closing, (within, referralId) => cancelBookedVisits(within, referralId, 'family_asked')),
  }));
  return redirect(`/i/${params['token']}`);
}

export default function DeclineInvitation() {
  const { page } = useLoaderData<typeof loader>();
  const { token = '' } = useParams();
  const t = useText('consent');
  return (
    <FamilyFrame zone={page.zone}>
      <header className="stack-2">
        <h1>{t('decline.title')}</h1>
        <p>{t('decline.lede', { school: page.school, student: page.student })}</p>
      </header>
      <Form method="post" className="stack-2">
        <SubmitButton tone="danger" big wide>{t('decline.yes')}</SubmitButton>
        <ButtonLink wide to={`/i/${token}`}>{t('decline.back')}</ButtonLink>
      </Form>
    </FamilyFrame>
  );
}
