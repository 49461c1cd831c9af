import { randomUUID } from 'node:crypto';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, nowOf } from '../../db/as-actor.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { notFound } from '../http/respond.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { BellsEditor } from '../school-time/bells-editor.tsx';
import { bellsForm, bellsTyped } from '../school-time/bells-form.ts';
import { bellsRefusals, keepBells } from '../school-time/keep-bells.server.ts';
import { schoolAsked } from '../school-time/school-asked.server.ts';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle('scheduling', 'bells.add');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'bell-schedule.change');
  return asActor(context.db, who.actor, 'bell-schedule.read', async (tx) => {
    const { school } = await schoolAsked(tx, who.organisation, request);
    if (!school) throw notFound();
    return { school, today: (await nowOf(tx)).toZonedDateTimeISO(school.zone ?? who.zone).toPlainDate().toString() };
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'bell-schedule.change');
  const submission = parseWithZod(await request.formData(), { schema: bellsForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), refused: null }, { status: submission.status === 'error' ? 400 : 200 });
  const kept = await refusing(bellsRefusals, () => asActor(context.db, who.actor, 'bell-schedule.change', async (tx) => {
    const { school } = await schoolAsked(tx, who.organisation, request);
    if (!school) throw notFound();
    await keepBells(tx, school.id, { id: randomUUID(), ...bellsTyped(submission.value) });
    return school;
  }));
  if (!kept.ok) return data({ result: submission.reply(), refused: kept.reason }, { status: 409 });
  return redirect(`/bells?school=${kept.value.id}&done=kept`);
}

export default function NewBellsPage() {
  const { school, today } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('scheduling');
  return (
    <>
      <PageHeading title={t('bells.add')} lede={school.name} trail={[{ to: `/bells?school=${school.id}`, label: t('bells.title') }]} />
      <BellsEditor
        answer={answer}
        bells={{ name: '', fromDate: today, lastDay: '', dayTypes: [{ name: t('bells.regular'), weekdays: ['1', '2', '3', '4', '5'], periods: [{ name: '', from: '', until: '', bookable: 'on' }] }] }}
      />
    </>
  );
}
