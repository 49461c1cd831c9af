import { Form, Link } from '@remix-run/react';
import { Move } from 'lucide-react';
import { momentText, rangeText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { useFeatureWords } from '../rooms/use-feature-words.ts';
import { SubmitButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import type { HallwayMove } from './hallway-move.server.ts';
import { useMoveRefusalWords } from './hallway-words.ts';

/** Answers a door that was chosen for a visit: what would move where, who is told, and the one button that moves it; or why it cannot go there. */
export function HallwayMovePanel({ move, zone, back, stop }: { move: HallwayMove; zone: string; back: string; stop: string }) {
  const t = useText('hallway');
  const language = useLanguage();
  const featuresOf = useFeatureWords();
  const why = useMoveRefusalWords(move.therapist);
  const { chosen, from, initials } = move;
  const when = ({ startMs, endMs }: { startMs: number; endMs: number }) => `${momentText(new Date(startMs).toISOString(), zone, language, 'day')}, ${rangeText(new Date(startMs).toISOString(), new Date(endMs).toISOString(), zone, language)}`;
  const sameTime = chosen?.startMs === from.startMs;
  return (
    <aside className="pick" aria-label={t('move.title', { initials })}>
      <header>
        <p className="small strong pick__eyebrow"><Icon of={Move} />{t('move.title', { initials })}</p>
        <h2>{chosen && chosen.no === null ? t('move.question') : t('move.title', { initials })}</h2>
      </header>
      <div role="status" className="stack-2">
        {chosen?.no ? <Notice tone="needs"><b>{t('move.not', { reason: why(chosen.no) })}</b></Notice> : null}
        {chosen && chosen.no === null
          ? <p>{t('move.what', { initials, from: `${from.room}, ${when(from)}`, to: `${chosen.room}, ${when(chosen)}` })}{chosen.features.length > 0 && <><br /><span className="small soft">{chosen.room}: {featuresOf(chosen.features)}</span></>}</p>
          : <p className="soft">{t('move.from', { room: from.room, when: when(from) })}</p>}
      </div>
      {chosen && chosen.no === null && (
        <Form method="post" action={`/appointments/${move.appointmentId}/move`} className="stack-2">
          <input type="hidden" name="startMs" value={chosen.startMs} />
          <input type="hidden" name="roomId" value={chosen.roomId} />
          <input type="hidden" name="sequence" value={move.sequence} />
          <input type="hidden" name="key" value={move.key} />
          <input type="hidden" name="back" value={back} />
          <SubmitButton tone="primary" big wide>{t('move.confirm')}</SubmitButton>
          <p className="small quiet">{sameTime ? t('move.told.room', { therapist: move.therapist }) : t('move.told', { therapist: move.therapist })}</p>
        </Form>
      )}
      <p><Link to={stop} preventScrollReset>{t('move.stop')}</Link></p>
    </aside>
  );
}
