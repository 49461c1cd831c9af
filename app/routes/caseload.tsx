import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { IdCard } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { record } from '../audit/record.server.ts';
import { caseloadOf } from '../caseload/caseload.server.ts';
import { practiceOf } from '../caseload/practice.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { ButtonLink } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { TimeText } from '../ui/time-text.tsx';

export const handle = pageTitle('caseload', 'caseload.title');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'offer.answer');
  return asActor(context.db, who.actor, 'caseload.read', async (tx) => {
    const [inCare, practice] = await Promise.all([caseloadOf(tx), practiceOf(tx, who.person.id, who.organisation.id)]);
    await record(tx, { action: 'caseload.read', body: { count: inCare.length } });
    return { inCare, limit: [practice?.engagement, ...practice?.elsewhere ?? []].reduce((sum, one) => sum + (one?.caseloadLimit ?? 0), 0), byAgency: (practice?.elsewhere.length ?? 0) > 0 || new Set(inCare.map(({ agency }) => agency)).size > 1 };
  });
}

export default function CaseloadPage() {
  const { inCare, limit, byAgency } = useLoaderData<typeof loader>();
  const t = useText('caseload');
  return (
    <>
      <PageHeading title={t('caseload.title')} lede={t('caseload.lede', { count: inCare.length, limit })} actions={<ButtonLink to="/practice" icon={IdCard}>{t('practice.title')}</ButtonLink>} />
      {inCare.length === 0 ? <EmptyState title={t('caseload.empty')}>{t('caseload.empty.help')}</EmptyState> : (
        <DataTable
          caption={t('caseload.title')} rows={inCare} rowKey={(student) => student.referralId}
          columns={[
            { key: 'student', header: t('caseload.student'), rowHeader: true, cell: (student) => <Link to={`/referrals/${student.referralId}`} prefetch="none">{student.name}</Link> },
            { key: 'school', header: t('caseload.school'), cell: (student) => student.school },
            ...(byAgency ? [{ key: 'agency', header: t('caseload.agency'), cell: (student: (typeof inCare)[number]) => student.agency }] : []),
            { key: 'since', header: t('caseload.since'), cell: (student) => <TimeText at={student.since} form="day" /> },
            { key: 'next', header: t('caseload.next'), cell: (student) => student.next
              ? <Link to={`/appointments/${student.next.appointmentId}`} prefetch="none"><TimeText at={student.next.startsAt} form="shortDayTime" placeZone={student.next.zone} /></Link>
              : <><span className="quiet">{t('caseload.no-next')}</span> <Link to={`/referrals/${student.referralId}/booking`}>{t('caseload.book')}</Link></> },
          ]}
        />
      )}
    </>
  );
}
