import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { ListChecks, Siren } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { EmergencyFields } from '../emergency/emergency-fields.tsx';
import { emergencyForm } from '../emergency/emergency-form.ts';
import { emergenciesNow } from '../emergency/emergency-now.server.ts';
import { openEmergency } from '../emergency/open-emergency.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { momentText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { NotFreshNotice } from '../identity/not-fresh-notice.tsx';
import { can } from '../identity/permissions.ts';
import { requireFresh } from '../identity/require-fresh.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { tryOnce } from '../identity/tries.server.ts';
import { ButtonLink, SubmitButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';
import { useZone } from '../ui/zone.tsx';

export const handle = pageTitle('emergency', 'open.title');

/** What is open now, and the form that opens another one: only after showing who sits there. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'emergency.open');
  await requireFresh(request, context);
  const running = await asActor(context.db, who.actor, 'emergency.read', emergenciesNow);
  return { running, key: randomUUID() };
}

/** Opens a student. Of a name that leads to nobody it says that and no more, and counts how often it was asked. */
export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'emergency.open');
  const form = await request.formData();
  const submission = parseWithZod(form, { schema: emergencyForm });
  const word = (name: string) => String(form.get(name) ?? '');
  const kept = { givenName: word('givenName'), familyName: word('familyName'), birthDate: word('birthDate'), threat: word('threat'), parties: form.getAll('parties').map(String), reason: word('reason') };
  const nothing = { errors: null, refused: null, minutes: 0, kept };
  if (submission.status !== 'success') return data({ ...nothing, errors: submission.error ?? {} }, { status: 400 });
  const fresh = await requireFresh(request, context);
  if (!fresh.ok) return data({ ...nothing, refused: fresh.reason }, { status: 403 });
  const counted = await tryOnce(context, 'emergency-person', who.person.id);
  if (!counted.ok) return data({ ...nothing, refused: counted.reason, minutes: counted.minutes }, { status: 429 });
  const opened = await openEmergency(context.db, who.actor, context.config.origin, submission.value);
  if (opened.ok || opened.reason === 'is-open') return redirect(`/emergency/${opened.accessId}`);
  if (opened.reason === 'sees-anyway') return redirect(can(who.role, 'student.read') ? `/students/${opened.studentId}` : '/caseload');
  return data({ ...nothing, refused: opened.reason }, { status: 409 });
}

export default function EmergencyPage() {
  const { running, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('emergency');
  return (
    <>
      <PageHeading title={t('open.title')} lede={t('open.lede')} actions={<ButtonLink to="/safety/steps" icon={ListChecks}>{t('open.steps')}</ButtonLink>} />
      <div className="stack-5 form-column">
        <Notice tone="danger"><b>{t('open.first')}</b></Notice>
        {running.length > 0 && <Running />}
        <Form method="post" className="stack-4">
          {answer?.errors && <Notice tone="danger" role="alert"><b>{t('open.mend')}</b></Notice>}
          {answer?.refused === 'not-fresh' && <NotFreshNotice />}
          {answer?.refused && answer.refused !== 'not-fresh' && (
            <Notice tone="needs" role="alert"><b>{answer.refused === 'too-many-tries' ? t('refusal.too-many-tries', { count: answer.minutes }) : t(`refusal.${answer.refused}`)}</b></Notice>
          )}
          <input type="hidden" name="key" value={key} />
          <EmergencyFields kept={answer?.kept} errors={answer?.errors} />
          <p className="small soft">{t('open.what')}</p>
          <div><SubmitButton tone="alarm" big icon={Siren}>{t('open.button')}</SubmitButton></div>
        </Form>
      </div>
    </>
  );
}

function Running() {
  const { running } = useLoaderData<typeof loader>();
  const t = useText('emergency');
  const [language, zone] = [useLanguage(), useZone()];
  return (
    <Section title={t('open.running')} needs count={running.length}>
      <div className="row">
        {running.map(({ id, student, endsAt }) => <ButtonLink key={id} to={`/emergency/${id}`} prefetch="none">{t('open.until', { name: student, time: momentText(endsAt, zone, language, 'time') })}</ButtonLink>)}
      </div>
    </Section>
  );
}
