import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { watchedLicenses } from '../caseload/watched-licenses.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { can } from '../identity/permissions.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Tag } from '../ui/tag.tsx';
import { DateText } from '../ui/time-text.tsx';

export const handle = pageTitle('caseload', 'licenses.title');

const toneOf = { 'in-force': 'ok', 'ends-soon': 'needs', ended: 'danger', later: 'line', none: 'danger' } as const;

/** Who is licensed where and until when, for those who answer for it. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'license.watch');
  return { licenses: await asActor(context.db, who.actor, 'license.read', watchedLicenses), removed: new URL(request.url).searchParams.has('removed'), shared: new URL(request.url).searchParams.has('shared'), seesTime: can(who.role, 'availability.read') };
}

export default function LicensesPage() {
  const { licenses, removed, shared, seesTime } = useLoaderData<typeof loader>();
  const t = useText('caseload');
  return (
    <>
      <PageHeading title={t('licenses.title')} lede={t('licenses.lede')} />
      {removed && <Notice tone="go" role="status"><b>{t('license.removed')}</b></Notice>}
      {shared && <Notice tone="danger" role="alert"><b>{t('license.shared')}</b> {t('license.shared.help')}</Notice>}
      <DataTable
        caption={t('licenses.title')} rows={licenses} rowKey={(license) => license.key} empty={<EmptyState title={t('licenses.empty')}>{t('licenses.empty.help')}</EmptyState>}
        columns={[
          { key: 'therapist', header: t('licenses.therapist'), rowHeader: true, cell: (license) => <>{seesTime ? <Link to={`/therapists/${license.therapistId}/time`}>{license.therapist}</Link> : license.therapist}<span className="sub">{license.agency}</span></> },
          { key: 'state', header: t('license.state'), cell: (license) => license.state ?? t('licenses.nowhere') },
          { key: 'kind', header: t('license.kind'), cell: (license) => license.kind && t(`license.kind.${license.kind}`) },
          { key: 'last', header: t('license.last-day'), cell: (license) => license.lastDay && <DateText date={license.lastDay} /> },
          { key: 'standing', header: t('license.standing'), cell: (license) => <Tag tone={toneOf[license.standing]}>{t(`license.standing.${license.standing}`)}</Tag> },
          { key: 'ask', header: t('licenses.ask'), cell: (license) => license.email && <a href={`mailto:${license.email}`}>{license.email}</a> },
        ]}
      />
    </>
  );
}
