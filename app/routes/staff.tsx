import { parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { notFound } from '../http/respond.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { can } from '../identity/permissions.ts';
import { openRecoveries } from '../identity/recovery-requests.server.ts';
import { requireFresh } from '../identity/require-fresh.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { AppointFields } from '../partnership/appoint-fields.tsx';
import { administrating, appointForm } from '../partnership/appoint-form.ts';
import { appoint } from '../partnership/appoint.server.ts';
import { StaffNotice } from '../partnership/staff-notice.tsx';
import { askedOf, listStaff } from '../partnership/staff-page.server.ts';
import { StaffSearch } from '../partnership/staff-search.tsx';
import { StaffTable } from '../partnership/staff-table.tsx';
import { knownPeopleOf, organisationsOf } from '../partnership/staff.server.ts';
import { ButtonLink } from '../ui/button.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';
import { TimeText } from '../ui/time-text.tsx';

export const handle = pageTitle('partnership', 'staff.title');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'staff.change');
  const { asked, done } = askedOf(context.config, request);
  const page = await asActor(context.db, who.actor, 'staff.read', async (tx) => ({ recoveries: await openRecoveries(tx), known: await knownPeopleOf(tx), organisations: await organisationsOf(tx) }));
  return {
    ...page, asked, done, staff: await listStaff(context, who, asked),
    recoveries: page.recoveries.map(({ id, name, places, askedAt }) => ({ id, name, places, askedAt })), demo: context.config.demo, seesTime: can(who.role, 'availability.read'), keepsInterpreters: can(who.role, 'interpreter.change'),
  };
}

/** Gives a role. One that administers asks once more who sits there. */
export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'staff.change');
  const submission = parseWithZod(await request.formData(), { schema: appointForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), outcome: null }, { status: 400 });
  if (administrating.includes(submission.value.role)) {
    const fresh = await requireFresh(request, context);
    if (!fresh.ok) return data({ result: submission.reply(), outcome: fresh.reason }, { status: 409 });
  }
  const outcome = await appoint(context, who, submission.value);
  if (outcome === 'not-found') throw notFound();
  if (outcome === 'appointed') return data({ result: submission.reply({ resetForm: true }), outcome });
  return data({ result: submission.reply(), outcome }, { status: 409 });
}

export default function StaffPage() {
  const { staff, recoveries, done, asked, known, organisations, demo, seesTime, keepsInterpreters } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('partnership');
  const interpreters = useText('interpreters');
  return (
    <>
      <PageHeading title={t('staff.title')} lede={t('staff.lede')} actions={<>{keepsInterpreters && <ButtonLink to="/interpreters">{interpreters('title')}</ButtonLink>}<ButtonLink to="/permissions">{t('staff.permissions')}</ButtonLink></>} />
      <div className="stack-5">
        {done && <StaffNotice done={done} />}
        {recoveries.length > 0 && (
          <Section title={t('recovery.list')} count={recoveries.length} needs>
            <ul className="stack-2">
              {recoveries.map((one) => (
                <li key={one.id} className="row row--between">
                  <span><b>{one.name}</b><span className="sub">{one.places}{' · '}<TimeText at={one.askedAt} form="dayTime" /></span></span>
                  <ButtonLink to={`/recoveries/${one.id}`}>{t('recovery.open')}<span className="sr">: {one.name}</span></ButtonLink>
                </li>
              ))}
            </ul>
          </Section>
        )}
        <Section title={t('staff.appoint')}><AppointFields answer={answer} known={known} organisations={organisations} demo={demo} /></Section>
        <Section title={t('staff.table')} count={staff.length}>
          <StaffSearch at="/staff" asked={asked} />
          <StaffTable at="/staff" staff={staff} caption={t('staff.table')} seesTime={seesTime} />
        </Section>
      </div>
    </>
  );
}
