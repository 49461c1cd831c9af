import { getFormProps, getInputProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { CalendarClock, IdCard } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { keepPractice } from '../caseload/keep-practice.server.ts';
import { concerns, identities, places, type Concern } from '../caseload/practice-codes.ts';
import { spokenLanguages } from '../i18n/spoken-languages.ts';
import { practiceForm } from '../caseload/practice-form.ts';
import { practiceOf } from '../caseload/practice.server.ts';
import type { z } from '../http/schema.ts';
import { languageNames } from '../i18n/language-names.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { ButtonLink, SubmitButton } from '../ui/button.tsx';
import { Checkboxes } from '../ui/checkbox.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Facts } from '../ui/facts.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';
import { Select } from '../ui/select.tsx';
import { DateText } from '../ui/time-text.tsx';

export const handle = pageTitle('caseload', 'practice.title');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'availability.change');
  return { practice: await asActor(context.db, who.actor, 'practice.read', (tx) => practiceOf(tx, who.person.id, who.organisation.id)) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'engagement.change');
  const submission = parseWithZod(await request.formData(), { schema: practiceForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), outcome: null }, { status: 400 });
  const { experience, ...wanted } = submission.value;
  const kept = await refusing({ caseload_never_above_limit: 'limit-below' }, () => asActor(context.db, who.actor, 'practice.change', async (tx) => {
    const practice = await practiceOf(tx, who.person.id, who.organisation.id);
    if (!practice) return;
    await keepPractice(tx, {
      ...wanted, engagementId: practice.engagement.id, therapistId: who.person.id,
      concerns: concerns.flatMap((concern) => (experience[concern] ? [{ concern, experience: experience[concern] }] : [])),
    });
  }));
  if (!kept.ok) return data({ result: submission.reply(), outcome: kept.reason }, { status: 409 });
  return data({ result: submission.reply(), outcome: 'saved' as const });
}

export default function PracticePage() {
  const { practice } = useLoaderData<typeof loader>();
  const t = useText('caseload');
  if (!practice) return <EmptyState title={t('practice.none')}>{t('practice.none.help')}</EmptyState>;
  const { engagement } = practice;
  return (
    <>
      <PageHeading
        title={t('practice.title')} lede={t('practice.lede')}
        actions={<><ButtonLink to="/hours" icon={CalendarClock}>{t('practice.hours')}</ButtonLink><ButtonLink to="/practice/licenses" icon={IdCard}>{t('license.title')}</ButtonLink></>}
      />
      <div className="page-split">
        <PracticeForm />
        <Section title={t('practice.engagement')}>
          <Facts facts={[
            { name: t('practice.agency'), value: engagement.agency },
            { name: t('practice.since'), value: engagement.during.from && <DateText date={engagement.during.from} /> },
            { name: t('practice.until'), value: engagement.during.until ? <DateText date={engagement.during.until} /> : t('practice.open-end') },
            { name: t('practice.caseload'), value: t('practice.caseload.value', { count: engagement.caseloadCount, limit: engagement.caseloadLimit }) },
          ]} />
          {practice.elsewhere.length > 0 && (
            <div className="stack-2">
              <p><b>{t('practice.elsewhere')}</b></p>
              <ul className="stack-2">{practice.elsewhere.map((one) => <li key={one.agency}>{one.agency}<span className="sub">{t('practice.caseload.value', { count: one.caseloadCount, limit: one.caseloadLimit })}</span></li>)}</ul>
              <p className="small soft">{t('practice.elsewhere.help')}</p>
              <ButtonLink to="/membership">{t('practice.elsewhere.switch')}</ButtonLink>
            </div>
          )}
        </Section>
      </div>
    </>
  );
}

function PracticeForm() {
  const { practice } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('caseload');
  const names = languageNames(useLanguage());
  const engagement = practice?.engagement;
  const experienceOf = (concern: Concern) => String(practice?.concerns.find((kept) => kept.concern === concern)?.experience ?? 0);
  const [form, fields] = useForm<z.output<typeof practiceForm>>({
    lastResult: answer?.outcome === 'saved' ? null : answer?.result,
    constraint: getZodConstraint(practiceForm),
    defaultValue: { youngest: engagement?.ages.from, oldest: (engagement?.ages.until ?? 1) - 1, caseloadLimit: engagement?.caseloadLimit },
  });
  return (
    <Form method="post" {...getFormProps(form)} className="stack-5">
      {answer?.outcome === 'saved' && <Notice tone="go" role="status"><b>{t('practice.saved')}</b></Notice>}
      {answer?.outcome === 'limit-below' && <Notice tone="danger" role="alert"><b>{t('practice.limit-below')}</b></Notice>}
      <Section title={t('practice.whom')}>
        <div className="stack-4">
          <div className="fields">
            <TextField label={t('practice.youngest')} errors={fields.youngest.errors} {...getInputProps(fields.youngest, { type: 'number' })} key={undefined} narrow />
            <TextField label={t('practice.oldest')} errors={fields.oldest.errors} {...getInputProps(fields.oldest, { type: 'number' })} key={undefined} narrow />
            <TextField label={t('practice.limit')} hint={t('practice.limit.hint')} errors={fields.caseloadLimit.errors} {...getInputProps(fields.caseloadLimit, { type: 'number' })} key={undefined} narrow />
          </div>
          <Checkboxes legend={t('practice.places')} name="places" options={places.map((value) => ({ value, label: t(`place.${value}`) }))} defaultValues={engagement?.places} errors={fields.places.errors} />
          <Checkboxes legend={t('practice.languages')} name="languages" options={spokenLanguages.map((value) => ({ value, label: names.of(value) }))} defaultValues={practice?.languages} errors={fields.languages.errors} />
          <Checkboxes legend={t('practice.identity')} hint={t('practice.identity.hint')} name="identity" options={identities.map((value) => ({ value, label: t(`identity.${value}`) }))} defaultValues={engagement?.identity} />
        </div>
      </Section>
      <Section title={t('practice.concerns')}>
        <p className="small soft">{t('practice.concerns.hint')}</p>
        <div className="fields">
          {concerns.map((concern) => (
            <Select key={concern} label={t(`concern.${concern}`)} name={`experience.${concern}`} empty={null} defaultValue={experienceOf(concern)}
              options={(['0', '1', '2', '3'] as const).map((value) => ({ value, label: t(`experience.${value}`) }))} />
          ))}
        </div>
      </Section>
      <div><SubmitButton tone="primary">{t('practice.save')}</SubmitButton></div>
    </Form>
  );
}
