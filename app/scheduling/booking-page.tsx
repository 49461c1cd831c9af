import { Form, Link } from '@remix-run/react';
import { CalendarClock, ChevronLeft, ChevronRight } from 'lucide-react';
import { languageNames } from '../i18n/language-names.ts';
import { zoneText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { weekdayText } from '../i18n/weekday-text.ts';
import { ButtonLink } from '../ui/button.tsx';
import { DoorDays, DoorList } from '../ui/door-list.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';
import { DateText } from '../ui/time-text.tsx';
import type { BookingPageData } from './booking-page.server.ts';
import type { BookingRefusal } from './booking-refusals.ts';
import type { NearestTimes } from './nearest-times.server.ts';
import { useOfferedDoors } from './offered-doors.tsx';
import { HallwayPicker } from './hallway-picker.tsx';
import { HeldPick } from './held-pick.tsx';

export type BookingRefused = { reason: BookingRefusal } & Partial<NearestTimes>;

interface BookingPageProps {
  page: BookingPageData;
  refused: BookingRefused | null;
  /** What the reader may do about a place that is not known well enough. */
  may: { setSchool: boolean; setHome: boolean; keepTimetable: boolean };
}

/** The next visit of a student in care: open joint times by day, one picked and held, then confirmed. The loser of a race sees the nearest. */
export function BookingPage({ page, refused, may }: BookingPageProps) {
  const t = useText('scheduling');
  const h = useText('hallway');
  const { facts, place } = page;
  if (page.hallway) {
    return (
      <div className="stack-4">
        {refused && <Refused page={page} refused={refused} />}
        <div><HallwayPicker page={page} hallway={page.hallway} mayKeepTimetable={may.keepTimetable} /></div>
        <Section title={h('pick.other-days')}><Times page={page} may={may} /></Section>
      </div>
    );
  }
  return (
    <>
      <PageHeading title={t('booking.title', { name: facts.student })} lede={t(`booking.lede.${place}`, { therapist: facts.therapist, school: facts.school })} />
      <div className="page-split booking">
        {page.times.ok && <HeldPick page={page} />}
        <div className="stack-5">
          {refused && <Refused page={page} refused={refused} />}
          <Times page={page} may={may} />
        </div>
      </div>
    </>
  );
}

/** Why it did not go through, and what to do now: the three nearest, to be picked here. */
function Refused({ page, refused }: { page: BookingPageData; refused: BookingRefused }) {
  const t = useText('scheduling');
  const zone = refused.zone ?? (page.times.ok ? page.times.zone : 'UTC');
  const door = useOfferedDoors(zone, page.held?.startMs ?? null);
  const nearest = refused.nearest ?? [];
  return (
    <>
      <Notice tone="danger" role="alert"><b>{t(`refusal.${refused.reason}`)}</b> {nearest.length > 0 && t('booking.nearest.help')}</Notice>
      {nearest.length > 0 && (
        <Form method="post" action={`/referrals/${page.referralId}/booking`}>
          <input type="hidden" name="key" value={`near-${page.key}`} />
          <Section title={t('booking.nearest')}><DoorList doors={nearest.map((near) => door({ ...near, rooms: near.roomName ? [near.roomName] : [] }, 'withDay'))} /></Section>
        </Form>
      )}
    </>
  );
}

function Times({ page, may }: Pick<BookingPageProps, 'page' | 'may'>) {
  const t = useText('scheduling');
  const i = useText('interpreters');
  const language = useLanguage();
  const { times, facts, referralId, studentId, place } = page;
  const door = useOfferedDoors(times.ok ? times.zone : 'UTC', page.held?.startMs ?? null);
  if (!times.ok) return times.reason === 'school-without-zone'
    ? <EmptyState title={t('booking.school-without-zone', { school: facts.school })} action={may.setSchool && <ButtonLink to={`/schools/${facts.schoolId}`}>{t('booking.school-set')}</ButtonLink>}>{t('booking.school-without-zone.help')}</EmptyState>
    : <EmptyState title={t('booking.home-without-place', { name: facts.student })} action={may.setHome && <ButtonLink to={`/students/${studentId}/home`}>{t('booking.home-set')}</ButtonLink>}>{t('booking.home-without-place.help')}</EmptyState>;
  return (
    <Form method="post" action={`/referrals/${referralId}/booking`} className="stack-4">
      <p className="small soft">
        {t('booking.clock', { zone: zoneText(page.now, times.zone, language) })}{' '}
        {place === 'home' && may.setHome && <Link to={`/students/${studentId}/home`}>{t('booking.windows')}</Link>}{' '}
        {times.interpreter ? i('need.is', { language: languageNames(language).of(times.interpreter) }) : i('need.is-none')} <Link to={`/referrals/${referralId}/interpreter`}>{i('need.change')}</Link>
      </p>
      {times.week === null
        ? <EmptyState title={t('booking.none')} door="shut" action={place === 'home' && may.setHome && <ButtonLink to={`/students/${studentId}/home`} icon={CalendarClock}>{t('booking.windows')}</ButtonLink>}><NoTimes page={page} /></EmptyState>
        : <DoorDays days={times.week.days.map((day) => ({ key: day.date, title: <DateText date={day.date} form="day" />, count: t('booking.count', { count: day.slots.length }), doors: day.slots.map((slot) => door(slot)) }))} />}
      {(times.earlier ?? times.later) !== null && (
        <nav className="row row--between" aria-label={t('booking.weeks')}>
          {times.earlier ? <ButtonLink to={`/referrals/${referralId}/booking?week=${times.earlier}`} icon={ChevronLeft}>{t('booking.earlier')}</ButtonLink> : <span />}
          {times.later && <ButtonLink to={`/referrals/${referralId}/booking?week=${times.later}`} icon={ChevronRight}>{t('booking.later')}</ButtonLink>}
        </nav>
      )}
      <input type="hidden" name="key" value={page.key} />
    </Form>
  );
}

/** Why there is none: the one thing that would open times, and how many; else the reasons that took most away. */
function NoTimes({ page }: { page: BookingPageData }) {
  const t = useText('scheduling');
  const language = useLanguage();
  const missing = page.times.ok ? page.times.missing : null;
  if (missing) {
    const { piece, weekday, half, periodName, minutes, starts } = missing;
    const day = weekdayText(weekday, language);
    const when = periodName === null ? t(`missing.half.${half}`, { day }) : t('missing.period', { day, period: periodName });
    const more = t(`missing.more.${piece}`, { count: Math.ceil(minutes / 60) });
    return <span>{t(`missing.${piece}`, { when, more, therapist: page.facts.therapist, language: page.times.ok && page.times.interpreter ? languageNames(language).of(page.times.interpreter) : '', times: t('missing.times', { count: starts }) })}</span>;
  }
  const reasons = page.times.ok ? page.times.leftovers.slice(0, 2) : [];
  return (
    <>
      {reasons.length === 0 ? <span>{t(page.place === 'home' ? 'booking.none.windows' : 'booking.none.bells')}</span> : reasons.map(([reason, count]) => <span key={reason}>{t(`leftover.${reason}`, { count })} </span>)}
    </>
  );
}
