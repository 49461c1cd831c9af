import { randomUUID } from 'node:crypto';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { licensesOf, ownTherapist } from '../caseload/held-licenses.server.ts';
import { addLicense } from '../caseload/keep-license.server.ts';
import { LicenseFields } from '../caseload/license-fields.tsx';
import { LicenseTable } from '../caseload/license-table.tsx';
import { licenseForm } from '../caseload/practice-form.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';

export const handle = pageTitle('caseload', 'license.title');

/** The licenses of a therapist of one's own agency, to be confirmed and renewed. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'license.confirm');
  return asActor(context.db, who.actor, 'license.read', async (tx) => {
    const { therapistId, name } = await therapist(tx, idParam(params, 'membershipId'));
    return { name, licenses: await licensesOf(tx, therapistId), confirmed: new URL(request.url).searchParams.has('done') };
  });
}

/** What an agency enters, it has seen. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'license.confirm');
  const membershipId = idParam(params, 'membershipId');
  const submission = parseWithZod(await request.formData(), { schema: licenseForm });
  const kept = await refusing({ one_license_of_a_kind_at_a_time: 'overlaps' }, () => asActor(context.db, who.actor, 'license.change', async (tx) => {
    const { therapistId } = await therapist(tx, membershipId);
    if (submission.status === 'success') await addLicense(tx, { ...submission.value, id: randomUUID(), therapistId, seen: true });
  }));
  if (submission.status !== 'success') return data({ result: submission.reply(), outcome: null }, { status: 400 });
  if (!kept.ok) return data({ result: submission.reply(), outcome: kept.reason }, { status: 409 });
  return data({ result: submission.reply({ resetForm: true }), outcome: 'added' as const });
}

async function therapist(tx: Tx, membershipId: string): Promise<{ therapistId: string; name: string }> {
  const found = await ownTherapist(tx, membershipId);
  if (!found) throw notFound();
  return found;
}

export default function TherapistLicensesPage() {
  const { name, licenses, confirmed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('caseload');
  const p = useText('partnership');
  return (
    <>
      <PageHeading title={t('license.of', { name })} lede={t('license.of.lede')} trail={[{ to: '/therapists', label: p('therapists.title') }]} />
      <div className="stack-5">
        {confirmed && <Notice tone="go" role="status"><b>{t('license.confirmed')}</b></Notice>}
        <LicenseTable licenses={licenses} confirms />
        <Section title={t('license.enter')}><LicenseFields answer={answer} /></Section>
      </div>
    </>
  );
}
