import { useEffect, useRef } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { Notice } from './notice.tsx';

/** Above a long form that came back: how many things need a look, each leading to its field. Takes the focus. */
export function ErrorSummary({ problems }: { problems: readonly { fieldId: string; label: string }[] }) {
  const t = useText('ui');
  const heading = useRef<HTMLHeadingElement>(null);
  const count = problems.length;
  useEffect(() => { if (count > 0) heading.current?.focus(); }, [count]);
  if (count === 0) return null;
  return (
    <Notice tone="danger">
      <h2 ref={heading} tabIndex={-1}>{t('error.heading', { count })}</h2>
      <ul>{problems.map((problem) => <li key={problem.fieldId}><a href={`#${problem.fieldId}`}>{problem.label}</a></li>)}</ul>
    </Notice>
  );
}
