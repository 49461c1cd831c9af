import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { Send } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { whoMayDecide } from '../consent/who-may-decide.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { z } from '../http/schema.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { askFamily, mayBeAsked } from '../referrals/ask-family.server.ts';
import { GuardianTicks } from '../referrals/guardian-ticks.tsx';
import type { Reader } from '../referrals/may-see.ts';
import { readReferral } from '../referrals/referral-record.server.ts';
import { ButtonLink, SubmitButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';

export const handle = pageTitle('referrals', 'ask.title');

const invitationForm = z.object({ key: z.string().min(8).max(200), guardians: z.array(z.uuid()) });

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'consent.send');
  return asActor(context.db, who.actor, 'consent.send', async (tx) => {
    const referral = await readReferral(tx, idParam(params, 'referralId'), who.role as Reader);
    if (!referral) throw notFound();
    if (!mayBeAsked(referral.state)) throw redirect(`/referrals/${referral.id}?said=moved-on`);
    return { id: referral.id, student: referral.student, waits: referral.state === 'waiting', guardians: await whoMayDecide(tx, referral.id), key: randomUUID() };
  });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'consent.send');
  const referralId = idParam(params, 'referralId');
  const form = await request.formData();
  const sent = invitationForm.safeParse({ key: form.get('key'), guardians: form.getAll('guardian') });
  if (!sent.success) return data({ refused: 'nobody-picked' as const }, { status: 400 });
  const asked = await asActor(context.db, who.actor, 'consent.send', (tx) => askFamily(tx, context.config, { key: sent.data.key, referralId, guardianIds: sent.data.guardians }));
  if (asked.ok) return redirect(asked.letters.length === 1 ? `/referrals/${referralId}/invitations/${asked.letters[0] ?? ''}/letter` : `/referrals/${referralId}?said=${asked.letters.length > 0 ? 'letter' : 'asked'}`);
  if (asked.reason === 'not-found') throw notFound();
  return data({ refused: asked.reason }, { status: 409 });
}

export default function InvitationsPage() {
  const { id, student, waits, guardians, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('referrals');
  return (
    <>
      <PageHeading title={t('ask.title')} lede={t('ask.lede')} trail={[{ to: '/referrals', label: t('list.title') }, { to: `/referrals/${id}`, label: student.name }]} />
      {answer && <Notice tone="needs" role="alert"><b>{t(`refusal.${answer.refused}`)}</b></Notice>}
      {waits && <Notice tone="needs"><p>{t('ask.waits', { name: student.name })}</p></Notice>}
      {guardians.length === 0
        ? <EmptyState title={t('ask.nobody')} action={<ButtonLink to={`/students/${student.id}`} tone="primary" prefetch="none">{t('ask.nobody.open', { name: student.name })}</ButtonLink>}>{t('ask.nobody.help', { name: student.name })}</EmptyState>
        : (
          <Form method="post" className="stack-5 form-column">
            <input type="hidden" name="key" value={key} />
            <div className="guardian-ticks"><GuardianTicks guardians={guardians} /></div>
            <Section title={t('ask.what')}><p className="soft">{t('ask.what.text', { name: student.name })}</p></Section>
            <div><SubmitButton tone="primary" big icon={Send}>{t('ask.send')}</SubmitButton></div>
          </Form>
        )}
    </>
  );
}
