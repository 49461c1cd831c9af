import { parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import { record } from '../audit/record.server.ts';
import { places } from '../caseload/practice-codes.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireGuardian } from '../identity/require-guardian.server.ts';
import { ownSittingInForm } from '../scheduling/sitting-in-form.ts';
import { keepSittingIn, sittingInOf } from '../scheduling/sitting-in.server.ts';
import { ButtonLink, SubmitButton } from '../ui/button.tsx';
import { Checkboxes } from '../ui/checkbox.tsx';
import { FamilyFrame } from '../ui/family-frame.tsx';
import { Notice } from '../ui/notice.tsx';

export const handle = pageTitle('interpreters', 'sitting.own');

const own = (actor: Actor) => (actor.kind === 'guardian' ? actor.personId : null);

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const who = await requireGuardian(request, context, 'family.read');
  return asActor(context.db, who.actor, 'guardian-window.read', async (tx) => {
    const sitting = await sittingInOf(tx, idParam(params, 'studentId'), own(who.actor));
    if (!sitting?.guardians[0]) throw notFound();
    await record(tx, { action: 'student.read', studentId: sitting.studentId });
    return { zone: who.zone, studentId: sitting.studentId, name: sitting.student, places: sitting.guardians[0].places };
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const who = await requireGuardian(request, context, 'family.read');
  const submission = parseWithZod(await request.formData(), { schema: ownSittingInForm });
  if (submission.status !== 'success') return data({ saved: false }, { status: 400 });
  const wanted = submission.value.places;
  await asActor(context.db, who.actor, 'guardian-window.change', async (tx) => {
    const sitting = await sittingInOf(tx, idParam(params, 'studentId'), own(who.actor));
    if (!sitting?.guardians[0]) throw notFound();
    await keepSittingIn(tx, sitting.studentId, sitting.guardians[0].id, wanted);
  });
  return data({ saved: true });
}

/** A guardian says whether they want to be at a child's appointments, at school and at home. */
export default function FamilySittingIn() {
  const { zone, name, places: kept, studentId } = useLoaderData<typeof loader>();
  const saved = useActionData<typeof action>()?.saved;
  const t = useText('interpreters');
  return (
    <FamilyFrame zone={zone}>
      <header className="stack-2">
        <h1>{t('sitting.own')}</h1>
        <p className="soft">{t('sitting.own.lede', { name })}</p>
      </header>
      {saved && <Notice tone="go" role="status"><b>{t('sitting.saved')}</b> {t('sitting.saved.next')}</Notice>}
      <Form method="post" className="stack-4">
        <Checkboxes legend={t('sitting.own.where')} name="places" options={places.map((value) => ({ value, label: t(`sitting.${value}`) }))} defaultValues={kept} />
        <p className="soft">{t('sitting.own.times')} <Link to={`/family/children/${studentId}/times`}>{t('sitting.own.times.link')}</Link></p>
        <SubmitButton tone="primary" big wide>{t('sitting.save')}</SubmitButton>
      </Form>
      <ButtonLink wide to="/family">{t('sitting.back')}</ButtonLink>
    </FamilyFrame>
  );
}
