import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { DoorClosed } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { z } from '../http/schema.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import type { Reader } from '../referrals/may-see.ts';
import { closeReferral } from '../referrals/close-referral.server.ts';
import { readReferral } from '../referrals/referral-record.server.ts';
import { outcomes } from '../referrals/states.ts';
import { cancelBookedVisits } from '../scheduling/cancel-booked-visits.server.ts';
import { ButtonLink, SubmitButton } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle('referrals', 'close.title');

const closureForm = z.object({ outcome: z.enum(outcomes) });

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'referral.close');
  const referral = await asActor(context.db, who.actor, 'referral.read', (tx) => readReferral(tx, idParam(params, 'referralId'), who.role as Reader));
  if (!referral) throw notFound();
  if (referral.state === 'closed') throw redirect(`/referrals/${referral.id}`);
  const proposed = outcomes.find((outcome) => outcome === new URL(request.url).searchParams.get('as')) ?? null;
  return { id: referral.id, name: referral.student.name, proposed };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'referral.close');
  const referralId = idParam(params, 'referralId');
  const form = closureForm.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) return data({ errors: ['choose'] }, { status: 400 });
  const closed = await asActor(context.db, who.actor, 'referral.close', (tx) =>
    closeReferral(tx, { referralId, outcome: form.data.outcome }, (inner, id) => cancelBookedVisits(inner, id, form.data.outcome === 'declined_by_family' ? 'family_asked' : 'other')));
  if (!closed.ok && closed.reason === 'not-found') throw notFound();
  return redirect(`/referrals/${referralId}${closed.ok ? '' : '?said=moved-on'}`);
}

export default function ClosurePage() {
  const { id, name, proposed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('referrals');
  const back = proposed === 'withdrawn';
  return (
    <>
      <PageHeading title={back ? t('close.take-back.title') : t('close.title')} lede={back ? t('close.take-back.lede') : t('close.lede')} trail={[{ to: '/referrals', label: t('list.title') }, { to: `/referrals/${id}`, label: name }]} />
      <Form method="post" className="stack-4 form-column">
        {back
          ? <input type="hidden" name="outcome" value="withdrawn" />
          : <Choice legend={t('close.outcome')} name="outcome" defaultValue={proposed ?? undefined} errors={answer?.errors} options={outcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))} />}
        <div className="row"><SubmitButton tone="danger" icon={DoorClosed}>{back ? t('close.take-back.button') : t('close.button')}</SubmitButton><ButtonLink to={`/referrals/${id}`} prefetch="none">{t('close.keep')}</ButtonLink></div>
      </Form>
    </>
  );
}
