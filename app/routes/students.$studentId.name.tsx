import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { z } from '../http/schema.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { nameSeenBy } from '../roster/name-seen-by.ts';
import { keepPreferredName } from '../roster/keep-preferred-name.server.ts';
import { studentRecord } from '../roster/students.server.ts';
import { SubmitButton } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { TextField } from '../ui/field.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle('roster', 'name.title');

const nameForm = z.object({ name: z.string().trim().max(80).transform((name) => name || null), seenBy: z.enum(nameSeenBy) });

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'student.name');
  const student = await asActor(context.db, who.actor, 'student.read', (tx) => studentRecord(tx, idParam(params, 'studentId')));
  if (!student) throw notFound();
  return { student };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'student.name');
  const studentId = idParam(params, 'studentId');
  const form = nameForm.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) return data({ unclear: true }, { status: 400 });
  const kept = await asActor(context.db, who.actor, 'student.change', (tx) => keepPreferredName(tx, studentId, form.data));
  if (!kept) throw notFound();
  return redirect(`/students/${studentId}`);
}

export default function NamePage() {
  const { student } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('roster');
  return (
    <>
      <PageHeading title={t('name.title')} lede={t('name.lede', { name: `${student.givenName} ${student.familyName}` })} trail={[{ to: `/students/${student.id}`, label: student.name }]} />
      <Form method="post" className="stack-5">
        <TextField label={t('name.label')} hint={t('name.hint')} name="name" maxLength={80} defaultValue={student.preferredName ?? ''} narrow />
        <Choice legend={t('name.seen-by')} hint={t('name.seen-by.hint')} name="seenBy" layout="list" required defaultValue={student.preferredNameSeenBy} errors={answer ? ['choose'] : undefined} options={nameSeenBy.map((value) => ({ value, label: t(`name.seen-by.${value}`) }))} />
        <div><SubmitButton tone="primary">{t('name.save')}</SubmitButton></div>
      </Form>
    </>
  );
}
