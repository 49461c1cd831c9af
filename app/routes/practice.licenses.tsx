import { randomUUID } from 'node:crypto';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { licensesOf } from '../caseload/held-licenses.server.ts';
import { addLicense } from '../caseload/keep-license.server.ts';
import { LicenseFields } from '../caseload/license-fields.tsx';
import { LicenseTable } from '../caseload/license-table.tsx';
import { licenseForm } from '../caseload/practice-form.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';

export const handle = pageTitle('caseload', 'license.title');

/** One's own licenses; an agency's administrator has none to look at. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'availability.change');
  const licenses = await asActor(context.db, who.actor, 'license.read', (tx) => licensesOf(tx, who.person.id));
  return { licenses, removed: new URL(request.url).searchParams.has('removed') };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'license.change');
  const submission = parseWithZod(await request.formData(), { schema: licenseForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), outcome: null }, { status: 400 });
  const kept = await refusing({ one_license_of_a_kind_at_a_time: 'overlaps' }, () =>
    asActor(context.db, who.actor, 'license.change', (tx) => addLicense(tx, { ...submission.value, id: randomUUID(), therapistId: who.person.id })));
  if (!kept.ok) return data({ result: submission.reply(), outcome: kept.reason }, { status: 409 });
  return data({ result: submission.reply({ resetForm: true }), outcome: 'added' as const });
}

export default function LicensesPage() {
  const { licenses, removed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('caseload');
  return (
    <>
      <PageHeading title={t('license.title')} lede={t('license.lede')} trail={[{ to: '/practice', label: t('practice.title') }]} />
      {removed && <Notice tone="go" role="status"><b>{t('license.removed')}</b></Notice>}
      <LicenseTable licenses={licenses} />
      <Section title={t('license.add')}><LicenseFields answer={answer} /></Section>
    </>
  );
}
