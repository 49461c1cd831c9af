import { X } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { Bar } from './bar.tsx';
import { Icon } from './icon.tsx';

export interface Term {
  key: string;
  label: string;
  /** What the term counts for; the weights of a ranking add up to 100. */
  weight: number;
  /** 0 to 100. */
  score: number;
}

/** The terms of one score: bar, number and weight of each, so that a reader can add them up. */
export function ScoreBars({ terms, soft }: { terms: readonly Term[]; soft?: boolean }) {
  const t = useText('ui');
  return (
    <dl className="terms">
      {terms.map((term) => (
        <div key={term.key}>
          <dt>{term.label} <span className="quiet"><span aria-hidden="true">×{term.weight}</span><span className="sr">{t('times', { weight: term.weight })}</span></span></dt>
          <dd><Bar value={term.score} most={100} look={soft ? 'soft' : 'normal'} /><span>{term.score}</span></dd>
        </div>
      ))}
    </dl>
  );
}

export interface Ranked {
  key: string;
  name: ReactNode;
  /** 0 to 100, the weighted sum of its terms. */
  score: number;
  /** Why this place, in one sentence. */
  sentence: ReactNode;
  terms: readonly Term[];
  action?: ReactNode;
}

/** Who fits, best first: a sentence before the bars; only the first is drawn in teal. */
export function Ranking({ ranked }: { ranked: readonly Ranked[] }) {
  const t = useText('ui');
  return (
    <ol className="ranked">
      {ranked.map((entry, index) => (
        <li key={entry.key} className={index === 0 ? 'is-first' : undefined}>
          <p className="ranked__n" aria-hidden="true">{index + 1}</p>
          <div className="ranked__who"><h3>{entry.name} <span className="quiet">{t('score', { score: entry.score })}</span></h3><p>{entry.sentence}</p></div>
          <ScoreBars terms={entry.terms} soft={index > 0} />
          {entry.action && <div className="ranked__act">{entry.action}</div>}
        </li>
      ))}
    </ol>
  );
}

interface LeftOutProps {
  title?: string;
  count?: ReactNode;
  out: readonly { key: string; name: ReactNode; reason: ReactNode }[];
  /** The one change that would help. */
  foot?: ReactNode;
}

/** Who is out, each with its one reason. */
export function LeftOut({ title, count, out, foot }: LeftOutProps) {
  const t = useText('ui');
  const id = useId();
  return (
    <section className="out" aria-labelledby={id}>
      <h3 id={id}>{title ?? t('notPossible')}{count !== undefined && <> <span className="count">{count}</span></>}</h3>
      <ul>{out.map((entry) => <li key={entry.key}><Icon of={X} /><span><b>{entry.name}</b></span><span>{entry.reason}</span></li>)}</ul>
      {foot && <p className="small soft">{foot}</p>}
    </section>
  );
}
