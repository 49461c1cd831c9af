import { useText } from '../i18n/use-text.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Tag, type TagTone } from '../ui/tag.tsx';
import { TimeText } from '../ui/time-text.tsx';
import type { Review, ReviewState } from './reviews.server.ts';

const toneOf: Readonly<Record<ReviewState, TagTone>> = { open: 'danger', waiting: 'needs', late: 'needs', appropriate: 'ok', not_appropriate: 'line' };

/** Where an emergency access stands. */
export function StateTag({ state }: { state: ReviewState }) {
  const t = useText('emergency');
  return <Tag tone={toneOf[state]}>{t(`state.${state}`)}</Tag>;
}

/** The queue: who opened whom and when, where it stands, and the way to look at it. */
export function ReviewTable({ reviews }: { reviews: readonly Review[] }) {
  const t = useText('emergency');
  const s = useText('shell');
  return (
    <DataTable
      caption={t('reviews.title')} rows={reviews} rowKey={(review) => review.id}
      columns={[
        { key: 'student', header: t('reviews.student'), rowHeader: true, cell: ({ student, school }) => <>{student ?? t('somebody')}<span className="sub">{school}</span></> },
        { key: 'by', header: t('reviews.by'), cell: ({ openedBy, role, organisation }) => <>{openedBy ?? t('somebody')}<span className="sub">{s(`role.${role}`)}, {organisation}</span></> },
        { key: 'when', header: t('reviews.when'), cell: ({ openedAt, threat }) => <><TimeText at={openedAt} form="shortDayYearTime" /><span className="sub">{t(`threat.${threat}`)}</span></> },
        { key: 'state', header: t('reviews.state'), cell: ({ state }) => <StateTag state={state} /> },
        { key: 'look', header: t('reviews.look'), quietHeader: true, cell: ({ id, student }) => <ButtonLink to={`/emergency/reviews/${id}`} prefetch="none" aria-label={t('reviews.look-of', { student: student ?? t('somebody') })}>{t('reviews.look')}</ButtonLink> },
      ]}
    />
  );
}
