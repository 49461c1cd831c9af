import { dateText, momentText } from '../i18n/moment-text.ts';
import { languageNames } from '../i18n/language-names.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import type { Answered, ConsentAsked } from '../consent/consents-of.server.ts';
import { requiredPurposes } from '../consent/purposes.ts';
import { AnswerTag } from '../ui/tag.tsx';
import { Section } from '../ui/section.tsx';
import { useZone } from '../ui/zone.tsx';

/** What the family agreed to, answer by answer, from the newest signed request; or that there is nothing yet. */
export function AgreedTable({ signed, student }: { signed: ConsentAsked | null; student: string }) {
  const t = useText('referrals');
  const r = useText('roster');
  const language = useLanguage();
  const zone = useZone();
  if (!signed) return <Section title={t('agreed.title')}><p className="soft">{t('agreed.none')}</p></Section>;
  const { guardian } = signed;
  const relationship = r(`relationship.${guardian.relationship ?? 'other'}`).toLocaleLowerCase(language);
  const date = signed.answeredAt ? momentText(signed.answeredAt, zone, language, 'dayYear') : '';
  return (
    <Section title={t('agreed.title')} count={t('agreed.by', { guardian: guardian.name, relationship, language: languageNames(language).of(signed.language), date })}>
      <table className="table agreed-table">
        <caption className="sr">{t('agreed.title')}</caption>
        <thead className="sr"><tr><th scope="col">{t('agreed.answer')}</th><th scope="col">{t('agreed.what')}</th><th scope="col">{t('agreed.how-long')}</th></tr></thead>
        <tbody>
          {signed.answers.map((answer) => (
            <tr key={answer.purpose}>
              <td><AnswerTag yes={answer.yes && answer.withdrawnAt === null} /></td>
              <th scope="row">{t(`agreed.${answer.purpose}`, { student, agencies: new Intl.ListFormat(language).format(signed.agencies) })}</th>
              <td className="quiet"><HowLong answer={answer} lastDay={signed.lastDay} /></td>
            </tr>
          ))}
        </tbody>
      </table>
      {requiredPurposes.every((purpose) => signed.answers.some((answer) => answer.purpose === purpose && answer.inForce)) && <p className="small soft">{t('agreed.enough', { guardian: guardian.name })}</p>}
    </Section>
  );
}

function HowLong({ answer, lastDay }: { answer: Answered; lastDay: string }) {
  const t = useText('referrals');
  const language = useLanguage();
  const zone = useZone();
  if (answer.withdrawnAt !== null) return t('agreed.withdrawn', { date: momentText(answer.withdrawnAt, zone, language, 'shortDay') });
  if (!answer.yes) return t('agreed.may-change');
  return answer.inForce ? t('agreed.until', { date: dateText(lastDay, language) }) : t('agreed.not-in-force');
}
