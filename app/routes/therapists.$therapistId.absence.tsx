import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { can } from '../identity/permissions.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { therapistAbsent, therapistToday } from '../scheduling/therapist-absent.server.ts';
import { engagedTherapist } from '../therapist-time/engaged-therapist.server.ts';
import { ButtonLink, SubmitButton } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { TimeText } from '../ui/time-text.tsx';

export const handle = pageTitle('scheduling', 'away.page');

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'therapist.absent');
  return asActor(context.db, who.actor, 'therapist.absent', async (tx) => {
    const therapist = await engagedTherapist(tx, idParam(params, 'therapistId'));
    const today = therapist && (await therapistToday(tx, therapist.id));
    if (!therapist || !today) throw notFound();
    return { therapist, today, mayMove: can(who.role, 'appointment.move'), mayCancel: can(who.role, 'appointment.cancel') };
  });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'therapist.absent');
  const therapistId = idParam(params, 'therapistId');
  if (!(await therapistAbsent(context.db, who.actor, therapistId)).ok) throw notFound();
  return redirect(`/therapists/${therapistId}/absence`);
}

/** A therapist cannot come today: said here, and then each of their visits is moved or cancelled by somebody. */
export default function TherapistAbsencePage() {
  const { therapist, today, mayMove, mayCancel } = useLoaderData<typeof loader>();
  const t = useText('scheduling');
  const left = today.visits === 0 ? t('away.none') : t('away.left', { count: today.visits });
  return (
    <>
      <PageHeading title={t('away.title', { name: therapist.name })} lede={t('away.lede')} trail={[{ to: `/therapists/${therapist.id}/time`, label: therapist.name }]} />
      <div className="stack-5">
        {today.away
          ? <Notice tone="go" role="status"><b>{t('away.marked')}</b> {left}</Notice>
          : <Form method="post" className="stack-3"><p>{left} {today.visits > 0 && t('away.note')}</p><SubmitButton tone="primary">{t('away.mark')}</SubmitButton></Form>}
        {today.listed.length > 0 && (
          <DataTable
            caption={t('away.visits')} rows={today.listed} rowKey={({ id }) => id}
            columns={[
              { key: 'when', header: t('fact.when'), rowHeader: true, cell: ({ startMs, endMs, zone }) => <TimeText at={new Date(startMs).toISOString()} until={new Date(endMs).toISOString()} placeZone={zone} /> },
              { key: 'student', header: t('fact.student'), cell: ({ student }) => student },
              { key: 'change', header: t('appointment.change'), cell: ({ id, student }) => (
                <span className="row">
                  {mayMove && <ButtonLink to={`/appointments/${id}/move`}>{t('appointment.move.time')}<span className="sr">: {student}</span></ButtonLink>}
                  {mayCancel && <ButtonLink to={`/appointments/${id}/cancellation?because=therapist_ill`}>{t('appointment.cancel')}<span className="sr">: {student}</span></ButtonLink>}
                </span>
              ) },
            ]}
          />
        )}
        {today.listed.length === 0 && today.visits > 0 && <p>{t('away.others')}</p>}
      </div>
    </>
  );
}
