import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { ShieldAlert } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { record } from '../audit/record.server.ts';
import { EmergencyBanner } from '../emergency/emergency-banner.tsx';
import { emergencyFor } from '../emergency/emergency-now.server.ts';
import { notFound } from '../http/respond.server.ts';
import { z } from '../http/schema.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { can } from '../identity/permissions.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { once } from '../messages/once.server.ts';
import { raiseForStudent, studentInDanger } from '../safety/raise-for-student.server.ts';
import { safetyQuestions } from '../safety/safety-questions.ts';
import { SubmitButton } from '../ui/button.tsx';
import { Checkboxes } from '../ui/checkbox.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { TextArea } from '../ui/text-area.tsx';

export const handle = pageTitle('safety', 'page.tab');

const raiseForm = z.object({
  key: z.string().min(8).max(200),
  student: z.uuid(),
  signals: z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(z.enum(safetyQuestions))),
  words: z.string().trim().max(4000, 'tooLong').default(''),
}).refine((form) => form.signals.length > 0 || form.words !== '', { path: ['words'], error: 'seen-nothing' });

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'safety-event.raise');
  const id = z.uuid().safeParse(new URL(request.url).searchParams.get('student'));
  if (!id.success) throw notFound();
  return asActor(context.db, who.actor, 'safety-event.raise', async (tx) => {
    const student = await studentInDanger(tx, id.data);
    if (!student) throw notFound();
    const emergency = await emergencyFor(tx, student.id);
    if (emergency) await record(tx, { action: 'emergency.read', studentId: student.id, subject: { kind: 'emergency-access', id: emergency.id } });
    return { student: { id: student.id, name: student.name, calledName: student.calledName }, emergency, key: randomUUID() };
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'safety-event.raise');
  const form = await request.formData();
  const submission = parseWithZod(form, { schema: raiseForm });
  if (submission.status !== 'success') return data({ errors: submission.error, kept: { signals: form.getAll('signals').map(String), words: String(form.get('words') ?? '') } }, { status: 400 });
  const { key, student, ...report } = submission.value;
  const raised = await asActor(context.db, who.actor, 'safety-event.raise', (tx) =>
    once(tx, { key, action: 'safety-event.raise', body: { student, ...report } }, (inner) => raiseForStudent(inner, student, report)));
  if (!raised.ok) throw notFound();
  return redirect(can(who.role, 'safety-event.read') ? `/safety/${raised.eventId}` : '/safety/steps?raised');
}

export default function RaisePage() {
  const { student, emergency, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('safety');
  const errorOf = (field: string) => answer?.errors?.[field]?.map((error) => (error === 'seen-nothing' ? t('raise.choose') : error));
  return (
    <>
      <PageHeading title={t('page.title', { student: student.name })} lede={t('raise.lede')} />
      <div className="stack-5">
        {emergency && <EmergencyBanner emergency={emergency} />}
        <Form method="post" className="stack-4 form-column">
          {answer && <Notice tone="danger" role="alert"><b>{t('raise.choose')}</b></Notice>}
          <input type="hidden" name="key" value={key} />
          <input type="hidden" name="student" value={student.id} />
          <Checkboxes legend={t('raise.signals', { student: student.calledName })} name="signals" options={safetyQuestions.map((value) => ({ value, label: t(`signal.${value}`) }))} defaultValues={answer?.kept.signals} errors={errorOf('signals')} />
          <TextArea label={t('raise.words')} hint={t('raise.words.hint')} name="words" rows={4} defaultValue={answer?.kept.words} errors={errorOf('words')} />
          <div><SubmitButton tone="alarm" big icon={ShieldAlert}>{t('raise.button')}</SubmitButton></div>
        </Form>
      </div>
    </>
  );
}
