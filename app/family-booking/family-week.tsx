import { ChevronLeft, ChevronRight } from 'lucide-react';
import { momentText, rangeText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { DoorDays, DoorList, type ListedDoor } from '../ui/door-list.tsx';
import { Section } from '../ui/section.tsx';
import { DateText } from '../ui/time-text.tsx';
import type { FamilyTime, FamilyWeek } from './family-times.server.ts';

type HowTaken = (time: FamilyTime) => Pick<ListedDoor, 'action' | 'door' | 'detail'>;

/** A week of open times as doors by day; `taken` says how one is gone through. */
export function FamilyWeekDoors({ week, path, taken }: { week: FamilyWeek; path: string; taken: HowTaken }) {
  const t = useText('familyBooking');
  const language = useLanguage();
  if (!week.week) return null;
  const door = (time: FamilyTime): ListedDoor => ({ key: String(time.startMs), title: range(time, week.zone, language), ...taken(time) });
  return (
    <Section title={<>{t('book.week', { day: momentText(`${week.week.monday}T12:00:00Z`, 'UTC', language, 'day') })}</>}>
      <div className="stack-4">
        <DoorDays level={3} days={week.week.days.map(({ date, slots }) => ({ key: date, title: <DateText date={date} form="day" />, doors: slots.map(door) }))} />
        {(week.earlier ?? week.later) && (
          <div className="row">
            {week.earlier && <ButtonLink icon={ChevronLeft} to={`${path}?week=${week.earlier}`}>{t('book.earlier')}</ButtonLink>}
            {week.later && <ButtonLink icon={ChevronRight} to={`${path}?week=${week.later}`}>{t('book.later')}</ButtonLink>}
          </div>
        )}
      </div>
    </Section>
  );
}

/** The few times that are offered to who lost one. */
export function NearestDoors({ nearest, zone, taken }: { nearest: readonly FamilyTime[]; zone: string; taken: HowTaken }) {
  const t = useText('familyBooking');
  const language = useLanguage();
  const title = (time: FamilyTime) => `${momentText(new Date(time.startMs).toISOString(), zone, language, 'day')}, ${range(time, zone, language)}`;
  return <DoorList label={t('book.nearest')} doors={nearest.map((time) => ({ key: String(time.startMs), title: title(time), ...taken(time) }))} />;
}

function range({ startMs, endMs }: FamilyTime, zone: string, language: ReturnType<typeof useLanguage>): string {
  return rangeText(new Date(startMs).toISOString(), new Date(endMs).toISOString(), zone, language);
}
