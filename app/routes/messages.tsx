import type { LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData, useSearchParams } from '@remix-run/react';
import { Send } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { can } from '../identity/permissions.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { undelivered, type Undelivered } from '../messages/undelivered.server.ts';
import { Button } from '../ui/button.tsx';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';

export const handle = pageTitle('messages', 'undelivered.title');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'message.read');
  const found = await asActor(context.db, who.actor, 'message.read', undelivered);
  return { ...found, maySend: can(who.role, 'message.send-again') };
}

/** What did not arrive, why, and the way to try again. */
export default function MessagesPage() {
  const { messages, waiting } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const t = useText('messages');
  return (
    <>
      <PageHeading title={t('undelivered.title')} lede={messages.length === 0 ? undefined : t('undelivered.lead')} />
      <div className="stack-4">
        {search.has('sent') && <Notice tone="go" role="status">{t('undelivered.sent')}</Notice>}
        {waiting > 0 && <Notice tone="needs">{t('undelivered.waiting', { count: waiting })}</Notice>}
        {messages.length === 0 ? <EmptyState title={t('undelivered.empty')}>{t('undelivered.empty-help')}</EmptyState> : <UndeliveredTable />}
      </div>
    </>
  );
}

function UndeliveredTable() {
  const { messages, maySend } = useLoaderData<typeof loader>();
  const t = useText('messages');
  const columns: Column<Undelivered>[] = [
    { key: 'to', header: t('undelivered.to'), rowHeader: true, cell: (message) => message.name },
    { key: 'what', header: t('undelivered.what'), cell: (message) => t(`template.${message.template}`) },
    { key: 'why', header: t('undelivered.why'), cell: (message) => t(`why-not.${message.reason}`) },
    { key: 'when', header: t('undelivered.when'), cell: (message) => <TimeText at={message.promisedAt} form="shortDayTime" /> },
  ];
  if (maySend) columns.push({ key: 'again', header: t('undelivered.again'), quietHeader: true, cell: (message) => <SendAgain message={message} /> });
  return <DataTable caption={t('undelivered.title')} rows={messages} rowKey={(message) => message.id} columns={columns} />;
}

function SendAgain({ message }: { message: Undelivered }) {
  const t = useText('messages');
  return (
    <Form method="post" action={`/messages/${message.id}/delivery`}>
      <Button icon={Send}><span aria-hidden="true">{t('undelivered.again')}</span><VisuallyHidden>{t('undelivered.again-for', { name: message.name })}</VisuallyHidden></Button>
    </Form>
  );
}
