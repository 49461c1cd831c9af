import { getFormProps, getInputProps, getSelectProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { publishDocuments } from '../consent/publish-documents.server.ts';
import { notFound } from '../http/respond.server.ts';
import type { z } from '../http/schema.ts';
import { LANGUAGES, LANGUAGE_CODES } from '../i18n/languages.ts';
import { languageOf } from '../i18n/language.server.ts';
import { zoneText } from '../i18n/moment-text.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { EntranceFrame } from '../identity/entrance-frame.tsx';
import { inviteMember } from '../identity/invite-member.server.ts';
import { countTry } from '../identity/tries.server.ts';
import { awaitsSetUp } from '../partnership/awaits-set-up.server.ts';
import { foundPartnership } from '../partnership/found-partnership.server.ts';
import { foundingForm } from '../partnership/founding-form.ts';
import { usZones } from '../time/us-zones.ts';
import { SubmitButton } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';
import { Select } from '../ui/select.tsx';

export const handle = pageTitle('partnership', 'setUp.title');

/** There is such a page until somebody has set the installation up, and never again. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  if (!(await awaitsSetUp(context))) throw notFound();
  return { now: new Date().toISOString(), language: languageOf(request, context.config) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  if (!(await awaitsSetUp(context))) throw notFound();
  const submission = parseWithZod(await request.formData(), { schema: foundingForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), refused: null }, { status: 400 });
  if (!(await countTry(context, 'set-up-from', context.clientAddress))) return data({ result: submission.reply(), refused: 'too-many-tries' as const }, { status: 429 });
  const founded = await foundPartnership(context.db, submission.value, async (tx, { coordinator }) => {
    await publishDocuments(tx);
    const invited = await inviteMember(tx, context.config, coordinator.membershipId);
    if (!invited.ok) throw new Error(`the first coordinator could not be invited: ${invited.reason}`);
    return new URL(invited.url);
  });
  if (!founded.ok) {
    if (founded.reason === 'not-found') throw notFound();
    return data({ result: submission.reply(), refused: founded.reason }, { status: 409 });
  }
  context.log.info('set-up', { requestId: context.requestId });
  return redirect(founded.value.pathname + founded.value.search);
}

export default function SetUpPage() {
  const { now, language: asked } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('partnership');
  const say = useText('identity');
  const language = useLanguage();
  const [form, fields] = useForm<z.input<typeof foundingForm>>({ lastResult: answer?.result ?? null, constraint: getZodConstraint(foundingForm), defaultValue: { language: asked } });
  const codeErrors = answer?.refused === 'code-unknown' ? [t('setUp.code.unknown')] : fields.code.errors;
  return (
    <EntranceFrame>
      <PageHeading title={t('setUp.title')} lede={t('setUp.lede')} />
      <Form method="post" {...getFormProps(form)} className="stack-5">
        {answer?.refused === 'too-many-tries' && <Notice tone="needs" role="alert"><p>{say('refusal.too-many-tries')}</p></Notice>}
        <Section title={t('setUp.who')}>
          <TextField label={t('setUp.code')} hint={t('setUp.code.hint')} errors={codeErrors} autoComplete="off" autoCapitalize="characters" spellCheck={false} {...getInputProps(fields.code, { type: 'text' })} key={fields.code.key} />
        </Section>
        <Section title={t('setUp.partnership')}>
          <div className="stack-4">
            <TextField label={t('setUp.name')} hint={t('setUp.name.hint')} errors={fields.partnership.errors} {...getInputProps(fields.partnership, { type: 'text' })} key={fields.partnership.key} />
            <Select label={t('setUp.zone')} hint={t('setUp.zone.hint')} errors={fields.zone.errors} {...getSelectProps(fields.zone)} key={fields.zone.key} options={usZones.map((value) => ({ value, label: `${zoneText(now, value, language)} · ${value.split('/').at(-1)?.replace(/_/g, ' ')}` }))} />
            <Select label={t('setUp.language')} hint={t('setUp.language.hint')} errors={fields.language.errors} {...getSelectProps(fields.language)} key={fields.language.key} empty={null} options={LANGUAGE_CODES.map((code) => ({ value: code, label: LANGUAGES[code].name }))} />
            <TextField label={t('setUp.district')} hint={t('setUp.district.hint')} errors={fields.district.errors} {...getInputProps(fields.district, { type: 'text' })} key={fields.district.key} />
          </div>
        </Section>
        <Section title={t('setUp.coordinator')}>
          <div className="stack-4">
            <p className="soft">{t('setUp.coordinator.hint')}</p>
            <TextField label={t('staff.given')} errors={fields.givenName.errors} autoComplete="given-name" {...getInputProps(fields.givenName, { type: 'text' })} key={fields.givenName.key} />
            <TextField label={t('staff.family')} errors={fields.familyName.errors} autoComplete="family-name" {...getInputProps(fields.familyName, { type: 'text' })} key={fields.familyName.key} />
            <TextField label={t('staff.email')} errors={fields.email.errors} autoComplete="email" {...getInputProps(fields.email, { type: 'email' })} key={fields.email.key} />
          </div>
        </Section>
        <div><SubmitButton tone="primary">{t('setUp.do')}</SubmitButton></div>
      </Form>
    </EntranceFrame>
  );
}
