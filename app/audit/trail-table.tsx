import { useText } from '../i18n/use-text.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { isAuditAction } from './audit-actions.ts';
import { isCapacity, nameless } from './capacity.ts';
import { isDisclosed } from './disclosed.ts';
import type { TrailEntry } from './trail.server.ts';

/** Entries under each other, newest first: when, who and in what capacity, what, and of whom. */
export function TrailTable({ entries }: { entries: readonly TrailEntry[] }) {
  const t = useText('audit');
  return (
    <DataTable
      caption={t('list.title')}
      rows={entries}
      rowKey={(entry) => entry.id}
      columns={[
        { key: 'when', header: t('column.when'), cell: (entry) => <TimeText at={entry.clock} form="shortDayTime" /> },
        { key: 'who', header: t('column.who'), rowHeader: true, cell: (entry) => <Who entry={entry} /> },
        { key: 'what', header: t('column.what'), cell: (entry) => <What entry={entry} /> },
        { key: 'student', header: t('column.student'), cell: (entry) => entry.studentName ?? (entry.count === null ? '–' : t('student.count', { count: entry.count })) },
      ]}
    />
  );
}

function Who({ entry: { actorKind, actorName, organisation } }: { entry: TrailEntry }) {
  const t = useText('audit');
  const who = nameless(actorKind);
  const capacity = isCapacity(actorKind) && (actorName !== null || who === 'unknown') ? t(`as.${actorKind}`) : null;
  const line = [capacity, organisation].filter((part) => part !== null).join(', ');
  return <>{actorName ?? t(`who.${who}`)}{line !== '' && <span className="sub">{line}</span>}</>;
}

function What({ entry: { action, disclosed, writtenTo, sealed } }: { entry: TrailEntry }) {
  const t = useText('audit');
  return (
    <div>
      {isAuditAction(action) ? t(`action.${action}`) : action}
      {writtenTo !== null && <span className="sub">{t('message.to', { name: writtenTo })}</span>}
      {disclosed && isDisclosed(disclosed.what) && <span className="sub">{t('disclosed', { what: t(`what.${disclosed.what}`), organisation: disclosed.to })}</span>}
      {!sealed && <span className="sub">{t('not-sealed')}</span>}
    </div>
  );
}
