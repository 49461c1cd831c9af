import { parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { School } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { changeTime } from '../scheduling/change-time.server.ts';
import { servedForm } from '../therapist-time/places-form.ts';
import { keepServedSchools, servedSchools } from '../therapist-time/places.server.ts';
import { SureNotice } from '../therapist-time/sure-notice.tsx';
import { ButtonLink, SubmitButton } from '../ui/button.tsx';
import { Checkboxes } from '../ui/checkbox.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle('therapistTime', 'places');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'availability.change');
  return asActor(context.db, who.actor, 'availability.read', async (tx) => ({ schools: await servedSchools(tx, who.person.id) }));
}

export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'availability.change');
  const submission = parseWithZod(await request.formData(), { schema: servedForm });
  if (submission.status !== 'success') return data({ saved: false, ask: null, typed: null }, { status: 400 });
  const { schools, sure } = submission.value;
  const done = await asActor(context.db, who.actor, 'availability.change', (tx) => changeTime(tx, { schools }, sure, (inner) => keepServedSchools(inner, who.person.id, schools)));
  return data(done.saved ? { saved: true, ask: null, typed: null } : { saved: false, ask: done.ask, typed: schools });
}

/** The schools whose students a therapist sees. */
export default function PlacesPage() {
  const { schools } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('therapistTime');
  return (
    <>
      <PageHeading title={t('places')} lede={t('places.lede')} trail={[{ to: '/hours', label: t('title') }]} actions={<ButtonLink to="/hours/on-site" icon={School}>{t('on-site')}</ButtonLink>} />
      <Form method="post" className="stack-4">
        {answer?.saved && <Notice tone="go" role="status"><b>{t('places.saved')}</b></Notice>}
        <Checkboxes legend={t('places.serve')} hint={t('places.serve.hint')} name="schools" options={schools.map(({ id, name }) => ({ value: id, label: name }))} defaultValues={answer?.typed ?? schools.filter(({ served }) => served).map(({ id }) => id)} />
        {answer?.ask && <SureNotice {...answer.ask} />}
        <div><SubmitButton tone="primary">{t('places.save')}</SubmitButton></div>
      </Form>
    </>
  );
}
