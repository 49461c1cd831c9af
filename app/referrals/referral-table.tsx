import { Link } from '@remix-run/react';
import { BellDot, Hourglass, MessagesSquare } from 'lucide-react';
import { useText } from '../i18n/use-text.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Tag } from '../ui/tag.tsx';
import { DateText } from '../ui/time-text.tsx';
import type { ReferralLine } from './referral-list.server.ts';

/** Referrals in the order they came: what waits for the reader first. `schools` says whether readers see several. */
export function ReferralTable({ caption, lines, schools, showCaption }: { caption: string; lines: readonly ReferralLine[]; schools: boolean; showCaption?: boolean }) {
  const t = useText('referrals');
  const c = useText('caseload');
  return (
    <DataTable
      caption={caption} showCaption={showCaption ?? false} rows={lines} rowKey={(line) => line.id}
      columns={[
        { key: 'student', header: t('list.student'), rowHeader: true, cell: (line) => <><Link to={`/referrals/${line.id}`} prefetch="none">{line.name}</Link>{line.grade && <span className="quiet small"> {schools ? t('list.grade-at', { grade: line.grade, school: line.school }) : t('list.grade', { grade: line.grade })}</span>}</> },
        { key: 'where', header: t('list.where'), cell: (line) => <span className="row"><span>{t(`state.${line.state}`)}{line.outcome && <span className="quiet">, {t(`outcome.${line.outcome}`)}</span>}</span> <Marks line={line} /></span> },
        { key: 'concern', header: t('list.concern'), cell: (line) => c(`concern.${line.concern}`) },
        { key: 'owner', header: t('list.owner'), cell: (line) => line.owner ?? <span className="quiet">{t('list.nobody')}</span> },
        { key: 'due', header: t('list.due'), cell: (line) => line.nextActionOn && <DateText date={line.nextActionOn} form="shortDay" /> },
      ]}
    />
  );
}

/** Signs, each with its word: waits for you, the family wants to talk, late. */
function Marks({ line }: { line: ReferralLine }) {
  const t = useText('referrals');
  return (
    <>
      {line.wantsToTalk ? <Tag tone="needs" icon={MessagesSquare}>{t('list.talk')}</Tag> : line.needs && <Tag tone="needs" icon={BellDot}>{t('list.needs')}</Tag>}
      {line.daysLate > 0 && <Tag tone="line" icon={Hourglass}>{t('list.late', { count: line.daysLate })}</Tag>}
    </>
  );
}
