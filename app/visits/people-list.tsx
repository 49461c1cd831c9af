import { useFetcher } from '@remix-run/react';
import { DoorOpen } from 'lucide-react';
import { useText } from '../i18n/use-text.tsx';
import { Button } from '../ui/button.tsx';
import { LiveRegion } from '../ui/live-region.tsx';
import { Notice } from '../ui/notice.tsx';
import { TimeText } from '../ui/time-text.tsx';
import type { Seat } from './people.server.ts';

type PeopleProps = {
  appointmentId: string;
  people: readonly Seat[];
  mayAdmit: boolean;
  /** Letting the next one in is what this page is for now. */
  urgent?: boolean;
};
type AdmissionReply = { refused?: { key: string; reason: string } };

/** Everybody who came, each with their own button: who waits since when, who is in, who was here. New ones are announced politely. */
export function PeopleList({ appointmentId, people, mayAdmit, urgent = false }: PeopleProps) {
  const t = useText('visits');
  const visitors = people.filter((seat) => seat.part !== 'therapist');
  const waiting = visitors.filter((seat) => !seat.admitted && !seat.gone);
  return (
    <div className="stack-3">
      <LiveRegion>{waiting.map((seat) => t('people.announce', { name: seat.name })).join(' ')}</LiveRegion>
      {visitors.length === 0 && <p className="soft">{t('people.nobody')}</p>}
      <ul className="people">
        {visitors.map((seat) => <PersonLine key={seat.id} seat={seat} appointmentId={appointmentId} mayAdmit={mayAdmit} next={urgent && seat === waiting[0]} />)}
      </ul>
    </div>
  );
}

/** One person: name, what they are, how it stands with them, and the button that lets them in. */
export function PersonLine({ seat, appointmentId, mayAdmit, next = false }: { seat: Seat; appointmentId: string; mayAdmit: boolean; next?: boolean }) {
  const t = useText('visits');
  const fetcher = useFetcher<AdmissionReply>();
  const refused = fetcher.data?.refused;
  return (
    <li className="people__one">
      <p><b>{seat.name}</b> <span className="soft">{t(`part.${seat.part}`)}</span></p>
      <p className="small">
        {seat.admitted && !seat.gone && t('people.in')}
        {!seat.admitted && !seat.gone && seat.waitingSince && <>{t('people.waitsSince')} <TimeText at={seat.waitingSince} /></>}
        {seat.gone && seat.lastSeenAt && <>{t('people.lastSeen')} <TimeText at={seat.lastSeenAt} /></>}
      </p>
      {!seat.admitted && mayAdmit && (
        <fetcher.Form method="post" action={`/visits/${appointmentId}/admissions`}>
          <input type="hidden" name="seat" value={seat.id} />
          <Button tone={next ? 'primary' : 'normal'} icon={DoorOpen} aria-disabled={fetcher.state !== 'idle' || undefined}>{t('people.admit', { name: seat.name })}</Button>
        </fetcher.Form>
      )}
      {refused && <Notice tone="danger" role="alert"><b>{t('people.notAdmitted')}</b> {t(refused.key as 'refusal.no-consent')}</Notice>}
    </li>
  );
}
