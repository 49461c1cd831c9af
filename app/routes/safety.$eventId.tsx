import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { HandHelping, ShieldCheck } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { EmergencyBanner } from '../emergency/emergency-banner.tsx';
import { emergencyFor } from '../emergency/emergency-now.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { z } from '../http/schema.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { resolveSafetyEvent } from '../safety/answer-safety-event.server.ts';
import { CrisisLines, CrisisSteps } from '../safety/crisis-steps.tsx';
import { SafetyLog, WhatWasSeen, WhoIsTold } from '../safety/safety-facts.tsx';
import { readSafetyEvent } from '../safety/safety-event.server.ts';
import { whoIsTold } from '../safety/who-is-told.server.ts';
import { ButtonLink, SubmitButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';
import { TextArea } from '../ui/text-area.tsx';

export const handle = pageTitle('safety', 'page.tab');

const resolution = z.object({ done: z.string({ error: 'required' }).trim().min(1, 'required').max(4000, 'tooLong') });

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'safety-event.read');
  return asActor(context.db, who.actor, 'safety-event.read', async (tx) => {
    const event = await readSafetyEvent(tx, idParam(params, 'eventId'));
    if (!event) throw notFound();
    const emergency = await emergencyFor(tx, event.student.id);
    // That there is a referral is none of what an emergency opens.
    return { event: emergency ? { ...event, referralId: null } : event, emergency, told: await whoIsTold(tx, { studentId: event.student.id, schoolId: event.school.id }), mayAnswer: who.role !== 'privacy_officer' && emergency === null };
  });
}

/** Closes the event with what was done. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'safety-event.resolve');
  const eventId = idParam(params, 'eventId');
  const submission = parseWithZod(await request.formData(), { schema: resolution });
  if (submission.status !== 'success') return data({ errors: submission.error?.['done'] ?? ['required'], refused: null }, { status: 400 });
  const resolved = await asActor(context.db, who.actor, 'safety-event.resolve', (tx) => resolveSafetyEvent(tx, eventId, submission.value.done));
  if (resolved.ok) return redirect(`/safety/${eventId}`);
  if (resolved.reason === 'not-found') throw notFound();
  return data({ errors: null, refused: resolved.reason }, { status: 409 });
}

export default function SafetyEventPage() {
  const { event, emergency, told, mayAnswer } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('safety');
  const { student, school } = event;
  const over = event.state === 'resolved';
  const place = student.grade === null ? t('page.school.no-grade', { school: school.name }) : t('page.school', { grade: student.grade, school: school.name });
  return (
    <>
      <PageHeading
        title={t(over ? 'page.resolved-title' : 'page.title', { student: student.name })} above={over ? undefined : place} lede={over ? place : t('page.lede')} display
        actions={event.referralId && <ButtonLink to={`/referrals/${event.referralId}`} prefetch="none">{t('page.to-referral')}</ButtonLink>}
      />
      {answer?.refused && <Notice tone="needs" role="alert"><b>{t(`refusal.${answer.refused}`)}</b></Notice>}
      <div className="stack-5">
        {emergency && <EmergencyBanner emergency={emergency} />}
        <div className="page-split">
          <div className="stack-5">
            {event.state === 'raised' && event.referralId !== null && <Notice tone="go"><b>{t('page.referral-kept')}</b></Notice>}
            {!over && <CrisisSteps student={student.calledName} closes={mayAnswer} />}
            {event.done !== null && <Section title={t('resolved.title')}><p className="prose">{event.done}</p></Section>}
            {!over && mayAnswer && (
              <Section title={t('resolve.title', { student: student.calledName })}>
                <Form method="post" className="stack-3">
                  <TextArea label={t('resolve.label')} hint={t('resolve.hint')} name="done" rows={5} errors={answer?.errors ?? undefined} />
                  <div><SubmitButton icon={ShieldCheck}>{t('resolve.button')}</SubmitButton></div>
                </Form>
              </Section>
            )}
          </div>
          <aside className="stack-5">
            {event.state === 'raised' && mayAnswer && (
              <Section title={t('acknowledge.title')} needs>
                <Form method="post" action={`/safety/${event.id}/acknowledgement`} className="stack-3">
                  <p className="small soft">{t('acknowledge.text')}</p>
                  <div><SubmitButton tone="primary" icon={HandHelping}>{t('acknowledge.button')}</SubmitButton></div>
                </Form>
              </Section>
            )}
            {!over && <CrisisLines state={school.state} schoolPhone={school.phone} />}
            <WhatWasSeen report={event.report} />
            <SafetyLog event={event} />
            <WhoIsTold told={told} />
          </aside>
        </div>
      </div>
    </>
  );
}
