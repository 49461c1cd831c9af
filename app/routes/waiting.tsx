import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, Outlet, useLoaderData, useParams } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { record } from '../audit/record.server.ts';
import { languageNames } from '../i18n/language-names.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { waitingList, type Waiting } from '../matching/waiting-list.server.ts';
import { BarCell } from '../ui/bar.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle('matching', 'waiting.title');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'match.read');
  return asActor(context.db, who.actor, 'match.read', async (tx) => {
    const waiting = await waitingList(tx);
    await record(tx, { action: 'referral.listed', body: { count: waiting.length } });
    return { waiting };
  });
}

/** Who waits, and beside it (the child route) who fits the one that was picked. */
export default function WaitingPage() {
  const { waiting } = useLoaderData<typeof loader>();
  const t = useText('matching');
  if (waiting.length === 0) return <><PageHeading title={t('waiting.heading', { count: 0 })} /><EmptyState title={t('waiting.empty')}>{t('waiting.empty.help')}</EmptyState><Outlet /></>;
  const limit = waiting[0]?.limitDays ?? 0;
  const free = waiting.filter((student) => student.state === 'waiting');
  const late = free.filter((student) => student.days > student.limitDays).length;
  return (
    <>
      <PageHeading title={`${t('waiting.heading', { count: free.length })}. ${t('waiting.late', { count: late, limit })}`} lede={t('waiting.lede', { limit })} />
      <div className="page-split page-split--even">
        <div className="stack-3">
          <WaitingTable />
          <p className="small quiet">{t('waiting.owned')}</p>
        </div>
        <Outlet />
      </div>
    </>
  );
}

function WaitingTable() {
  const { waiting } = useLoaderData<typeof loader>();
  const { referralId } = useParams();
  const t = useText('matching');
  const most = Math.max(...waiting.map((student) => Math.max(student.days, student.limitDays))) + 1;
  const matters = useWhatMatters();
  return (
    <DataTable
      caption={t('waiting.title')} rows={waiting} rowKey={(student) => student.referralId} picked={(student) => student.referralId === referralId}
      columns={[
        { key: 'student', header: t('waiting.student'), rowHeader: true, cell: (student) => (
          <><Link to={`/waiting/${student.referralId}`} prefetch="none" preventScrollReset aria-current={student.referralId === referralId || undefined}>{student.name}</Link>
            <span className="sub">{student.grade === null ? student.school : t('waiting.grade', { grade: student.grade, school: student.school })}</span></>
        ) },
        { key: 'days', header: t('waiting.days'), cell: (student) => student.state === 'waiting'
          ? <BarCell value={student.days} most={most} mark={student.limitDays} />
          : <span>{t(`state.${student.state}`)}</span> },
        { key: 'matters', header: t('waiting.matters'), cell: matters },
      ]}
    />
  );
}

function useWhatMatters(): (student: Waiting) => string {
  const t = useText('matching');
  const c = useText('caseload');
  const names = languageNames(useLanguage());
  return (student) => [
    t(`urgency.${student.urgency}`), c(`concern.${student.concern}`), c(`place.${student.place}`), student.language === 'en' ? null : names.of(student.language),
  ].filter(Boolean).join('. ');
}
