import { useText } from '../i18n/use-text.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { NextStep } from '../ui/next-step.tsx';
import { Notice } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import type { Counts } from './importing/counts.ts';
import { COUNTED, refusalSentence, remarkPlace, type ListedRemark } from './import-summary.ts';
import type { RosterImport } from './imports.server.ts';

/** What came of an import as a whole: in, refused and why, or stopped half way. */
export function ImportOutcome({ one, schoolsWithoutPlace, maySetSchools }: { one: RosterImport; schoolsWithoutPlace: number; maySetSchools: boolean }) {
  const t = useText('rosterImport');
  if (one.state === 'stopped') return <Notice tone="danger" role="status"><b>{t('stopped.title')}</b> {t('stopped.help')}</Notice>;
  if (one.state === 'refused') {
    return (
      <Notice tone="danger" role="status">
        <b>{t('refused.title')}</b> {one.refused && refusalSentence(one.refused, t)} {t('refused.kept')}
      </Notice>
    );
  }
  const leftOut = COUNTED.reduce((sum, counted) => sum + (one.counts?.[counted].refused ?? 0), 0);
  return (
    <div className="stack-4">
      <Notice tone={leftOut === 0 ? 'go' : 'needs'} role="status"><b>{t('done.title')}</b> {leftOut === 0 ? t('done.all') : t('done.left-out', { count: leftOut })}</Notice>
      {schoolsWithoutPlace > 0 && (
        <NextStep title={t('next.schools', { count: schoolsWithoutPlace })} action={maySetSchools ? <ButtonLink tone="primary" to="/schools">{t('next.schools.go')}</ButtonLink> : undefined} />
      )}
    </div>
  );
}

/** Rows read and left out, by kind. */
export function ImportCounts({ counts }: { counts: Counts }) {
  const t = useText('rosterImport');
  return (
    <Section title={t('counts.title')}>
      <DataTable caption={t('counts.title')} rows={COUNTED.map((counted) => ({ counted, ...counts[counted] }))} rowKey={(row) => row.counted} columns={[
        { key: 'of', header: t('counts.of'), rowHeader: true, cell: (row) => t(`counted.${row.counted}`) },
        { key: 'read', header: t('counts.read'), cell: (row) => row.read },
        { key: 'refused', header: t('counts.refused'), cell: (row) => row.refused },
      ]} />
    </Section>
  );
}

/** Rows that were left out, or kept with a remark: file and line, why, and the id by which the row is found again. */
export function ImportRemarks({ title, remarks }: { title: string; remarks: readonly ListedRemark[] }) {
  const t = useText('rosterImport');
  if (remarks.length === 0) return null;
  return (
    <Section title={title}>
      <DataTable caption={title} rows={remarks} rowKey={(remark) => String(remark.n)} columns={[
        { key: 'where', header: t('remarks.where'), rowHeader: true, cell: (remark) => remarkPlace(remark, t) },
        { key: 'why', header: t('remarks.why'), cell: (remark) => t(`why.${remark.reason}`) },
        { key: 'id', header: t('remarks.id'), cell: (remark) => remark.what },
      ]} />
    </Section>
  );
}
