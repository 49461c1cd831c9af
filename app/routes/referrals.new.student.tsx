import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { ROWS_AT_ONCE } from '../http/shown-rows.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { PickStudent } from '../referrals/pick-student.tsx';
import { listStudents } from '../roster/list-students.server.ts';
import { findStudents } from '../roster/students.server.ts';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle('referrals', 'new.title');

/** Whom a new referral is about. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireMember(request, context, 'referral.create');
  return null;
}

/** Finds them by any part of a name, which is never part of an address. */
export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'referral.create');
  const asked = (await request.formData()).get('q');
  const query = typeof asked === 'string' ? asked.slice(0, 100) : '';
  if (query.trim() === '') return { query, found: null };
  const { found = null } = await asActor(context.db, who.actor, 'student.search', (tx) => listStudents(tx, ROWS_AT_ONCE, (most) => findStudents(tx, query, most)));
  return { query, found };
}

export default function PickStudentPage() {
  const answer = useActionData<typeof action>();
  const t = useText('referrals');
  return (
    <>
      <PageHeading title={t('new.title')} lede={t('new.lede')} trail={[{ to: '/referrals', label: t('list.title') }]} />
      <PickStudent query={answer?.query ?? ''} found={answer?.found ?? null} />
    </>
  );
}
