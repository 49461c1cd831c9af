import { DoorOpen, TabletSmartphone, UserRound } from 'lucide-react';
import { minutesText, momentText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import type { MemberRole } from '../identity/permissions.ts';
import { ButtonLink } from '../ui/button.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { TodayNext, WhoList } from '../ui/today-next.tsx';
import { useZone } from '../ui/zone.tsx';
import { minutesUntil, opensNow, standingOf, type DayAppointment } from './day.ts';

/** What is next, as the biggest thing of the page: the appointment, who is there, and the one button for this reader. */
export function NextAppointment({ next, now, role }: { next: DayAppointment | null; now: string; role: MemberRole }) {
  const t = useText('today');
  const language = useLanguage();
  const zone = useZone();
  if (!next) return <TodayNext door="closed" doorLabel={t('door.booked')} title={t('next.nothing')} lede={t('next.nothing.lede')} />;
  const standing = standingOf(next, now);
  const time = momentText(next.startsAt, zone, language, 'time');
  const minutes = minutesText((Date.parse(next.endsAt) - Date.parse(next.startsAt)) / 60_000, language);
  const lit = standing === 'going-on' || standing === 'waiting';
  const firstName = next.student.split(' ')[0] ?? next.student;
  const when = {
    'going-on': t('next.now'), waiting: t('next.waiting', { name: firstName }), soon: t('next.in', { count: minutesUntil(next, now) }),
    later: t('next.later', { time }), begun: t('next.begun', { time }),
  }[standing];
  const who = [
    next.waitingSince !== null && { key: 'student', icon: UserRound, name: firstName, detail: t('next.waits', { time: momentText(next.waitingSince, zone, language, 'time') }) },
    role !== 'therapist' && { key: 'therapist', icon: UserRound, name: next.therapist, detail: t('next.therapist') },
    next.code !== null && { key: 'code', icon: TabletSmartphone, name: <span className="num">{next.code}</span>, detail: t('next.code') },
  ].filter((line) => line !== false);
  return (
    <TodayNext
      door={lit ? 'lit' : next.place === 'home' ? 'home' : 'closed'} doorLabel={t(standing === 'going-on' ? 'door.lit' : lit ? 'door.waiting' : next.place === 'home' ? 'door.home' : 'door.booked')}
      plate={next.initials} when={when} title={t('next.title', { name: next.student, time })}
      lede={next.place === 'school' ? t('next.school', { room: next.room ?? '', school: next.school, minutes }) : t('next.home', { minutes })}
      actions={role === 'therapist' && opensNow(next, now)
        ? <ButtonLink to={`/visits/${next.id}`} tone="primary" big icon={DoorOpen} reloadDocument>{t('next.open')}</ButtonLink>
        : <ButtonLink to={`/appointments/${next.id}`} prefetch="none">{t('next.look')}</ButtonLink>}
      foot={role === 'therapist' ? t('next.foot', { name: firstName }) : <TimeText at={next.startsAt} until={next.endsAt} placeZone={next.zone} />}
    >
      {who.length > 0 && <WhoList label={t('next.who')} who={who} />}
    </TodayNext>
  );
}
