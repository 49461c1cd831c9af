import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { keepSchoolYear } from '../partnership/keep-school-year.server.ts';
import { SchoolYearEditor } from '../partnership/school-year-editor.tsx';
import { schoolYearForm } from '../partnership/school-year-form.ts';
import { schoolYearsOf } from '../partnership/school-years.server.ts';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle<'partnership', { year: { title: string } }>('partnership', 'year.title', (loaded) => ({ name: loaded.year.title }));

/** A school year that is kept by hand. */
async function yearToChange(tx: Tx, id: string) {
  const year = (await schoolYearsOf(tx)).find((known) => known.id === id && !known.fromRoster);
  if (!year) throw notFound();
  return year;
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'school-year.change');
  return { year: await asActor(context.db, who.actor, 'school-year.read', (tx) => yearToChange(tx, idParam(params, 'yearId'))) };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'school-year.change');
  const submission = parseWithZod(await request.formData(), { schema: schoolYearForm });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: submission.status === 'error' ? 400 : 200 });
  await asActor(context.db, who.actor, 'school-year.change', async (tx) => keepSchoolYear(tx, (await yearToChange(tx, idParam(params, 'yearId'))).id, submission.value));
  return redirect('/school-years?done');
}

export default function SchoolYearPage() {
  const { year } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('partnership');
  return (
    <>
      <PageHeading title={t('year.title', { name: year.title })} trail={[{ to: '/organisations', label: t('organisations.title') }, { to: '/school-years', label: t('years.title') }]} />
      <SchoolYearEditor year={year} result={answer?.result ?? null} />
    </>
  );
}
