import { getFormProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import type { HallwayContext } from '../http/load-context.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import type { Member } from '../identity/who.ts';
import { keepSchoolTerms, yearsAt } from '../partnership/school-terms.server.ts';
import { schoolTermsForm } from '../partnership/school-year-form.ts';
import type { Term } from '../partnership/school-year.ts';
import { schoolsOf } from '../partnership/schools.server.ts';
import { TermListFields } from '../partnership/term-list-fields.tsx';
import { SubmitButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle<'partnership', { school: { name: string }; year: { title: string } }>('partnership', 'school-terms.title', ({ school, year }) => ({ school: school.name, year: year.title }));

/** The school and its year, as both are at this moment. */
function found(context: HallwayContext, who: Member, schoolId: string, yearId: string) {
  return asActor(context.db, who.actor, 'school-year.read', async (tx) => {
    const school = (await schoolsOf(tx)).find((known) => known.id === schoolId);
    const year = (await yearsAt(tx, schoolId)).find((known) => known.id === yearId);
    if (!school || !year) throw notFound();
    return { school, year };
  });
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'school-year.change');
  return found(context, who, idParam(params, 'schoolId'), idParam(params, 'yearId'));
}

/** Keeps the school's own terms as a whole; without any, the partnership's hold. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'school-year.change');
  const [schoolId, yearId] = [idParam(params, 'schoolId'), idParam(params, 'yearId')];
  const { year } = await found(context, who, schoolId, yearId);
  const submission = parseWithZod(await request.formData(), { schema: schoolTermsForm(year) });
  if (submission.status !== 'success') return data({ result: submission.reply(), refused: null }, { status: submission.status === 'error' ? 400 : 200 });
  const kept = await keepSchoolTerms(context.db, who.actor, { schoolId, yearId, terms: submission.value.terms });
  if (!kept.ok && kept.reason === 'not-found') throw notFound();
  if (!kept.ok) return data({ result: submission.reply(), refused: kept.reason }, { status: 409 });
  return redirect(`/schools/${schoolId}?done`);
}

export default function SchoolTermsPage() {
  const { school, year } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('partnership');
  const r = useText('roster');
  const [form, fields] = useForm<{ terms: Term[] }>({ lastResult: answer?.result ?? null, defaultValue: { terms: year.terms } });
  return (
    <>
      <PageHeading title={t('school-terms.title', { school: school.name, year: year.title })} lede={t('school-terms.lede')} trail={[{ to: '/schools', label: r('schools.title') }, { to: `/schools/${school.id}`, label: school.name }]} />
      <Form method="post" {...getFormProps(form)} className="stack-4">
        {answer?.refused && <Notice tone="danger" role="alert"><b>{t('school-terms.clash')}</b></Notice>}
        <TermListFields form={form} terms={fields.terms} />
        <div><SubmitButton tone="primary">{t('school-terms.save')}</SubmitButton></div>
      </Form>
    </>
  );
}
