import type { Text } from '../i18n/catalogue.ts';
import type { Note, RowRefusal, WholeRefusal } from './formats/reasons.ts';
import type { RosterFormat } from './formats/formats.ts';
import type { Counted } from './formats/roster-row.ts';

type ImportText = Text<'rosterImport'>;

/** In the order in which people read them. */
export const COUNTED: readonly Counted[] = ['orgs', 'users', 'classes', 'enrollments'];

/** A row that was left out, or kept with a remark. `file` is empty when it concerns the whole set. */
export interface ListedRemark {
  n: number;
  file: string;
  line: number | null;
  reason: RowRefusal | Note;
  /** The id that the row gave itself. */
  what: string | null;
  kept: boolean;
}

/** What came in, line by line. */
export function importSummary(outcome: { format: string; source: string; counts: Record<Counted, { read: number; refused: number }> }, t: ImportText): string[] {
  return [
    t('command.in', { format: t(`format.${outcome.format as RosterFormat}`), source: outcome.source }),
    ...COUNTED.map((counted) => t('command.count', { what: t(`counted.${counted}`), ...outcome.counts[counted] })),
  ];
}

/** Why a whole roster was refused, and where: a file and line, the name of a file, or of a column that is missing. */
export function refusalSentence({ reason, file, line, detail }: Omit<WholeRefusal, 'ok'>, t: ImportText): string {
  const where = file === null || file === '' ? null : line === null ? file : t('refused.where', { file, line });
  return [t(`set.${reason}`), [where, detail].filter((part) => part !== null).join(': ')].filter((part) => part !== '').join(' ');
}

export function remarkPlace({ file, line }: Pick<ListedRemark, 'file' | 'line'>, t: ImportText): string {
  if (file === '') return t('remarks.whole');
  return line === null ? file : t('remarks.line', { file, line });
}

export function remarkLine(remark: ListedRemark, t: ImportText): string {
  return t('command.remark', { where: remarkPlace(remark, t), why: t(`why.${remark.reason}`) });
}
