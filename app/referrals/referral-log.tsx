import { useText } from '../i18n/use-text.tsx';
import { EventLog } from '../ui/event-log.tsx';
import { Section } from '../ui/section.tsx';
import { TimeText } from '../ui/time-text.tsx';
import type { Happened } from './history.ts';
import { moveReasons, type MoveReason } from './move-reasons.ts';

/** What happened so far, newest first. */
export function ReferralLog({ events }: { events: readonly Happened[] }) {
  const t = useText('referrals');
  return (
    <Section title={t('log.title')}>
      <EventLog entries={events.map((event, n) => ({ key: `${event.at} ${n}`, when: <TimeText at={event.at} form="shortDayTime" />, what: <Words event={event} /> }))} />
    </Section>
  );
}

function Words({ event }: { event: Happened }) {
  const t = useText('referrals');
  const c = useText('consent');
  switch (event.kind) {
    case 'sent-again': case 'first-visit': case 'visit': return t(`log.${event.kind}`);
    case 'asked-again': case 'viewed': case 'signed': case 'signed-partly': case 'declined': case 'talk': return t(`log.${event.kind}`, { guardian: event.guardian });
    case 'withdrawn': return t('log.withdrawn', { guardian: event.guardian, what: event.purposes.map((purpose) => c(`purpose.${purpose}`)).join(', ') });
    case 'step': {
      const who = event.who === 'me' ? t('log.you') : event.who === 'hallway' ? t('log.hallway') : event.who;
      if (event.back && (event.to === 'waiting' || event.to === 'awaiting_consent' || event.to === 'accepted')) return t(`log.${event.to}.back`, { reason: t(`reason.${knownReason(event.reason)}`) });
      const starter = event.who === 'me' ? t('log.you.first') : who;
      return t(`log.${event.to}`, { who, starter, outcome: event.outcome ? t(`outcome.${event.outcome}`) : '' });
    }
  }
}

/** Reasons that the database or scheduling gave themselves are told in general words. */
function knownReason(reason: string | null): MoveReason | 'other' {
  return moveReasons.find((one) => one === reason) ?? (reason?.startsWith('declined_') ? 'offer_declined' : 'other');
}
