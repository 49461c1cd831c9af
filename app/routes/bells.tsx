import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BellRing, FileUp, Plus } from 'lucide-react';
import { asActor, nowOf } from '../../db/as-actor.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { PeriodsGone } from '../school-time/bells-effect-view.tsx';
import { BellStrips } from '../school-time/bell-strips.tsx';
import { bellsStanding } from '../school-time/bells-standing.ts';
import { bellsOf } from '../school-time/bells.server.ts';
import { periodsMissing } from '../school-time/look-at-bells.server.ts';
import { schoolAsked } from '../school-time/school-asked.server.ts';
import { SchoolChoice } from '../school-time/school-choice.tsx';
import { addDays } from '../time/zone.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';
import { Tag } from '../ui/tag.tsx';
import { DateText } from '../ui/time-text.tsx';

export const handle = pageTitle('scheduling', 'bells.title');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'bell-schedule.change');
  return asActor(context.db, who.actor, 'bell-schedule.read', async (tx) => {
    const { school, schools } = await schoolAsked(tx, who.organisation, request);
    const today = (await nowOf(tx)).toZonedDateTimeISO(school?.zone ?? who.zone).toPlainDate().toString();
    const bells = school ? await bellsOf(tx, school.id) : [];
    const done = (['kept', 'removed'] as const).find((what) => what === new URL(request.url).searchParams.get('done')) ?? null;
    return {
      school, schools, done, gone: school ? await periodsMissing(tx, school.id, bells, today) : [],
      bells: bells.map((one) => ({ ...one, standing: bellsStanding(one, today), lastDay: one.untilDate && addDays(one.untilDate, -1) })).reverse(),
    };
  });
}

/** A school's bell schedules, each kind of day as a hallway. */
export default function BellsPage() {
  const { school, schools, bells, done, gone } = useLoaderData<typeof loader>();
  const t = useText('scheduling');
  const s = useText('schoolTime');
  if (!school) return <EmptyState title={t('school.none')}>{t('school.none.help')}</EmptyState>;
  const bring = <ButtonLink to={`/bells/import?school=${school.id}`} icon={FileUp}>{s('bells-import.link')}</ButtonLink>;
  const add = <ButtonLink to={`/bells/new?school=${school.id}`} tone="primary" icon={Plus}>{t('bells.add')}</ButtonLink>;
  return (
    <>
      <PageHeading title={t('bells.title')} lede={t('bells.lede', { school: school.name })} actions={<>{bring}{bells.length > 0 && add}</>} />
      <div className="stack-5">
        <SchoolChoice schools={schools} school={school} />
        {done && <Notice tone="go" role="status"><b>{t(`bells.${done}`)}</b></Notice>}
        <PeriodsGone periods={gone} />
        {bells.length === 0 && <EmptyState title={t('bells.none')} action={add} door="shut">{t('bells.none.help')}</EmptyState>}
        {bells.map((one) => (
          <Section
            key={one.id} title={one.name}
            count={<><DateText date={one.fromDate} /> – {one.lastDay ? <DateText date={one.lastDay} /> : t('bells.open-end')} <Tag tone={one.standing === 'in-force' ? 'ok' : 'line'}>{t(`bells.standing.${one.standing}`)}</Tag></>}
          >
            <div className="stack-4">
              <BellStrips dayTypes={one.dayTypes} of={one.name} />
              <ButtonLink to={`/bells/${one.id}`} icon={BellRing}>{t('bells.change')}</ButtonLink>
            </div>
          </Section>
        ))}
      </div>
    </>
  );
}
