import { randomUUID } from 'node:crypto';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { Form, Link, useLoaderData } from '@remix-run/react';
import { CalendarClock, CalendarSearch, CalendarX, IdCard, UserRoundX } from 'lucide-react';
import { asActor, nowOf } from '../../db/as-actor.server.ts';
import { record } from '../audit/record.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { momentText } from '../i18n/moment-text.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { can } from '../identity/permissions.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { AppointmentFacts } from '../scheduling/appointment-facts.tsx';
import { appointmentOf } from '../scheduling/appointment.server.ts';
import { mayBeAbsent } from '../scheduling/student-absent.server.ts';
import { interpreterLacking } from '../scheduling/visits-against-time.server.ts';
import { whyToMove } from '../school-time/standing-visits.server.ts';
import { ButtonLink, SubmitButton } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';

export const handle = pageTitle('scheduling', 'appointment.page');

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'appointment.read');
  return asActor(context.db, who.actor, 'appointment.read', async (tx) => {
    const appointment = await appointmentOf(tx, idParam(params, 'appointmentId'));
    if (!appointment) throw notFound();
    await record(tx, { action: 'appointment.read', studentId: appointment.studentId, subject: { kind: 'appointment', id: appointment.id } });
    const ahead = appointment.state === 'booked' && appointment.startsAt > (await nowOf(tx)).toString();
    const done = (['booked', 'moved', 'cancelled', 'absent'] as const).find((what) => what === new URL(request.url).searchParams.get('done')) ?? null;
    const refused = (['not-today', 'already-over', 'key-reused'] as const).find((why) => why === new URL(request.url).searchParams.get('refused')) ?? null;
    return {
      appointment, done, refused, key: randomUUID(), mayBeAbsent: can(who.role, 'student.absent') && (await mayBeAbsent(tx, appointment.id)), whyMove: ahead ? await whyToMove(tx, appointment.id) : null,
      lacks: ahead && can(who.role, 'interpreter.decide') ? await interpreterLacking(tx, appointment.id) : null,
      mayHandOutPass: appointment.state === 'booked' && appointment.room !== null && can(who.role, 'visit.prepare'),
      mayMove: !ahead || !can(who.role, 'appointment.move') ? null : who.role === 'front_office' ? 'room' as const : 'time' as const,
      mayCancel: ahead && can(who.role, 'appointment.cancel'),
      mayBookAgain: (appointment.state === 'cancelled' || appointment.state === 'not_held') && can(who.role, 'appointment.book'),
    };
  });
}

export default function AppointmentPage() {
  const { appointment, done, refused, key, mayBeAbsent: absentToday, whyMove, lacks, mayHandOutPass, mayMove, mayCancel, mayBookAgain } = useLoaderData<typeof loader>();
  const t = useText('scheduling');
  const s = useText('schoolTime');
  const v = useText('visits');
  const i = useText('interpreters');
  const language = useLanguage();
  return (
    <>
      <PageHeading
        title={momentText(appointment.startsAt, appointment.zone, language, 'day')} lede={t('appointment.lede', { name: appointment.student })}
        actions={mayHandOutPass && <ButtonLink to={`/appointments/${appointment.id}/hall-pass`} tone="primary" icon={IdCard}>{v('pass.title')}</ButtonLink>}
      />
      <div className="stack-5">
        {done && <Notice tone="go" role="status"><b>{t(`appointment.${done}`)}</b> {t(`appointment.${done}.help`)}</Notice>}
        {refused && !done && <Notice tone="danger" role="alert"><b>{t(`refusal.${refused}`)}</b></Notice>}
        {whyMove && <Notice tone="needs"><b>{s(`must-move.${whyMove}`)}</b> {s('must-move.help')}</Notice>}
        {lacks && <Notice tone="needs"><b>{i('need.lacks')}</b> {i('need.lacks.help')} <Link to={`/referrals/${appointment.referralId}/interpreter`}>{i('need.change')}</Link></Notice>}
        <div className="page-split">
          <AppointmentFacts appointment={appointment} />
          {(mayMove || mayCancel || mayBookAgain || absentToday) && (
            <Section title={t('appointment.change')}>
              <div className="row">
                {mayMove && <ButtonLink to={`/appointments/${appointment.id}/move`} icon={CalendarClock}>{t(`appointment.move.${mayMove}`)}</ButtonLink>}
                {absentToday && (
                  <ConfirmButton label={t('absent.mark')} icon={UserRoundX} tone="plain" question={t('absent.question', { name: appointment.student })}>
                    <Form method="post" action={`/appointments/${appointment.id}/absence`}><input type="hidden" name="key" value={key} /><SubmitButton tone="primary">{t('absent.confirm')}</SubmitButton></Form>
                  </ConfirmButton>
                )}
                {mayCancel && <ButtonLink to={`/appointments/${appointment.id}/cancellation`} icon={CalendarX} tone="danger">{t('appointment.cancel')}</ButtonLink>}
                {mayBookAgain && <ButtonLink to={`/referrals/${appointment.referralId}/booking`} icon={CalendarSearch} tone="primary">{t(appointment.state === 'not_held' ? 'absent.make-up' : 'appointment.book-again')}</ButtonLink>}
              </div>
            </Section>
          )}
        </div>
      </div>
    </>
  );
}
