import { Form, Link, useSearchParams } from '@remix-run/react';
import { useText } from '../i18n/use-text.tsx';
import { wallTime } from '../time/zone.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import type { BookingPageData } from './booking-page.server.ts';
import { HallwayDrawing, viewOf } from './hallway-drawing.tsx';
import { HallwayHeading, useAddressWith } from './hallway-heading.tsx';
import { HallwayKey } from './hallway-key.tsx';
import type { HallwayPicks } from './hallway-pick.server.ts';
import type { DressDoor } from './hallway-rows.ts';
import { HallwayPickPanel } from './hallway-pick-panel.tsx';
import { useRefusalWords } from './hallway-words.ts';
import type { HungLesson } from './lessons-of-day.ts';
import { useHallwayClock } from './use-hallway-clock.ts';

/** What hangs above the periods: the student's lessons, and how often each was missed. */
function useHanging(lessons: readonly HungLesson[], zone: string, name: string, pickedMs: number | null) {
  const t = useText('hallway');
  if (!lessons.some(({ course, is }) => course !== null || is === 'core' || is === 'may')) return undefined;
  const detail = ({ is, missed }: HungLesson) => (is === 'own' ? t('pick.never') : is === 'core' ? (missed === null ? t('pick.core') : t('pick.core.count', { count: missed })) : missed !== null ? String(missed) : t(is === 'may' ? 'pick.may' : 'pick.unknown'));
  return {
    title: t('pick.lessons', { name }), note: lessons.some(({ missed }) => missed !== null) ? t('pick.missed') : undefined,
    things: lessons.map((one) => {
      const startMinute = wallTime(zone, one.fromMs).minute;
      return { key: String(startMinute), startMinute, minutes: (one.untilMs - one.fromMs) / 60_000, title: one.course ?? one.periodName, detail: detail(one), picked: pickedMs !== null && one.fromMs <= pickedMs && pickedMs < one.untilMs };
    }),
  };
}

/** The day as a hallway for one student: only what can be taken wears a mat, each other free door says its one reason, the panel answers a pick. */
export function HallwayPicker({ page, hallway, mayKeepTimetable }: { page: BookingPageData; hallway: HallwayPicks; mayKeepTimetable: boolean }) {
  const t = useText('hallway');
  const [search] = useSearchParams();
  const address = useAddressWith();
  const { day, lessons, picks, nextOpen, firstOpen } = hallway;
  const { facts, held, referralId } = page;
  const name = facts.student.split(' ')[0] ?? facts.student;
  const nowMs = useHallwayClock(day.nowMs);
  const why = useRefusalWords(facts.therapist);
  const hanging = useHanging(lessons, day.zone, name, held && wallTime(day.zone, held.startMs).date === day.date ? held.startMs : null);
  const costOf = (startMs: number) => lessons.find(({ fromMs, untilMs }) => fromMs <= startMs && startMs < untilMs);
  const costText = (startMs: number) => {
    const course = costOf(startMs)?.course;
    return course ? t('pick.costs', { course }) : undefined;
  };
  const dress: DressDoor = (door, room) => {
    if (door.is === 'taken') return door.use.kept.appointmentId === held?.appointmentId && held ? { door: 'open', picked: true, title: t('pick.yours'), detail: costText(held.startMs), plate: undefined } : null;
    const pick = picks[`${room.id} ${door.key}`];
    if (!pick) return null;
    if ('no' in pick) return pick.no === 'over' ? { door: 'shut' } : { door: 'shut', no: true, title: t('pick.not-for', { name }), detail: why(pick.no) };
    return { door: 'open', title: t('pick.open'), detail: costText(pick.startMs), action: { kind: 'send', name: 'startMs', value: String(pick.startMs), to: `/referrals/${referralId}/booking?roomId=${room.id}`, label: t('pick.open') } };
  };
  const anyOpen = Object.values(picks).some((pick) => 'startMs' in pick);
  return (
    <>
      <HallwayHeading title={t('pick.title', { name: facts.student })} day={day} school={facts.school} />
      <div className="hall-split">
        <Form method="post" action={`/referrals/${referralId}/booking`} preventScrollReset>
          <input type="hidden" name="key" value={page.key} />
          {day.periods.length === 0
            ? <EmptyState title={t('no-school')}>{t('no-school.help')}</EmptyState>
            : <HallwayDrawing day={day} nowMs={nowMs} dress={dress} view={viewOf(search)} hanging={hanging} />}
          {!anyOpen && !held && (
            <Notice><b>{t('pick.none-this-day', { name })}</b> {nextOpen
              ? <ButtonLink to={address({ date: nextOpen })} preventScrollReset>{t('pick.next-open')}</ButtonLink>
              : firstOpen && <ButtonLink to={address({ date: firstOpen })} preventScrollReset>{t('pick.first-open')}</ButtonLink>}
            </Notice>
          )}
          {!hanging && day.periods.length > 0 && <p className="small soft">{t('pick.no-timetable', { name })} {mayKeepTimetable && <Link to={`/students/${page.studentId}/timetable`}>{t('pick.keep-timetable')}</Link>}</p>}
          <HallwayKey name={name} />
        </Form>
        <HallwayPickPanel page={page} lesson={held ? costOf(held.startMs) ?? null : null} />
      </div>
    </>
  );
}
