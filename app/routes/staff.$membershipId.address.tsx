import { getFormProps, getInputProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { z } from '../http/schema.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { NotFreshNotice } from '../identity/not-fresh-notice.tsx';
import { requireFresh } from '../identity/require-fresh.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { addresseeOf, keepAddress } from '../partnership/keep-address.server.ts';
import { SubmitButton } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle('partnership', 'address.title');

const addressForm = z.object({ email: z.email({ error: 'email' }).max(200, 'tooLong') });

/** The address of somebody who works here: what restores a sign-in goes there, so that changing it asks once more who sits there. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'staff.change');
  const found = await asActor(context.db, who.actor, 'staff.read', (tx) => addresseeOf(tx, idParam(params, 'membershipId')));
  if (!found) throw notFound();
  await requireFresh(request, context);
  return { name: found.name, email: found.email, organisation: found.organisation };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'staff.change');
  const membershipId = idParam(params, 'membershipId');
  if (!(await asActor(context.db, who.actor, 'staff.read', (tx) => addresseeOf(tx, membershipId)))) throw notFound();
  const submission = parseWithZod(await request.formData(), { schema: addressForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), refused: null }, { status: 400 });
  const fresh = await requireFresh(request, context);
  if (!fresh.ok) return data({ result: submission.reply(), refused: fresh.reason }, { status: 409 });
  const kept = await keepAddress(context.db, who.actor, membershipId, submission.value.email);
  if (!kept.ok && kept.reason === 'not-found') throw notFound();
  if (!kept.ok && kept.reason === 'address-taken') return data({ result: submission.reply({ fieldErrors: { email: ['addressTaken'] } }), refused: null }, { status: 409 });
  if (!kept.ok) return data({ result: submission.reply(), refused: kept.reason }, { status: 409 });
  return redirect('/staff?address');
}

export default function AddressPage() {
  const { name, email, organisation } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('partnership');
  const [form, fields] = useForm<z.input<typeof addressForm>>({ lastResult: answer?.result, defaultValue: { email: email ?? '' } });
  return (
    <>
      <PageHeading title={t('address.heading', { name })} lede={organisation} trail={[{ to: '/staff', label: t('staff.title') }]} />
      <Form method="post" {...getFormProps(form)} className="stack-4">
        {answer?.refused === 'not-fresh' && <NotFreshNotice />}
        {answer?.refused === 'elsewhere' && <Notice tone="danger" role="alert"><b>{t('address.elsewhere')}</b></Notice>}
        <p>{t('address.what')}</p>
        {email && <p>{t('address.links')}</p>}
        <TextField label={t('staff.email')} errors={fields.email.errors} {...getInputProps(fields.email, { type: 'email' })} key={fields.email.key} autoComplete="off" />
        <div><SubmitButton tone="primary">{t('address.save')}</SubmitButton></div>
      </Form>
    </>
  );
}
