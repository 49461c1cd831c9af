import { parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { IdCard } from 'lucide-react';
import { notFound } from '../http/respond.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { can } from '../identity/permissions.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { therapistForm } from '../partnership/appoint-form.ts';
import { AppointTherapistFields } from '../partnership/appoint-therapist-fields.tsx';
import { appointTherapist } from '../partnership/appoint.server.ts';
import { StaffNotice } from '../partnership/staff-notice.tsx';
import { askedOf, listStaff } from '../partnership/staff-page.server.ts';
import { StaffSearch } from '../partnership/staff-search.tsx';
import { StaffTable } from '../partnership/staff-table.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';

export const handle = pageTitle('partnership', 'therapists.tab');

/** An agency's own therapists: who works for it, how they sign in, and the way to their licenses. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'therapist.appoint');
  const { asked, done } = askedOf(context.config, request);
  return { asked, done, agency: who.organisation.name, staff: await listStaff(context, who, { ...asked, therapistsOf: who.organisation.id }), demo: context.config.demo, seesTime: can(who.role, 'availability.read') };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'therapist.appoint');
  const submission = parseWithZod(await request.formData(), { schema: therapistForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), outcome: null }, { status: 400 });
  const outcome = await appointTherapist(context, who, submission.value);
  if (outcome === 'not-found') throw notFound();
  if (outcome === 'appointed') return data({ result: submission.reply({ resetForm: true }), outcome });
  return data({ result: submission.reply(), outcome }, { status: 409 });
}

export default function TherapistsPage() {
  const { staff, done, asked, agency, demo, seesTime } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('partnership');
  return (
    <>
      <PageHeading title={t('therapists.title')} lede={t('therapists.lede', { agency })} actions={<ButtonLink to="/licenses" icon={IdCard}>{t('organisations.licenses')}</ButtonLink>} />
      <div className="stack-5">
        {done && <StaffNotice done={done} />}
        <Section title={t('staff.table')} count={staff.length}>
          <StaffSearch at="/therapists" asked={asked} />
          <StaffTable
            at="/therapists" staff={staff} caption={t('staff.table')} seesTime={seesTime}
            more={[{ key: 'licenses', header: t('organisations.licenses'), cell: (member) => !member.isOver && <ButtonLink to={`/therapists/${member.membershipId}/licenses`}>{t('therapists.licenses')}<span className="sr">: {member.name}</span></ButtonLink> }]}
          />
        </Section>
        <Section title={t('therapists.appoint')}><AppointTherapistFields answer={answer} demo={demo} /></Section>
      </div>
    </>
  );
}
