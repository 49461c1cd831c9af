import { getFormProps, getInputProps, getSelectProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { DoorClosed, DoorOpen } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import type { z } from '../http/schema.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { changeOrganisation, endingRefusals } from '../partnership/keep-organisation.server.ts';
import { organisationForm } from '../partnership/organisation-form.ts';
import { organisationList } from '../partnership/organisations.server.ts';
import { Button, ButtonLink, SubmitButton } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';
import { Select } from '../ui/select.tsx';

export const handle = pageTitle<'partnership', { organisation: { name: string } }>('partnership', 'organisation.title', (loaded) => ({ name: loaded.organisation.name }));

const reasons = Object.values(endingRefusals).filter((reason) => reason !== 'not-found');

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'organisation.change');
  const organisations = await asActor(context.db, who.actor, 'organisation.read', organisationList);
  const organisation = organisations.find((one) => one.id === idParam(params, 'organisationId'));
  if (!organisation) throw notFound();
  const { searchParams } = new URL(request.url);
  return {
    organisation,
    districts: organisations.filter((one) => one.kind === 'district' && !one.ended && one.id !== organisation.id).map(({ id, name }) => ({ id, name })),
    done: (['added', 'ended', 'reopened'] as const).find((word) => searchParams.has(word)) ?? null,
    refused: reasons.find((reason) => reason === searchParams.get('refused')) ?? null,
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'organisation.change');
  const id = idParam(params, 'organisationId');
  const submission = parseWithZod(await request.formData(), { schema: organisationForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), saved: false }, { status: 400 });
  const { name, parentId = null } = submission.value;
  if (!(await asActor(context.db, who.actor, 'organisation.change', (tx) => changeOrganisation(tx, id, { name, parentId })))) throw notFound();
  return data({ result: submission.reply(), saved: true });
}

export default function OrganisationPage() {
  const { organisation, done, refused } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('partnership');
  const isSchool = organisation.kind === 'school';
  const incomplete = isSchool && !(organisation.state && organisation.zone) && !organisation.ended;
  return (
    <>
      <PageHeading title={t('organisation.title', { name: organisation.name })} lede={t(`kind.${organisation.kind}`)} trail={[{ to: '/organisations', label: t('organisations.title') }]} />
      <div className="stack-5">
        {answer?.saved && <Notice tone="go" role="status"><b>{t('organisation.saved')}</b></Notice>}
        {done && !answer && <Notice tone="go" role="status"><b>{t(`organisation.${done}`)}</b></Notice>}
        {refused && <Notice tone="danger" role="alert"><b>{t('organisation.not-ended')}</b> {t(`organisation.refused.${refused}`)}</Notice>}
        {incomplete && (
          <Notice tone="needs"><b>{t('organisation.incomplete')}</b> <ButtonLink to={`/schools/${organisation.id}`}>{t('organisation.place')}</ButtonLink></Notice>
        )}
        {organisation.fromRoster ? <p className="soft">{t('organisation.from-roster')}</p> : <Change />}
        {isSchool && !incomplete && <div><ButtonLink to={`/schools/${organisation.id}`}>{t('organisation.place')}</ButtonLink></div>}
        {organisation.ended ? (
          <Form method="post" action={`/organisations/${organisation.id}/reopening`}><Button icon={DoorOpen}>{t('organisation.reopen')}</Button></Form>
        ) : (
          <ConfirmButton label={t('organisation.end')} icon={DoorClosed} question={t('organisation.end.question', { name: organisation.name })}>
            <Form method="post" action={`/organisations/${organisation.id}/end`}><Button tone="danger">{t('organisation.end.do')}</Button></Form>
          </ConfirmButton>
        )}
      </div>
    </>
  );
}

function Change() {
  const { organisation, districts } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('partnership');
  const [form, fields] = useForm<z.input<typeof organisationForm>>({
    lastResult: answer?.saved ? null : (answer?.result ?? null), defaultValue: { name: organisation.name, parentId: organisation.parentId ?? '' },
  });
  return (
    <Section title={t('organisation.change')}>
      <Form method="post" {...getFormProps(form)} className="stack-4">
        <div className="fields">
          <TextField label={t('organisations.name')} errors={fields.name.errors} {...getInputProps(fields.name, { type: 'text' })} key={fields.name.key} />
          {organisation.kind === 'school' && (
            <Select label={t('organisations.parent')} optional errors={fields.parentId.errors} {...getSelectProps(fields.parentId)} key={fields.parentId.key} empty={t('organisations.parent.none')} options={districts.map((one) => ({ value: one.id, label: one.name }))} />
          )}
        </div>
        <div><SubmitButton tone="primary">{t('organisation.save')}</SubmitButton></div>
      </Form>
    </Section>
  );
}
