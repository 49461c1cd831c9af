import { randomUUID } from 'node:crypto';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { asActor, nowOf } from '../../db/as-actor.server.ts';
import { record } from '../audit/record.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound, respondRefused } from '../http/respond.server.ts';
import { z } from '../http/schema.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireGuardian } from '../identity/require-guardian.server.ts';
import { appointmentOf } from '../scheduling/appointment.server.ts';
import { cancelAppointment } from '../scheduling/cancel-appointment.server.ts';
import { ButtonLink, SubmitButton } from '../ui/button.tsx';
import { Facts } from '../ui/facts.tsx';
import { FamilyFrame } from '../ui/family-frame.tsx';
import { Notice } from '../ui/notice.tsx';
import { TimeText } from '../ui/time-text.tsx';

export const handle = pageTitle('scheduling', 'family-cancel.title');

const keyForm = z.object({ key: z.string().min(8).max(100) });

/** A guardian takes an appointment back; no reason is asked of a family. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireGuardian(request, context, 'family.read');
  return asActor(context.db, who.actor, 'appointment.read', async (tx) => {
    const appointment = await appointmentOf(tx, idParam(params, 'appointmentId'));
    if (!appointment) throw notFound();
    await record(tx, { action: 'appointment.read', studentId: appointment.studentId, subject: { kind: 'appointment', id: appointment.id } });
    const { student, place, school, startsAt, endsAt, zone, state } = appointment;
    return { student, place, school, startsAt, endsAt, zone, key: randomUUID(), over: state !== 'booked' || startsAt <= (await nowOf(tx)).toString() };
  });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireGuardian(request, context, 'family.read');
  const form = keyForm.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) throw notFound();
  const cancelled = await cancelAppointment(context.db, who.actor, { appointmentId: idParam(params, 'appointmentId'), because: 'family_asked', key: form.data.key });
  if (cancelled.ok) return redirect('/family');
  if (cancelled.reason === 'not-found') throw notFound();
  return data({ refused: cancelled.reason }, { status: respondRefused(cancelled).init?.status ?? 409 });
}

export default function FamilyCancellationPage() {
  const { student, place, school, startsAt, endsAt, zone, key, over } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused;
  const t = useText('scheduling');
  return (
    <FamilyFrame zone={zone}>
      <h1>{t('family-cancel.title')}</h1>
      <Facts facts={[
        { name: t('fact.student'), value: student },
        { name: t('fact.when'), value: <><TimeText at={startsAt} form="day" />, <TimeText at={startsAt} until={endsAt} /></> },
        { name: t('family-cancel.where'), value: place === 'school' ? school : t('fact.home') },
      ]} />
      {over || refused ? (
        <>
          <Notice role={refused ? 'alert' : undefined}><b>{t(refused === 'key-reused' ? 'refusal.key-reused' : 'family-cancel.over')}</b></Notice>
          <ButtonLink wide to="/family">{t('family-cancel.back')}</ButtonLink>
        </>
      ) : (
        <>
          <p>{t('family-cancel.ask', { name: student })}</p>
          <Form method="post" className="stack-3">
            <input type="hidden" name="key" value={key} />
            <SubmitButton tone="danger" big wide>{t('family-cancel.do')}</SubmitButton>
            <ButtonLink big wide to="/family">{t('family-cancel.keep')}</ButtonLink>
          </Form>
        </>
      )}
    </FamilyFrame>
  );
}
