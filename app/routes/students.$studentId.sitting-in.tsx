import { parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { record } from '../audit/record.server.ts';
import { places } from '../caseload/practice-codes.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { sittingInForm } from '../scheduling/sitting-in-form.ts';
import { keepSittingIn, sittingInOf } from '../scheduling/sitting-in.server.ts';
import { SubmitButton } from '../ui/button.tsx';
import { Checkboxes } from '../ui/checkbox.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle('interpreters', 'sitting');

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'guardian-window.change');
  return asActor(context.db, who.actor, 'guardian-window.read', async (tx) => {
    const sitting = await sittingInOf(tx, idParam(params, 'studentId'));
    if (!sitting) throw notFound();
    await record(tx, { action: 'student.read', studentId: sitting.studentId });
    return sitting;
  });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'guardian-window.change');
  const submission = parseWithZod(await request.formData(), { schema: sittingInForm });
  if (submission.status !== 'success') return data({ saved: false }, { status: 400 });
  const { guardians } = submission.value;
  await asActor(context.db, who.actor, 'guardian-window.change', async (tx) => {
    const sitting = await sittingInOf(tx, idParam(params, 'studentId'));
    if (!sitting || guardians.some(({ id }) => !sitting.guardians.some((known) => known.id === id))) throw notFound();
    for (const guardian of guardians) await keepSittingIn(tx, sitting.studentId, guardian.id, guardian.places);
  });
  return data({ saved: true });
}

/** Which guardians want to be at a student's appointments, as staff write it down for them. */
export default function SittingInPage() {
  const { studentId, student, guardians } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('interpreters');
  return (
    <>
      <PageHeading title={t('sitting')} lede={t('sitting.lede', { name: student })} trail={[{ to: `/students/${studentId}`, label: student }]} />
      <div className="stack-4">
        {answer?.saved && <Notice tone="go" role="status"><b>{t('sitting.saved')}</b> {t('sitting.saved.next')}</Notice>}
        {guardians.length === 0 ? <EmptyState title={t('sitting.nobody')} door="shut">{t('sitting.nobody.help')}</EmptyState> : (
          <Form method="post" className="stack-5">
            {guardians.map(({ id, name, places: kept }, at) => (
              <div key={id}>
                <input type="hidden" name={`guardians[${at}].id`} value={id} />
                <Checkboxes legend={name} name={`guardians[${at}].places`} options={places.map((value) => ({ value, label: t(`sitting.${value}`) }))} defaultValues={kept} />
              </div>
            ))}
            <p><Link to={`/students/${studentId}/home`}>{t('sitting.times')}</Link></p>
            <div><SubmitButton tone="primary">{t('sitting.save')}</SubmitButton></div>
          </Form>
        )}
      </div>
    </>
  );
}
