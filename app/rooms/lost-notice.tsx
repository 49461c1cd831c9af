import { Link } from '@remix-run/react';
import { useText } from '../i18n/use-text.tsx';
import { Notice } from '../ui/notice.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { wallTimeText } from '../time/wall-minute.ts';
import { wallTime } from '../time/zone.ts';
import type { UseAnswer } from './book-use.server.ts';
import type { OutOfOrderReason, UseKind } from './room-use.ts';

type Refused = Extract<UseAnswer, { ok: false }>;

const iso = (ms: number) => new Date(ms).toISOString();

/** Within a day its times; else, or while nobody knows the end, from which day on. */
function When({ fromMs, untilMs, zone }: { fromMs: number; untilMs: number | null; zone: string }) {
  const t = useText('rooms');
  if (untilMs !== null && wallTime(zone, fromMs).date === wallTime(zone, untilMs - 1).date) return <TimeText at={iso(fromMs)} until={iso(untilMs)} zone={zone} />;
  return <>{untilMs === null && <>{t('lost.from')} </>}<TimeText at={iso(fromMs)} form="shortDayTime" zone={zone} />{untilMs !== null && <> – <TimeText at={iso(untilMs)} form="shortDayTime" zone={zone} /></>}</>;
}

/** Why a room could not be had: who or what has it, never for which student, and the nearest times at which it is free. `to` leads to the form filled in with such a time. */
export function LostNotice({ answer, to }: { answer: Refused; to: string }) {
  const t = useText('rooms');
  if (answer.reason === 'exceptions') return null;
  if (answer.reason !== 'room-taken' || !answer.zone) return <Notice tone="danger" role="alert"><b>{t(`refusal.${answer.reason}`)}</b></Notice>;
  const { zone, roomName = '', inTheWay = [], nearest = [] } = answer;
  const what = (way: (typeof inTheWay)[number]) =>
    way.what === 'use' ? [way.words || t(`kind.${way.kind as UseKind}`), way.by].filter(Boolean).join(', ')
    : way.what === 'out-of-order' ? [t('out-of-order'), way.words || t(`reason.${way.kind as OutOfOrderReason}`)].join(': ')
    : t(`way.${way.what}`);
  const address = (fromMs: number, untilMs: number) => {
    const [from, until] = [wallTime(zone, fromMs), wallTime(zone, untilMs)];
    return `${to}?date=${from.date}&from=${wallTimeText(from.minute)}&until=${wallTimeText(until.minute)}`;
  };
  return (
    <Notice tone="danger" role="alert">
      <b>{t('lost.title', { room: roomName })}</b> {t('lost.nothing')}
      <ul className="plainlist">
        {inTheWay.map((way) => <li key={`${way.what} ${way.fromMs}`}><When {...way} zone={zone} />: {what(way)}</li>)}
      </ul>
      {nearest.length === 0 ? <p>{t('lost.none')}</p> : (
        <>
          <p>{t('lost.nearest')}</p>
          <ul className="plainlist">
            {nearest.map(({ fromMs, untilMs }) => <li key={fromMs}><Link to={address(fromMs, untilMs)}><TimeText at={iso(fromMs)} form="shortDayTime" zone={zone} /> – <TimeText at={iso(untilMs)} zone={zone} /></Link></li>)}
          </ul>
        </>
      )}
    </Notice>
  );
}
