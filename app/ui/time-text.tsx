import { dateText, momentText, rangeText, zoneText, type MomentForm } from '../i18n/moment-text.ts';
import { useLanguage } from '../i18n/use-text.tsx';
import { useZone } from './zone.tsx';

interface TimeTextProps {
  /** An instant as ISO text. */
  at: string;
  /** The end of a half-open stretch; then both ends are shown as times. */
  until?: string;
  form?: MomentForm;
  /** The reader's zone; the frame's unless given. */
  zone?: string;
  /** Where it happens. When clocks differ there, that place's time and zone are said as well. */
  placeZone?: string;
}

/** A moment in the reader's zone, and in the place's when the clocks differ: "6:22 am (9:22 am, Eastern Time)". */
export function TimeText({ at, until, form = 'time', zone, placeZone }: TimeTextProps) {
  const language = useLanguage();
  const readerZone = useZone();
  const here = zone ?? readerZone;
  const say = (where: string, how: MomentForm) => (until ? rangeText(at, until, where, language) : momentText(at, where, language, how));
  const differs = placeZone !== undefined && momentText(at, placeZone, language, 'dayTime') !== momentText(at, here, language, 'dayTime');
  return (
    <>
      <time dateTime={at}>{say(here, form)}</time>
      {differs && <span className="quiet"> (<span className="num">{say(placeZone, form === 'shortDay' || form === 'day' ? form : 'time')}</span>, {zoneText(at, placeZone, language)})</span>}
    </>
  );
}

/** A calendar date (`YYYY-MM-DD`) that belongs to no zone: a birthday, the end of a license. */
export function DateText({ date, form = 'dayYear' }: { date: string; form?: 'day' | 'shortDay' | 'dayYear' }) {
  return <time dateTime={date}>{dateText(date, useLanguage(), form)}</time>;
}
