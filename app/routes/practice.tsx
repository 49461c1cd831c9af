import { parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { CalendarClock, IdCard } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { keepPractice } from '../caseload/keep-practice.server.ts';
import { concerns } from '../caseload/practice-codes.ts';
import { PracticeForm } from '../caseload/practice-fields.tsx';
import { practiceForm } from '../caseload/practice-form.ts';
import { practiceOf } from '../caseload/practice.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Facts } from '../ui/facts.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';
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
  const answer = useActionData<typeof action>();
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
        <PracticeForm practice={practice} result={answer?.outcome === 'saved' ? null : answer?.result} outcome={answer?.outcome ?? null} />
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
