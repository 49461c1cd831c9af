import type { LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData, useNavigate, useRevalidator } from '@remix-run/react';
import { useCallback, useEffect, useState } from 'react';
import { asActor } from '../../db/as-actor.server.ts';
import { record } from '../audit/record.server.ts';
import { notFound } from '../http/respond.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { BeforeVisit, startGateKey } from '../visits/before-visit.tsx';
import type { RoomPhase } from '../visits/room-snapshot.ts';
import type { StartGateReply } from '../visits/start-gate-form.tsx';
import { rememberInside, wasInside } from '../visits/tab-memory.client.ts';
import { TherapistLive } from '../visits/therapist-live.tsx';
import type { TherapistVisit } from '../visits/therapist-visit.server.ts';
import { therapistWord } from '../visits/therapist-word.server.ts';
import { useOwnDocument } from '../visits/use-own-document.ts';
import { useVisitStream } from '../visits/use-visit-stream.ts';
import { VisitFrame } from '../visits/visit-frame.tsx';
import { windowState } from '../visits/visit-window.ts';

export const handle = pageTitle('visits', 'title.visit');

/** The therapist's visit: the start gate, the waiting room, the video. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'visit.hold');
  const word = await asActor(context.db, who.actor, 'visit.read', async (tx) => {
    const found = await therapistWord(tx, params['appointmentId'] ?? '');
    if (found) await record(tx, { action: 'visit.read', studentId: found.visit.student.id, subject: { kind: 'appointment', id: found.visit.appointmentId } });
    return found;
  });
  if (!word) throw notFound();
  return { ...word, zone: who.zone, video: context.config.video !== null };
}

export default function VisitPage() {
  useOwnDocument();
  const page = useLoaderData<typeof loader>();
  const { visit, gate, zone } = page;
  const { people, consentInForce, ended } = useVisitStream(`/visits/${visit.appointmentId}/events`, { people: page.people, consentInForce: page.consentInForce, ended: visit.visit?.state === 'ended' });
  const [inside, setInside] = useState(false);
  const [last, setLast] = useState<RoomPhase | null>(null);
  const navigate = useNavigate();
  const enter = useCallback(() => {
    rememberInside(visit.appointmentId);
    setInside(true);
  }, [visit.appointmentId]);
  const gateAnswer = useFetcher<StartGateReply>({ key: startGateKey }).data;
  useEffect(() => {
    if (page.video && gateAnswer?.result?.status === 'success') enter();
  }, [page.video, gateAnswer, enter]);
  useEffect(() => {
    if (page.video && gate && wasInside(visit.appointmentId)) setInside(true);
  }, [page.video, gate, visit.appointmentId]);
  const onOver = useCallback((phase: RoomPhase) => {
    rememberInside(null);
    setLast(phase);
    setInside(false);
    if (phase === 'ended') navigate(`/visits/${visit.appointmentId}/attendance`);
  }, [navigate, visit.appointmentId]);

  useEffect(() => {
    if (ended) rememberInside(null);
  }, [ended]);

  const planned = { fromMs: Date.parse(visit.startsAt), untilMs: Date.parse(visit.endsAt) };
  const when = windowState(planned, Date.parse(visit.now));
  const on = !ended && ['booked', 'in_progress'].includes(visit.state);
  if (on && when === 'open' && inside && gate) {
    return <TherapistLive visit={visit} gate={gate} people={people} consentInForce={consentInForce} takeOver={last === 'elsewhere'} onOver={onOver} />;
  }
  return (
    <VisitFrame zone={zone}>
      {on && when === 'open'
        ? <BeforeVisit visit={visit} gate={gate} people={people} consentInForce={consentInForce} video={page.video} last={last} onEnter={enter} />
        : <NotNow visit={visit} reason={visit.state === 'cancelled' || visit.state === 'held' ? 'notBooked' : on && when === 'early' ? 'early' : 'over'} />}
    </VisitFrame>
  );
}

const lookAgainMs = 20_000;

/** The doors are shut: too early (the page looks again by itself), over, or not booked. */
function NotNow({ visit, reason }: { visit: TherapistVisit; reason: 'early' | 'over' | 'notBooked' }) {
  const t = useText('visits');
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (reason !== 'early') return;
    const timer = setInterval(revalidate, lookAgainMs);
    return () => clearInterval(timer);
  }, [reason, revalidate]);
  return (
    <>
      <PageHeading title={t('before.title', { student: visit.student.shortName })} lede={<TimeText at={visit.startsAt} form="dayTime" placeZone={visit.zone} />} />
      <EmptyState title={t(`notNow.${reason}`)} door={reason === 'early' ? 'closed' : 'shut'} action={reason === 'over' && <ButtonLink to={`/visits/${visit.appointmentId}/attendance`} tone="primary">{t('notNow.attendance')}</ButtonLink>}>
        {t(`notNow.${reason}Text`)}
      </EmptyState>
    </>
  );
}
