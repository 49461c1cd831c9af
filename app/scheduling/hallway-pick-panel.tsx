import { Form } from '@remix-run/react';
import { DoorOpen } from 'lucide-react';
import { momentText, rangeText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { useComesIntoView } from '../ui/use-comes-into-view.ts';
import { useFeatureWords } from '../rooms/use-feature-words.ts';
import { addDays } from '../time/zone.ts';
import { Button, SubmitButton } from '../ui/button.tsx';
import { Ticks, type Tick } from '../ui/facts.tsx';
import { Icon } from '../ui/icon.tsx';
import { DateText } from '../ui/time-text.tsx';
import type { BookingPageData } from './booking-page.server.ts';
import type { HungLesson } from './lessons-of-day.ts';

/** Answers a pick: which room and period, who, what it costs, what it needs, and the one button that books it. */
export function HallwayPickPanel({ page, lesson }: { page: BookingPageData; lesson: HungLesson | null }) {
  const t = useText('scheduling');
  const h = useText('hallway');
  const language = useLanguage();
  const featuresOf = useFeatureWords();
  const panel = useComesIntoView(page.held?.appointmentId ?? null);
  const { held, facts, times, referralId } = page;
  if (!held || !times.ok) return <aside className="pick" aria-label={t('booking.pick')}><header><h2>{t('booking.pick')}</h2></header><p className="soft">{t('booking.pick.help')}</p></aside>;
  const [from, until] = [new Date(held.startMs).toISOString(), new Date(held.endMs).toISOString()];
  const minutes = Math.round((held.endMs - held.startMs) / 60_000);
  const room = held.room ?? '';
  return (
    <aside ref={panel} className="pick" aria-label={t('booking.pick')}>
      <header>
        <p className="small strong pick__eyebrow" role="status"><Icon of={DoorOpen} />{t('booking.held', { time: momentText(new Date(held.heldUntilMs).toISOString(), times.zone, language, 'time') })}</p>
        <h2>{held.periodName ? h('pick.room-period', { room, period: held.periodName }) : room}</h2>
        <p className="soft">{momentText(from, times.zone, language, 'day')}<br />{rangeText(from, until, times.zone, language)}, {t('booking.minutes', { count: minutes })}</p>
      </header>
      <dl className="pick__who">
        <div><dt>{t('fact.student')}</dt><dd>{facts.grade ? t('fact.student.grade', { name: facts.student, grade: facts.grade }) : facts.student}</dd></div>
        <div><dt>{t('fact.therapist')}</dt><dd>{t('fact.by-video', { name: facts.therapist })}</dd></div>
        {held.roomFeatures.length > 0 && <div><dt>{h('pick.room')}</dt><dd>{featuresOf(held.roomFeatures)}</dd></div>}
      </dl>
      <section className="pick__part">
        <h3>{lesson?.course ? h('pick.cost.one', { course: lesson.course }) : h('pick.cost.none')}</h3>
        <p className="small soft">{lesson?.course
          ? <>{lesson.missed !== null && (lesson.missed === 0 ? h('pick.cost.missed-none', { course: lesson.course }) : h('pick.cost.missed', { course: lesson.course, count: lesson.missed }))} {h('pick.cost.core')}</>
          : lesson?.is === 'may' ? h('pick.cost.core') : h('pick.cost.timetable')}
        </p>
      </section>
      <section className="pick__part">
        <h3>{t('booking.needs')}</h3>
        <Needs page={page} />
      </section>
      <div className="stack-2">
        <Form method="post" action={`/referrals/${referralId}/booking/confirmation`}>
          <input type="hidden" name="key" value={`confirm-${page.key}`} />
          <input type="hidden" name="appointmentId" value={held.appointmentId} />
          <SubmitButton tone="primary" big wide>{held.periodName ? h('pick.book', { period: held.periodName }) : t('booking.confirm')}</SubmitButton>
        </Form>
        <p className="small quiet">{t('booking.confirm.note')}</p>
        <Form method="post" action={`/referrals/${referralId}/booking/release`}><Button tone="plain">{t('booking.release')}</Button></Form>
      </div>
    </aside>
  );
}

/** What is in order, and what somebody should see to. What the reader may not know is left out. */
function Needs({ page: { held, facts, times } }: { page: BookingPageData }) {
  const t = useText('hallway');
  const language = useLanguage();
  if (!held || !times.ok) return null;
  const { needs, room } = held;
  const day = (instant: string) => momentText(instant, times.zone, language, 'dayYear');
  const ticks: (Tick | false)[] = [
    { key: 'consent', state: 'ok', text: needs.consentUntil ? `${t('pick.consent-until')} ${day(needs.consentUntil)}` : t('pick.consent-open') },
    facts.licensedUntil !== null && { key: 'license', state: 'ok', text: <>{t('pick.license', { state: facts.state ?? '' })} <DateText date={addDays(facts.licensedUntil, -1)} /></> },
    room !== null && needs.tablet !== undefined && (needs.tablet === null ? { key: 'tablet', state: 'needs', text: t('pick.no-tablet', { room }) }
      : { key: 'tablet', state: 'ok', text: needs.tablet.lastSeenAt ? t('pick.tablet', { room, time: momentText(needs.tablet.lastSeenAt, times.zone, language, 'shortDayTime') }) : t('pick.tablet-new', { room }) }),
    room !== null && (needs.adultOnSite ? { key: 'adult', state: 'ok', text: t('pick.adult', { name: needs.adultOnSite }) } : { key: 'adult', state: 'needs', text: t('pick.no-adult', { room }) }),
  ];
  return <Ticks ticks={ticks.filter((tick) => tick !== false)} />;
}
