import { getFormProps, getInputProps, getSelectProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { notFound } from '../http/respond.server.ts';
import type { z } from '../http/schema.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { can } from '../identity/permissions.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { addOrganisation } from '../partnership/keep-organisation.server.ts';
import { newOrganisationForm, organisationKinds } from '../partnership/organisation-form.ts';
import { OrganisationTable } from '../partnership/organisation-table.tsx';
import { organisationList } from '../partnership/organisations.server.ts';
import { ButtonLink, SubmitButton } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';
import { Select } from '../ui/select.tsx';

export const handle = pageTitle('partnership', 'organisations.title');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'organisation.change');
  return { organisations: await asActor(context.db, who.actor, 'organisation.read', organisationList), mayRule: can(who.role, 'booking-rule.change') };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'organisation.change');
  const submission = parseWithZod(await request.formData(), { schema: newOrganisationForm });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 400 });
  const { parentId = null, ...added } = submission.value;
  const id = await asActor(context.db, who.actor, 'organisation.change', (tx) => addOrganisation(tx, { ...added, parentId }));
  if (id === null) throw notFound();
  return redirect(`/organisations/${id}?added`);
}

export default function OrganisationsPage() {
  const { organisations, mayRule } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('partnership');
  const [form, fields] = useForm<z.input<typeof newOrganisationForm>>({ lastResult: answer?.result ?? null });
  const districts = organisations.filter((one) => one.kind === 'district' && !one.ended);
  return (
    <>
      <PageHeading title={t('organisations.title')} lede={t('organisations.lede')} actions={(
        <>
          <ButtonLink to="/school-years">{t('organisations.years')}</ButtonLink>
          {mayRule && <ButtonLink to="/booking-rules">{t('organisations.rules')}</ButtonLink>}
          <ButtonLink to="/licenses">{t('organisations.licenses')}</ButtonLink>
          <ButtonLink to="/upkeep">{t('organisations.upkeep')}</ButtonLink>
        </>
      )} />
      <div className="stack-5">
        {organisationKinds.map((kind) => <OrganisationTable key={kind} kind={kind} organisations={organisations.filter((one) => one.kind === kind)} />)}
        <Section title={t('organisations.add')}>
          <Form method="post" {...getFormProps(form)} className="stack-4">
            <div className="fields">
              <Select label={t('organisations.kind')} errors={fields.kind.errors} {...getSelectProps(fields.kind)} key={fields.kind.key} options={organisationKinds.map((value) => ({ value, label: t(`kind.${value}`) }))} />
              <TextField label={t('organisations.name')} errors={fields.name.errors} {...getInputProps(fields.name, { type: 'text' })} key={fields.name.key} />
              <Select label={t('organisations.parent')} optional hint={t('organisations.parent.hint')} errors={fields.parentId.errors} {...getSelectProps(fields.parentId)} key={fields.parentId.key} empty={t('organisations.parent.none')} options={districts.map((one) => ({ value: one.id, label: one.name }))} />
            </div>
            <div><SubmitButton tone="primary">{t('organisations.add.do')}</SubmitButton></div>
          </Form>
        </Section>
      </div>
    </>
  );
}
