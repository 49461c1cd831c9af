import { getFormProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { UserRoundX } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { record } from '../audit/record.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import type { z } from '../http/schema.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { rightsChanged } from '../identity/session-changes.server.ts';
import { GuardianFields } from '../roster/guardian-fields.tsx';
import { guardianForm } from '../roster/guardian-form.ts';
import { guardianshipsOf } from '../roster/guardianships.server.ts';
import { confirmGuardianship } from '../roster/keep-guardianship.server.ts';
import { studentRecord } from '../roster/students.server.ts';
import { Button, SubmitButton } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { putOutNow } from '../visits/put-out.server.ts';

export const handle = pageTitle('roster', 'guardian.title');

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'guardianship.confirm');
  const [studentId, guardianshipId] = [idParam(params, 'studentId'), idParam(params, 'guardianshipId')];
  return asActor(context.db, who.actor, 'guardianship.read', async (tx) => {
    const [student, guardians] = [await studentRecord(tx, studentId), await guardianshipsOf(tx, studentId)];
    const guardian = guardians.find((known) => known.id === guardianshipId);
    if (!student || !guardian) throw notFound();
    await record(tx, { action: 'guardianship.read', studentId, subject: { kind: 'guardianship', id: guardianshipId } });
    return { student: { id: student.id, name: student.name }, guardian };
  });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'guardianship.confirm');
  const [studentId, guardianshipId] = [idParam(params, 'studentId'), idParam(params, 'guardianshipId')];
  const submission = parseWithZod(await request.formData(), { schema: guardianForm });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 400 });
  const { email = null, phone = null, ...said } = submission.value;
  const confirmed = await refusing({ an_address_signs_in_one_person: 'address-taken' }, () =>
    asActor(context.db, who.actor, 'guardianship.confirm', (tx) => confirmGuardianship(tx, studentId, guardianshipId, { ...said, email, phone })));
  if (!confirmed.ok) return data({ result: submission.reply({ fieldErrors: { email: ['addressTaken'] } }) }, { status: 409 });
  if (!confirmed.value) throw notFound();
  // What was confirmed may be less than before: open pages of theirs ask at once.
  rightsChanged();
  await putOutNow(context, who.partnership);
  return redirect(`/students/${studentId}`);
}

export default function GuardianPage() {
  const { student, guardian } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('roster');
  const [form, fields] = useForm<z.input<typeof guardianForm>>({
    lastResult: answer?.result,
    defaultValue: { relationship: guardian.relationship, language: guardian.language, email: guardian.email ?? '', phone: guardian.phone ?? '' },
  });
  return (
    <>
      <PageHeading title={`${guardian.givenName} ${guardian.familyName}`} lede={t('guardian.lede')} trail={[{ to: `/students/${student.id}`, label: student.name }]} />
      <div className="stack-5">
        {guardian.confirmedAt === null && <Notice tone="needs"><b>{t('guardians.proposed')}.</b> {t('guardians.grants-nothing')}</Notice>}
        <Form method="post" {...getFormProps(form)} className="stack-5">
        <GuardianFields fields={fields} student={student.name} kept={guardian} />
        <div><SubmitButton tone="primary">{t('guardian.save')}</SubmitButton></div>
      </Form>
      <ConfirmButton label={t('guardian.end')} icon={UserRoundX} question={t('guardian.end.question')}>
        <Form method="post" action={`/students/${student.id}/guardians/${guardian.id}/end`}><Button tone="danger">{t('guardian.end')}</Button></Form>
      </ConfirmButton>
      </div>
    </>
  );
}
