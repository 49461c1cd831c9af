import { useText } from '../i18n/use-text.tsx';
import { Button } from '../ui/button.tsx';
import { EnterButton } from '../ui/enter-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { DateText } from '../ui/time-text.tsx';
import type { ExceptionDay } from './book-use.server.ts';

/** Before anything is saved: the days that cannot be had, and the button that does all the others. Stands in the form; without a script too. */
export function ExceptionsNotice({ days, count, moving }: { days: readonly ExceptionDay[]; count: number; moving?: boolean }) {
  const t = useText('rooms');
  const how = moving ? 'move' : 'book';
  return (
    <div className="stack-3">
      <Notice tone="needs" role="alert">
        <b>{t(`exceptions.${how}`, { count: days.length })}</b> {t('exceptions.nothing')}
        <ul className="plainlist">{days.map(({ date, why }) => <li key={date}><DateText date={date} form="day" />: {t(`exceptions.why.${why}`)}</li>)}</ul>
      </Notice>
      <div><EnterButton /><Button name="leaveOut" value={days.map(({ date }) => date).join(' ')}>{t(`exceptions.agree.${how}`, { count })}</Button></div>
    </div>
  );
}
