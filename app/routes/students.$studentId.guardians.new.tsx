import { getFormProps, getInputProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import type { z } from '../http/schema.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { GuardianFields } from '../roster/guardian-fields.tsx';
import { newGuardianForm } from '../roster/guardian-form.ts';
import { addGuardian } from '../roster/keep-guardianship.server.ts';
import { studentRecord } from '../roster/students.server.ts';
import { SubmitButton } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle('roster', 'guardian.new');

const refusals = { a_demo_holds_only_made_up_people: 'not-made-up', one_guardianship_at_a_time: 'taken', a_person_elsewhere_is_invited: 'elsewhere' } as const;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'guardianship.confirm');
  const student = await asActor(context.db, who.actor, 'guardianship.read', (tx) => studentRecord(tx, idParam(params, 'studentId')));
  if (!student) throw notFound();
  return { student: { id: student.id, name: student.name }, demo: context.config.demo };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'guardianship.confirm');
  const studentId = idParam(params, 'studentId');
  const submission = parseWithZod(await request.formData(), { schema: newGuardianForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), refused: null }, { status: 400 });
  const { givenName, familyName, madeUp, email = null, phone = null, ...said } = submission.value;
  const added = await refusing(refusals, () => asActor(context.db, who.actor, 'guardianship.add', async (tx) => {
    if (!await studentRecord(tx, studentId)) throw notFound();
    return addGuardian(tx, studentId, { givenName, familyName, madeUp }, { ...said, email, phone });
  }));
  if (!added.ok) return data({ result: submission.reply(), refused: added.reason }, { status: 409 });
  return redirect(`/students/${studentId}`);
}

export default function NewGuardianPage() {
  const { student, demo } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('roster');
  const [form, fields] = useForm<z.input<typeof newGuardianForm>>({ lastResult: answer?.result });
  return (
    <>
      <PageHeading title={t('guardian.new')} lede={t('guardian.lede')} trail={[{ to: `/students/${student.id}`, label: student.name }]} />
      {answer?.refused && <Notice tone="danger" role="alert"><b>{t(`guardian.${answer.refused}`)}</b></Notice>}
      <Form method="post" {...getFormProps(form)} className="stack-5">
        <div className="fields">
          <TextField label={t('guardian.given')} errors={fields.givenName.errors} {...getInputProps(fields.givenName, { type: 'text' })} key={fields.givenName.key} />
          <TextField label={t('guardian.family')} errors={fields.familyName.errors} {...getInputProps(fields.familyName, { type: 'text' })} key={fields.familyName.key} />
        </div>
        <GuardianFields fields={fields} student={student.name} />
        {demo && <Checkbox label={t('guardian.made-up')} name="madeUp" />}
        <div><SubmitButton tone="primary">{t('guardian.add')}</SubmitButton></div>
      </Form>
    </>
  );
}
