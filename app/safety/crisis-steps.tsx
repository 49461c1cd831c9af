import { RichText } from '../i18n/rich-text.tsx';
import { useText } from '../i18n/use-text.tsx';
import { Section } from '../ui/section.tsx';
import { crisisLines } from './crisis-lines.ts';

/** What to do now, numbered, in the order in which it is done. Without a student's name for pages that name nobody. */
export function CrisisSteps({ student, closes }: { student?: string | undefined; closes?: boolean }) {
  const t = useText('safety');
  return (
    <Section title={t('now.title')}>
      <ol className="crisis-steps">
        <li>{student === undefined ? <RichText from="safety" k="now.stay.any" /> : <RichText from="safety" k="now.stay" values={{ student }} />}</li>
        <li><RichText from="safety" k="now.emergency" /></li>
        <li><RichText from="safety" k="now.remove" /></li>
        <li><RichText from="safety" k="now.lifeline" /></li>
        <li><RichText from="safety" k="now.school" /></li>
        <li><RichText from="safety" k="now.family" /></li>
        <li><RichText from="safety" k="now.report" /></li>
        {closes && <li><RichText from="safety" k="now.write" /></li>}
      </ol>
    </Section>
  );
}

/** Numbers to call, each a link that a phone dials. */
export function CrisisLines({ state, schoolPhone }: { state: string | null; schoolPhone?: string | null }) {
  const t = useText('safety');
  return (
    <Section title={t('lines.title')}>
      <ul className="crisis-lines">
        {crisisLines(state).map((line) => (
          <li key={line.key}>
            <a className="num" href={`tel:${dialled(line.number)}`}>{line.number}</a>
            <span>{t(`line.${line.key}`)}{line.text && <small>{t('line.text', { number: line.text })}</small>}</span>
          </li>
        ))}
        {schoolPhone && <li><a className="num" href={`tel:${dialled(schoolPhone)}`}>{schoolPhone}</a><span>{t('line.school')}</span></li>}
      </ul>
    </Section>
  );
}

const dialled = (number: string) => number.replace(/[^\d+]/g, '');
