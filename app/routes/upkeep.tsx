import type { LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { RotateCw } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { undelivered } from '../messages/undelivered.server.ts';
import { lastBackup } from '../partnership/last-backup.server.ts';
import { failedJobs } from '../today/upkeep.server.ts';
import { ButtonLink, SubmitButton } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';
import { TimeText } from '../ui/time-text.tsx';

export const handle = pageTitle('today', 'upkeep.title');

/** Kinds of work that have a sentence of their own. */
const told = ['deliver-message', 'send-sign-in-link', 'reconcile-visit', 'sweep'] as const;

/** How Hallway itself is doing: its backups, its mail, its own work. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'upkeep.read');
  return asActor(context.db, who.actor, 'upkeep.read', async (tx) => {
    const { messages, waiting } = await undelivered(tx);
    return { backup: await lastBackup(tx), failed: await failedJobs(tx), dead: messages.length, waiting, again: new URL(request.url).searchParams.has('done') };
  });
}

export default function UpkeepPage() {
  const { failed, dead, waiting, again } = useLoaderData<typeof loader>();
  const t = useText('today');
  return (
    <>
      <PageHeading title={t('upkeep.title')} lede={t('upkeep.lede')} />
      <div className="stack-5">
        {again && <Notice tone="go" role="status"><b>{t('upkeep.again.done')}</b></Notice>}
        <Section title={t('upkeep.backup')}><Backup /></Section>
        <Section title={t('upkeep.mail')}>
          <div className="stack-3">
            {waiting > 0 && <Notice tone="needs"><b>{t('need.mail-waits', { count: waiting })}</b> {t('need.mail-waits.detail')}</Notice>}
            {dead > 0 ? <p>{t('need.mail-failed', { count: dead })}</p> : waiting === 0 && <p className="soft">{t('upkeep.mail.fine')}</p>}
            <div><ButtonLink to="/messages">{t('need.mail-failed.action')}</ButtonLink></div>
          </div>
        </Section>
        <Section title={t('upkeep.jobs')} count={failed.length || undefined}>
          {failed.length === 0 ? <p className="soft">{t('upkeep.jobs.fine')}</p> : (
            <div className="stack-4">
              <DataTable caption={t('upkeep.jobs')} rows={failed} rowKey={(job) => job.id} columns={[
                { key: 'what', header: t('upkeep.jobs.what'), rowHeader: true, cell: (job) => t(`queue.${told.find((queue) => queue === job.queue) ?? 'other'}`) },
                { key: 'when', header: t('upkeep.jobs.when'), cell: (job) => <TimeText at={job.failedAt} form="dayTime" /> },
              ]} />
              <Form method="post" action="/upkeep/retries"><SubmitButton icon={RotateCw}>{t('upkeep.again')}</SubmitButton></Form>
            </div>
          )}
        </Section>
      </div>
    </>
  );
}

function Backup() {
  const { backup } = useLoaderData<typeof loader>();
  const t = useText('today');
  if (backup.by !== 'hallway') return <p className="soft">{t(backup.by === 'operator' ? 'upkeep.backup.operator' : 'upkeep.backup.unknown')}</p>;
  return (
    <div className="stack-3">
      {backup.failed !== null && <Notice tone="danger"><b>{t('need.backup-failed')}</b> {t(backup.failed === 'no-room' ? 'upkeep.backup.no-room' : 'upkeep.backup.failed')}</Notice>}
      {backup.failed === null && backup.late && backup.endedAt !== null && <Notice tone="needs"><b>{t('need.backup-late')}</b></Notice>}
      <p>{backup.endedAt === null ? t('upkeep.backup.none') : <>{t('upkeep.backup.last')} <TimeText at={backup.endedAt} form="dayTime" /></>}</p>
      <p className="soft">{t('upkeep.backup.how')}</p>
    </div>
  );
}
