import { clockText, dateText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { weekdayText } from '../i18n/weekday-text.ts';
import type { BellProblem } from './bell-plus.ts';

/** What a school's files get wrong or leave undefined, each in one sentence. */
export function BellProblems({ problems }: { problems: readonly BellProblem[] }) {
  const t = useText('schoolTime');
  const language = useLanguage();
  const say = (problem: BellProblem): string => {
    switch (problem.problem) {
      case 'line-not-read': return t(`undefined.line-not-read.${problem.of}`, { line: problem.line, text: problem.text });
      case 'meta-not-read': return t('undefined.meta-not-read');
      case 'times-run-backwards': return t('undefined.times-run-backwards', { name: problem.name, time: clockText(problem.minute, language) });
      case 'weekday-missing': return t('undefined.weekday-missing', { weekday: weekdayText(problem.weekday, language) });
      case 'date-twice': return t('undefined.date-twice', { date: dateText(problem.from, language) });
      case 'day-type-unknown': return t('undefined.day-type-unknown', { code: problem.code, when: problem.from ? dateText(problem.from, language) : weekdayText(problem.weekday ?? 1, language) });
      default: return t(`undefined.${problem.problem}`, { name: problem.name });
    }
  };
  return <ul className="plainlist">{problems.map((problem) => <li key={JSON.stringify(problem)}>{say(problem)}</li>)}</ul>;
}
