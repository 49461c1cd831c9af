import { Form, useSubmit } from '@remix-run/react';
import { DoorOpen, LogOut } from 'lucide-react';
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { Button } from '../ui/button.tsx';
import { FamilyFrame } from '../ui/family-frame.tsx';
import { NextDoor } from '../ui/next-door.tsx';
import { Notice } from '../ui/notice.tsx';
import { TabletFrame } from '../ui/tablet-frame.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { ZoneProvider } from '../ui/zone.tsx';
import type { RoomPhase } from './room-snapshot.ts';
import { rememberInside, wasInside } from './tab-memory.client.ts';
import { useOwnDocument } from './use-own-document.ts';
import { useVisitStream } from './use-visit-stream.ts';
import { VisitorLive } from './visitor-live.tsx';
import type { VisitorWord } from './visitor-word.server.ts';

/** What a student or guardian sees: waiting, the way in, the visit, and afterwards. One thing at a time. */
export function VisitorPage({ initial, kiosk, video }: { initial: VisitorWord; kiosk: boolean; video: boolean }) {
  useOwnDocument();
  const word = useVisitStream('/visit/events', initial);
  const [inside, setInside] = useState(false);
  const [last, setLast] = useState<Last>(notYet);
  const { stage, visitId } = word;
  const submit = useSubmit();
  const over = stage === 'over' || last.phase === 'ended';

  useEffect(() => {
    if (stage === 'admitted' && visitId && wasInside(visitId)) setInside(true);
  }, [stage, visitId]);
  useEffect(() => {
    if (over) rememberInside(null);
    // Nothing of the last person stays on a shared tablet.
    if (over && kiosk) submit(null, { method: 'post', action: '/visit/leave' });
  }, [over, kiosk, submit]);
  const enter = () => {
    rememberInside(visitId);
    setInside(true);
  };
  const onOver = useCallback((phase: RoomPhase, reason: string | null) => {
    rememberInside(null);
    setLast({ phase, reason });
    setInside(false);
  }, []);

  if (inside && !over) return <VisitorLive therapist={word.therapist} known={word.known} takeOver={last.phase === 'elsewhere'} onOver={onOver} />;
  return <Around kiosk={kiosk} zone={word.zone}><Standing word={word} last={last} over={over} video={video} onEnter={enter} /></Around>;
}

/** How this device last left the room, and why if it was not let in. */
type Last = { phase: RoomPhase | null; reason: string | null };
const notYet: Last = { phase: null, reason: null };
/** Refusals that trying again does not change. */
const final = new Set(['no-consent', 'no-license', 'not-engaged', 'erased', 'video-absent']);

function Standing({ word, last: { phase, reason }, over, video, onEnter }: { word: VisitorWord; last: Last; over: boolean; video: boolean; onEnter: () => void }) {
  const t = useText('visits');
  const { stage, therapist, waitingSince } = word;
  const leave = (label: string) => (
    <Form method="post" action="/visit/leave" reloadDocument><Button tone="plain" icon={LogOut} wide>{label}</Button></Form>
  );
  if (over) return <Door kind="shut" title={t('visitor.over')} text={t('visitor.overText')}>{leave(t('visitor.done'))}</Door>;
  if (!video || (reason !== null && final.has(reason))) return <Door kind="shut" title={t('visitor.cannot')} text={t('visitor.phone')}>{leave(t('visitor.leave'))}</Door>;
  if (stage === 'admitted') {
    const elsewhere = phase === 'elsewhere';
    const title = elsewhere ? t('visitor.elsewhere') : phase === 'left' ? t('visitor.left') : t('visitor.mayCome', { therapist });
    const button = elsewhere ? t('visitor.takeOver') : phase === 'left' ? t('visitor.back') : t('visitor.join');
    return (
      <Door kind="open" title={title} text={elsewhere ? t('visitor.elsewhereText') : t('visitor.joinText')}>
        {phase === 'refused' && <Notice tone="danger" role="alert"><b>{reason === 'no-encryption' ? t('visitor.oldBrowser') : t('visitor.refused')}</b></Notice>}
        <Button type="button" tone="primary" big wide icon={DoorOpen} onClick={onEnter}>{button}</Button>
        {leave(t('visitor.leave'))}
      </Door>
    );
  }
  return (
    <Door kind="closed" title={t('visitor.waiting')} text={t('visitor.waitingText', { therapist })}>
      <p className="soft" role="status">{waitingSince && <>{t('people.waitsSince')} <TimeText at={waitingSince} /></>}</p>
      <noscript><Notice tone="needs">{t('visitor.noScript')}</Notice></noscript>
      {leave(t('visitor.leave'))}
    </Door>
  );
}

function Door({ kind, title, text, children }: { kind: 'open' | 'closed' | 'shut'; title: string; text: string; children: ReactNode }) {
  return (
    <div className="visitor-door">
      <NextDoor kind={kind} label={title} className="visitor-door__picture" />
      <div className="stack-4"><h1>{title}</h1><p className="soft">{text}</p>{children}</div>
    </div>
  );
}

function Around({ kiosk, zone, children }: { kiosk: boolean; zone: string; children: ReactNode }) {
  return kiosk ? <ZoneProvider zone={zone}><TabletFrame>{children}</TabletFrame></ZoneProvider> : <FamilyFrame zone={zone}>{children}</FamilyFrame>;
}
