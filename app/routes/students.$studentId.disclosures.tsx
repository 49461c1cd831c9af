import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { disclosuresOf } from '../audit/disclosures.server.ts';
import { GivenTable } from '../audit/given-table.tsx';
import { record } from '../audit/record.server.ts';
import { partnershipZone } from '../audit/sights.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { studentRecord } from '../roster/students.server.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { PrintButton } from '../ui/print-button.tsx';

export const handle = pageTitle('accounting', 'given.title');

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'disclosure.read');
  const studentId = idParam(params, 'studentId');
  return asActor(context.db, who.actor, 'disclosure.read', async (tx) => {
    const student = await studentRecord(tx, studentId);
    if (!student) throw notFound();
    await record(tx, { action: 'disclosure.read', studentId });
    return { student: { id: student.id, name: student.name }, zone: await partnershipZone(tx), given: await disclosuresOf(tx, studentId) };
  });
}

/** The accounting of disclosures of one student's record, to be read or printed. */
export default function DisclosuresPage() {
  const { student, given, zone } = useLoaderData<typeof loader>();
  const t = useText('accounting');
  const r = useText('roster');
  return (
    <>
      <PageHeading
        title={t('given.title')} lede={t('given.lede', { name: student.name })} actions={given.length > 0 && <PrintButton primary>{t('given.print')}</PrintButton>}
        trail={[{ to: '/students', label: r('find.title') }, { to: `/students/${student.id}`, label: student.name }]}
      />
      {given.length === 0 ? <EmptyState title={t('given.none')}>{t('given.none.help')}</EmptyState> : <GivenTable given={given} zone={zone} />}
    </>
  );
}
