import { useText } from '../i18n/use-text.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Section } from '../ui/section.tsx';
import { DateText } from '../ui/time-text.tsx';
import type { YearAtSchool } from './school-terms.server.ts';

/** The school years of a school: the terms that hold there, and whose dates they are. */
export function SchoolYears({ schoolId, years, maySetTerms }: { schoolId: string; years: readonly YearAtSchool[]; maySetTerms: boolean }) {
  const t = useText('partnership');
  return (
    <Section title={t('school-terms.heading')}>
      <DataTable
        caption={t('school-terms.heading')} rows={years} rowKey={(year) => year.id} empty={<p className="soft">{t('years.none')}</p>}
        columns={[
          { key: 'year', header: t('year.name'), rowHeader: true, cell: (year) => year.title },
          { key: 'terms', header: t('year.terms'), cell: (year) => year.terms.length === 0 ? <span className="soft">{t('year.terms.none')}</span>
            : <ul className="stack-2">{year.terms.map((term) => <li key={term.firstDay}>{term.title}<span className="sub"><DateText date={term.firstDay} /> – <DateText date={term.lastDay} /></span></li>)}</ul> },
          { key: 'whose', header: t('school-terms.whose'), cell: (year) => t(year.own ? 'school-terms.own' : 'school-terms.shared') },
          ...(maySetTerms ? [{
            key: 'set', header: t('school-terms.set'), quietHeader: true,
            cell: (year: YearAtSchool) => <ButtonLink to={`/schools/${schoolId}/school-years/${year.id}`}>{t(year.own ? 'school-terms.change' : 'school-terms.set')}<span className="sr">: {year.title}</span></ButtonLink>,
          }] : []),
        ]}
      />
    </Section>
  );
}
