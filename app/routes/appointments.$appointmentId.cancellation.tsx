import { randomUUID } from 'node:crypto';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { asActor, nowOf } from '../../db/as-actor.server.ts';
import { record } from '../audit/record.server.ts';
import { z } from '../http/schema.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound, respondRefused } from '../http/respond.server.ts';
import { momentText } from '../i18n/moment-text.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { AppointmentFacts } from '../scheduling/appointment-facts.tsx';
import { appointmentOf } from '../scheduling/appointment.server.ts';
import { cancelAppointment } from '../scheduling/cancel-appointment.server.ts';
import { cancelReasons } from '../scheduling/cancel-reasons.ts';
import { ButtonLink, SubmitButton } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle('scheduling', 'cancel.title');

const cancelForm = z.object({ because: z.enum(cancelReasons), key: z.string().min(8).max(100) });

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'appointment.cancel');
  return asActor(context.db, who.actor, 'appointment.read', async (tx) => {
    const appointment = await appointmentOf(tx, idParam(params, 'appointmentId'));
    if (!appointment) throw notFound();
    await record(tx, { action: 'appointment.read', studentId: appointment.studentId, subject: { kind: 'appointment', id: appointment.id } });
    const because = cancelReasons.find((reason) => reason === new URL(request.url).searchParams.get('because')) ?? null;
    return { appointment, because, key: randomUUID(), over: appointment.state !== 'booked' || appointment.startsAt <= (await nowOf(tx)).toString() };
  });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'appointment.cancel');
  const appointmentId = idParam(params, 'appointmentId');
  const form = cancelForm.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) return data({ missing: true, refused: null }, { status: 400 });
  const cancelled = await cancelAppointment(context.db, who.actor, { appointmentId, ...form.data });
  if (cancelled.ok) return redirect(`/appointments/${appointmentId}?done=cancelled`);
  if (cancelled.reason === 'not-found') throw notFound();
  return data({ missing: false, refused: cancelled.reason }, { status: respondRefused(cancelled).init?.status ?? 409 });
}

export default function CancellationPage() {
  const { appointment, because, key, over } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('scheduling');
  const when = momentText(appointment.startsAt, appointment.zone, useLanguage(), 'dayTime');
  const back = `/appointments/${appointment.id}`;
  return (
    <>
      <PageHeading title={t('cancel.title')} lede={t('cancel.lede', { name: appointment.student, when })} trail={[{ to: back, label: t('appointment.page') }]} />
      <div className="stack-5">
        {answer?.refused && <Notice tone="danger" role="alert"><b>{t(`refusal.${answer.refused}`)}</b></Notice>}
        {over && !answer ? <Notice><b>{t('refusal.already-over')}</b></Notice> : (
          <div className="page-split">
            <Form method="post" className="stack-4">
              <input type="hidden" name="key" value={key} />
              <Choice
                legend={t('cancel.because')} hint={t('cancel.because.hint')} name="because" layout="list" required errors={answer?.missing ? ['choose'] : undefined}
                defaultValue={because ?? undefined} options={cancelReasons.map((value) => ({ value, label: t(`because.${value}`) }))}
              />
              <p className="small soft">{t('cancel.note')}</p>
              <div className="row"><SubmitButton tone="danger">{t('appointment.cancel')}</SubmitButton><ButtonLink to={back}>{t('cancel.keep')}</ButtonLink></div>
            </Form>
            <AppointmentFacts appointment={appointment} />
          </div>
        )}
      </div>
    </>
  );
}
