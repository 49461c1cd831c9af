import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { AnsweredPage } from '../consent/answered-page.tsx';
import { askedDocuments, shownSha256 } from '../consent/asked-documents.server.ts';
import { byInvitation } from '../consent/by-invitation.server.ts';
import { namesFor } from '../consent/invitation.server.ts';
import { invitedPage } from '../consent/invited-page.ts';
import { noteViewed } from '../consent/open-invitation.server.ts';
import { signConsent } from '../consent/sign-consent.server.ts';
import { signForm } from '../consent/sign-form.ts';
import { SignPage } from '../consent/sign-page.tsx';
import { languageOf } from '../i18n/language.server.ts';
import { bringForward } from '../referrals/bring-forward.server.ts';
import { moveReferral } from '../referrals/move-referral.server.ts';
import { FamilyFrame } from '../ui/family-frame.tsx';

/** Opening the page decides nothing and spends nothing; the first time is noted. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const language = languageOf(request, context.config);
  return byInvitation(context, params['token'], 'consent.read', async (tx, invitation) => {
    await noteViewed(tx, invitation);
    const open = !invitation.closed && (invitation.state === 'sent' || invitation.state === 'viewed');
    const names = namesFor(invitation, language);
    return { page: invitedPage(invitation), asked: open ? { agencies: names.agencies, shown: shownSha256(await askedDocuments(tx, language, names)), language } : null };
  });
}

/** Signs. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const submission = parseWithZod(await request.formData(), { schema: signForm });
  const back = { typed: submission.payload, wrong: submission.status === 'success' ? {} : (submission.error ?? {}) };
  if (submission.status !== 'success') return data({ refused: null, back }, { status: 400 });
  const signed = await byInvitation(context, params['token'], 'consent.sign', (tx, invitation) => signConsent(tx, invitation, submission.value, { move: moveReferral, bringForward }));
  if (!signed.ok) return data({ refused: signed.reason, back }, { status: 409 });
  return redirect(`/i/${params['token']}`);
}

export default function InvitationPage() {
  const { page, asked } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <FamilyFrame zone={page.zone}>
      {asked ? <SignPage page={page} asked={asked} refused={answer?.refused ?? null} back={answer?.back ?? null} /> : <AnsweredPage page={page} />}
    </FamilyFrame>
  );
}
