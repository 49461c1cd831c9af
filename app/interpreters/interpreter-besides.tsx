import { Link } from '@remix-run/react';
import { languageNames } from '../i18n/language-names.ts';
import { dateText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { wallTime } from '../time/zone.ts';
import { Section } from '../ui/section.tsx';
import type { Away, Interpreter } from './interpreters.server.ts';

/** What there is of an interpreter besides the week: each with where it stands, and the page where it is changed. */
export function InterpreterBesides({ interpreter, away, zone }: { interpreter: Interpreter; away: readonly Away[]; zone: string }) {
  const t = useText('interpreters');
  const language = useLanguage();
  const names = languageNames(language);
  const next = away[0] && dateText(wallTime(zone, away[0].fromMs).date, language);
  const rows = [
    { to: 'languages', title: t('languages'), says: interpreter.languages.map((code) => names.of(code)).join(', ') },
    { to: 'languages', title: t('reached'), says: [interpreter.email, interpreter.phone].filter(Boolean).join(', ') || t('reached.none') },
    { to: 'away', title: t('away'), says: next ? t('away.next', { date: next }) : t('away.none') },
    { to: 'end', title: t(interpreter.untilDate ? 'again' : 'end'), says: interpreter.untilDate ? t('ended', { date: dateText(interpreter.untilDate, language) }) : t('end.short') },
  ];
  return (
    <Section title={t('more')}>
      <ul className="plainlist">
        {rows.map(({ to, title, says }) => <li key={title}><Link to={`/interpreters/${interpreter.id}/${to}`}>{title}</Link><br /><span className="soft">{says}</span></li>)}
      </ul>
    </Section>
  );
}
