import type { LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { BellRing, CalendarCog, FileUp } from 'lucide-react';
import { asActor, nowOf } from '../../db/as-actor.server.ts';
import { dateText } from '../i18n/moment-text.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { can } from '../identity/permissions.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { schoolYearsOf } from '../partnership/school-years.server.ts';
import { keptDays } from '../school-time/keep-school-days.server.ts';
import { schoolAsked } from '../school-time/school-asked.server.ts';
import { SchoolChoice } from '../school-time/school-choice.tsx';
import { spansOf, spanToShow, type Span } from '../school-time/spans.ts';
import { standingTime } from '../school-time/standing-visits.server.ts';
import { visitsToMove } from '../school-time/standing-visits.ts';
import { TermGrid } from '../school-time/term-grid.tsx';
import { termCounts, termWeeks } from '../school-time/term-weeks.ts';
import { wallTime } from '../time/zone.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Select } from '../ui/select.tsx';

export const handle = pageTitle('schoolTime', 'calendar.title');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'school-day.read');
  return asActor(context.db, who.actor, 'school-day.read', async (tx) => {
    const { school, schools } = await schoolAsked(tx, who.organisation, request);
    if (!school) return { school: null } as const;
    const zone = school.zone ?? who.zone;
    const today = (await nowOf(tx)).toZonedDateTimeISO(zone).toPlainDate().toString();
    const spans = spansOf(await schoolYearsOf(tx), today);
    const query = new URL(request.url).searchParams;
    const span = spanToShow(spans, query.get('term'), today);
    const time = await standingTime(tx, { id: school.id, zone });
    const { weeks, weekdays } = termWeeks(time.bells, await keptDays(tx, school.id, span.firstDay, span.lastDay), span);
    const visitsOn: Record<string, number> = {};
    for (const { startMs } of time.visits) {
      const { date } = wallTime(zone, startMs);
      visitsOn[date] = (visitsOn[date] ?? 0) + 1;
    }
    return {
      school, schools, spans, span, today, weeks, weekdays, visitsOn, counts: termCounts(weeks), kept: query.has('done'), mayChange: can(who.role, 'school-day.change'),
      rotates: time.bells.some((bells) => bells.dayTypes.some((dayType) => dayType.turn !== null)), mustMove: visitsToMove(time.visits, time).length,
    };
  });
}

const nameOf = (span: Span, t: ReturnType<typeof useText<'schoolTime'>>, language: string) => span.title || t('calendar.span.unnamed', { from: dateText(span.firstDay, language), last: dateText(span.lastDay, language) });

/** A school's term at a glance, what each day is, and where it is changed. */
export default function CalendarPage() {
  const loaded = useLoaderData<typeof loader>();
  const t = useText('schoolTime');
  const s = useText('scheduling');
  const language = useLanguage();
  if (!loaded.school) return <EmptyState title={s('school.none')}>{s('school.none.help')}</EmptyState>;
  const { school, schools, spans, span, today, weeks, weekdays, visitsOn, counts, kept, mayChange, rotates, mustMove } = loaded;
  const title = nameOf(span, t, language);
  return (
    <>
      <PageHeading
        title={t('calendar.title')} lede={t('calendar.lede', { school: school.name })}
        actions={mayChange && (
          <>
            <ButtonLink to={`/bells?school=${school.id}`} icon={BellRing}>{t('calendar.bells')}</ButtonLink>
            <ButtonLink to={`/calendar/import?school=${school.id}`} icon={FileUp}>{t('calendar-import.link')}</ButtonLink>
            <ButtonLink to={`/calendar/days?school=${school.id}`} icon={CalendarCog} tone="primary">{t('calendar.change-days')}</ButtonLink>
          </>
        )}
      />
      <div className="stack-4">
        <SchoolChoice schools={schools} school={school} />
        {kept && <Notice tone="go" role="status"><b>{t('calendar.kept')}</b></Notice>}
        <Form method="get" className="row row--end">
          <input type="hidden" name="school" value={school.id} />
          <Select label={t('calendar.span')} name="term" empty={null} key={span.firstDay} defaultValue={span.firstDay} options={spans.map((one) => ({ value: one.firstDay, label: nameOf(one, t, language) }))} />
          <Button>{s('school.show')}</Button>
        </Form>
        <p className="soft">
          {t('calendar.count.days', { count: counts.schoolDays })}
          {counts.closed > 0 && <>, {t('calendar.count.closed', { count: counts.closed })}</>}
          {counts.special > 0 && <>, {t('calendar.count.special', { count: counts.special })}</>}
        </p>
        {mustMove > 0 && <Notice tone="needs"><b>{t('calendar.must-move', { count: mustMove })}</b></Notice>}
        {counts.unknown > 0 && <Notice tone="danger"><b>{t('calendar.unknown', { count: counts.unknown })}</b> {t('calendar.unknown.help')}</Notice>}
        {counts.schoolDays === 0 && <Notice tone="needs"><b>{t('calendar.no-bells')}</b> {t('calendar.no-bells.help')}</Notice>}
        <TermGrid title={title} weeks={weeks} weekdays={weekdays} today={today} visitsOn={visitsOn} to={mayChange ? (date) => `/calendar/days?school=${school.id}&from=${date}` : null} />
        {rotates && <p className="small soft">{t('calendar.rotation')}</p>}
      </div>
    </>
  );
}
