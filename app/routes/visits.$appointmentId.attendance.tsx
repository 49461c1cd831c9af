import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { notFound, respondRefused } from '../http/respond.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { ButtonLink, SubmitButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Select } from '../ui/select.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { attendanceCauses } from '../visits/absence-cause.ts';
import { attendanceRecord } from '../visits/attendance-record.server.ts';
import { readAttendance } from '../visits/attendance-form.ts';
import { AttendanceFields } from '../visits/attendance-fields.tsx';
import { concludeUnheld } from '../visits/conclude-unheld.server.ts';
import { confirmAttendance } from '../visits/confirm-attendance.server.ts';
import { roomService } from '../visits/room-service.server.ts';
import { therapistWord, type TherapistWord } from '../visits/therapist-word.server.ts';
import { visitChanged } from '../visits/visit-changes.server.ts';

export const handle = pageTitle('visits', 'title.attendance');

async function found(tx: Tx, appointmentId: string | undefined): Promise<{ word: TherapistWord; attendance: Awaited<ReturnType<typeof attendanceRecord>> }> {
  const word = await therapistWord(tx, appointmentId ?? '');
  if (!word) throw notFound();
  return { word, attendance: word.visit.visit ? await attendanceRecord(tx, word.visit.visit.id) : null };
}

/** Who attended: proposed from the video server's word, confirmed or changed by the therapist. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'attendance.confirm');
  return asActor(context.db, who.actor, 'attendance.read', async (tx) => {
    const { word, attendance } = await found(tx, params['appointmentId']);
    const { visit } = word;
    await record(tx, { action: 'attendance.read', studentId: visit.student.id, subject: { kind: 'appointment', id: visit.appointmentId } });
    return { visit, attendance };
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'attendance.confirm');
  const form = await request.formData();
  const confirmed = await asActor(context.db, who.actor, 'attendance.confirm', async (tx) => {
    const { word, attendance } = await found(tx, params['appointmentId']);
    if (!attendance) {
      const cause = attendanceCauses.find((one) => one === form.get('cause'));
      if (!cause) return { ok: false, reason: 'cause-missing' } as const;
      return (await concludeUnheld(tx, word.visit.appointmentId, cause)) ? ({ ok: true, room: null, held: false, firstVisitHeld: false } as const) : ({ ok: false, reason: 'visit-still-on' } as const);
    }
    const lines = readAttendance(form, attendance.lines.map((line) => line.personId));
    return lines ? confirmAttendance(tx, attendance.visitId, lines) : ({ ok: false, reason: 'cause-missing' } as const);
  });
  if (!confirmed.ok) return respondRefused(confirmed);
  const { video } = context.config;
  if (video && confirmed.room) await roomService(video).close(confirmed.room);
  visitChanged(params['appointmentId'] ?? '');
  return data({ saved: { held: confirmed.held, firstVisitHeld: confirmed.firstVisitHeld } });
}

export default function AttendancePage() {
  const { visit, attendance } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('visits');
  const refused = answer && 'refused' in answer ? answer.refused : null;
  const saved = answer && 'saved' in answer ? answer.saved : null;
  const begun = visit.visit?.state === 'ended' || Date.parse(visit.now) >= Date.parse(visit.startsAt);
  const closed = ['cancelled', 'held'].includes(visit.state) || (!attendance && visit.state === 'not_held');
  return (
    <>
      <PageHeading title={t('attendance.title', { student: visit.student.shortName })} lede={<TimeText at={visit.startsAt} form="dayTime" placeZone={visit.zone} />} trail={[{ to: '/today', label: t('frame.back') }]} />
      <div className="stack-4">
        {saved && <Notice tone="go" role="status"><b>{saved.firstVisitHeld ? t('attendance.savedFirst') : saved.held ? t('attendance.saved') : t('attendance.savedNotHeld')}</b></Notice>}
        {refused && <Notice tone="danger" role="alert"><b>{t(refused.key as 'refusal.cause-missing')}</b></Notice>}
        {closed || !begun || (attendance?.stillOn ?? false)
          ? !saved && <EmptyState title={t(closed ? 'attendance.none' : 'attendance.notYet')} action={!closed && <ButtonLink to={`/visits/${visit.appointmentId}`} reloadDocument>{t('attendance.toVisit')}</ButtonLink>}>{t(closed ? 'attendance.noneText' : 'attendance.notYetText')}</EmptyState>
          : (
            <Form method="post" className="stack-5">
              {attendance
                ? <><p className="soft">{attendance.seen ? t('attendance.lede', { count: attendance.minutesTogether }) : t('attendance.noRecord')}</p>{attendance.lines.map((line) => <AttendanceFields key={line.personId} line={line} suggest={attendance.seen} />)}</>
                : <><Notice><b>{t('attendance.neverOpened')}</b> {t('attendance.neverOpenedText')}</Notice><Select label={t('attendance.cause')} name="cause" options={attendanceCauses.map((cause) => ({ value: cause, label: t(`cause.${cause}`) }))} /></>}
              <p><SubmitButton tone="primary" big>{attendance ? t('attendance.confirm') : t('attendance.notHeld')}</SubmitButton></p>
              <p className="small soft">{t('attendance.seen')}</p>
            </Form>
          )}
      </div>
    </>
  );
}
