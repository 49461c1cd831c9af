import { dateText, momentText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { AnswerTag, Tag } from '../ui/tag.tsx';
import type { Answered } from './consents-of.server.ts';

/** What a guardian chose, purpose by purpose: yes until when, no, or stopped. */
export function ChosenList({ answers, lastDay, zone }: { answers: readonly Answered[]; lastDay: string; zone: string }) {
  const t = useText('consent');
  const language = useLanguage();
  return (
    <ul className="chosen">
      {answers.map(({ purpose, yes, inForce, withdrawnAt }) => (
        <li key={purpose}>
          {inForce || !yes ? <AnswerTag yes={yes} /> : <Tag tone="line">{t(withdrawnAt ? 'done.stopped' : 'done.over')}</Tag>}
          <span>
            {t(`purpose.${purpose}`)}
            {inForce && <small>{t('done.until', { day: dateText(lastDay, language) })}</small>}
            {withdrawnAt && <small>{t('done.stopped-on', { day: momentText(withdrawnAt, zone, language, 'dayYear') })}</small>}
          </span>
        </li>
      ))}
    </ul>
  );
}
