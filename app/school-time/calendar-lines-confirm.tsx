import { Form } from '@remix-run/react';
import { dateText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { Button, SubmitButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import type { CalendarImportAnswer } from './calendar-import-answer.ts';
import { unreadableToSend } from './calendar-import-form.ts';
import { CalendarLinesFields, type LineShown } from './calendar-lines-fields.tsx';
import { DaysEffectView } from './days-effect-view.tsx';

interface CalendarLinesConfirmProps {
  answer: CalendarImportAnswer & { lines: readonly LineShown[] };
  zone: string;
  /** The kinds of day that the school's bells have. */
  kinds: readonly string[];
}

/** A calendar file line by line: to change, to look at what it would do, and then to save. */
export function CalendarLinesConfirm({ answer, zone, kinds }: CalendarLinesConfirmProps) {
  const t = useText('schoolTime');
  const language = useLanguage();
  const { lines, unreadable, read, effect, seen } = answer;
  return (
    <Form method="post" className="stack-5" key={seen ?? 'read'}>
      {read && <p className="soft">{t('calendar-import.read', { count: lines.length, from: dateText(read.from, language), last: dateText(read.last, language) })}</p>}
      {unreadable.length > 0 && (
        <Notice tone="needs">
          <input type="hidden" name="unreadable" value={unreadableToSend(unreadable)} />
          <b>{t('calendar-import.unreadable', { count: unreadable.length })}</b>
          <ul>{unreadable.map(({ summary, date, reason }, at) => <li key={at}>{[date && dateText(date, language), summary, t(`unreadable.${reason}`)].filter(Boolean).join(': ')}</li>)}</ul>
        </Notice>
      )}
      {effect && (
        <Section title={t('effect.title')}>
          <div className="stack-4" role="status">
            <DaysEffectView effect={effect} zone={zone} />
            <input type="hidden" name="seen" value={seen ?? ''} />
            <div className="row">
              <Button tone="primary" name="save" value="yes">{t('calendar-import.save')}</Button>
              <Button>{t('days.look-again')}</Button>
            </div>
          </div>
        </Section>
      )}
      <CalendarLinesFields lines={lines} kinds={kinds} />
      {!effect && lines.length > 0 && <div><SubmitButton tone="primary">{t('days.look')}</SubmitButton></div>}
    </Form>
  );
}
