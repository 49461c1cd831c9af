import type { LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { asActor, nowOf } from '../../db/as-actor.server.ts';
import { dateText } from '../i18n/moment-text.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { weekdayText } from '../i18n/weekday-text.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { schoolYearsOf } from '../partnership/school-years.server.ts';
import { utilisationOf } from '../rooms/utilisation.server.ts';
import { UsageChart } from '../rooms/utilisation-view.tsx';
import { schoolAsked } from '../school-time/school-asked.server.ts';
import { SchoolChoice } from '../school-time/school-choice.tsx';
import { spansOf, spanToShow } from '../school-time/spans.ts';
import { addDays, localDay } from '../time/zone.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { DateField } from '../ui/field.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Select } from '../ui/select.tsx';

export const handle = pageTitle('rooms', 'utilisation.title');

const dateIn = (text: string | null) => (text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null);

/** Of a term (`?term=`), or of chosen days (`?from=&until=`, a year at the most). */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'room-use.change');
  return asActor(context.db, who.actor, 'room.read', async (tx) => {
    const { school, schools } = await schoolAsked(tx, who.organisation, request);
    if (!school) return { school: null } as const;
    const zone = school.zone ?? who.zone;
    const today = (await nowOf(tx)).toZonedDateTimeISO(zone).toPlainDate().toString();
    const spans = spansOf(await schoolYearsOf(tx), today);
    const query = new URL(request.url).searchParams;
    const term = spanToShow(spans, query.get('term'), today);
    const [from, until] = [dateIn(query.get('from')), dateIn(query.get('until'))];
    const chosen = from !== null && until !== null && from <= until && until <= addDays(from, 366);
    const days = chosen ? { from, until } : { from: term.firstDay, until: term.lastDay };
    const used = await utilisationOf(tx, { id: school.id, zone }, { fromMs: localDay(zone, days.from).fromMs, untilMs: localDay(zone, days.until).untilMs });
    return {
      school, schools, spans, term, days, all: used.all,
      byRoom: used.rooms.map(({ id, name }) => ({ key: id, name, ...used.byRoom.get(id)! })),
      byPeriod: [...used.byPeriod].map(([name, usage]) => ({ key: name, name, ...usage })),
      byWeekday: [...used.byWeekday].map(([weekday, usage]) => ({ key: String(weekday), weekday, ...usage })),
    };
  });
}

/** How much of what could be booked of a school's rooms is used, and for what. */
export default function UtilisationPage() {
  const loaded = useLoaderData<typeof loader>();
  const t = useText('rooms');
  const s = useText('scheduling');
  const language = useLanguage();
  if (!loaded.school) return <EmptyState title={s('school.none')}>{s('school.none.help')}</EmptyState>;
  const { school, schools, spans, term, days, all, byRoom, byPeriod, byWeekday } = loaded;
  return (
    <>
      <PageHeading title={t('utilisation.title')} lede={t('utilisation.lede', { school: school.name })} trail={[{ to: `/rooms?school=${school.id}`, label: s('rooms.title') }]} />
      <div className="stack-5">
        <SchoolChoice schools={schools} school={school} />
        <div className="stack-4">
          <Form method="get" className="row row--end">
            <input type="hidden" name="school" value={school.id} />
            <Select label={t('utilisation.term')} name="term" empty={null} key={term.firstDay} defaultValue={term.firstDay} options={spans.map((one) => ({ value: one.firstDay, label: one.title || `${dateText(one.firstDay, language)} – ${dateText(one.lastDay, language)}` }))} />
            <Button>{t('utilisation.show')}</Button>
          </Form>
          <Form method="get" className="row row--end">
            <input type="hidden" name="school" value={school.id} />
            <DateField label={t('utilisation.from')} name="from" key={`from ${days.from}`} defaultValue={days.from} />
            <DateField label={t('utilisation.until')} name="until" key={`until ${days.until}`} defaultValue={days.until} />
            <Button>{t('utilisation.show')}</Button>
          </Form>
        </div>
        {all.open === 0 ? <EmptyState title={t('utilisation.none')}>{t('utilisation.none.help')}</EmptyState> : (
          <>
            <UsageChart title={t('utilisation.by-room')} of={t('room')} lines={[...byRoom, { key: 'all', name: t('utilisation.all'), ...all }]} />
            <UsageChart title={t('utilisation.by-period')} help={t('utilisation.by-period.help')} of={t('utilisation.period')} lines={byPeriod} />
            <UsageChart title={t('utilisation.by-weekday')} of={t('utilisation.weekday')} lines={byWeekday.map((line) => ({ ...line, name: weekdayText(line.weekday, language) }))} />
          </>
        )}
      </div>
    </>
  );
}
