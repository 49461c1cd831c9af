import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useParams } from '@remix-run/react';
import { CircleStop } from 'lucide-react';
import { byInvitation } from '../consent/by-invitation.server.ts';
import { invitedPage } from '../consent/invited-page.ts';
import { purposes } from '../consent/purposes.ts';
import { withdrawConsent } from '../consent/withdraw-consent.server.ts';
import { notFound } from '../http/respond.server.ts';
import { z } from '../http/schema.ts';
import { useText } from '../i18n/use-text.tsx';
import { moveReferral } from '../referrals/move-referral.server.ts';
import { cancelBookedVisits } from '../scheduling/cancel-booked-visits.server.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { FamilyFrame } from '../ui/family-frame.tsx';
import { Notice } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';

const withdrawal = z.object({ purpose: z.enum(purposes) });

/** What holds and can be stopped, each on its own. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  return { page: await byInvitation(context, params['token'], 'consent.read', async (_tx, invitation) => invitedPage(invitation)) };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const parsed = withdrawal.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) throw notFound();
  const withdrawn = await byInvitation(context, params['token'], 'consent.withdraw', (tx, invitation) =>
    withdrawConsent(tx, invitation, parsed.data.purpose, { move: moveReferral, cancelVisits: cancelBookedVisits }));
  if (!withdrawn.ok) return data({ refused: withdrawn.reason }, { status: 409 });
  return redirect(`/i/${params['token']}`);
}

export default function WithdrawConsent() {
  const { page } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused;
  const { token = '' } = useParams();
  const t = useText('consent');
  const inForce = page.answers.filter((answer) => answer.inForce);
  return (
    <FamilyFrame zone={page.zone}>
      <header className="stack-2">
        <h1>{t('withdrawal.title')}</h1>
        <p>{inForce.length === 0 ? t('withdrawal.nothing') : t('withdrawal.lede', { student: page.student })}</p>
      </header>
      {refused && <Notice role="alert"><b>{t(`refusal.${refused}`)}</b></Notice>}
      {inForce.map(({ purpose }) => (
        <Section key={purpose} title={t(`purpose.${purpose}`)}>
          <div className="stack-3">
            <p>{t(`withdrawal.effect.${purpose}`)}</p>
            <ConfirmButton label={t('withdrawal.button')} icon={CircleStop} question={t('withdrawal.question')}>
              <Form method="post"><input type="hidden" name="purpose" value={purpose} /><Button tone="danger" wide>{t('withdrawal.yes')}</Button></Form>
            </ConfirmButton>
          </div>
        </Section>
      ))}
      <ButtonLink wide to={`/i/${token}`}>{t('withdrawal.back')}</ButtonLink>
    </FamilyFrame>
  );
}
