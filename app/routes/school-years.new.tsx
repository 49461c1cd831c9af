import { randomUUID } from 'node:crypto';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { keepSchoolYear } from '../partnership/keep-school-year.server.ts';
import { SchoolYearEditor } from '../partnership/school-year-editor.tsx';
import { schoolYearForm } from '../partnership/school-year-form.ts';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle('partnership', 'years.add');

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireMember(request, context, 'school-year.change');
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'school-year.change');
  const submission = parseWithZod(await request.formData(), { schema: schoolYearForm });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: submission.status === 'error' ? 400 : 200 });
  await asActor(context.db, who.actor, 'school-year.change', (tx) => keepSchoolYear(tx, randomUUID(), submission.value));
  return redirect('/school-years?done');
}

export default function NewSchoolYearPage() {
  const answer = useActionData<typeof action>();
  const t = useText('partnership');
  return (
    <>
      <PageHeading title={t('years.add')} trail={[{ to: '/organisations', label: t('organisations.title') }, { to: '/school-years', label: t('years.title') }]} />
      <SchoolYearEditor year={{ title: '', firstDay: '', lastDay: '', terms: [] }} result={answer?.result ?? null} />
    </>
  );
}
