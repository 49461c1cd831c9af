import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { FileUp } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { z } from '../http/schema.ts';
import { notFound } from '../http/respond.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { can } from '../identity/permissions.ts';
import { requireMember } from '../identity/require-member.server.ts';
import type { RosterFormat } from '../roster/formats/formats.ts';
import { ImportCounts, ImportOutcome, ImportRemarks } from '../roster/import-result.tsx';
import { importOf, remarksOf, schoolsWithoutPlace } from '../roster/imports.server.ts';
import { RunningImport } from '../roster/running-import.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { TimeText } from '../ui/time-text.tsx';

export const handle = pageTitle('rosterImport', 'import.title');

/** Remarks on one page. */
const MOST = 200;

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'roster.import');
  const importId = z.uuid().safeParse(params['importId']);
  if (!importId.success) throw notFound();
  const from = Math.max(0, Number.parseInt(new URL(request.url).searchParams.get('from') ?? '0', 10) || 0);
  return asActor(context.db, who.actor, 'roster.import', async (tx) => {
    const one = await importOf(tx, importId.data);
    if (!one) throw notFound();
    const { remarks, count } = await remarksOf(tx, one.id, { from, most: MOST });
    return { one, remarks, count, from, schoolsWithoutPlace: await schoolsWithoutPlace(tx), maySetSchools: can(who.role, 'school.change') };
  });
}

/** One import: how far it is, or what came of it, with every row that was left out. */
export default function ImportPage() {
  const { one, remarks, count, from, ...schools } = useLoaderData<typeof loader>();
  const t = useText('rosterImport');
  const again = <ButtonLink to="/roster/upload" icon={FileUp}>{t('next.again')}</ButtonLink>;
  return (
    <>
      <PageHeading
        title={one.source === '' ? t('import.title') : t('import.title.source', { source: one.source })}
        lede={<>{one.format !== '' && <>{t(`format.${one.format as RosterFormat}`)}. </>}<TimeText at={one.startedAt} form="dayTime" /></>}
        trail={[{ to: '/roster', label: t('title') }]}
        actions={one.state === 'running' ? undefined : again}
      />
      <div className="stack-5">
        {one.state === 'running' ? <RunningImport one={one} /> : <ImportOutcome one={one} {...schools} />}
        {one.counts && <ImportCounts counts={one.counts} />}
        <ImportRemarks title={t('left-out.title')} remarks={remarks.filter((remark) => !remark.kept)} />
        <ImportRemarks title={t('kept.title')} remarks={remarks.filter((remark) => remark.kept)} />
        {(from > 0 || from + MOST < count) && (
          <p className="row">
            {from > 0 && <ButtonLink to={`?from=${Math.max(0, from - MOST)}`}>{t('remarks.earlier')}</ButtonLink>}
            {from + MOST < count && <ButtonLink to={`?from=${from + MOST}`}>{t('remarks.later')}</ButtonLink>}
          </p>
        )}
        {one.counts !== null && one.counts.notListed > 0 && <p className="small soft">{t('remarks.more', { count: one.counts.notListed })}</p>}
      </div>
    </>
  );
}
