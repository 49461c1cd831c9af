import { getFormProps, getSelectProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { BellRing, CalendarDays } from 'lucide-react';
import { asActor, nowOf } from '../../db/as-actor.server.ts';
import { states } from '../caseload/practice-codes.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { z } from '../http/schema.ts';
import { zoneText } from '../i18n/moment-text.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { can } from '../identity/permissions.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { keepSchoolPlace } from '../partnership/keep-school.server.ts';
import { SchoolYears } from '../partnership/school-years-at.tsx';
import { yearsAt } from '../partnership/school-terms.server.ts';
import { schoolsOf } from '../partnership/schools.server.ts';
import { usZones } from '../time/us-zones.ts';
import { isZone } from '../time/zone.ts';
import { ButtonLink, SubmitButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Select } from '../ui/select.tsx';

export const handle = pageTitle('roster', 'schools.title');

const placeForm = z.object({
  state: z.enum(states as [string, ...string[]], { error: 'choose' }),
  zone: z.string({ error: 'choose' }).refine(isZone, 'choose'),
});

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'school.change');
  return asActor(context.db, who.actor, 'school.read', async (tx) => {
    const school = (await schoolsOf(tx)).find((known) => known.id === idParam(params, 'schoolId'));
    if (!school) throw notFound();
    return { school, years: await yearsAt(tx, school.id), maySetTerms: can(who.role, 'school-year.change'), seesCalendar: can(who.role, 'school-day.read'), seesBells: can(who.role, 'bell-schedule.change'), now: (await nowOf(tx)).toString(), done: new URL(request.url).searchParams.has('done') };
  });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'school.change');
  const schoolId = idParam(params, 'schoolId');
  const submission = parseWithZod(await request.formData(), { schema: placeForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), saved: false }, { status: 400 });
  const kept = await asActor(context.db, who.actor, 'school.change', (tx) => keepSchoolPlace(tx, schoolId, submission.value));
  if (!kept) throw notFound();
  return data({ result: submission.reply(), saved: true });
}

export default function SchoolPage() {
  const { school, years, maySetTerms, seesCalendar, seesBells, now, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('roster');
  const d = useText('schoolTime');
  const language = useLanguage();
  const [form, fields] = useForm<z.input<typeof placeForm>>({ lastResult: answer?.saved ? null : answer?.result, defaultValue: { state: school.state ?? '', zone: school.zone ?? '' } });
  const zones = [...new Set<string>([...usZones, ...(school.zone ? [school.zone] : [])])];
  return (
    <>
      <PageHeading
        title={t('school.title', { name: school.name })} lede={t('schools.lede')} trail={[{ to: '/schools', label: t('schools.title') }]}
        actions={(seesCalendar || seesBells) && (
          <>
            {seesCalendar && <ButtonLink to={`/calendar?school=${school.id}`} icon={CalendarDays}>{d('calendar.title')}</ButtonLink>}
            {seesBells && <ButtonLink to={`/bells?school=${school.id}`} icon={BellRing}>{d('calendar.bells')}</ButtonLink>}
          </>
        )}
      />
      <div className="stack-4">
        {(answer?.saved || done) && <Notice tone="go" role="status"><b>{t('school.saved')}</b></Notice>}
        <Form method="post" {...getFormProps(form)} className="stack-4">
          <div className="fields">
            <Select label={t('school.state')} errors={fields.state.errors} {...getSelectProps(fields.state)} key={fields.state.key} options={states.map((value) => ({ value, label: value }))} />
            <Select label={t('school.zone')} hint={t('school.zone.hint')} errors={fields.zone.errors} {...getSelectProps(fields.zone)} key={fields.zone.key} options={zones.map((value) => ({ value, label: `${zoneText(now, value, language)} · ${value.split('/').at(-1)?.replace(/_/g, ' ')}` }))} />
          </div>
          <div><SubmitButton tone="primary">{t('school.save')}</SubmitButton></div>
        </Form>
        <SchoolYears schoolId={school.id} years={years} maySetTerms={maySetTerms} />
      </div>
    </>
  );
}
