import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { UserCheck } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { z } from '../http/schema.ts';
import { answerRecovery } from '../identity/answer-recovery.server.ts';
import { NotFreshNotice } from '../identity/not-fresh-notice.tsx';
import { openRecoveries } from '../identity/recovery-requests.server.ts';
import { requireFresh } from '../identity/require-fresh.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { Button, SubmitButton } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';
import { TimeText } from '../ui/time-text.tsx';

/** The second person looks at who asked for help to sign in, and answers. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'staff.change');
  const [asked] = await asActor(context.db, who.actor, 'staff.read', (tx) => openRecoveries(tx, idParam(params, 'recoveryId')));
  if (!asked) throw notFound();
  await requireFresh(request, context);
  const { personId, membershipId: _, ...shown } = asked;
  return { ...shown, isOneself: personId === who.person.id };
}

const answers = z.object({ answer: z.enum(['confirmed', 'declined']), sure: z.literal('on').optional() });

export async function action({ request, context, params }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'staff.change');
  const id = idParam(params, 'recoveryId');
  const given = answers.safeParse(Object.fromEntries(await request.formData()));
  const [asked] = await asActor(context.db, who.actor, 'staff.read', (tx) => openRecoveries(tx, id));
  if (!asked || !given.success) throw notFound();
  const fresh = await requireFresh(request, context);
  if (!fresh.ok) return data({ refused: fresh.reason }, { status: 409 });
  if (given.data.answer === 'confirmed' && !given.data.sure) return data({ refused: 'unsure' as const }, { status: 400 });
  const done = await answerRecovery(context, who, id, given.data.answer);
  if (!done.ok && done.reason === 'not-found') throw notFound();
  if (!done.ok) return data({ refused: done.reason }, { status: 409 });
  return redirect(`/staff?${given.data.answer}`);
}

export const handle = pageTitle('partnership', 'recovery.title');

export default function RecoveryPage() {
  const { name, email, places, askedAt, isOneself, addressIsMine } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused;
  const t = useText('partnership');
  return (
    <>
      <PageHeading title={t('recovery.heading', { name })} lede={places} trail={[{ to: '/staff', label: t('staff.title') }]} />
      <div className="stack-5">
        {refused === 'not-fresh' && <NotFreshNotice />}
        {(isOneself || refused === 'oneself') && <Notice tone="needs"><p>{t('recovery.oneself')}</p></Notice>}
        {(!email || refused === 'no-address') && <Notice tone="needs"><p>{t('recovery.no-address')}</p></Notice>}
        {((addressIsMine && !isOneself) || refused === 'address-of-yours') && <Notice tone="needs"><p>{t('recovery.address-of-yours')}</p></Notice>}
        <Section title={t('recovery.first')}>
          <div className="stack-3">
            <p>{t('recovery.asked')} <TimeText at={askedAt} form="dayTime" />{email && <>{' · '}{email}</>}</p>
            <p>{t('recovery.how')}</p>
            <p>{t('recovery.what')}</p>
          </div>
        </Section>
        {!isOneself && (
          <Form method="post" className="stack-3">
            {email && !addressIsMine && <Checkbox name="sure" label={t('recovery.sure', { name })} errors={refused === 'unsure' ? [t('recovery.unsure')] : undefined} />}
            <p className="row">
              {email && !addressIsMine && <SubmitButton tone="primary" icon={UserCheck} name="answer" value="confirmed">{t('recovery.confirm')}</SubmitButton>}
              <Button name="answer" value="declined">{t('recovery.decline')}</Button>
            </p>
          </Form>
        )}
      </div>
    </>
  );
}
